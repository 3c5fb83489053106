import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { search } from '../../platform/search/index.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords, changeRecord } from './commands/save-record.ts';
import { type Entry, entrySchema } from './entry.ts';
import { readRecord } from './queries/read-record.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const review: Entry = entrySchema.parse({
  type: 'report',
  title: 'A Review of service user involvement in prisons and probation trusts',
  creators: [{ role: 'author', family: 'Hayes', given: 'Clare' }],
  place: 'London',
  publisher: 'Clinks',
  year: 2011,
  extent: '56p.',
  country: 'United Kingdom',
  shelfNumber: '141258',
  keywords: ['Prison councils', 'Probation'],
});

const added = async (entry: Entry) => {
  const librarian = await site.as('lib.page');
  const [number] = await librarian.transaction(tx => addRecords(tx, [entry], 'librarian'));
  return number ?? 0;
};

test('whoever comes reads a record at its address, and finds it', async () => {
  const number = await added(review);
  const page = await site.nobody().get(evidencePaths.record(number));
  assert.equal(page.status, 200);
  const text = await page.text();
  for (const part of ['Hayes, Clare', 'Clinks', '56p.', '141258', 'Prison councils'])
    assert.ok(text.includes(part), part);
  const found = await (await site.as('ash.example')).transaction(tx =>
    search(tx, { index: 'evidence', typed: 'service users in prison', count: 5, counted: ['country'] }),
  );
  assert.deepEqual(
    found.hits.map(({ key }) => key),
    [number],
  );
  assert.deepEqual(found.counts.country, [{ value: 'United Kingdom', count: 1 }]);
});

test('what a file said besides has its name in words', async () => {
  const number = await added({ ...review, others: { authorAddress: 'Larkmoor', 'Cited by': '3' } });
  const text = (await site.nobody().get(evidencePaths.record(number))).text();
  assert.match(text, /: Cited by 3 .*: author address Larkmoor/);
});

test('of very many authors the first are named before the summary and the others can be unfolded', async () => {
  const librarian = await site.as('lib.page');
  const creators = Array.from({ length: 30 }, (_, at) => ({ role: 'author', family: `Many${at}` }) as const);
  const [many, few] = await librarian.transaction(tx =>
    addRecords(
      tx,
      [
        { type: 'article', title: 'By many', creators, url: 'javascript:alert(1)' },
        { type: 'article', title: 'By some', creators: creators.slice(0, 11) },
      ],
      'librarian',
    ),
  );
  const page = await site.nobody().get(evidencePaths.record(many ?? 0));
  assert.match(page.text(), /Many9\b.*20 more names.*Many10\b.*Many29\b/s);
  // On paper nothing can be unfolded.
  assert.match(
    page.html,
    /<details class="govuk-details ow-whole-on-paper"><summary[^>]*><span[^>]*>20 more/,
  );
  // What no browser should follow, no program is told to follow.
  assert.doesNotMatch(page.html, /(content|href|"sameAs":\[)="?javascript:/);
  assert.doesNotMatch(page.html, /citation_public_url/);
  assert.doesNotMatch((await site.nobody().get(evidencePaths.record(few ?? 0))).text(), /more name/);
});

test('of two librarians who change a record at once the second is told, and what was there stays as a version', async () => {
  const number = await added({ ...review, title: 'One title' });
  const change = async (title: string) =>
    (await site.as('lib.shelf')).transaction(tx =>
      changeRecord(tx, { number, version: 1, entry: { ...review, title }, note: 'As on its cover' }),
    );
  assert.equal(await change('Another title'), 2);
  await assert.rejects(change('A third title'), { status: 409 });
  await (await site.as('lib.page')).transaction(async tx => {
    assert.equal((await readRecord(tx, number))?.entry.title, 'Another title');
    const { rows } = await sql<{ titles: string[]; names: string[] }>`
      select array(select entry ->> 'title' from evidence.record_version where record = ${number} order by version) as titles,
        array(select name from evidence.changed_by(${number}) order by version) as names`.execute(tx.db);
    assert.deepEqual(rows, [
      { titles: ['One title', 'Another title'], names: ['Perry Page', 'Shelley Stack'] },
    ]);
  });
});

test('nobody but a librarian changes the library, by command or by SQL', async () => {
  const number = await added({ ...review, title: 'A title that stays' });
  for (const who of ['ash.example', 'grade.one', 'robin.quill', 'admin.system']) {
    const asker = await site.as(who);
    await assert.rejects(
      asker.transaction(tx => addRecords(tx, [review], 'librarian')),
      who,
    );
    await assert.rejects(
      asker.transaction(tx => changeRecord(tx, { number, version: 1, entry: { ...review, title: 'Mine' } })),
      who,
    );
  }
});
