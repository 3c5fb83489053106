import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import {
  aSite,
  hiddenValue,
  type Seen,
  type TestSite,
  type Visitor,
} from '../../../../test/browser-without-browser.ts';
import { testDay } from '../../../../test/days.ts';
import { readIdentifier, storedKinds } from '../../../people/index.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { mhcsPaths } from '../paths.ts';
import { identifierPaths } from './paths.ts';

let site: TestSite;
let robin: Visitor;
let ash: number;
let gale: number;

const caseOf = async (username: string) => {
  const [row] = await owner(sql<{ id: number }>`select k.id from people.case k
    join people.account a on a.person_id = k.person_id where a.username = ${username}`);
  assert.ok(row);
  return row.id;
};
const owner = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
/** Saves what a browser would send: the hidden field as the page had it. */
const save = async (caseId: number, fields: Record<string, string>, who = robin) => {
  const path = identifierPaths.identifiers(caseId);
  const seen = seenOn(await who.get(path));
  return who.post(path, { nhs: '', prison: '', pnc: '', cro: '', source: 'a letter', seen, ...fields }, path);
};
const seenOn = (page: Seen) => hiddenValue(page.html, 'seen');
const seenBy = async (username: string) => {
  const who = await site.as(username);
  return who.transaction(async tx => {
    const { rows } = await sql<{ kind: string }>`select kind from people.identifier order by kind`.execute(
      tx.db,
    );
    return rows.map(({ kind }) => kind);
  });
};

before(async () => {
  site = await aSite();
  robin = await site.as('robin.quill');
  ash = await caseOf('ash.example');
  gale = await caseOf('gale.placeholder');
});
after(() => site.close());

describe('the numbers of a person', () => {
  it('are reached from the case, and every one may stay empty', async () => {
    const page = await robin.get(mhcsPaths.case(ash));
    assert.ok(page.html.includes(`href="${identifierPaths.identifiers(ash)}"`));
    const saved = await save(ash, { source: '' });
    assert.equal(saved.status, 303);
    assert.deepEqual(await owner(sql`select from people.identifier`), []);
  });

  it('are refused each in a sentence of its own, and what was typed comes back', async () => {
    const page = await save(ash, {
      nhs: '999 000 0019',
      pnc: '81/34S',
      cro: '85227/65G',
      prison: 'x<1',
      source: '',
    });
    assert.equal(page.status, 422);
    for (const said of [
      /The last digit of the NHS number does not fit/,
      /A PNC number never ends in I, O or S/,
      /The last letter of the CRO number does not fit/,
      /A prison number is a letter, 4 digits and 2 letters/,
    ])
      assert.match(page.text(), said);
    assert.match(page.html, /value="999 000 0019"/);
    assert.match(page.html, /value="x&lt;1"/);
    assert.deepEqual(await owner(sql`select from people.identifier`), []);
  });

  it('are refused in Welsh to whoever reads Welsh', async () => {
    const bay = await site.as('bay.notary');
    await bay.post('/language', { to: 'cy', back: '/' }, mhcsPaths.worklist());
    const page = await save(ash, { nhs: '12' }, bay);
    assert.match(page.text(), /Mae gan rif GIG 10 digid\. Mae gan hwn lai\./);
    await bay.post('/language', { to: 'en', back: '/' }, mhcsPaths.worklist());
  });

  it('need a source when something is recorded', async () => {
    const page = await save(ash, { pnc: '81/34U', source: ' ' });
    assert.equal(page.status, 422);
    assert.match(page.text(), /Say where the numbers come from/);
  });

  it('are stored in one form beside what was typed, and audited without the number', async () => {
    const all = { nhs: '999-000 0018', prison: 'a1234bc', pnc: '81/34u', cro: '65656/91H' };
    assert.equal((await save(ash, all)).status, 303);
    const rows = await owner(
      sql`select kind, value, typed, source, recorded_by is not null as by from people.identifier order by id`,
    );
    assert.deepEqual(rows, [
      { kind: 'nhs', value: '9990000018', typed: '999-000 0018', source: 'a letter', by: true },
      { kind: 'prison', value: 'A1234BC', typed: 'a1234bc', source: 'a letter', by: true },
      { kind: 'pnc', value: '1981/0000034U', typed: '81/34u', source: 'a letter', by: true },
      { kind: 'cro', value: '065656/91H', typed: '65656/91H', source: 'a letter', by: true },
    ]);
    const told = await owner(sql<{ detail: object }>`select detail from audit.event
      where event = 'people.identifier.set' and case_id = ${ash}`);
    assert.equal(told.length, 4);
    assert.doesNotMatch(JSON.stringify(told), /9990000018|34U/);
  });

  it('are corrected by ending the old one, which stays in the history', async () => {
    assert.equal(
      (await save(ash, { nhs: '999 000 0026', prison: '', pnc: '1981/34U', cro: '65656/91H' })).status,
      303,
    );
    const rows = await owner(
      sql`select kind, value, ended_at is null as stands, ended_by is not null as by from people.identifier
        where kind in ('nhs', 'prison', 'pnc') order by id`,
    );
    assert.deepEqual(rows, [
      { kind: 'nhs', value: '9990000018', stands: false, by: true },
      { kind: 'prison', value: 'A1234BC', stands: false, by: true },
      { kind: 'pnc', value: '1981/0000034U', stands: true, by: false },
      { kind: 'nhs', value: '9990000026', stands: true, by: false },
    ]);
    assert.match(
      (await robin.get(identifierPaths.identifiers(ash))).text(),
      /What was recorded before[\s\S]*999 000 0018/,
    );
  });

  it('that somebody else changed meanwhile are shown, and nothing is written over', async () => {
    const sky = await site.as('sky.inkwell');
    const path = identifierPaths.identifiers(ash);
    const first = await sky.get(path);
    assert.equal((await save(ash, { nhs: '999 000 0034', pnc: '81/34U', cro: '65656/91H' })).status, 303);
    const page = await sky.post(
      path,
      { nhs: '999 000 0042', seen: seenOn(first), source: 'x', pnc: '', cro: '', prison: '' },
      path,
    );
    assert.equal(page.status, 422);
    assert.match(page.text(), /Somebody else changed these numbers/);
    assert.match(page.text(), /Recorded now: 999 000 0034/);
    assert.match(page.html, /value="999 000 0042"/);
  });

  it('of somebody else are taken as well, and both are said to share it', async () => {
    assert.equal((await save(gale, { nhs: '9990000034' })).status, 303);
    for (const caseId of [ash, gale])
      assert.match(
        (await robin.get(identifierPaths.identifiers(caseId))).text(),
        /Somebody else in the register has the same/,
      );
    const contested = () =>
      owner(
        sql`select contested from people.identifier where value = '9990000034' and ended_at is null order by id`,
      );
    assert.deepEqual(await contested(), [{ contested: false }, { contested: true }]);
    assert.equal((await save(ash, { pnc: '81/34U', cro: '65656/91H' })).status, 303);
    assert.deepEqual(await contested(), [{ contested: false }]);
    await save(ash, { nhs: '9990000034', pnc: '81/34U', cro: '65656/91H' });
  });
});

describe('who reads them', () => {
  it('the person all of their own, hospital clinician and office NHS and prison number, nobody else any', async () => {
    assert.deepEqual(
      await seenBy('ash.example'),
      ['cro', 'nhs', 'nhs', 'nhs', 'nhs', 'pnc', 'prison'].toSorted(),
    );
    const care = ['nhs', 'nhs', 'nhs', 'nhs', 'prison'];
    assert.deepEqual(await seenBy('dr.vale'), care);
    assert.deepEqual(await seenBy('pat.ledger'), care);
    for (const other of ['jo.thimble', 'indy.marrow', 'ola.fable', 'kai.fixture', 'mo.parley', 'vic.lantern'])
      assert.deepEqual(await seenBy(other), [], other);
    assert.deepEqual(await seenBy('dr.finch'), ['nhs']);
  });

  it('a person or clinician cannot write one, and the page does not exist for them', async () => {
    for (const who of ['ash.example', 'dr.vale']) {
      const visitor = await site.as(who);
      assert.notEqual((await visitor.get(identifierPaths.identifiers(ash))).status, 200);
      await assert.rejects(
        visitor.transaction(tx =>
          sql`insert into people.identifier (person_id, kind, value, typed, source)
            select person_id, 'prison', 'A1234BC', 'x', 'x' from people.case limit 1`.execute(tx.db),
        ),
        /permission denied/,
      );
    }
  });

  it('a case that is shut hides its numbers from deciders outside its circle, and that the number is taken', async () => {
    await owner(sql`update people.case set readers = 'circle' where id = ${ash}`);
    try {
      assert.equal((await robin.get(identifierPaths.identifiers(ash))).status, 404);
      assert.deepEqual(await seenBy('robin.quill'), ['nhs']);
      const taken = await save(gale, { nhs: '9990000034', pnc: '1981/0000034U' });
      assert.equal(taken.status, 303);
      assert.doesNotMatch((await robin.get(identifierPaths.identifiers(gale))).text(), /Somebody else/);
      await assert.rejects(
        robin.transaction(tx => sql`select contested from people.identifier`.execute(tx.db)),
        /permission denied/,
      );
    } finally {
      await owner(sql`update people.case set readers = 'room' where id = ${ash}`);
    }
  });
});

describe('the database', () => {
  it('agrees with the program on what stands', async () => {
    const typed = fc
      .sample(
        fc.oneof(
          fc.tuple(fc.constant('nhs' as const), fc.stringMatching(/^999[0-9]{7}$/)),
          fc.tuple(fc.constant('pnc' as const), fc.stringMatching(/^(19|20)[01][0-9]\/[0-9]{7}[A-Z]$/)),
          fc.tuple(
            fc.constant('cro' as const),
            fc.stringMatching(/^[0-9]{6}\/[0-9]{2}[A-Z]$|^SF[0-9]{2}\/[1-9][0-9]{0,4}[A-Z]$/),
          ),
          fc.tuple(fc.constantFrom(...storedKinds), fc.string()),
        ),
        2000,
      )
      .filter(([, text]) => !text.includes('\0'));
    const kinds = typed.map(([kind]) => kind);
    const texts = typed.map(([, text]) => text);
    const rows = await owner(sql<{ kind: string; text: string; stands: boolean }>`
      select kind, text, people.identifier_stands(kind, text) as stands
      from unnest(${kinds}::text[], ${texts}::text[]) as u (kind, text)`);
    assert.ok(rows.some(({ stands }) => stands));
    for (const [place, { stands }] of rows.entries()) {
      const [kind = 'nhs', text = ''] = typed[place] ?? [];
      const reading = readIdentifier(kind, text, { today: testDay, testNumbers: true });
      assert.equal(stands, reading.ok && reading.value === text, `${kind} ${text}`);
    }
  });

  it('holds one number of a kind a person, and writes over none', async () => {
    await assert.rejects(
      robin.transaction(tx =>
        sql`insert into people.identifier (person_id, kind, value, typed, source)
          select person_id, 'nhs', '9990000042', 'x', 'x' from people.case where id = ${gale}`.execute(tx.db),
      ),
      /one_of_a_kind/,
    );
    await assert.rejects(
      robin.transaction(tx => sql`update people.identifier set value = '9990000042'`.execute(tx.db)),
      /permission denied/,
    );
    await assert.rejects(
      robin.transaction(tx =>
        sql`update people.identifier set ended_at = now() where ended_at is not null`.execute(tx.db),
      ),
      /has ended/,
    );
  });
});
