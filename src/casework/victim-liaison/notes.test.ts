import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';

const canary = 'Canary7731 lives near the harbour';
let site: TestSite;
let caseId: number;

before(async () => {
  site = await aSite();
  caseId = await asOwner(site.database.adminUrl, async db => {
    const row = await db
      .selectFrom('casework.patient')
      .select('case_id')
      .where('mhcs_reference', '=', 'EX/0001')
      .executeTakeFirstOrThrow();
    const vic = await db
      .selectFrom('people.account')
      .select('id')
      .where('username', '=', 'vic.lantern')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('people.circle')
      .values({
        case_id: row.case_id,
        account_id: vic.id,
        capacity: 'victim_liaison_officer',
        basis: 'consulted',
      })
      .execute();
    return row.case_id;
  });
});
after(() => site.close());

test('a liaison officer keeps a note and reads it again', async () => {
  const vic = await site.as('vic.lantern');
  const kept = await vic.post(`/liaison/${caseId}`, { note: canary });
  assert.equal(kept.status, 303);
  assert.match((await vic.get(`/liaison/${caseId}`)).text(), new RegExp(canary));
});

test('an empty note gets a sentence and nothing is kept', async () => {
  const vic = await site.as('vic.lantern');
  const refused = await vic.post(`/liaison/${caseId}`, { note: '   ' });
  assert.equal(refused.status, 422);
  assert.match(refused.text(), /Write the note/);
});

test('the table holds no readable word, and no other door may even ask', async () => {
  const stored = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('victim.note').select('sealed').execute(),
  );
  assert.ok(stored.length > 0 && stored.every(note => !note.sealed.toString().includes('Canary')));
  for (const username of [
    'dr.vale',
    'ash.example',
    'robin.quill',
    'vic.lantern',
    'ada.tally',
    'pat.ledger',
  ]) {
    const visitor = await site.as(username);
    await assert.rejects(
      visitor.transaction(tx => tx.db.selectFrom('victim.note').selectAll().execute()),
      { code: '42501' },
      username,
    );
  }
});

test('the page does not exist for anybody else, nor for a case without this officer', async () => {
  for (const username of ['dr.vale', 'ash.example', 'robin.quill', 'pat.ledger', 'mo.parley']) {
    const visitor = await site.as(username);
    assert.equal((await visitor.get(`/liaison/${caseId}`)).status, 404, username);
  }
  const vic = await site.as('vic.lantern');
  assert.equal((await vic.get(`/liaison/${caseId + 1}`)).status, 404);
});

test('the audit of the case does not show that anything happened on the victim side', async () => {
  const { inCase, inPartition } = await asOwner(site.database.adminUrl, async db => ({
    inCase: await db
      .selectFrom('audit.event')
      .select('event')
      .where(sql<boolean>`event like 'victim.%' or purpose like '%liaison%'`)
      .execute(),
    inPartition: await db.selectFrom('victim.event').select('event').execute(),
  }));
  assert.deepEqual(inCase, []);
  assert.ok(inPartition.some(row => row.event === 'victim.note.written'));
});
