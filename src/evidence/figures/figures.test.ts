import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asWorker } from '../../platform/database/index.ts';
import { buildPostings, search } from '../../platform/search/index.ts';
import { readCell } from '../../platform/statistics/index.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import { askedOf } from '../search/find.ts';
import { searchHref, searchState } from '../search/state.ts';
import { addTerm } from '../thesaurus/commands/save-term.ts';
import { countFigures, trendOf } from './count-figures.ts';
import { figurePaths } from './paths.ts';

let site: TestSite;
let visitor: Visitor;
const today = Temporal.PlainDate.from('2026-06-01');
const keywords = ['Councils', 'councils', 'Peer "support"', 'Probation', 'Women; men', 'Élan'];

const invented = (at: number): Entry =>
  entrySchema.parse({
    ...{
      type: ['report', 'article', 'thesis'][at % 3],
      title: `Invented ${at % 7} councils`,
      year: 2010 + (at % 15),
    },
    ...(at % 4 === 0 ? {} : { country: ['Wales', 'England', 'United Kingdom'][at % 3] }),
    ...(at % 5 === 0
      ? {}
      : { keywords: keywords.filter((_, place) => (at + place * 2) % 3 === 0 || at % 6 === place) }),
  });

before(async () => {
  site = await aSite();
  visitor = site.nobody();
  const librarian = await site.as('lib.page');
  const add = (from: number, until: number) =>
    librarian.transaction(tx =>
      addRecords(
        tx,
        Array.from({ length: until - from }, (_, at) => invented(from + at)),
        'librarian',
      ),
    );
  await add(0, 40);
  await asWorker(site.database.pools, 'test', tx => buildPostings(tx, 'evidence'));
  // What came since stands in no list yet, and is counted all the same.
  await add(40, 60);
});
after(() => site.close());

const stateOf = (href: string) => {
  const address = new URL(href, 'https://ownwords.example').searchParams;
  const sent = [...new Set(address.keys())].map(name => [name, address.getAll(name)] as const);
  return searchState.parse(
    Object.fromEntries(sent.map(([name, all]) => [name, all.length > 1 ? all : all[0]])),
  );
};
const totalOf = (href: string) =>
  visitor.transaction(async tx => (await search(tx, { ...askedOf(stateOf(href)), count: 0 })).total);

/** Every number on a page that leads to a search, with where it leads. */
const numbersOn = (html: string) =>
  [...html.matchAll(/<a class="govuk-link" href="(\/evidence\?[^"]*)">(\d+)</g)].map(
    ([, href = '', count]) => ({
      href: href.replaceAll('&amp;', '&').replaceAll('&#39;', "'"),
      count: Number(count),
    }),
  );

test('every number on the page is what the search finds to which it leads, whatever was asked and chosen', async () => {
  const chosen = [
    '',
    'q=councils',
    'type=report',
    'keyword=Councils',
    'keyword=Councils&keyword=Probation',
    'also=Probation&also=Councils',
    'q=invented&year=2012&year=2013&country=Wales',
  ];
  for (const query of chosen) {
    const page = await visitor.get(`${figurePaths.page()}?${query}`);
    assert.equal(page.status, 200, query);
    const numbers = numbersOn(page.html);
    assert.ok(numbers.length > 5, `${query}: ${numbers.length}`);
    for (const { href, count } of numbers) assert.equal(await totalOf(href), count, `${query}: ${href}`);
  }
});

test('where nothing is chosen the figures are the counts beside the results, for every facet', async () => {
  const state = searchState.parse({ q: 'councils' });
  const { found, figures } = await visitor.transaction(async tx => ({
    found: await search(tx, askedOf(state)),
    figures: await countFigures(tx, state, today),
  }));
  const sorted = (counts: readonly { value: string; count: number }[] = []) =>
    counts.map(({ value, count }) => `${value} ${count}`).sort();
  for (const facet of ['type', 'year', 'country', 'grade'] as const)
    assert.deepEqual(sorted(figures.counts[facet]), sorted(found.counts[facet]), facet);
  assert.deepEqual(sorted(figures.keywords), sorted(found.counts.keyword));
  assert.equal(figures.total, found.total);
});

test('pairs of keywords and years are those of the records, counted by hand', async () => {
  const all = Array.from({ length: 60 }, (_, at) => invented(at));
  const figures = await visitor.transaction(tx => countFigures(tx, searchState.parse({}), today));
  assert.equal(figures.since, 2022);
  for (const { one, other, count } of figures.pairs)
    assert.equal(
      all.filter(entry => entry.keywords?.includes(one) && entry.keywords.includes(other)).length,
      count,
    );
  assert.equal(figures.pairs.length, 3);
  for (const { value, recent, before } of figures.keywords) {
    const years = all.filter(entry => entry.keywords?.includes(value)).map(({ year = 0 }) => year);
    assert.deepEqual(
      [recent, before],
      [years.filter(year => year >= 2022).length, years.filter(year => year < 2022).length],
    );
  }
});

test('a trend is a difference of a quarter at least, of enough records', () => {
  const all = { recent: 100, before: 100 };
  const asked: [recent: number, before: number, trend: ReturnType<typeof trendOf>][] = [
    [10, 8, 'rising'],
    [8, 10, 'falling'],
    [10, 9, 'steady'],
    [4, 0, 'unknown'],
    [5, 0, 'rising'],
    [0, 5, 'falling'],
  ];
  for (const [recent, before, trend] of asked)
    assert.equal(trendOf({ recent, before }, all), trend, `${recent} ${before}`);
  assert.equal(trendOf({ recent: 9, before: 0 }, { recent: 19, before: 100 }), 'unknown');
});

test('keywords all of which a record has narrow a search to what both find', async () => {
  const keyword = fc.constantFrom(...keywords);
  const numbersOf = (state: object) =>
    visitor.transaction(async tx => {
      const { hits } = await search(tx, { ...askedOf(searchState.parse(state)), count: 100 });
      return hits.map(({ key }) => key).sort((a, b) => a - b);
    });
  await fc.assert(
    fc.asyncProperty(keyword, keyword, async (one, other) => {
      const [first, second] = [await numbersOf({ keyword: one }), await numbersOf({ keyword: other })];
      assert.deepEqual(
        await numbersOf({ also: [one, other] }),
        first.filter(number => second.includes(number)),
      );
    }),
    { numRuns: 20 },
  );
  const page = await visitor.get(searchHref(searchState.parse({ also: ['Councils', 'Probation'] })));
  assert.match(page.html, /<input type="hidden" name="also" value="Probation">/);
  assert.match(page.text(), /Remove Keyword: Probation/);
});

test('the same numbers come as a table that a spreadsheet opens, each with the address of its search', async () => {
  const file = await visitor.get(`${figurePaths.file()}?q=councils`);
  assert.match(String(file.headers['content-type']), /text\/csv/);
  const rows = file.html.trim().split('\r\n').slice(1);
  assert.ok(rows.length > 20);
  for (const row of rows) {
    const cells = [...row.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) =>
      readCell(cell.replaceAll('""', '"')),
    );
    assert.equal(cells.length, 7, row);
    assert.equal(await totalOf(cells[6] ?? ''), Number(cells[3]), row);
  }
});

test('the results lead to their figures, and where nothing is found it says so', async () => {
  const results = await visitor.get(`${evidencePaths.search()}?q=councils&type=report`);
  assert.ok(results.html.includes(`href="${figurePaths.page()}?q=councils&amp;type=report"`));
  const page = (await visitor.get(`${figurePaths.page()}?q=councils`)).html;
  for (const name of ['year', 'type', 'country', 'keyword'])
    assert.match(page, new RegExp(`<title id="chart-${name}-title">`), `${name} is a picture too`);
  const none = await visitor.get(`${figurePaths.page()}?q=nothingofthekind`);
  assert.equal(none.status, 200);
  assert.match(none.text(), /No record in the library is like that/);
});

test('a year that was mistyped stands in the table and takes no other out of the picture', async () => {
  const librarian = await site.as('lib.page');
  const curve = async () =>
    /id="chart-year-title"[\s\S]*?<\/svg>/.exec((await visitor.get(figurePaths.page())).html)?.[0];
  const before = await curve();
  assert.match(before ?? '', /2020/);
  await librarian.transaction(tx => addRecords(tx, [{ ...invented(1), year: 2150 }], 'librarian'));
  assert.equal(await curve(), before);
  assert.match((await visitor.get(figurePaths.page())).text(), /2150/);
});

test('where narrower terms count too, a term and what it is part of are no pair, since each record has both', async () => {
  const [whole, part] = ['Probation', 'Élan'];
  const librarian = await site.as('lib.page');
  const term = { labelCy: '', scopeNote: '', usedFor: [], related: [] };
  await librarian.transaction(async tx => {
    await addRecords(tx, [{ ...invented(0), keywords: [whole, part] }], 'librarian');
    const above = await addTerm(tx, { ...term, label: whole, broader: [] });
    await addTerm(tx, { ...term, label: part, broader: [above] });
  });
  const pairsOf = async (asked: object) => {
    const figures = await visitor.transaction(tx => countFigures(tx, searchState.parse(asked), today));
    return figures.pairs.map(({ one, other }) => [one, other].toSorted().join());
  };
  const plainly = await pairsOf({});
  const narrower = await pairsOf({ narrower: 'yes' });
  assert.ok(plainly.includes(`${whole},${part}`));
  assert.ok(!narrower.includes(`${whole},${part}`));
  assert.ok(narrower.length > 0);
});
