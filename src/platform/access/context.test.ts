import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../database/index.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

test('nobody sees no row about anybody', async () => {
  const seen = await site.nobody().transaction(async tx => ({
    people: await tx.db.selectFrom('people.person').selectAll().execute(),
    accounts: await tx.db.selectFrom('people.account').selectAll().execute(),
    cases: await tx.db.selectFrom('people.case').selectAll().execute(),
  }));
  assert.deepEqual(seen, { people: [], accounts: [], cases: [] });
});

test('a person sees their own case and nobody else’s', async () => {
  const ash = await site.as('ash.example');
  const names = await ash.transaction(tx =>
    tx.db.selectFrom('people.person').select('family_name').execute(),
  );
  assert.deepEqual(names, [{ family_name: 'Example' }]);
});

test('a responsible clinician sees the patients in whose circle they are', async () => {
  const vale = await site.as('dr.vale');
  const patients = await vale.transaction(tx =>
    tx.db.selectFrom('casework.patient').select('case_id').execute(),
  );
  assert.equal(patients.length, 6);
});

test('a caseworker sees every restricted patient but the one whose readers are named, through the national door', async () => {
  const robin = await site.as('robin.quill');
  const patients = await robin.transaction(tx =>
    tx.db.selectFrom('casework.patient').select('case_id').execute(),
  );
  assert.equal(patients.length, 11);
});

test('an auditor sees no case', async () => {
  const ada = await site.as('ada.tally');
  assert.deepEqual(await ada.transaction(tx => tx.db.selectFrom('people.case').select('id').execute()), []);
});

test('a context that was written by hand is an error, not a person', async () => {
  const ash = await site.as('ash.example');
  const forged = ash.transaction(async tx => {
    await sql`select set_config('ownwords.actor', replace(current_setting('ownwords.actor'), 'circle', 'national'), true)`.execute(
      tx.db,
    );
    return tx.db.selectFrom('people.case').selectAll().execute();
  });
  await assert.rejects(forged, { code: '28000' });
});

test('a context that was good in one transaction is worth nothing in the next', async () => {
  const vale = await site.as('dr.vale');
  const read = await vale.transaction(async tx => {
    const { rows } = await sql<{
      context: string;
    }>`select current_setting('ownwords.actor') as context`.execute(tx.db);
    return rows[0]?.context ?? '';
  });
  const replayed = site.nobody().transaction(async tx => {
    await sql`select set_config('ownwords.actor', ${read}, true)`.execute(tx.db);
    return tx.db.selectFrom('people.case').selectAll().execute();
  });
  // On a connection by which nobody came in before there is no proof to hold it against.
  await assert.rejects(replayed, ({ code }: { code?: string }) => code === '28000' || code === '55000');
});

test('no door reads, sets or moves what proves a context', async () => {
  const ash = await site.as('ash.example');
  for (const half of ['access.proof_front', 'access.proof_back'])
    for (const asked of [`currval('${half}')`, `setval('${half}', 1)`, `nextval('${half}')`])
      await assert.rejects(
        ash.transaction(tx => sql`select ${sql.raw(asked)}`.execute(tx.db)),
        { code: '42501' },
      );
  const able = await asOwner(site.database.adminUrl, db =>
    sql`select role, proof from unnest('{ownwords_app,ownwords_national,ownwords_victim,ownwords_worker}'::text[]) role
      cross join unnest('{access.proof_front,access.proof_back}'::text[]) proof
      where has_sequence_privilege(role, proof, 'usage, select, update')`.execute(db),
  );
  assert.deepEqual(able.rows, []);
});

test('a patient does not learn the name of a victim liaison officer in their own circle', async () => {
  const ash = await site.as('ash.example');
  const vale = await site.as('dr.vale');
  const vic = await vale.transaction(async tx => {
    const officer = await tx.db
      .selectFrom('people.account')
      .select('id')
      .where('username', '=', 'vic.lantern')
      .executeTakeFirstOrThrow();
    const mine = await tx.db
      .selectFrom('casework.patient')
      .select('case_id')
      .where('mhcs_reference', '=', 'EX/0001')
      .executeTakeFirstOrThrow();
    const me = await sql<{ id: number }>`select access.account_id() as id`.execute(tx.db);
    await tx.db
      .insertInto('people.circle')
      .values({
        case_id: mine.case_id,
        account_id: officer.id,
        capacity: 'victim_liaison_officer',
        basis: 'consulted',
        added_by: me.rows[0]?.id ?? 0,
      })
      .execute();
    return officer.id;
  });
  const seen = await ash.transaction(async tx => ({
    accounts: (await tx.db.selectFrom('people.account').select('id').execute()).map(account => account.id),
    capacities: (await tx.db.selectFrom('people.circle').select('capacity').execute()).map(
      row => row.capacity,
    ),
  }));
  assert.ok(!seen.accounts.includes(vic));
  assert.ok(!seen.capacities.includes('victim_liaison_officer'));
  assert.ok(seen.capacities.includes('responsible_clinician'));
});

test('a reading starts while the session is still looked at, and is run anew for somebody who has changed since', async () => {
  const ash = await site.as('ash.example');
  await ash.get('/my');
  const again = await ash.get('/my');
  assert.match(String(again.headers['server-timing']), /"3 round trips"/);
  assert.match(again.html, /<html[^>]* lang="en"/);
  await asOwner(site.database.adminUrl, db =>
    db.updateTable('people.account').set({ language: 'cy' }).where('username', '=', 'ash.example').execute(),
  );
  const changed = await ash.get('/my');
  assert.match(changed.html, /<html[^>]* lang="cy"/);
  await asOwner(site.database.adminUrl, db =>
    db
      .updateTable('people.session')
      .set({ ends_at: new Date(0).toISOString() })
      .execute(),
  );
  assert.equal((await ash.get('/my')).status, 303);
});

test('a page that is sent with its audit row writes none for a case that the reader may not see', async () => {
  const robin = await site.as('robin.quill');
  const closed = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('people.case').where('readers', '=', 'circle').select('id').executeTakeFirstOrThrow(),
  );
  const open = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.patient as p')
      .innerJoin('people.case as k', 'k.id', 'p.case_id')
      .where('k.readers', '=', 'room')
      .select('k.id')
      .orderBy('k.id')
      .executeTakeFirstOrThrow(),
  );
  const readings = () =>
    asOwner(site.database.adminUrl, db =>
      db
        .selectFrom('audit.event')
        .where('event', '=', 'casework.case.read')
        .select('case_id')
        .orderBy('id')
        .execute(),
    );
  assert.equal((await robin.get(`/mhcs/cases/${closed.id}`)).status, 404);
  assert.deepEqual(await readings(), []);
  assert.equal((await robin.get(`/mhcs/cases/${open.id}`)).status, 200);
  assert.equal((await robin.get(`/mhcs/cases/${open.id}`)).status, 200);
  assert.deepEqual(await readings(), [{ case_id: open.id }, { case_id: open.id }]);
});

test('a reading that was sent ahead for a session that has ended is recorded for nobody', async () => {
  const robin = await site.as('robin.quill');
  assert.equal((await robin.get('/mhcs/worklist')).status, 200);
  const readings = () =>
    asOwner(site.database.adminUrl, db =>
      db.selectFrom('audit.event').where('event', '=', 'casework.worklist.read').select('id').execute(),
    );
  const before = await readings();
  await asOwner(site.database.adminUrl, db =>
    db
      .updateTable('people.session')
      .set({ ends_at: new Date(0).toISOString() })
      .execute(),
  );
  assert.equal((await robin.get('/mhcs/worklist')).status, 303);
  assert.deepEqual(await readings(), before);
});
