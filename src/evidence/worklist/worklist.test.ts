import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';
import { gradeRecord } from '../grades/commands/record-grade.ts';
import { addRecords } from '../record/commands/save-record.ts';
import type { Entry } from '../record/entry.ts';
import { isLacking, lackable } from './lacking.ts';
import { worklistPaths } from './paths.ts';
import { countWaiting } from './queries/count-waiting.ts';
import { readGradings } from './queries/read-others.ts';
import { waiting } from './waiting.ts';

let site: TestSite;
let librarian: Visitor;
before(async () => {
  site = await aSite();
  librarian = await site.as('lib.page');
});
after(() => site.close());

const owner = (...statements: string[]) =>
  asOwner(site.database.adminUrl, async db => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  });
const whole = { summary: 'S.', keywords: ['Councils'], year: 2011, licence: 'CC0' };
// JSON leaves out what is undefined.
const add = (...entries: { [F in keyof Entry]?: Entry[F] | undefined }[]) =>
  librarian.transaction(tx =>
    addRecords(
      tx,
      entries.map((entry, at) => ({ type: 'report', title: `Invented ${at}`, ...whole, ...entry }) as Entry),
      'librarian',
    ),
  );
const countOf = async (text: string) => {
  const today = Temporal.Now.plainDateISO('Europe/London');
  const counts = await librarian.transaction(tx => countWaiting(tx, today));
  return counts[waiting.findIndex(one => one.text === text)] ?? 0;
};

test('everything that waits stands in one list with its count, by one question, and each leads to a page', async () => {
  await librarian.transaction(async tx => {
    const before = tx.roundTrips;
    await countWaiting(tx, Temporal.Now.plainDateISO('Europe/London'));
    assert.equal(tx.roundTrips - before, 1);
  });
  const page = await librarian.get(worklistPaths.all());
  assert.equal(page.status, 200);
  for (const { href } of waiting) {
    assert.ok(page.html.includes(`href="${href}"`), href);
    assert.equal((await librarian.get(href)).status, 200, href);
  }
  for (const who of ['grade.one', 'custody.reply', 'ash.example', 'robin.quill'])
    assert.equal((await (await site.as(who)).get(worklistPaths.all())).status, 404, who);
  assert.notEqual((await site.nobody().get(worklistPaths.all())).status, 200);
});

test('records that lack something are worked through one by one, and what is wrong is kept', async () => {
  const counts = await Promise.all(lackable.map(what => countOf(`worklist.without.${what}`)));
  await add(...lackable.map(what => ({ title: `Without ${what}`, [what]: undefined })), {
    title: 'Without year too',
    year: undefined,
  });
  assert.deepEqual(
    await Promise.all(lackable.map(what => countOf(`worklist.without.${what}`))),
    counts.map((count, at) => count + (lackable[at] === 'year' ? 2 : 1)),
  );
  const list = await librarian.get(worklistPaths.lacking('year'));
  const hrefs = [...list.html.matchAll(/href="(\/evidence\/desk\/work\/without\/year\/\d+)"/g)].map(
    ([, href]) => href ?? '',
  );
  const [first = '', second = ''] = [...new Set(hrefs)];
  assert.match(list.text(), /2 records.*Without year.*Without year too/s);
  const form = await librarian.get(first);
  assert.ok(form.html.includes(`href="${second}" rel="next"`));
  const wrong = await librarian.fill(first, { year: 'soon' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /value="soon"/);
  assert.equal((await librarian.fill(first, { year: ' ' })).status, 422);
  const saved = await librarian.fill(first, { year: '2013' });
  assert.deepEqual([saved.status, saved.location], [303, second]);
  assert.equal((await librarian.fill(second, { year: '2014' })).location, worklistPaths.lacking('year'));
  assert.equal(await countOf('worklist.without.year'), counts[lackable.indexOf('year')]);
  assert.equal((await librarian.get(worklistPaths.fill('year', 2_147_483_648))).status, 404);
});

test('two who fill in the same record do not lose what one of them wrote', async () => {
  const [number = 0] = await add({ title: 'Written twice' });
  const at = worklistPaths.fill('summary', number);
  const html = (await librarian.get(at)).html;
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
  assert.equal((await librarian.post(at, { summary: 'Mine.', version })).status, 303);
  const late = await librarian.post(at, { summary: 'Yours.', version });
  assert.equal(late.status, 409);
  assert.match(late.text(), /Somebody else changed this record.*Mine\..*Yours\./s);
  const both = { summary: 'Mine and yours.', version: hiddenValue(late.html, 'version') };
  assert.equal((await librarian.post(at, both)).status, 303);
});

test('an import of which something could not come in waits until somebody says that they looked at it', async () => {
  const before = await countOf('worklist.imports');
  await owner(
    `insert into evidence.import (file_name, format, state, rows) values ('invented.ris', 'ris', 'imported', 1)`,
    `insert into evidence.import_row (import_id, number, line, raw, problems, standing)
      select max(id), 1, 1, 'TY  - RPRT', '[]', 'refused' from evidence.import`,
  );
  assert.equal(await countOf('worklist.imports'), before + 1);
  const page = await librarian.get(worklistPaths.imports());
  assert.match(page.text(), /invented\.ris/);
  const [, action = ''] = /action="([^"]*\/seen)"/.exec(page.html) ?? [];
  assert.equal((await librarian.post(action, {}, worklistPaths.imports())).status, 303);
  assert.equal(await countOf('worklist.imports'), before);
  assert.equal((await (await site.as('grade.one')).post(action, {}, '/account')).status, 404);
});

test('a grade that waits for a second is counted without saying what the first was', async () => {
  const before = await countOf('worklist.gradings');
  const [number = 0] = await add({ title: 'Graded once' });
  const grader = await site.as('grade.one');
  await grader.transaction(tx =>
    gradeRecord(tx, { record: number, scale: 'maryland', marks: [4], because: 'Hidden reason.' }),
  );
  assert.equal(await countOf('worklist.gradings'), before + 1);
  const page = await librarian.get(worklistPaths.gradings());
  assert.match(page.text(), /Graded once/);
  assert.doesNotMatch(page.html, /Hidden reason|Maryland scale 4/);
  const { gradings, total } = await librarian.transaction(tx => readGradings(tx, { from: 0, most: 1 }));
  assert.deepEqual([gradings.length, total], [1, before + 1], 'those that are on no page yet are counted');
  const past = await librarian.get(`${worklistPaths.gradings()}?page=99`);
  assert.equal(past.location, worklistPaths.gradings());
  const nobody = site.nobody();
  const { rows } = await nobody.transaction(tx =>
    sql`select * from evidence.gradings_waiting()`.execute(tx.db),
  );
  assert.equal(rows.length, 0);
});

test('what records lack is found by an index', async () => {
  await librarian.transaction(async tx => {
    await sql`set local enable_seqscan = off`.execute(tx.db);
    for (const what of lackable) {
      const { rows } = await sql<{
        'QUERY PLAN': string;
      }>`explain select count(*) from evidence.record r where ${isLacking[what]}`.execute(tx.db);
      assert.match(
        rows.map(row => row['QUERY PLAN']).join('\n'),
        new RegExp(`Only Scan using lacks_${what}`),
      );
    }
  });
});
