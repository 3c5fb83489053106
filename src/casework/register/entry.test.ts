import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { registerPaths } from './paths.ts';

let site: TestSite;
let caseworker: Visitor;
let ash = 0;
before(async () => {
  site = await aSite();
  caseworker = await site.as('robin.quill');
  ash = await caseOf('EX/0001');
});
after(() => site.close());

async function caseOf(reference: string): Promise<number> {
  const row = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.patient')
      .select('case_id')
      .where('mhcs_reference', '=', reference)
      .executeTakeFirstOrThrow(),
  );
  return row.case_id;
}
const ago = (days: number) => testDay.subtract({ days });
const record = (fields: Record<string, string>) =>
  caseworker.post(registerPaths.movements(ash), fields, registerPaths.entry(ash));
const movements = (caseId: number) =>
  asOwner(site.database.adminUrl, db =>
    db.selectFrom('casework.movement').selectAll().where('case_id', '=', caseId).orderBy('id').execute(),
  );
const statusOf = (caseId: number) =>
  asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{
      status: string;
      closed: string | null;
    }>`select p.status, k.closed_on as closed
      from casework.patient p join people.case k on k.id = p.case_id where p.case_id = ${caseId}`.execute(db);
    return rows[0];
  });

test('the page of a case leads to its register entry, which says where the person stands', async () => {
  const page = await caseworker.get(mhcsPaths.case(ash));
  assert.match(page.html, new RegExp(registerPaths.entry(ash)));
  const entry = await caseworker.get(registerPaths.entry(ash));
  assert.equal(entry.status, 200);
  assert.match(entry.html, new RegExp(`On ${written(testDay)}: in hospital`));
  assert.match(entry.html, /Hospital order with restrictions \(section 37\/41\)/);
});

test('a movement that the law does not know is refused by a sentence that names the rule, and what was typed stays', async () => {
  const refused = await record({
    ...{ kind: 'recall', outcome: '', fromPlace: 'Home <of> Ash', toPlace: '' },
    ...{ ...dayBoxes('authorised', ago(9)), ...dayBoxes('actual', ago(9)) },
  });
  assert.equal(refused.status, 422);
  assert.match(refused.html, /“Recall to hospital” cannot follow from there\. Rule: MHA 1983 s42\(3\)\./);
  assert.match(refused.html, /value="Home &lt;of&gt; Ash"/);
  assert.match(refused.html, /<option value="recall" selected>/);
  assert.equal((await movements(ash)).length, 1);
});

test('a day that is no day, and no day at all, are said beside their boxes', async () => {
  const wrong = await record({
    kind: 'abscond',
    'actual-day': '31',
    'actual-month': '4',
    'actual-year': '2020',
  });
  const none = await record({ kind: 'abscond' });
  assert.deepEqual([wrong.status, none.status], [422, 422]);
  assert.match(wrong.html, /value="31"/);
  assert.match(none.html, /href="#actual-day"/);
  assert.equal((await record({ kind: 'x\0', ...dayBoxes('actual', ago(3)) })).status, 422);
});

test('a recorded movement keeps both its days, and the status follows', async () => {
  const done = await record({
    ...{ kind: 'conditional discharge by the tribunal', outcome: '', toPlace: 'Larkmoor Lodge' },
    ...{ ...dayBoxes('authorised', ago(12)), ...dayBoxes('actual', ago(10)) },
  });
  assert.equal(done.status, 303);
  assert.deepEqual((await statusOf(ash))?.status, 'conditionally discharged');
  const last = (await movements(ash)).at(-1);
  assert.deepEqual([last?.authorised_on, last?.actual_on], [ago(12).toString(), ago(10).toString()]);
});

test('an entry tells where somebody stood on any day', async () => {
  const { day, month, year } = Object.fromEntries(
    Object.entries(dayBoxes('', ago(11))).map(([name, value]) => [name, value]),
  );
  const then = await caseworker.get(
    `${registerPaths.entry(ash)}?on-day=${day}&on-month=${month}&on-year=${year}`,
  );
  assert.match(then.html, new RegExp(`On ${written(ago(11))}: in hospital`));
});

test('a correction takes the place of what was recorded, which stays readable', async () => {
  const cd = (await movements(ash)).at(-1);
  const path = registerPaths.movement(ash, Number(cd?.id));
  const corrected = await caseworker.post(
    path,
    {
      kind: 'conditional discharge by the Secretary of State',
      ...dayBoxes('authorised', ago(12)),
      ...dayBoxes('actual', ago(8)),
    },
    path,
  );
  assert.equal(corrected.status, 303);
  const [, old, fresh] = await movements(ash);
  assert.deepEqual(
    [old?.superseded_by, fresh?.corrects, fresh?.sequence],
    [fresh?.id, old?.id, old?.sequence],
  );
  assert.match(
    (await caseworker.get(registerPaths.entry(ash))).html,
    /Conditional discharge by the tribunal/,
  );
  assert.equal((await caseworker.get(path)).status, 404);
});

test('a movement on which another rests cannot be struck out; the last can', async () => {
  const [admission, , cd] = await movements(ash);
  const first = registerPaths.movement(ash, Number(admission?.id));
  const kept = await caseworker.post(first, { strike: 'yes' }, first);
  assert.equal(kept.status, 422);
  const last = registerPaths.movement(ash, Number(cd?.id));
  assert.equal((await caseworker.post(last, { strike: 'yes' }, last)).status, 303);
  assert.equal((await statusOf(ash))?.status, 'in hospital');
});

test('what ends the restrictions closes the case to the section; striking it out opens it again', async () => {
  await record({
    kind: 'restrictions lifted',
    ...dayBoxes('authorised', ago(2)),
    ...dayBoxes('actual', ago(1)),
  });
  assert.deepEqual(await statusOf(ash), { status: 'ended', closed: ago(1).toString() });
  const late = await caseworker.get(registerPaths.entry(ash));
  assert.doesNotMatch(late.html, /Record a movement/);
  await assert.rejects(
    caseworker.transaction(tx =>
      sql`insert into casework.movement (case_id, kind, actual_on, recorded_by)
        values (${ash}, 'dual detention', ${ago(1).toString()}, access.account_id())`.execute(tx.db),
    ),
    { code: 'OW040' },
  );
  const path = registerPaths.movement(ash, Number((await movements(ash)).at(-1)?.id));
  await caseworker.post(path, { strike: 'yes' }, path);
  assert.deepEqual(await statusOf(ash), { status: 'in hospital', closed: null });
});

test('a second authority is added; the one with precedence stands with the patient', async () => {
  const add = (fields: Record<string, string>) =>
    caseworker.post(registerPaths.authorities(ash), fields, registerPaths.entry(ash));
  const refused = await add({
    kind: 's37/41',
    precedence: '2',
    court: 'Larkmoor',
    ...dayBoxes('release', testDay),
  });
  assert.equal(refused.status, 422);
  assert.match(refused.html, /Say the day of the order/);
  assert.match(refused.html, /value="Larkmoor"/);
  const added = await add({
    ...{ kind: 's47/49', precedence: '2', court: 'Crown Court at Larkmoor' },
    ...{ ...dayBoxes('order', ago(30)), ...dayBoxes('release', testDay.add({ days: 300 })) },
  });
  assert.equal(added.status, 303);
  const entry = await caseworker.get(registerPaths.entry(ash));
  assert.match(entry.html, /section 37\/41\); Transfer from prison/);
  const authority = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.patient')
      .select('authority')
      .where('case_id', '=', ash)
      .executeTakeFirstOrThrow(),
  );
  assert.equal(authority.authority, 's37/41');
});

test('an authority is corrected, or struck out', async () => {
  const rows = () =>
    asOwner(site.database.adminUrl, db =>
      db.selectFrom('casework.authority').selectAll().where('case_id', '=', ash).orderBy('id').execute(),
    );
  const path = registerPaths.authority(ash, Number((await rows()).at(-1)?.id));
  assert.equal((await caseworker.post(path, { kind: '', precedence: '2' }, path)).status, 422);
  assert.equal(
    (await caseworker.post(path, { kind: 's45A', precedence: '1', ...dayBoxes('order', ago(40)) }, path))
      .status,
    303,
  );
  const again = registerPaths.authority(ash, Number((await rows()).at(-1)?.id));
  assert.equal((await caseworker.post(again, { strike: 'yes' }, again)).status, 303);
  assert.doesNotMatch(
    (await caseworker.get(registerPaths.entry(ash))).html,
    /scope="row">Hospital and limitation/,
  );
});

test('the named place and its boundary are kept', async () => {
  const saved = await caseworker.post(
    registerPaths.particulars(ash),
    { namedPlace: 'Heron Ward', boundary: 'The garden wall' },
    registerPaths.entry(ash),
  );
  assert.equal(saved.status, 303);
  const page = await caseworker.get(registerPaths.entry(ash));
  assert.match(page.html, /value="The garden wall"/);
  const long = { namedPlace: 'x'.repeat(2001), boundary: '' };
  assert.equal(
    (await caseworker.post(registerPaths.particulars(ash), long, registerPaths.entry(ash))).status,
    422,
  );
});

test('the person reads where they stand and what that means, and in easy words', async () => {
  const person = await site.as('ash.example');
  const mine = await person.get(registerPaths.mine());
  assert.equal(mine.status, 200);
  assert.match(mine.html, /You are in hospital under section 37 with restrictions \(section 41\)\./);
  assert.match(mine.html, /That means: you cannot leave the hospital unless your clinician agrees/);
  assert.doesNotMatch(mine.html, /supervised/i);
});

test('the care team reads the rows and not the flags of the section; another hospital reads nothing', async () => {
  const read = (who: Visitor, table: 'authority' | 'movement') =>
    who.transaction(
      async tx =>
        (await sql`select id from casework.${sql.ref(table)} where case_id = ${ash}`.execute(tx.db)).rows
          .length,
    );
  const vale = await site.as('dr.vale');
  const finch = await site.as('dr.finch');
  assert.ok((await read(vale, 'authority')) > 0 && (await read(vale, 'movement')) > 0);
  assert.deepEqual([await read(finch, 'authority'), await read(finch, 'movement')], [0, 0]);
  await assert.rejects(
    vale.transaction(tx => sql`select case_id from casework.register_flag`.execute(tx.db)),
    { code: '42501' },
  );
  assert.equal((await vale.get(registerPaths.entry(ash))).status, 404);
});

test('a case that only its circle may read is closed in the register too, and still counts', async () => {
  const shut = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('people.case').select('id').where('readers', '=', 'circle').executeTakeFirstOrThrow(),
  );
  assert.equal((await caseworker.get(registerPaths.entry(shut.id))).status, 404);
  const page = await caseworker.get(registerPaths.asAt());
  assert.match(page.html, new RegExp(`${written(testDay)}: 12 restricted patients`));
});

test('the register of a day counts who was restricted on it', async () => {
  const before = await caseworker.get(`${registerPaths.asAt()}?on-day=1&on-month=1&on-year=1990`);
  assert.match(before.html, /0 restricted patients/);
  const wrong = await caseworker.get(`${registerPaths.asAt()}?on-day=31&on-month=2&on-year=2020`);
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /value="31"/);
});

test('each count of a day leads to the people whom it counts, but for those whom only their circle may read', async () => {
  const page = await caseworker.get(registerPaths.asAt());
  const [, href = ''] = /href="(\/mhcs\/register\/people[^"]*family=s47%2F49)"/.exec(page.html) ?? [];
  const list = await caseworker.get(href.replaceAll('&amp;', '&'));
  assert.match(list.html, /1 restricted patient</);
  assert.match(list.html, /PATTERN, Cleo/);
  assert.doesNotMatch(list.html, /EXAMPLE, Ash/);
  const all = await caseworker.get(registerPaths.people());
  assert.match(all.html, /11 restricted patients/);
  const shut = await asOwner(site.database.adminUrl, db =>
    sql<{
      name: string;
    }>`select p.family_name as name from casework.patient p join people.case k on k.id = p.case_id
      where k.readers = 'circle'`.execute(db),
  );
  for (const { name } of shut.rows) assert.ok(!all.html.includes(name.toUpperCase()));
  const nobody = await caseworker.get(
    `${registerPaths.people()}?on-day=1&on-month=1&on-year=1990&status=x&page=0`,
  );
  assert.match(nobody.html, /Nobody was restricted like this on that day/);
  assert.equal(
    (await caseworker.get(`${registerPaths.people()}?on-day=31&on-month=2&on-year=2020`)).status,
    422,
  );
});

test('the last authority ends with the movement that says by which power, and closes the case', async () => {
  const cleo = await caseOf('EX/0003');
  const rows = () =>
    asOwner(site.database.adminUrl, db =>
      db.selectFrom('casework.authority').selectAll().where('case_id', '=', cleo).orderBy('id').execute(),
    );
  const [only] = await rows();
  const path = registerPaths.authority(cleo, Number(only?.id));
  const page = await caseworker.get(path);
  assert.match(page.text(), /No other authority restricts this person/);
  const kept = {
    ...{ kind: String(only?.kind), precedence: '1', court: 'Larkmoor' },
    ...dayBoxes('order', only?.order_on ?? ago(400)),
  };
  const ended = { ...kept, ...dayBoxes('ended', ago(1)) };
  for (const [fields, sentence] of [
    [ended, /Choose what ended the restrictions/],
    [{ ...ended, ending: 'restrictions lifted' }, /needs the day on which it was authorised/],
    [{ ...ended, ending: 'recall' }, /Choose what ended the restrictions/],
    [{ ...kept, ending: 'deceased' }, /Say on which day the authority ended/],
    [
      { ...ended, ...dayBoxes('ended', testDay.add({ days: 2 })), ending: 'deceased' },
      /cannot be after today/,
    ],
    [
      { ...ended, ending: 'restrictions lifted', ...dayBoxes('endingAuthorised', '2031-02-03') },
      /cannot have happened before it was authorised/,
    ],
  ] as const) {
    const refused = await caseworker.post(path, fields, path);
    assert.equal(refused.status, 422);
    assert.match(refused.text(), sentence);
    assert.match(refused.html, /value="Larkmoor"/);
  }
  assert.equal((await rows()).length, 1, 'nothing was written');
  const done = await caseworker.post(
    path,
    { ...ended, ending: 'restrictions lifted', ...dayBoxes('endingAuthorised', ago(5)) },
    path,
  );
  assert.equal(done.status, 303);
  assert.deepEqual(await statusOf(cleo), { status: 'ended', closed: ago(1).toString() });
  const last = (await movements(cleo)).at(-1);
  assert.deepEqual(
    [last?.kind, last?.authorised_on, last?.actual_on],
    ['restrictions lifted', ago(5).toString(), ago(1).toString()],
  );
});

test('a case in which nothing restricts any more, and nobody said why, says so on its page', async () => {
  const dell = await caseOf('EX/0004');
  assert.doesNotMatch((await caseworker.get(registerPaths.entry(dell))).text(), /nobody has said what ended/);
  await asOwner(site.database.adminUrl, db =>
    sql`update casework.authority set ended_on = ${ago(3).toString()} where case_id = ${dell}`.execute(db),
  );
  assert.match(
    (await caseworker.get(registerPaths.entry(dell))).text(),
    new RegExp(`Since ${written(ago(3))} no authority has restricted this person`),
  );
});

test('a transfer that is recorded by hand brings the new hospital into the case, and the old one goes', async () => {
  const bryn = await caseOf('EX/0002');
  const path = registerPaths.movements(bryn);
  const page = await caseworker.get(path);
  const codeOf = (text: string) =>
    new RegExp(`<option value="(\\d+)">${text}</option>`).exec(page.html)?.[1] ?? '';
  const [unit, clinician] = [codeOf('Brackenfield Hospital, Otter Ward'), codeOf('Dr Avery Finch, [^<]*')];
  const transfer = {
    ...{ kind: 'transfer', ...dayBoxes('authorised', ago(5)), ...dayBoxes('actual', ago(2)) },
    ...{ fromPlace: '', toPlace: '' },
  };
  for (const [fields, sentence] of [
    [transfer, /Say where to: choose the hospital, or write the place/],
    [{ ...transfer, unit }, /Choose who is the responsible clinician there/],
    [{ ...transfer, unit: '99999999999999999999', clinician }, /Choose a hospital or ward from the list/],
    [{ kind: 'abscond', ...dayBoxes('actual', ago(2)), unit, clinician }, /leads to no hospital/],
  ] as const) {
    const refused = await caseworker.post(path, fields, path);
    assert.equal(refused.status, 422);
    assert.match(refused.text(), sentence);
  }
  assert.equal((await caseworker.post(path, { ...transfer, unit, clinician }, path)).status, 303);
  const [otter, heron] = [await site.as('sam.tinder'), await site.as('jo.thimble')];
  assert.match((await otter.get(clinicalPaths.patient(bryn))).html, /Brackenfield Hospital, Otter Ward/);
  assert.equal((await heron.get(clinicalPaths.patient(bryn))).status, 404);
  const earlier = { ...transfer, ...dayBoxes('authorised', ago(9)), ...dayBoxes('actual', ago(8)) };
  const late = await caseworker.post(path, { ...earlier, unit, clinician }, path);
  assert.match(late.text(), /They have moved on since/);
  assert.match(late.html, new RegExp(`<option value="${unit}" selected>`));
});

test('after a disposal by court the entry asks for the authority that was made and the end of the old, until both stand', async () => {
  const jules = await caseOf('EX/0010');
  const path = registerPaths.movements(jules);
  const disposal = { kind: 'disposal by court', outcome: 'guilty, s37/41', ...dayBoxes('actual', ago(3)) };
  assert.equal((await caseworker.post(path, disposal, path)).status, 303);
  const asks = await caseworker.get(registerPaths.entry(jules));
  assert.match(asks.text(), new RegExp(`On ${written(ago(3))} a court decided .* Add it below`));
  assert.match(asks.html, /<option value="s37\/41" selected>/);
  const add = {
    ...{ kind: 's37/41', precedence: '1', court: 'Northmere Crown Court' },
    ...dayBoxes('order', ago(3)),
  };
  assert.equal(
    (await caseworker.post(registerPaths.authorities(jules), add, registerPaths.entry(jules))).status,
    303,
  );
  const still = await caseworker.get(registerPaths.entry(jules));
  assert.doesNotMatch(still.text(), /Add it below/);
  assert.match(still.text(), /section 48\/49\): ended with what the court decided/);
});
