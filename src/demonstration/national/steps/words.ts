import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../platform/database/index.ts';
import { chance, eighths, nation, type Step } from './step.ts';

/** What each person was shown, whether they wanted to speak, and what they said. */
export const words = eighths.map(
  (part): Step => ({
    name: 'what people said',
    async run(db) {
      await chance.execute(db);
      await showPapers(db, part);
      await recordOpportunities(db, part);
      await sealStatements(db, part);
    },
  }),
);

async function showPapers(db: Kysely<DB>, part: number): Promise<void> {
  await sql`insert into voice.shown (case_id, occasion_id, paper, shown_by, shown_at)
  select a.case_id, a.occasion_id, '{"title": "Leave application", "language": "en", "blocks": []}', a.created_by, a.created_at + interval '5 hours'
  from casework.document a where a.id % 8 = ${part} and a.case_id in ${nation} and not exists (select from voice.shown s where s.occasion_id = a.occasion_id)`.execute(
    db,
  );
}

async function recordOpportunities(db: Kysely<DB>, part: number): Promise<void> {
  await sql`insert into voice.opportunity (case_id, occasion_id, outcome, why, ask_again_on, recorded_by, recorded_at)
  select a.case_id, a.occasion_id, case when pg_temp.chance(a.id, 'spoke') < 0.7 then 'said' when pg_temp.chance(a.id, 'spoke') < 0.85 then 'declined' else 'not now' end,
    null, null, a.created_by, a.created_at + interval '4 days'
  from casework.document a where a.id % 8 = ${part} and a.case_id in ${nation} and a.state <> 'draft' and not exists (select from voice.opportunity o where o.occasion_id = a.occasion_id)`.execute(
    db,
  );
}

async function sealStatements(db: Kysely<DB>, part: number): Promise<void> {
  await sql`insert into voice.statement (case_id, occasion_id, shown_id, entered_by, route, language, parts, sealed_at)
  select a.case_id, a.occasion_id, s.id, speaker.id, 'typed', 'en', jsonb_build_array(
      jsonb_build_object('prompt', 'progress', 'text', 'I have been on the ward for some time. I go to my groups and I talk to my key nurse when things are hard.'),
      jsonb_build_object('prompt', 'risk', 'text', 'I know my warning signs. I have a plan and I have used it ' || (2 + a.id % 7) || ' times this year.'),
      jsonb_build_object('prompt', 'consider', 'text', 'Please think about how long I have waited. I would like to see the sea.')),
    a.created_at + interval '4 days'
  from casework.document a join voice.shown s on s.occasion_id = a.occasion_id
  join people.case k on k.id = a.case_id join people.account speaker on speaker.person_id = k.person_id
  where a.id % 8 = ${part} and a.case_id in ${nation} and a.state <> 'draft' and pg_temp.chance(a.id, 'spoke') < 0.7
    and not exists (select from voice.statement t where t.occasion_id = a.occasion_id)`.execute(db);
}
