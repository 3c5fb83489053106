import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../test/browser-without-browser.ts';
import { asOwner } from '../platform/database/index.ts';
import { csvLine } from '../platform/statistics/index.ts';

let site: TestSite;
let ada: Visitor;
let caseId = 0;
before(async () => {
  site = await aSite();
  await asOwner(site.database.adminUrl, async db => {
    const ash = await sql<{
      id: number;
    }>`select case_id as id from casework.patient where mhcs_reference = 'EX/0001'`.execute(db);
    caseId = ash.rows[0]?.id ?? 0;
    // A hundred and twenty readings by one clinician, half of them of one case, in the same second of one day.
    await sql`insert into audit.event (at, account_id, capacity, purpose, event, case_id, detail)
      select '2026-06-30T23:30:00Z', a.id, 'responsible_clinician', 'GET /documents/:id', 'test.page.read',
        case when g % 2 = 0 then ${caseId}::bigint end, jsonb_build_object('application', g)
      from people.account a, generate_series(1, 120) g where a.username = 'dr.vale'`.execute(db);
    await sql`insert into audit.event (at, account_id, capacity, purpose, event, detail)
      select '2026-06-29T12:00:00Z', id, 'subject', 'POST /my', 'test.person.wrote', '{}' from people.account
      where username = 'ash.example'`.execute(db);
    await sql`insert into audit.event (at, capacity, purpose, event) values ('2026-06-28T12:00:00Z', 'program', 'job sweep', 'test.program.did')`.execute(
      db,
    );
  });
  ada = await site.as('ada.tally');
});
after(() => site.close());

const numbersOn = (html: string) => [...html.matchAll(/application (\d+)/g)].map(([, n]) => Number(n));
const linkOn = (html: string, rel: RegExp) => (rel.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

test('an auditor begins at the audit', async () => {
  const page = await ada.get('/audit');
  assert.equal(page.status, 200);
  // What was done is named as programs name it.
  assert.match(page.html, /<code lang="en">[a-z]+\.[a-z.-]+<\/code>/);
  assert.match((await ada.get('/')).html + (await ada.get('/')).location, /\/audit/);
});

for (const username of ['robin.quill', 'dr.vale', 'admin.system', 'ash.example'])
  test(`for ${username} there is no audit`, async () => {
    const visitor = await site.as(username);
    assert.equal((await visitor.get('/audit')).status, 404);
    assert.equal((await visitor.get('/audit/rows.csv')).status, 404);
  });

test('every row is on exactly one page, fifty a page, newest first, though all are of one second', async () => {
  let page = await ada.get('/audit?event=test.page');
  const seen: number[] = [];
  const sizes: number[] = [];
  for (;;) {
    const numbers = numbersOn(page.html);
    sizes.push(numbers.length);
    seen.push(...numbers);
    const older = linkOn(page.html, /href="([^"]+)" rel="next"/);
    if (older === '') break;
    page = await ada.get(older);
  }
  assert.deepEqual(sizes, [50, 50, 20]);
  assert.deepEqual(
    seen,
    Array.from({ length: 120 }, (_, at) => 120 - at),
  );
});

test('rows are found by case, by account, and by day in London', async () => {
  const count = async (query: string) => {
    const csv = await ada.get(`/audit/rows.csv?${query}`);
    return csv.html.trimEnd().split('\r\n').length - 1;
  };
  assert.equal(await count(`event=test.page&case=${caseId}`), 60);
  assert.equal(await count('event=test.page&day=1&month=7&year=2026'), 120);
  assert.equal(await count('event=test.page&day=30&month=6&year=2026'), 0);
  assert.equal(await count('event=test.program'), 1);
  assert.equal(await count('event=test.page&account=1&case=999999'), 0);
});

test('staff are named, a patient stays a number, and the program is the program', async () => {
  const page = (await ada.get('/audit?event=test')).text();
  assert.match(page, /Dr Morgan Vale/);
  const older = (await ada.get('/audit?day=29&month=6&year=2026')).text();
  assert.match(older, /Account \d+/);
  assert.doesNotMatch(older, /Ash|Example/);
  assert.match((await ada.get('/audit?day=28&month=6&year=2026')).text(), /The program/);
});

const wrong: [query: string, sentence: RegExp][] = [
  ['day=31&month=4&year=2026', /Enter a real day/],
  ['day=1', /Enter a real day/],
  ['day=31&month=12&year=9999', /Enter a real day/],
  ['event=Robert%27%29%3B--', /Write an event in small letters/],
  ['account=x', /An account number has only digits/],
  ['case=1e9', /A case number has only digits/],
  ['case=%00', /A case number has only digits/],
];

for (const [query, sentence] of wrong)
  test(`the filter ${query} gets a sentence, and what was typed stays`, async () => {
    for (const path of ['/audit', '/audit/rows.csv']) {
      const page = await ada.get(`${path}?${query}`);
      assert.equal(page.status, 422);
      assert.match(page.text(), sentence);
    }
  });

test('a cursor that was written by hand is left aside', async () => {
  assert.equal((await ada.get('/audit?before=nonsense')).status, 200);
  assert.equal((await ada.get('/audit?before=2026-99-99T00:00:00Z~1')).status, 200);
  assert.equal((await ada.get('/audit?before=0000-12-31T23:59:59.999999Z~1')).status, 200);
});

test('a page takes two round trips for somebody who was here before, and looking at the audit stands in the audit', async () => {
  const page = await ada.get(`/audit?case=${caseId}`);
  assert.match(String(page.headers['server-timing']), /"2 round trips"/);
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql<{
      detail: object;
    }>`select detail from audit.event where event = 'audit.list.read' and case_id = ${caseId}
      order by id desc limit 1`.execute(db),
  );
  assert.deepEqual(rows[0]?.detail, { rows: 50, account: null });
});

test('an exported file holds at most ten thousand rows and has no name of a person in its own name', async () => {
  await asOwner(site.database.adminUrl, db =>
    sql`insert into audit.event (capacity, purpose, event) select 'nobody', 'test', 'test.many.rows' from generate_series(1, 10001)`.execute(
      db,
    ),
  );
  const file = await ada.get('/audit/rows.csv?event=test.many');
  assert.equal(file.html.trimEnd().split('\r\n').length, 10_001);
  assert.equal(file.headers['content-disposition'], 'attachment; filename="ownwords-audit.csv"');
});

const cells: [cell: string, written: string][] = [
  ['=1+1', `"'=1+1"`],
  ['+44', `"'+44"`],
  ['-1', `"'-1"`],
  ['@sum', `"'@sum"`],
  ['\tx', `"'\tx"`],
  ['O’Brien, "Kit"', '"O’Brien, ""Kit"""'],
  ['1-2', '"1-2"'],
];

test('no cell of an exported file begins a formula', () => {
  for (const [cell, written] of cells) assert.equal(csvLine([cell]), `${written}\r\n`);
});
