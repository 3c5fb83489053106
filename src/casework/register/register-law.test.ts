import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner } from '../../platform/database/index.ts';
import { authorityKinds } from '../rules/register/authorities.ts';
import { movementRules } from '../rules/register/movement-kinds.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const inDatabase = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(database.adminUrl, async db => (await query.execute(db)).rows);

test('the database and the rules know the same movements', async () => {
  const rows = await inDatabase(
    sql`select kind, outcome, from_standing as "from", to_standing as "to", day_order as "dayOrder" from casework.movement_rule`,
  );
  const sorted = (rules: unknown[]) => rules.map(rule => JSON.stringify(rule)).sort();
  assert.deepEqual(sorted(rows), sorted(movementRules()));
});

test('the database and the rules know the same authorities', async () => {
  const rows = await inDatabase(sql`select code, family from casework.authority_kind order by code`);
  const rules = authorityKinds.map(({ code, family }) => ({ code, family }));
  assert.deepEqual(
    rows,
    rules.sort((one, other) => (one.code < other.code ? -1 : 1)),
  );
});

test('every case stands in the register from the day of its order', async () => {
  const missing = await inDatabase(sql`select p.case_id from casework.patient p
    left join casework.authority a on a.case_id = p.case_id and a.order_on = p.order_on
    left join casework.movement m on m.case_id = p.case_id and m.actual_on = p.order_on and m.standing = p.status
    where a.id is null or m.id is null`);
  assert.deepEqual(missing, []);
});

test('2.1: every authority of the law can stand in one case at once, and precedence says which governs', async () => {
  const [held] = await inDatabase(sql<{ caseId: number; authority: string }>`
    select case_id as "caseId", authority from casework.patient where mhcs_reference = 'EX/0004'`);
  const told = authorityKinds.filter(kind => !('unsaid' in kind));
  for (const [at, { code }] of told.entries())
    await inDatabase(sql`insert into casework.authority (case_id, kind, order_on, precedence)
      values (${held?.caseId}, ${code}, '2016-01-01', ${2 + (at % 8)})`);
  const governs = () =>
    inDatabase(sql`select authority from casework.patient where case_id = ${held?.caseId}`);
  assert.deepEqual(await governs(), [{ authority: held?.authority }]);
  await inDatabase(sql`insert into casework.authority (case_id, kind, order_on, precedence)
    values (${held?.caseId}, '1959 s60/65', '1975-01-01', 1)`);
  assert.deepEqual(await governs(), [{ authority: '1959 Act' }]);
  const count = await inDatabase(sql`select count(distinct kind)::integer as n from casework.authority
    where case_id = ${held?.caseId}`);
  assert.deepEqual(count, [{ n: told.length }]);
});

test('no path leads to a state that the law does not know, whoever writes', async () => {
  const write = (kind: string, day: string) =>
    inDatabase(sql`insert into casework.movement (case_id, kind, authorised_on, actual_on) values
      ((select case_id from casework.patient where mhcs_reference = 'EX/0001'), ${kind}, ${day}::date, ${day}::date)`);
  const yesterday = Temporal.Now.plainDateISO().subtract({ days: 1 }).toString();
  await assert.rejects(write('recall', yesterday), { code: 'OW041' });
  await assert.rejects(write('abduction', yesterday), { code: 'OW041' });
  await assert.rejects(
    inDatabase(
      sql`update casework.patient set status = 'conditionally discharged' where mhcs_reference = 'EX/0001'`,
    ),
    { code: 'OW041' },
  );
  await write('conditional discharge by the tribunal', yesterday);
  const rows = await inDatabase(sql`select status from casework.patient where mhcs_reference = 'EX/0001'`);
  assert.deepEqual(rows, [{ status: 'conditionally discharged' }]);
});
