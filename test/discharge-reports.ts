import { sql } from 'kysely';
import { invitePerson } from '../src/casework/clinical/commands/invite-person.ts';
import { startDocument } from '../src/casework/clinical/commands/start-document.ts';
import { readApplication } from '../src/casework/clinical/queries/read-application.ts';
import { fillParts, sign } from '../src/casework/demonstration/in-parts.ts';
import { say, submit } from '../src/casework/demonstration/play.ts';
import { playing } from '../src/casework/demonstration/stage.ts';
import { asOwner } from '../src/platform/database/index.ts';
import type { Answers } from '../src/platform/forms/index.ts';
import type { TestSite, Visitor } from './browser-without-browser.ts';
import { someWords, stageOf } from './leave-applications.ts';

/** The two supervisors of everybody whom a test discharges. */
export const supervisors = { social: 'sol.bridge', clinical: 'cass.anchor' } as const;

/** Discharges somebody of the small world with two conditions, so many days ago, and gives them two supervisors. */
export async function discharge(
  site: Pick<TestSite, 'database'>,
  patient: string,
  daysAgo = 20,
): Promise<number> {
  return asOwner(site.database.adminUrl, async db => {
    await sql`
      with new (username, name, job, role) as (values
        (${supervisors.social}, 'Sol Bridge', 'Social worker', 'social_supervisor'),
        (${supervisors.clinical}, 'Dr Cass Anchor', 'Consultant psychiatrist', 'clinical_supervisor')),
      a as (insert into people.account (username, email, display_name, job_title, phone, door, demonstration)
        select username, username || '@example.invalid', name, job, '01632 960 002', access.door_of(role), true from new
        on conflict do nothing returning id, username)
      insert into people.membership (account_id, unit_id, role, from_on)
      select a.id, u.id, new.role, '2020-01-01' from a join new using (username)
      join people.unit u on u.name = 'Larkmoor Care'`.execute(db);
    const { rows } = await sql<{ id: number }>`select k.id from people.case k
      join people.account a on a.person_id = k.person_id where a.username = ${patient}`.execute(db);
    const caseId = rows[0]?.id ?? 0;
    await sql`insert into people.circle (case_id, account_id, capacity, basis, from_on)
      select ${caseId}, a.id, v.capacity, 'named in the discharge', '2024-01-01'
      from (values (${supervisors.social}, 'social_supervisor'), (${supervisors.clinical}, 'clinical_supervisor')) v (username, capacity)
      join people.account a using (username) on conflict do nothing`.execute(db);
    await sql`insert into casework.movement (case_id, kind, authorised_on, actual_on)
      values (${caseId}, 'conditional discharge by the tribunal', access.today() - ${daysAgo}::int, access.today() - ${daysAgo}::int)`.execute(
      db,
    );
    await sql`insert into casework.discharge_condition (case_id, wording, plain, set_by, from_on, recorded_by)
      select ${caseId}, wording, wording, 'tribunal', access.today() - ${daysAgo}::int, (select min(id) from people.account)
      from unnest('{"Live at 4 Canal Street and sleep there.","Take the treatment that the clinical supervisor asks for."}'::text[]) wording`.execute(
      db,
    );
    return caseId;
  });
}

/**
 * Makes a report on a conditional discharge in a state, by the real commands, for somebody whom `discharge` discharged:
 * `await aDischargeReport(site, { patient: 'bryn.sample' }).submitted()`.
 */
export function aDischargeReport(site: TestSite, wanted: { patient: string; answers?: Answers }) {
  const stage = stageOf(site);
  const { social, clinical } = supervisors;
  const begin = async () => {
    const by: Visitor = await stage.as(social);
    const { id, caseId, occasionId } = await playing(by, async (tx, actor) => {
      const { rows } = await sql<{ id: number }>`select k.id from people.case k
        join casework.patient p on p.case_id = k.id join people.person x on x.id = k.person_id
        where lower(x.given_names || '.' || x.family_name) = ${wanted.patient}`.execute(tx.db);
      const kind = 'discharge report' as const;
      const start = { kind, caseId: rows[0]?.id ?? 0, actor, today: stage.today };
      return readApplication(tx, await startDocument(tx, start));
    });
    return { id, caseId, occasionId, patient: wanted.patient, clinician: clinical };
  };
  const signed = async () => {
    const report = await begin();
    const answers = wanted.answers ?? {};
    await fillParts(stage, report, { by: social, parts: ['A', 'B'], answers });
    await playing(await stage.as(social), async (tx, actor) =>
      invitePerson(tx, { file: await readApplication(tx, report.id), actor }),
    );
    await say(stage, report, someWords);
    for (const part of ['A', 'B']) await sign(stage, report, { by: social, part });
    await fillParts(stage, report, { by: clinical, parts: ['C'], answers });
    return report;
  };
  return {
    /** Begun by the social supervisor. */
    started: begin,
    /** Parts A and B are signed, part C is filled in, and the person has said their part. */
    signed,
    /** Signed in all its parts and sent. */
    submitted: async () => {
      const report = await signed();
      await submit(stage, report);
      return report;
    },
  };
}
