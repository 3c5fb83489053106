import { sql } from 'kysely';
import { conditionPaths } from '../../src/casework/conditions/paths.ts';
import { asOwner } from '../../src/platform/database/index.ts';
import type { TestSite, Visitor } from '../browser-without-browser.ts';
import { dayBoxes, testDay } from '../days.ts';
import { mustGoOn } from '../victim-side.ts';
import { canaries } from './canaries.ts';

/** A condition of a discharge, as a tribunal set it and the section recorded it. */
export async function aConditionIsSet(caseworker: Visitor, caseId: number): Promise<void> {
  const condition = {
    ...{ wording: `Not to go to ${canaries.heldCondition.word}.`, plain: 'You do not go there.' },
    ...{ onLiberty: 'no', by: 'tribunal', ...dayBoxes('from', testDay) },
  };
  mustGoOn(await caseworker.post(conditionPaths.set(caseId), condition));
}

/** An agency spoke, and the Chair keeps what it said closed. */
export async function anAgencySpoke(site: TestSite, caseId: number): Promise<void> {
  await asOwner(site.database.adminUrl, async db => {
    await sql`with said as (insert into casework.mappa_comment (case_id, agency, said_on, text, recorded_by)
        select ${caseId}, 'Pretend Police', access.today(), ${`We watch him. ${canaries.agency.word}`}, id
        from people.account where username = 'mo.parley' returning id, case_id, recorded_by)
      insert into casework.mappa_chair_decision (case_id, comment_id, agrees, chair, decided_on, why, recorded_by)
      select case_id, id, false, 'Pat Chairperson', access.today(), ${`It is ours. ${canaries.chairWhy.word}`}, recorded_by
      from said`.execute(db);
  });
}
