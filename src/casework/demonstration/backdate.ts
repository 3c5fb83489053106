import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/index.ts';
import { zone } from '../../platform/time/index.ts';

/** What the database makes of the rows of a case: moments, and days that are today unless somebody says otherwise. */
type Stamped = { table: string; moments: string[]; days: string[]; fresh: string };

// Lists and clocks are made of the other tables, anew.
const isMade = ['open_work', 'clock', 'counted'];

// Days that a trigger writes, in place of a default.
const byTrigger = ['authorised_move.authorised_on', 'requested_condition.released_on', 'circle.until_on'];

/** Every table with rows of a case, and the columns that the database stamps. */
async function stamped(db: Kysely<DB>): Promise<Stamped[]> {
  const { rows } = await sql<Stamped>`
    select c.oid::regclass::text as table,
      coalesce(array_agg(a.attname::text) filter (where a.atttypid = 'timestamptz'::regtype), '{}') as moments,
      coalesce(array_agg(a.attname::text) filter (where a.atttypid = 'date'::regtype), '{}') as days,
      string_agg(format(case when a.atttypid = 'date'::regtype then '%I = access.today()'
        when a.attname = 'due_at' then '%I > now() - interval ''1 hour'''
        else '%I between now() - interval ''1 hour'' and now()' end, a.attname), ' or ') as fresh
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relname <> all (${isMade}::text[])
      and c.relnamespace = any ('{casework,people,victim,voice}'::regnamespace[])
      and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'case_id')
      and (a.atttypid = 'timestamptz'::regtype
        or a.atttypid = 'date'::regtype and (pg_get_expr(d.adbin, d.adrelid) like '%today%'
          or c.relname || '.' || a.attname = any (${byTrigger}::text[])))
    group by 1 order by 1`.execute(db);
  return rows;
}

/** Older moments have been moved already; later ones are still to come, and only what is due goes with its story. */
const isFresh = (column: string) =>
  column === 'due_at'
    ? sql`${sql.ref(column)} > now() - interval '1 hour'`
    : sql`${sql.ref(column)} between now() - interval '1 hour' and now()`;
const isToday = (column: string) => sql`${sql.ref(column)} = access.today()`;

let known: Promise<Stamped[]> | undefined;

/**
 * The tables in which something of this case has just happened. They are asked one after the other by a function of this
 * connection: as one query, a hundred tables would be planned anew each time.
 */
async function touched(db: Kysely<DB>, caseId: number): Promise<Stamped[]> {
  known ??= stamped(db);
  const tables = await known;
  await sql`create or replace function pg_temp.touched(of_case bigint, tables jsonb) returns setof text language plpgsql as $$
    declare
      one jsonb;
      hit boolean;
    begin
      for one in select * from jsonb_array_elements(tables) loop
        execute format('select exists (select from %s where case_id = $1 and (%s))', one ->> 'table', one ->> 'fresh')
          into hit using of_case;
        if hit then return next one ->> 'table'; end if;
      end loop;
    end $$`.execute(db);
  const { rows } = await sql<{ table: string }>`
    select t as "table" from pg_temp.touched(${caseId}, ${JSON.stringify(tables)}::jsonb) t`.execute(db);
  const names = new Set(rows.map(({ table }) => table));
  return tables.filter(({ table }) => names.has(table));
}

/**
 * Moves what was just played in a case into the past, so that a demonstration has a history: every moment of the last
 * hour and every day that the database made, its audit rows, and the seals of its statements, which name their time.
 * Only the loader of a demonstration and tests can do this, as the owner of the tables, before the first audit seal.
 */
export async function backdate(db: Kysely<DB>, caseId: number, seconds: number): Promise<void> {
  for (const one of await touched(db, caseId)) {
    const sets = [
      ...one.moments.map(column => sql`${sql.ref(column)} = ${earlier(column, seconds)}`),
      ...one.days.map(column => sql`${sql.ref(column)} = ${earlierDay(column, seconds)}`),
    ];
    await withoutTriggers(db, one.table, async () => {
      await sql`update ${sql.table(one.table)} set ${sql.join(sets)} where case_id = ${caseId} and (${sql.raw(one.fresh)})`.execute(
        db,
      );
    });
  }
  await sql`update voice.statement s set hash = sha256(voice.canonical(s)) where s.case_id = ${caseId}`.execute(
    db,
  );
  await sql`update voice.statement s set code = voice.code_of(s.hash) where s.case_id = ${caseId}`.execute(
    db,
  );
  await backdateAudit(db, caseId, seconds);
  await sql`select casework.list_work(array[${caseId}]::bigint[]), casework.count_again(${caseId})`.execute(
    db,
  );
}

/** No policy lets even the owner change an audit row, so the force of the policies is lifted here. */
async function backdateAudit(db: Kysely<DB>, caseId: number, seconds: number): Promise<void> {
  await sql`alter table audit.event no force row level security`.execute(db);
  await sql`update audit.event set at = ${earlier('at', seconds)} where case_id = ${caseId}`.execute(db);
  // What was sealed names its time, so its hash is another now, in the trail as in the record.
  await sql`update audit.event e set detail = jsonb_set(e.detail, '{hash}', to_jsonb(encode(s.hash, 'hex')))
    from voice.statement s where e.case_id = ${caseId} and s.case_id = e.case_id
      and e.event = 'voice.statement.sealed' and (e.detail ->> 'statement')::bigint = s.id`.execute(db);
  await sql`alter table audit.event force row level security`.execute(db);
}

function earlier(column: string, seconds: number) {
  const moved =
    column === 'due_at'
      ? sameHour(column, seconds)
      : sql`${sql.ref(column)} - make_interval(secs => ${seconds})`;
  return sql`case when ${isFresh(column)} then ${moved} else ${sql.ref(column)} end`;
}

// What is due at the end of a day is due at the end of the other day.
const sameHour = (column: string, seconds: number) =>
  sql`(${sql.ref(column)} at time zone ${zone} - make_interval(days => ${daysIn(seconds)})) at time zone ${zone}`;

// By the calendar, whatever the hour is at which it is loaded.
const daysIn = (seconds: number) =>
  sql`(access.today() - ((now() - make_interval(secs => ${seconds})) at time zone ${zone})::date)`;

function earlierDay(column: string, seconds: number) {
  return sql`case when ${isToday(column)} then ${sql.ref(column)} - ${daysIn(seconds)} else ${sql.ref(column)} end`;
}

async function withoutTriggers(db: Kysely<DB>, table: string, work: () => Promise<void>): Promise<void> {
  await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
  await work();
  await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
}
