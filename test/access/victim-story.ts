import { sql } from 'kysely';
import { conditionPaths } from '../../src/casework/conditions/paths.ts';
import { summaryPaths } from '../../src/casework/summaries/paths.ts';
import { liaisonPaths } from '../../src/casework/victim-liaison/paths.ts';
import { asOwner } from '../../src/platform/database/index.ts';
import type { TestSite, Visitor } from '../browser-without-browser.ts';
import { dayBoxes, testDay } from '../days.ts';
import { aPicture, upload } from '../uploads.ts';
import { aVictim, aZone, lastRequest, mustGoOn, register, say, takeOn } from '../victim-side.ts';
import { canaries } from './canaries.ts';
import { aConditionIsSet } from './condition-story.ts';

/** What happens on the victim side, and what the section writes that it may read. */

const victim = { ...aVictim, name: `Zoe ${canaries.victimName.word}` };

/** Whether or not there is a victim: the section puts a condition forward, declines it, and summarises a decision. */
export async function sectionWrites(site: TestSite, caseId: number): Promise<void> {
  const [robin, sky] = [await site.as('robin.quill'), await site.as('sky.inkwell')];
  await aConditionIsSet(robin, caseId);
  const page = conditionPaths.putForward(caseId);
  for (const text of [`To go to bed early. ${canaries.ownCondition.word}`, 'To rise early.'])
    mustGoOn(await robin.post(page, { text }));
  const reason = `He does already. ${canaries.conditionReason.word}`;
  const answer = { outcome: 'declined', changedText: '', reason };
  mustGoOn(await robin.post(conditionPaths.answer(caseId, await firstCondition(site, caseId)), answer, page));
  const summary = { what: 'conditional discharge', ...dayBoxes('decided', testDay) };
  const versions = {
    forPerson: `You may go. ${canaries.personSummary.word}`,
    forOutside: `Conditions were set. ${canaries.outsideSummary.word}`,
  };
  mustGoOn(await robin.post(summaryPaths.case(caseId), { ...summary, ...versions }));
  const id = await lastSummary(site, caseId);
  mustGoOn(await sky.fill(summaryPaths.issue(caseId, id), {}, summaryPaths.case(caseId)));
  const pending = { forPerson: `Wait. ${canaries.draftSummary.word}`, forOutside: 'Nothing yet.' };
  mustGoOn(await robin.post(summaryPaths.case(caseId), { ...summary, ...pending }));
}

const numberOf = (site: TestSite, query: ReturnType<typeof sql<{ id: number }>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows[0]?.id ?? 0);
const firstCondition = (site: TestSite, caseId: number) =>
  numberOf(site, sql`select min(id) as id from casework.proposed_condition where case_id = ${caseId}`);
const lastSummary = (site: TestSite, caseId: number) =>
  numberOf(site, sql`select max(id) as id from casework.decision_summary where case_id = ${caseId}`);

/** An officer takes two cases on, registers a victim in each, and writes down all that they say and ask for. */
export async function victimsCome(
  site: TestSite,
  vic: Visitor,
  { here, elsewhere }: { here: number; elsewhere: number },
): Promise<void> {
  await takeOn(site, vic, 'ash.example');
  await takeOn(site, vic, 'gale.placeholder');
  for (const caseId of [here, elsewhere]) {
    const id = await register(vic, caseId, victim);
    await say(vic, liaisonPaths.representations(caseId, id), {
      ...{ about: 'tribunal', words: `I am ${canaries.victimWords.word}.` },
    });
    await say(vic, liaisonPaths.statements(caseId, id), {
      ...{ words: `It is ${canaries.victimStatement.word}.`, language: 'en' },
    });
    const zone = await upload(site, vic, {
      path: liaisonPaths.zones(caseId, id),
      fields: { text: 'Not to enter.', corners: aZone, why: '' },
      file: { name: 'map.png', bytes: await aPicture() },
    });
    if (zone.status !== 303) throw new Error(`The zone was not kept (${zone.status}).`);
    await say(vic, liaisonPaths.conditions(caseId, id), {
      ...{ text: `Never. ${canaries.unreleased.word}`, why: `Out of ${canaries.victimWhy.word}.` },
    });
  }
}

/** The officer releases the last request of a case, in other words. */
export async function releaseOne(site: TestSite, vic: Visitor, caseId: number): Promise<void> {
  const wording = `Not to enter the old town. ${canaries.released.word}`;
  mustGoOn(await vic.post(liaisonPaths.release(caseId, await lastRequest(site, caseId)), { wording }));
}

/** The officer tells the victim of the decision. */
export async function tellVictim(site: TestSite, vic: Visitor, caseId: number): Promise<void> {
  const id = await numberOf(
    site,
    sql`select min(id) as id from victim.registration where case_id = ${caseId}`,
  );
  const summary = await numberOf(
    site,
    sql`select max(summary_id) as id from casework.outside_summary where case_id = ${caseId} and issued_at is not null`,
  );
  const told = { summary: String(summary), way: 'letter', ...dayBoxes('told', testDay) };
  mustGoOn(await vic.post(liaisonPaths.told(caseId, id), told, liaisonPaths.victim(caseId, id)));
}
