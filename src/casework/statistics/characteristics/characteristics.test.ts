import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../../test/browser-without-browser.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { registerPaths } from '../../register/paths.ts';
import { statisticsPaths } from '../paths.ts';
import { ethnicities, offenceGroups, sexes } from './codes.ts';

let site: TestSite;
let caseworker: Visitor;
let ash = 0;
before(async () => {
  site = await aSite();
  caseworker = await site.as('robin.quill');
  ash = await caseOf('EX/0001');
});
after(() => site.close());

const inDatabase = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
async function caseOf(reference: string): Promise<number> {
  const [row] = await inDatabase(
    sql<{ id: number }>`select case_id as id from casework.patient where mhcs_reference = ${reference}`,
  );
  return row?.id ?? 0;
}
const kept = () =>
  inDatabase(
    sql`select sex, ethnicity, offence_group, version from casework.characteristics where case_id = ${ash}`,
  );
const keep = (fields: Record<string, string>) =>
  caseworker.post(statisticsPaths.characteristics(ash), fields, statisticsPaths.characteristics(ash));

test('the register entry leads to the page, on which nothing is chosen until somebody has said it', async () => {
  assert.match((await caseworker.get(registerPaths.entry(ash))).html, /\/characteristics"/);
  const page = await caseworker.get(statisticsPaths.characteristics(ash));
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.html, / selected>/);
});

test('what was said is kept, and the audit says what changed but not what it became', async () => {
  await keep({ sex: 'female', ethnicity: 'M1', offence: '', seen: '0' });
  assert.deepEqual(await kept(), [{ sex: 'female', ethnicity: 'M1', offence_group: null, version: 1 }]);
  const [row] = await inDatabase(
    sql<{ detail: unknown }>`select detail from audit.event where event = 'casework.characteristics.kept'`,
  );
  assert.deepEqual(row?.detail, { changed: 'sex ethnicity' });
  const page = await caseworker.get(statisticsPaths.characteristics(ash));
  assert.match(page.html, /<option value="M1" selected>/);
  assert.match(page.html, /Last recorded by Robin Quill/);
});

test('of two who change it at once the second is told, and nothing of theirs is kept', async () => {
  const late = await keep({ sex: 'male', ethnicity: 'M1', offence: 'arson', seen: '0' });
  assert.equal(late.status, 409);
  assert.match(late.html, /Somebody else changed this/);
  assert.match(late.html, /<option value="arson" selected>/);
  assert.deepEqual(await kept(), [{ sex: 'female', ethnicity: 'M1', offence_group: null, version: 1 }]);
});

test('what is on no list is nothing, and everything can be taken out again', async () => {
  await keep({ sex: 'wrong', ethnicity: 'O1', offence: '', seen: '1' });
  assert.deepEqual(await kept(), [{ sex: null, ethnicity: null, offence_group: null, version: 2 }]);
});

test('the database takes what is on the lists, and nothing else', async () => {
  const [{ taken } = { taken: [] as string[] }] = await inDatabase(
    sql<{ taken: string[] }>`select array_agg(m[1]) as taken from pg_constraint c
      cross join regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''::text', 'g') m
      where c.conrelid = 'casework.characteristics'::regclass and c.contype = 'c'`,
  );
  assert.deepEqual(taken.toSorted(), [...sexes, ...ethnicities, ...offenceGroups].toSorted());
});

test('nobody outside the section finds the page, and a case that is shut to a caseworker has none', async () => {
  const shut = await caseOf('EX/0005');
  await inDatabase(sql`update people.case set readers = 'circle' where id = ${shut}`);
  assert.equal((await caseworker.get(statisticsPaths.characteristics(shut))).status, 404);
  for (const who of ['dr.vale', 'ash.example', 'ada.tally'])
    assert.equal((await (await site.as(who)).get(statisticsPaths.characteristics(ash))).status, 404, who);
});

test('the person reads their own and nobody else’s, the care team none, and only the section writes', async () => {
  await inDatabase(sql`insert into casework.characteristics (case_id, sex) select case_id, 'male' from casework.patient
    on conflict (case_id) do update set sex = 'male'`);
  const seenBy = async (who: string) =>
    (await site.as(who)).transaction(
      async tx =>
        (await sql<{ case_id: number }>`select case_id from casework.characteristics`.execute(tx.db)).rows,
    );
  assert.deepEqual(await seenBy('ash.example'), [{ case_id: ash }]);
  assert.deepEqual(await seenBy('dr.vale'), []);
  const mine = await (await site.as('ash.example')).get(registerPaths.mine());
  assert.match(mine.html, /<li>Sex: Male<\/li>/);
  const person = await site.as('ash.example');
  await assert.rejects(
    person.transaction(tx => sql`update casework.characteristics set sex = 'female'`.execute(tx.db)),
    { code: '42501' },
  );
});

test('whose restrictions have ended is counted as they were: nothing is entered any more', async () => {
  await inDatabase(sql`insert into casework.movement (case_id, kind, authorised_on, actual_on)
    values (${ash}, 'absolute discharge by the tribunal', current_date - 1, current_date - 1)`);
  const page = await caseworker.get(statisticsPaths.characteristics(ash));
  assert.match(page.html, / disabled>/);
  const [{ version } = { version: 0 }] = await inDatabase(
    sql<{ version: number }>`select version from casework.characteristics where case_id = ${ash}`,
  );
  const refused = await keep({ sex: 'female', ethnicity: '', offence: '', seen: String(version) });
  assert.ok(refused.status >= 400);
});
