import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { type FieldName, fields } from './fields.ts';
import { endOldImports, importRegister } from './job.ts';
import { importPaths } from './paths.ts';

let site: TestSite;
let head: Visitor;
before(async () => {
  site = await aSite();
  head = await site.as('nat.charter');
});
after(() => site.close());

const boundary = 'a-boundary-that-nobody-types';

/** Sends a file as the form of the page would. */
async function upload(file: string | Uint8Array, who: Visitor = head, name = 'register.csv') {
  const page = await who.get(importPaths.begin());
  const field = (key: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`;
  const top = `${field('_csrf', hiddenValue(page.html, '_csrf'))}${field('_once', hiddenValue(page.html, '_once'))}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`;
  const cookie = [...who.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const response = await site.app.inject({
    method: 'POST',
    url: importPaths.begin(),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, cookie },
    payload: Buffer.concat([Buffer.from(top), Buffer.from(file), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return {
    status: response.statusCode,
    html: response.body,
    location: response.headers.location?.toString() ?? '',
  };
}

const numberOf = (location: string) => Number(location.split('/').at(-1));
const work = (id: number, signal = new AbortController().signal) =>
  runOne({ ...site.database, clock: site.clock }, importRegister, { payload: { import: id }, signal });

/** Uploads, takes the columns as they were guessed, and lets the rows be looked through. */
async function checked(file: string): Promise<number> {
  const { location, html } = await upload(file);
  assert.match(location, /imports/, html.slice(0, 200));
  const id = numberOf(location);
  assert.equal((await choose(id)).status, 303);
  await work(id);
  return id;
}

async function choose(id: number, changed: Record<string, string> = {}) {
  const page = await head.get(importPaths.columns(id));
  const guessed = [...page.html.matchAll(/<select[^>]*name="(\w+)"[\s\S]*?<\/select>/g)].map(
    ([html, name]) => [name ?? '', /value="(\d+)" selected/.exec(html)?.[1] ?? ''],
  );
  return head.post(
    importPaths.columns(id),
    { ...Object.fromEntries(guessed), ...changed },
    importPaths.columns(id),
  );
}

async function run(id: number) {
  assert.equal((await head.post(importPaths.run(id), {}, importPaths.import(id))).status, 303);
  await work(id);
  return head.get(importPaths.import(id));
}

const owner = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);

const headings =
  'MHCS reference,Surname,Forenames,DOB,NHS number,Hospital,Ward,Team,Authority,Order made on,Status';
const row = (
  reference: string,
  cells: Partial<
    Record<
      'family' | 'born' | 'nhs' | 'hospital' | 'ward' | 'team' | 'authority' | 'order' | 'status',
      string
    >
  > = {},
) =>
  [
    reference,
    cells.family ?? 'Invented',
    'Nobody',
    cells.born ?? '04/03/1980',
    cells.nhs ?? '',
    cells.hospital ?? 'Larkmoor Hospital',
    cells.ward ?? 'Heron Ward',
    cells.team ?? 'Casework Team One',
    cells.authority ?? 's37/41',
    cells.order ?? '2015-06-07',
    cells.status ?? '',
  ].join(',');
const file = (...rows: string[]) => [headings, ...rows].join('\r\n');
const sum = async () =>
  (
    await owner(sql<{
      people: number;
      cases: number;
      patients: number;
      moves: number;
      held: number;
      numbers: number;
    }>`select
    (select count(*) from people.person) as people, (select count(*) from people.case) as cases,
    (select count(*) from casework.patient) as patients, (select count(*) from casework.movement) as moves,
    (select count(*) from casework.authority) as held, (select count(*) from people.identifier) as numbers`)
  )[0];

test('a head of casework finds the way from the register; nobody else does', async () => {
  const page = await head.get('/mhcs/register');
  assert.match(page.html, new RegExp(`href="${importPaths.begin()}"`));
  for (const username of ['robin.quill', 'lee.warrant', 'dr.vale', 'ash.example']) {
    const other = await site.as(username);
    for (const path of [
      importPaths.begin(),
      importPaths.export(),
      importPaths.import(1),
      importPaths.report(1),
    ])
      assert.equal((await other.get(path)).status, 404, `${username} ${path}`);
  }
});

test('a bad file is refused by a sentence, and nothing of it is kept', async () => {
  const table: [string | Uint8Array, RegExp][] = [
    ['', /The file is empty/],
    ['a,b\n"1,2', /never closed/],
    [Buffer.from('\uFEFFa,b\n1,2', 'utf16le'), /UTF-16/],
    [Buffer.alloc(21 * 1024 * 1024, 'x'), /larger than 20/],
  ];
  for (const [bad, says] of table) {
    const answer = await upload(bad);
    assert.equal(answer.status, 422);
    assert.match(answer.html, says);
  }
  assert.match((await head.post(importPaths.begin(), {})).html, /Choose a file\./);
  assert.match((await upload('', head, '')).html, /Choose a file\./);
  assert.deepEqual(await owner(sql`select id from casework.register_import`), []);
});

test('a file without the page’s own token is refused before it is read', async () => {
  const other = await site.as('nat.charter');
  other.cookies.delete('__Host-visitor');
  const response = await site.app.inject({
    method: 'POST',
    url: importPaths.begin(),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      cookie: [...other.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
    },
    payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="x.csv"\r\n\r\na,b\r\n--${boundary}--\r\n`,
  });
  assert.equal(response.statusCode, 403);
});

test('what calls itself a form with a file and is none is refused by a sentence', async () => {
  const cookie = [...head.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  for (const [type, payload] of [
    [`multipart/form-data; boundary=${boundary}`, 'nonsense'],
    [
      `multipart/form-data; boundary=${boundary}`,
      `--${boundary}\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\nx`,
    ],
    ['multipart/form-data', 'nonsense'],
  ] as const) {
    const headers = { 'content-type': type, cookie };
    const answer = await site.app.inject({ method: 'POST', url: importPaths.begin(), headers, payload });
    assert.ok([400, 403].includes(answer.statusCode), `${answer.statusCode} for ${type}`);
    assert.match(answer.body, /<h1/);
  }
});

test('the columns are guessed, and a choice that cannot be is said beside it', async () => {
  const id = numberOf((await upload(file(row('RG/1')))).location);
  const page = await head.get(importPaths.import(id));
  assert.match(page.html, /The file has 1 row and 11 columns/);
  assert.match(page.html, /<option value="1" selected>Surname/);
  const wrong = await choose(id, { hospital: '', givenNames: '1' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /Choose the column for “Hospital”/);
  assert.match(wrong.html, /“Given names” and “Family name” cannot both be the same column/);
  assert.match(wrong.html, /<option value="3" selected>DOB/);
});

test('a dry run says of every row that would fail where and why, and writes nothing', async () => {
  const before = await sum();
  const id = await checked(
    file(
      row('RG/2'),
      row('R'),
      row('RG/3', { hospital: 'Nowhere Hospital', born: '31/04/1980', nhs: '9434765918' }),
      row('RG/4', { authority: 'section 3', status: 'on holiday' }),
      row('RG/2'),
      row('RG/5', { order: '2099-01-01' }),
      'RG/6,too,few',
      row('RG/7', { ward: 'Otter Ward', family: '' }),
      row('RG/8', { status: 'ended' }),
    ),
  );
  const page = (await head.get(importPaths.import(id))).text();
  for (const says of [
    /1 row is new and can be brought in/,
    /8 rows cannot be brought in/,
    /3 MHCS reference R An MHCS reference has at least 3 characters/,
    /4 DOB 31\/04\/1980 This is not a day of the calendar/,
    /4 NHS number 9434765918 The last digit of the NHS number does not fit/,
    /4 Hospital Nowhere Hospital No hospital of this name/,
    /5 Authority section 3 The register knows no authority of this name/,
    /5 Status on holiday No status is called this/,
    /6 MHCS reference RG\/2 Row 2 of this file has the same reference/,
    /7 Order made on 2099-01-01 This day cannot be after today/,
    /8 The whole row The row has 3 cells, but there are 11 headings/,
    /9 Surname This cell is empty/,
    /9 Ward Otter Ward This hospital has no ward of this name/,
    /10 Status ended For a case that has ended/,
  ])
    assert.match(page, says);
  const report = await head.get(importPaths.report(id));
  assert.match(
    String(report.headers['content-disposition']),
    /attachment; filename="register-import-\d+-[\d-]+\.csv"/,
  );
  assert.match(report.html, /"4","NHS number","9434765918","The last digit/);
  assert.deepEqual(await sum(), before);
});

test('level of security, responsible clinician and MAPPA are looked through, each with its sentence', async () => {
  const text = [
    `${headings},Security category,RC,MAPPA category,MAPPA level,Noteworthy flag`,
    `${row('RG/70')},low,dr.vale,2,2,no`,
    `${row('RG/71')},locked,dr.nobody,5,1,maybe`,
    `${row('RG/72')},,dr.finch,3,,`,
    `${row('RG/73')},,jo.thimble,,,`,
    `${row('RG/74')},Medium secure,DR.VALE,Category 3,Level 2,yes`,
  ].join('\n');
  const page = (await head.get(importPaths.import(await checked(text)))).text();
  for (const says of [
    /1 row is new/,
    /2 Security category low This hospital or ward is known here with another level of security: medium/,
    /3 Security category locked Write high, medium, low or other/,
    /3 RC dr.nobody No account of this name is a responsible clinician here today/,
    /3 MAPPA category 5 Write a whole number from 1 to 4/,
    /3 Noteworthy flag maybe Write yes or no/,
    /4 RC dr.finch This account is no responsible clinician of that hospital/,
    /4 MAPPA level MAPPA has a category and a level/,
    /5 RC jo.thimble No account of this name is a responsible clinician/,
  ])
    assert.match(page, says);
});

test('what the file says of clinician, MAPPA and flags stands in the case, and again nothing changes', async () => {
  const text = [
    `${headings},Security level,Responsible clinician,MAPPA category,MAPPA level,Noteworthy,Extremism level,Long-term leave`,
    `${row('RG/75')},medium,dr.vale,3,2,yes,none,yes`,
  ].join('\n');
  const done = await run(await checked(text));
  assert.match(done.text(), /1 row was brought in/);
  const came = await owner(sql`
    select a.username, c.basis, f.mappa_category as category, f.mappa_level as level, f.noteworthy, f.extremism_level as extremism,
      r.long_term_leave as "longTermLeave", (select count(*)::integer from casework.mappa_standing s where s.case_id = p.case_id) as standings
    from casework.patient p join casework.patient_flags f using (case_id) join casework.register_flag r using (case_id)
    join people.circle c on c.case_id = p.case_id and c.capacity = 'responsible_clinician' join people.account a on a.id = c.account_id
    where p.mhcs_reference = 'RG/75'`);
  assert.deepEqual(came, [
    {
      ...{ username: 'dr.vale', basis: 'the import of a register', category: 3, level: 2 },
      ...{ noteworthy: true, extremism: 'none', longTermLeave: true, standings: 1 },
    },
  ]);
  const vale = await site.as('dr.vale');
  assert.match((await vale.get('/patients')).html, /RG\/75/);
  const again = await checked(text);
  assert.match(
    (await head.get(importPaths.import(again))).text(),
    /No row is new\..*1 row stands in the register already/s,
  );
  const changed = await checked(text.replace('medium,dr.vale,3,2', 'medium,dr.vale,3,3'));
  assert.match(
    (await head.get(importPaths.import(changed))).text(),
    /the file says something else in: MAPPA level/,
  );
});

test('a row that is marked for extremism comes in shut: those who lead on it read it, and nobody else of the section', async () => {
  const text = `${headings},Extremism level\n${row('RG/76')},high`;
  assert.match((await run(await checked(text))).text(), /1 row was brought in/);
  for (const [username, isThere] of [
    ['ezra.watch', true],
    ['robin.quill', false],
  ] as const) {
    const { rows } = await (await site.as(username)).transaction(tx =>
      sql`select from casework.patient where mhcs_reference = 'RG/76'`.execute(tx.db),
    );
    assert.equal(rows.length === 1, isThere, username);
  }
  // Whoever brings it in again learns that the reference is taken, and nothing else of it.
  assert.match(
    (await head.get(importPaths.import(await checked(text)))).text(),
    /This reference is taken already/,
  );
});

test('rows come in whole, in the name of who brought them; bringing them again changes nothing', async () => {
  const text = file(
    row('RG/10', { nhs: '943 476 5919', family: '=Formula' }),
    row('RG/11', {
      status: 'Conditionally Discharged',
      authority: 'S47/49 - MHA 1983 - Transfer from Prison',
    }),
    row('RG/12', { hospital: 'Nowhere Hospital' }),
  );
  const id = await checked(text);
  const done = await run(id);
  assert.match(done.text(), /2 rows were brought in.*1 row cannot be brought in/s);
  const [came] = await owner(sql<Record<string, unknown>>`
    select p.status, p.authority, p.ward_id is not null as ward, k.opened_on as opened, i.value as nhs, a.display_name as by,
      (select string_agg(c.capacity, ', ' order by c.capacity) from people.circle c where c.case_id = p.case_id) as circle
    from casework.patient p join people.case k on k.id = p.case_id join people.identifier i on i.person_id = k.person_id
    join casework.movement m on m.case_id = p.case_id join people.account a on a.id = m.recorded_by
    where p.mhcs_reference = 'RG/10'`);
  assert.deepEqual(came, {
    ...{ status: 'in hospital', authority: 's37/41', ward: true, opened: '2015-06-07', nhs: '9434765919' },
    ...{ by: 'Nat Charter', circle: 'mha_office, ward_staff' },
  });
  const other = await owner(sql<{ status: string; authority: string }>`
    select status, authority from casework.patient where mhcs_reference = 'RG/11'`);
  assert.deepEqual(other, [{ status: 'conditionally discharged', authority: 's47/49' }]);
  const before = await sum();
  const again = await checked(text);
  assert.match(
    (await head.get(importPaths.import(again))).text(),
    /No row is new\..*2 rows stand in the register already/s,
  );
  await work(again);
  assert.deepEqual(await sum(), before);
});

test('a row that says something else than the register is refused, and the entry stays as it is', async () => {
  const id = await checked(file(row('RG/10', { family: 'Otherwise', born: '05/03/1980' })));
  const page = (await head.get(importPaths.import(id))).text();
  assert.match(page, /the file says something else in: Family name, Date of birth/);
});

test('of a case that is shut to the head of casework it is said that the reference is taken, and nothing more', async () => {
  const [shut] = await owner(sql<{ reference: string }>`
    select p.mhcs_reference as reference from casework.patient p join people.case k on k.id = p.case_id where k.readers = 'circle'`);
  const id = await checked(file(row(shut?.reference ?? '')));
  assert.match((await head.get(importPaths.import(id))).text(), /This reference is taken already\./);
  assert.doesNotMatch((await head.get(importPaths.export())).html, new RegExp(shut?.reference ?? ''));
});

test('our own export comes back and changes nothing, with its movements, authorities and formulas', async () => {
  const [ash] = await owner(
    sql<{ id: number }>`select case_id as id from casework.patient where mhcs_reference = 'EX/0001'`,
  );
  await owner(
    sql`insert into casework.authority (case_id, kind, order_on, precedence, court) values (${ash?.id}, 's45A', '2019-01-02', 2, '=cmd|x')`,
  );
  await owner(
    sql`insert into casework.movement (case_id, kind, actual_on, to_place) values (${ash?.id}, 'abscond', ${testDay.toString()}, '-1 | "a"')`,
  );
  const csv = (await head.get(importPaths.export())).html;
  assert.ok(csv.startsWith(`\uFEFF${fields.map(({ heading }) => `"${heading}"`).join(',')}`));
  assert.match(csv, /"'=Formula"/);
  const before = await sum();
  const id = await checked(csv);
  const page = await head.get(importPaths.import(id));
  assert.match(page.text(), /No row is new\./);
  assert.match(page.text(), /No row is refused\./);
  assert.deepEqual(await sum(), before);
});

/** A row with something in every column: whoever adds one says here what it can hold. */
const whole: Readonly<Record<FieldName, string>> = {
  ...{ reference: 'RG/90', familyName: 'Whole', givenNames: 'Robin Every', otherNames: 'Rob; Bobbin' },
  ...{
    bornOn: '1979-02-03',
    language: 'cy',
    nhs: '4010232137',
    prison: 'A1234BC',
    pnc: '1981/0000034U',
    cro: '',
  },
  ...{ hospital: 'Larkmoor Hospital', ward: 'Heron Ward', security: 'medium', clinician: 'dr.vale' },
  ...{ team: 'Casework Team One', namedPlace: 'Larkmoor Hospital', boundary: 'The grounds and the lane' },
  ...{ authority: 's47/49', orderOn: '2015-06-01', receivedOn: '2015-06-03', endedOn: '', precedence: '1' },
  ...{ releaseOn: '2035-01-02', expiresOn: '2036-01-02', court: 'Larkmoor Crown Court' },
  ...{
    furtherAuthorities: 's37/41 | 2010-01-02 |  | 2012-01-02 |  |  | 2 | Madeuptown Crown Court',
    status: 'in hospital',
    statusOn: '2015-06-07',
    movements: '',
  },
  ...{ mappaCategory: '3', mappaLevel: '2', noteworthy: 'yes', extremism: 'none', longTermLeave: 'yes' },
  ...{ supervisedDischarge: 'yes', technicalRecall: 'yes' },
};

test('what an import takes an export holds, in every column', async () => {
  const quoted = (cells: readonly string[]) => cells.map(cell => `"${cell}"`).join(',');
  const typed = quoted(fields.map(({ name }) => whole[name]));
  const done = await run(await checked(`${quoted(fields.map(({ heading }) => heading))}\r\n${typed}`));
  assert.match(done.text(), /1 row was brought in/);
  const csv = (await head.get(importPaths.export())).html;
  const line = csv.split('\r\n').find(text => text.includes(`"${whole.reference}"`)) ?? '';
  assert.notEqual(line, '', 'it stands in the export');
  const cells = [...line.matchAll(/"([^"]*)"|(?<=^|,)([^",]*)(?=,|$)/g)].map(
    ([, inQuotes, bare]) => inQuotes ?? bare ?? '',
  );
  const came = Object.fromEntries(fields.map(({ name }, at) => [name, cells[at] ?? '']));
  assert.deepEqual(came, { ...whole, movements: came.movements });
  assert.match(came.movements ?? '', /^2015-06-07 \| /);
});

test('an export brought into an empty register gives the same export', async () => {
  const csv = (await head.get(importPaths.export())).html;
  const [first, was] = [site, head];
  const other = await aSite();
  try {
    await asOwner(other.database.adminUrl, async db => {
      await sql`update casework.patient set mhcs_reference = 'OLD/' || case_id`.execute(db);
    });
    site = other;
    head = await other.as('nat.charter');
    const id = await checked(csv);
    const page = await run(id);
    const came = (await head.get(importPaths.export())).html;
    const lines = (text: string) =>
      text
        .split('\r\n')
        .filter(line => !line.includes('"OLD/'))
        .sort();
    assert.match(page.text(), /No row is refused\./);
    assert.deepEqual(lines(came), lines(csv));
  } finally {
    [site, head] = [first, was];
    await other.close();
  }
});

test('an illegal movement is refused by the sentence that names its rule', async () => {
  const text = `${headings},Movements\n${row('RG/20', { order: '2015-06-07' })},"2015-06-07 | admission | | | | Larkmoor\n2016-01-02 | recall | | 2016-01-01 | |"\n${row('RG/21')},"2015-06-07 | walkabout | | | |"\n${row('RG/22')},"2015-06-07 | admission"`;
  const page = (await head.get(importPaths.import(await checked(text)))).text();
  assert.match(page, /“Recall to hospital” cannot follow from there\. Rule: MHA 1983 s42\(3\)\./);
  assert.match(page, /called by a name that the register does not know/);
  assert.match(page, /in 6 parts with “\|” between them/);
});

test('of two files that are uploaded at once one is kept, and the other is refused by a sentence', async () => {
  const seen = await Promise.all([1, 2, 3].map(at => upload(file(row(`TW/${at}`)))));
  for (const { status, html } of seen) if (status !== 303) assert.match(html, /An import is under way/);
  assert.ok(seen.some(({ status }) => status === 303));
  assert.ok(seen.every(({ status }) => status === 303 || status === 409));
});

test('no row of odd content holds up the others', async () => {
  const odd = [
    row('OD/10', { order: '0000-03-04' }),
    row('OD/11', { order: '04/03/0000' }),
    row('OD/12', { order: '0001-01-01', born: '0001-01-01' }),
    row('OD/13', { family: '\u202e\u0007😀' }),
    row('OD/14', { ward: '%', hospital: "'; drop table casework.patient; --" }),
    row('OD/15'),
  ].map(each => `${each},dr.vale; DR.VALE ;dr.vale`);
  const id = await checked([`${headings},Responsible clinician`, ...odd].join('\n'));
  const done = (await run(id)).text();
  assert.match(done, /2 rows were brought in.*4 rows cannot be brought in/s);
  assert.match(done, /This is not a day of the calendar/);
});

test('an import that was killed goes on where it was, and no row comes twice', async () => {
  const rows = Array.from({ length: 250 }, (_, at) => row(`KL/${at + 100}`));
  const id = await checked(file(...rows));
  await head.post(importPaths.run(id), {}, importPaths.import(id));
  // The first hundred rows came in, and then the program was killed before the next.
  await asOwner(site.database.adminUrl, db =>
    sql`create function casework.kill() returns trigger language plpgsql as $$ begin
      if new.number > 150 and new.standing = 'imported' then raise exception 'killed' using errcode = 'XX000'; end if; return new; end $$`.execute(
      db,
    ),
  );
  await asOwner(site.database.adminUrl, db =>
    sql`create trigger kill before update on casework.register_import_row for each row execute function casework.kill()`.execute(
      db,
    ),
  );
  await assert.rejects(work(id));
  const half = await head.get(importPaths.import(id));
  assert.match(half.text(), /Row 101 of 251/);
  assert.match(half.html, /<progress[^>]*max="251" value="101"/);
  await asOwner(site.database.adminUrl, db => sql`drop function casework.kill cascade`.execute(db));
  await work(id);
  await work(id);
  assert.match((await head.get(importPaths.import(id))).text(), /250 rows were brought in/);
  const [count] = await owner(
    sql<{ n: number }>`select count(*)::int as n from casework.patient where mhcs_reference like 'KL/%'`,
  );
  assert.equal(count?.n, 250);
});

test('work that the program’s end interrupts asks to be done again', async () => {
  const id = numberOf((await upload(file(row('RG/25')))).location);
  await choose(id);
  await work(id, AbortSignal.abort());
  const { rows } = await site.database.pools.worker.query(
    `select count(*)::int as n from graphile_worker.jobs where key = 'register import ${id} again'`,
  );
  assert.equal(rows[0].n, 1);
  await work(id);
  assert.match((await head.get(importPaths.import(id))).text(), /1 row is new/);
});

test('what was uploaded is gone when an import is over, is ended, gives way to another, or is forgotten', async () => {
  const kept = () =>
    owner(
      sql<{
        id: number;
      }>`select import_id as id from casework.register_import_row where cells is not null or entry is not null group by 1`,
    );
  const first = await checked(file(row('RG/30')));
  assert.deepEqual(
    (await kept()).map(({ id }) => id),
    [first],
  );
  const second = await checked(file(row('RG/31'), row('x')));
  assert.deepEqual(
    (await kept()).map(({ id }) => id),
    [second],
  );
  await run(second);
  assert.deepEqual(await kept(), []);
  assert.match(
    (await head.get(importPaths.import(second))).text(),
    /3 MHCS reference An MHCS reference has at least 3/,
  );
  const third = await checked(file(row('RG/32')));
  assert.equal((await head.post(importPaths.end(third), {}, importPaths.import(third))).status, 303);
  assert.deepEqual(await kept(), []);
  const fourth = await checked(file(row('RG/33')));
  await owner(
    sql`update casework.register_import set brought_at = now() - interval '8 days' where id = ${fourth}`,
  );
  await runOne({ ...site.database, clock: site.clock }, endOldImports, {
    payload: {},
    signal: new AbortController().signal,
  });
  assert.deepEqual(await kept(), []);
  assert.match((await head.get(importPaths.import(fourth))).text(), /This import was ended/);
});

test('steps cannot be skipped or taken twice', async () => {
  const id = numberOf((await upload(file(row('RG/40')))).location);
  const from = importPaths.import(id);
  assert.equal((await head.post(importPaths.run(id), {}, from)).status, 409);
  await choose(id);
  assert.equal((await head.post(importPaths.run(id), {}, from)).status, 409);
  await work(id);
  await run(id);
  for (const path of [importPaths.run(id), importPaths.end(id)])
    assert.equal((await head.post(path, {}, importPaths.begin())).status, 409);
  assert.equal((await head.get(importPaths.columns(id))).status, 409);
  assert.equal((await head.get(importPaths.import(999_999))).status, 404);
});

test('whoever is no head of casework any more brings nothing in', async () => {
  const id = await checked(file(row('RG/50')));
  await head.post(importPaths.run(id), {}, importPaths.import(id));
  await owner(sql`update people.membership set until_on = from_on where role = 'head_of_casework'`);
  await work(id);
  await owner(sql`update people.membership set until_on = null where role = 'head_of_casework'`);
  assert.deepEqual(await owner(sql`select case_id from casework.patient where mhcs_reference = 'RG/50'`), []);
  assert.match((await head.get(importPaths.import(id))).text(), /This import was ended/);
});

test('the audit says who brought which case in, in numbers alone', async () => {
  const rows = await owner(sql<{
    event: string;
    capacity: string;
    detail: Record<string, unknown>;
    who: string | null;
  }>`
    select e.event, e.capacity, e.detail, a.username as who from audit.event e left join people.account a on a.id = e.account_id
    where e.event like 'casework.import.%' or e.event in ('casework.register.imported', 'casework.register.exported')`);
  const came = rows.find(({ event }) => event === 'casework.register.imported');
  assert.deepEqual([came?.who, came?.capacity], ['nat.charter', 'head_of_casework']);
  for (const { detail } of rows)
    assert.ok(Object.values(detail).every(value => typeof value === 'number' || typeof value === 'boolean'));
  assert.ok(
    rows.some(({ event, detail }) => event === 'casework.register.exported' && Number(detail.entries) > 10),
  );
});

test('nobody but its owner reads an import, by any door', async () => {
  const id = numberOf((await upload(file(row('RG/60')))).location);
  for (const username of ['robin.quill', 'lee.warrant', 'ezra.watch', 'dr.vale', 'ash.example']) {
    const other = await site.as(username);
    const read = other.transaction(
      async tx =>
        (
          await sql`select import_id from casework.register_import_row where import_id = ${id}
          union all select id from casework.register_import`.execute(tx.db)
        ).rows.length,
    );
    assert.equal(
      await read.catch(error => error.code),
      username.includes('.') && ['dr.vale', 'ash.example'].includes(username) ? '42501' : 0,
      username,
    );
  }
});

test('the data dictionary names every column in both languages', async () => {
  const csv = (await head.get(importPaths.dictionary())).html;
  for (const { heading } of fields) assert.ok(csv.includes(`"${heading}"`), heading);
});
