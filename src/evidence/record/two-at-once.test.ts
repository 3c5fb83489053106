import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { sideBySide } from '../../../test/side-by-side.ts';
import { type Actor, asOwner, type Tx } from '../../platform/database/index.ts';
import { withdrawRecord } from '../desk/commands/withdraw-record.ts';
import { mergeRecords } from '../duplicates/commands/merge-records.ts';
import { tellApart } from '../duplicates/commands/tell-apart.ts';
import { gradeRecord } from '../grades/commands/record-grade.ts';
import { mapKeyword } from '../thesaurus/commands/place-keyword.ts';
import { addTerm } from '../thesaurus/commands/save-term.ts';
import { addRecords, changeRecord } from './commands/save-record.ts';
import type { Entry } from './entry.ts';

let site: TestSite;
let page: Visitor;
let graders: [Visitor, Visitor];
before(async () => {
  site = await aSite();
  page = await site.as('lib.page');
  graders = [await site.as('grade.one'), await site.as('grade.two')];
});
after(() => site.close());

const report = (title: string, more: Partial<Entry> = {}): Entry => ({ type: 'report', title, ...more });
const add = (tx: Tx, ...entries: Entry[]) => addRecords(tx, entries, 'librarian');
const added = (...entries: Entry[]) => page.transaction(tx => add(tx, ...entries));

type Work = (tx: Tx) => Promise<unknown>;
/** One begins, another waits for it or is done before it ends; what became of both. */
const both = (one: readonly [Work, Work?], [who, other]: readonly [Visitor, Work]) =>
  sideBySide(
    site.database.adminUrl,
    meeting =>
      page.transaction(async tx => {
        await one[0](tx);
        await meeting();
        await one[1]?.(tx);
      }),
    () => who.transaction(other),
  );
const ends = async (settled: ReturnType<typeof both>) =>
  (await settled).map(one => (one.status === 'fulfilled' ? 'done' : String(one.reason)));
const done = ['done', 'done'];

/** What search knows of a record. */
const found = (number: number) =>
  asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ title: string; keywords: string[] | null }>`
      select d.heading as title, d.facets -> 'keyword' as keywords from search.document d
      where d.index_name = 'evidence' and d.key = ${number} and not d.removed`.execute(db);
    return rows;
  });
const says = { scale: 'maryland', marks: [3], because: 'As it says.' } as const;
const graded =
  (record: number): Work =>
  tx =>
    gradeRecord(tx, { ...says, record });

test('a record that is withdrawn while a grade comes to it is not put back into the search', async () => {
  const [number = 0] = await added(report('Graded and withdrawn'));
  await graders[0].transaction(graded(number));
  const withdraw: Work = tx => withdrawRecord(tx, { number, version: 1, because: 'By mistake.' });
  assert.deepEqual(await ends(both([withdraw], [graders[1], graded(number)])), done);
  assert.deepEqual(await found(number), []);
});

test('a record that is changed while a grade comes to it is found by what it says now', async () => {
  const [number = 0] = await added(report('Graded as it was'));
  await graders[0].transaction(graded(number));
  const change: Work = tx => changeRecord(tx, { number, version: 1, entry: report('Graded as it is') });
  assert.deepEqual(await ends(both([change], [graders[1], graded(number)])), done);
  assert.deepEqual(
    (await found(number)).map(({ title }) => title),
    ['Graded as it is'],
  );
});

test('a record that comes while its keyword gets a term is found by that term', async () => {
  const input = { labelCy: '', scopeNote: '', usedFor: [], broader: [], related: [] };
  const term = await page.transaction(tx => addTerm(tx, { ...input, label: 'Helping one another' }));
  let number = 0;
  const bring: Work = async tx => {
    [number = 0] = await add(tx, report('Came meanwhile', { keywords: ['mutual help'] }));
  };
  assert.deepEqual(await ends(both([tx => mapKeyword(tx, 'mutual help', term)], [page, bring])), done);
  assert.deepEqual(
    (await found(number)).map(({ keywords }) => keywords),
    [['Helping one another']],
  );
});

test('whoever brings records in, and names one that two librarians make one of two, does not stop them nor is stopped', async () => {
  const [one = 0, other = 0, third = 0] = await added(report('One'), report('Other'), report('Third'));
  const { rows } = await page.transaction(tx =>
    sql<{ accountId: number }>`select access.account_id() as "accountId"`.execute(tx.db),
  );
  const actor = rows[0] as Actor;
  const merge: Work = tx =>
    mergeRecords(tx, {
      ...{ kept: { number: one, version: 1 }, merged: { number: other, version: 1 }, actor },
      ...{ entry: report('Both'), notes: { kept: 'Both.', merged: 'Both.' } },
    });
  const name: Work = tx => tellApart(tx, { one, other: third, actor });
  assert.deepEqual(await ends(both([tx => add(tx, report('Brought in')), name], [page, merge])), done);
});

test('whoever writes one record after another waits for nobody who waits for them', async () => {
  const [first = 0, second = 0] = await added(report('First'), report('Second'));
  const change =
    (number: number, title: string): Work =>
    tx =>
      changeRecord(tx, { number, version: 1, entry: report(title) });
  const [one, two] = await ends(
    both(
      [change(first, 'First now'), change(second, 'Second now')],
      [page, change(second, 'Second by another')],
    ),
  );
  assert.equal(one, 'done');
  assert.match(String(two), /Refusal|409/, 'the other is told that it changed');
});
