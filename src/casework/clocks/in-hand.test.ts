import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { rowsOf } from '../../../test/deciding.ts';
import { aLeaveApplication } from '../../../test/leave-applications.ts';
import { clockPaths } from './paths.ts';

let site: TestSite;
let drew: Visitor;
before(async () => {
  site = await aSite();
  drew = await site.as('drew.sealing');
});
after(() => site.close());

const accountOf = async (username: string) =>
  (await rowsOf<{ id: number }>(site, sql`select id from people.account where username = ${username}`))[0]
    ?.id;

const caseOf = async (reference: string) => {
  const [of] = await rowsOf<{ id: number }>(
    site,
    sql`select case_id as id from casework.patient where mhcs_reference = ${reference}`,
  );
  assert.ok(of);
  return of.id;
};

async function give(caseId: number, username: string): Promise<void> {
  const to = String(await accountOf(username));
  const given = await drew.post(clockPaths.allocate(), { case: String(caseId), to }, clockPaths.cover());
  assert.equal(given.status, 303);
}

/** Who has a document in hand, and the clock of its decision. */
async function handsOn(id: number): Promise<(string | null)[]> {
  const [found] = await rowsOf<{ document: string | null; clock: string | null }>(
    site,
    sql`select a.username as document, k.username as clock
      from casework.document d left join people.account a on a.id = d.caseworker_id
      left join casework.clock c on c.of = d.id::text and c.kind = 'leave-decision'
      left join people.account k on k.id = c.caseworker_id where d.id = ${id}`,
  );
  return [found?.document ?? null, found?.clock ?? null];
}

test('what comes in for a case that somebody has in hand is theirs', async () => {
  await give(await caseOf('EX/0001'), 'sky.inkwell');
  const { id } = await aLeaveApplication(site, { patient: 'ash.example' }).submitted();
  assert.deepEqual(await handsOn(id), ['sky.inkwell', null]);
});

test('what waited for somebody goes with its case; what somebody has stays theirs', async () => {
  const { id, caseId } = await aLeaveApplication(site, { patient: 'kai.fixture' }).submitted();
  assert.deepEqual(await handsOn(id), [null, null]);
  await give(caseId, 'robin.quill');
  assert.deepEqual(await handsOn(id), ['robin.quill', null]);
  await give(caseId, 'sky.inkwell');
  assert.deepEqual(await handsOn(id), ['robin.quill', null]);
});

test('nothing comes in for somebody who has left the section', async () => {
  await give(await caseOf('EX/0007'), 'sky.inkwell');
  await rowsOf(
    site,
    sql`with left_on as (update people.membership set until_on = access.today()
      where account_id = ${await accountOf('sky.inkwell')} returning 1) select * from left_on`,
  );
  const { id } = await aLeaveApplication(site, { patient: 'gale.placeholder' }).submitted();
  assert.deepEqual(await handsOn(id), [null, null]);
});
