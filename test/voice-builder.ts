import { sql } from 'kysely';
import type { Actor } from '../src/platform/database/index.ts';
import { asOwner } from '../src/platform/database/index.ts';
import { paragraph } from '../src/platform/documents/index.ts';
import { sealStatement, type ToSeal } from '../src/voice/commands/seal-statement.ts';
import { handOver, inviteToSpeak, openOccasion, type Part } from '../src/voice/index.ts';
import type { TestSite, Visitor } from './browser-without-browser.ts';

/** An occasion on which somebody was asked for their words. */
export type Asked = { caseId: number; occasionId: number; shownId: number };

/** The account of a demonstration user, as far as commands need an actor. */
export async function actorOf(site: TestSite, username: string): Promise<Actor> {
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql<{ id: number; person_id: number | null; display_name: string }>`
      select id, person_id, display_name from people.account where username = ${username}`.execute(db),
  );
  const row = rows[0];
  if (!row) throw new Error(`There is no account "${username}".`);
  return {
    ...{ accountId: row.id, personId: row.person_id, name: row.display_name, username },
    ...{ language: 'en', easyRead: false, door: 'circle', sessionId: 0, secondFactor: 'not needed' },
    ...{ memberships: [], endsAt: '' },
  };
}

const visitors = new WeakMap<TestSite, Map<string, Promise<Visitor>>>();

/** The visitor of an account, signed in once for a whole test file: sign-in is slowed down for those who try often. */
export function visit(site: TestSite, username: string): Promise<Visitor> {
  const known = visitors.get(site) ?? new Map<string, Promise<Visitor>>();
  visitors.set(site, known);
  const visitor = known.get(username) ?? site.as(username);
  known.set(username, visitor);
  return visitor;
}

/** The case of a patient of the small world. */
export async function caseOf(site: TestSite, username: string): Promise<number> {
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql<{ id: number }>`select k.id from people.case k join people.account a on a.person_id = k.person_id
      where a.username = ${username}`.execute(db),
  );
  return rows[0]?.id ?? 0;
}

/** A clinician opens an occasion for a patient and invites them to speak. */
export async function anOccasion(
  site: TestSite,
  { patient = 'ash.example', clinician = 'dr.vale' } = {},
): Promise<Asked> {
  const caseId = await caseOf(site, patient);
  const actor = await actorOf(site, clinician);
  const visitor = await visit(site, clinician);
  return visitor.transaction(async tx => {
    const occasionId = await openOccasion(tx, { caseId, room: 'casework' });
    const blocks = [paragraph('One day a week at the sea, with two members of staff.')];
    await inviteToSpeak(tx, {
      ...{ occasionId, caseId, actor },
      paper: { title: 'Leave with staff', language: 'en', blocks },
    });
    const shown = await tx.db
      .selectFrom('voice.shown')
      .select('id')
      .where('occasion_id', '=', occasionId)
      .executeTakeFirstOrThrow();
    return { caseId, occasionId, shownId: shown.id };
  });
}

/** Somebody says something: the person by default, or a scribe by another route. */
export async function says(
  site: TestSite,
  asked: Asked,
  said: { by?: string; parts?: readonly Part[] } & Partial<
    Pick<ToSeal, 'route' | 'language' | 'scribeName' | 'scribeRole'>
  > = {},
): Promise<{ id: number; code: string; sealedAt: string }> {
  const {
    by = 'ash.example',
    parts = [{ prompt: 'progress', text: 'I finished the course.' }],
    ...how
  } = said;
  const actor = await actorOf(site, by);
  const visitor = await visit(site, by);
  return visitor.transaction(tx =>
    sealStatement(tx, { ...asked, actor, parts, route: 'typed', language: 'en', ...how }),
  );
}

/** The clinician hands the occasion to the section. */
export async function handsOver(site: TestSite, asked: Asked, clinician = 'dr.vale'): Promise<void> {
  await (await visit(site, clinician)).transaction(tx => handOver(tx, asked.occasionId));
}

const entities: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#13': '\r', '#96': '`' },
};

/** The words of people on a page, as a browser would give them back: one text for each block of words. */
export function wordsOn(html: string): string[] {
  const blocks = html.matchAll(/<div class="ow-words"[^>]*>([\s\S]*?)<\/div>/g);
  return [...blocks].map(([, inner = '']) =>
    inner
      .replace(/\r\n?/g, '\n')
      .replaceAll('<br>', '')
      .replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole),
  );
}
