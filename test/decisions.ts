import {
  type Deciding,
  decide,
  draftDecision,
  issueAsRead as issueOnStage,
  readAll as readOnStage,
  sendDecision,
} from '../src/casework/demonstration/decide.ts';
import type { Tx } from '../src/platform/database/index.ts';
import { todayIn } from '../src/platform/time/index.ts';
import type { TestSite } from './browser-without-browser.ts';
import { remembered, stageOf } from './leave-applications.ts';

export type { Deciding } from '../src/casework/demonstration/decide.ts';

type Site = Pick<TestSite, 'as' | 'clock'>;
type OfApplication = { id: number };

/** A decision written by a caseworker, with a reply to every part that has none yet. */
export async function drafted(site: Site, application: OfApplication, deciding?: Deciding): Promise<void> {
  await draftDecision(stageOf(site), application, deciding);
}

/** A decision that waits for the second person. */
export async function awaitingAuthorisation(
  site: Site,
  application: OfApplication,
  deciding?: Deciding,
): Promise<void> {
  await sendDecision(stageOf(site), application, deciding);
}

/** A decision that was issued: `await decided(site, application, { kind: 'refuse', authorisedBy: 'lee.warrant' })`. */
export async function decided(site: Site, application: OfApplication, deciding?: Deciding): Promise<void> {
  await decide(stageOf(site), application, deciding);
}

/** Issues what the reader of this transaction finds, as if they had just opened the page. */
export async function issueAsRead(tx: Tx, site: Pick<TestSite, 'clock'>, application: OfApplication) {
  return issueOnStage(tx, { today: todayIn(site.clock), now: site.clock.now() }, application);
}

/** The decision file, the statements, and the print of both that a page would carry. */
export async function readAll(tx: Tx, site: Pick<TestSite, 'clock'>, application: OfApplication) {
  const today = todayIn(site.clock);
  return { ...(await readOnStage(tx, { today }, application)), today };
}

/** The same site, in which everybody signs in once: many applications need the same few people, and signing in is slowed. */
export function remembering(site: TestSite): TestSite {
  return { ...site, as: remembered(site.as) };
}
