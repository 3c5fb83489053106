import { type Kysely, sql } from 'kysely';
import { insertApplications } from '../src/demonstration/national/steps/applications.ts';
import { decisions } from '../src/demonstration/national/steps/decisions.ts';
import { chance } from '../src/demonstration/national/steps/step.ts';
import { trailOf } from '../src/demonstration/national/steps/trail.ts';
import { words } from '../src/demonstration/national/steps/words.ts';
import type { DB } from '../src/platform/database/index.ts';

const years = 15;

/** What happens to somebody in hospital over a year; the law knows each step after the one before. */
const yearOfMovements = [
  ...['transfer', 'trial leave', 'return from trial leave', 'abscond', 'return', 'trial leave', 'abscond'],
  ...['return', 'return from trial leave', 'transfer', 'escape', 'return'],
];

/**
 * Gives one patient of the nation, who has been in hospital since then, fifteen years of history: an application for
 * leave each month, a report each year, what they said and what was decided, leave, and a movement every month.
 * Made once; what is there is left.
 */
export async function makeLongCase(db: Kysely<DB>, today: Temporal.PlainDate): Promise<void> {
  if ((await readLongCase(db)) !== undefined) return;
  const since = today.subtract({ years });
  const caseId = await somebodySince(db, since);
  await chance.execute(db);
  await openOccasions(db, { caseId, today, since });
  await insertReports(db, caseId);
  await insertApplications(db, today);
  for (const step of [...words, ...decisions]) await step.run(db, today);
  await trailOf(
    db,
    sql`a.case_id = ${caseId} and a.created_at < ${today.subtract({ years: 3 }).toString()}::date`,
  );
  await move(db, { caseId, since });
  await db
    .insertInto('platform.setting')
    .values({ key: 'benchLongCase', value: JSON.stringify(caseId) })
    .execute();
}

/** The patient with the long history; undefined before they were given one. */
export async function readLongCase(db: Kysely<DB>): Promise<number | undefined> {
  const row = await db
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', 'benchLongCase')
    .executeTakeFirst();
  return row && Number(row.value);
}

async function somebodySince(db: Kysely<DB>, since: Temporal.PlainDate): Promise<number> {
  const { case_id } = await db
    .selectFrom('casework.patient')
    .where('status', '=', 'in hospital')
    .where('order_on', '<', since.toString())
    .where('mhcs_reference', 'like', 'N/%')
    .select('case_id')
    .orderBy('order_on', 'desc')
    .orderBy('case_id')
    .executeTakeFirstOrThrow();
  return case_id;
}

type Life = { caseId: number; since: Temporal.PlainDate };

async function openOccasions(db: Kysely<DB>, { caseId, since, today }: Life & { today: Temporal.PlainDate }) {
  const until = today.subtract({ years: 3 }).toString();
  await sql`alter table voice.occasion disable trigger user`.execute(db);
  await sql`insert into voice.occasion (case_id, room, opened_at)
    select ${caseId}, 'casework', d + time '09:30'
    from generate_series(${since.toString()}::date, ${until}::date, interval '1 month') d`.execute(db);
  await sql`insert into voice.occasion (case_id, room, opened_at)
    select ${caseId}, 'casework', d + time '14:00'
    from generate_series(${since.add({ days: 40 }).toString()}::date, ${today.subtract({ days: 60 }).toString()}::date, interval '1 year') d`.execute(
    db,
  );
  await sql`alter table voice.occasion enable trigger user`.execute(db);
}

/** The occasions of an afternoon are those of reports. */
async function insertReports(db: Kysely<DB>, caseId: number): Promise<void> {
  await sql`insert into casework.document (case_id, kind, occasion_id, team_id, form_version, state, caseworker_id, created_by, created_at, submitted_at,
      decided_at, outcome, version)
    select o.case_id, 'annual report', o.id, p.team_id, 'annual-report-2025 1', 'decided', w.account_id, c.account_id, o.opened_at, o.opened_at + interval '9 days',
      o.opened_at + interval '30 days', 'note', 3
    from voice.occasion o join casework.patient p on p.case_id = o.case_id
    join people.circle c on c.case_id = o.case_id and c.capacity = 'responsible_clinician'
    cross join lateral (select m.account_id from people.membership m where m.unit_id = p.team_id and m.role = 'caseworker' order by m.account_id limit 1) w
    where o.case_id = ${caseId} and o.opened_at::time = time '14:00' and not exists (select from casework.document d where d.occasion_id = o.id)`.execute(
    db,
  );
}

async function move(db: Kysely<DB>, { caseId, since }: Life): Promise<void> {
  const all = Array.from({ length: years }, () => yearOfMovements).flat();
  await sql`insert into casework.movement (case_id, kind, authorised_on, actual_on, from_place, to_place)
    select ${caseId}, m.kind, d.day - 1, d.day, p.hospital_name, p.hospital_name
    from unnest(${all}::text[]) with ordinality m (kind, at) join casework.patient p on p.case_id = ${caseId}
    cross join lateral (select ${since.toString()}::date + (m.at * 30)::integer as day) d
    order by m.at`.execute(db);
}
