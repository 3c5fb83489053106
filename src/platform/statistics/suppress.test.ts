import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attack, possibleCounts } from '../../../test/suppression-attack.ts';
import { type CountTable, type Publication, withTotals } from './count-table.ts';
import { hidden, hospitalEpisodes, isSmall, mentalHealthServices } from './schemes.ts';
import { suppress } from './suppress.ts';

const named = (counts: number[][]): CountTable => ({
  rows: counts.map((_, row) => `r${row}`),
  columns: (counts[0] ?? []).map((_, column) => `c${column}`),
  counts,
});
const cellsOf = (counts: number[][], publication: Publication) => suppress(named(counts), publication).cells;

test('zero is shown and one to seven are not, where the rule of hospital episodes is chosen', () => {
  assert.deepEqual(cellsOf([[0], [3], [5], [40], [41], [42], [43]], { scheme: hospitalEpisodes }), [
    [0],
    [hidden],
    [hidden],
    [40],
    [40],
    [40],
    [45],
    [175],
  ]);
});

test('zero to four are hidden where the rule of the mental health data set is chosen, and five is not', () => {
  const cells = cellsOf([[0], [4], [5], [12], [20], [21], [22]], { scheme: mentalHealthServices });
  assert.deepEqual(cells, [[hidden], [hidden], [5], [10], [20], [20], [20], [85]]);
});

test('a single small count beside an exact total takes another count with it', () => {
  const cells = cellsOf([[3], [40], [900]], {
    scheme: { ...hospitalEpisodes, roundTo: 1 },
    exactTotals: true,
  });
  assert.deepEqual(cells, [[hidden], [hidden], [900], [943]]);
});

test('rounding alone does not hide a count whose neighbours were all rounded the same way', () => {
  const counts = [[22], [22], [22], [7]];
  assert.equal(
    cellsOf(counts, { scheme: hospitalEpisodes })
      .flat()
      .filter(cell => cell === hidden).length,
    2,
  );
});

test('a table in which nobody can be hidden is not published at all, not even its zeros', () => {
  const cells = cellsOf(
    [
      [2, 0],
      [0, 0],
    ],
    { scheme: hospitalEpisodes, sharedTotal: true },
  );
  assert.deepEqual(cells.flat(), Array(9).fill(hidden));
});

test('a column whose total is small cannot be hidden from whoever knows the totals, so nothing is published', () => {
  const counts = [
    [300, 2],
    [400, 1],
  ];
  const publication = { scheme: hospitalEpisodes, exactTotals: true };
  assert.notDeepEqual(new Set(cellsOf(counts, publication).flat()), new Set([hidden]));
  assert.deepEqual(
    new Set(cellsOf(counts, { ...publication, sharedTotals: true }).flat()),
    new Set([hidden]),
  );
});

test('nothing is hidden in a table without small counts', () => {
  const cells = cellsOf([[4690], [2481]], { scheme: hospitalEpisodes, exactTotals: true });
  assert.deepEqual(cells, [[4690], [2480], [7171]]);
});

test('the attack of this test finds a count that was hidden and not protected', () => {
  const whole = withTotals(named([[3], [40], [900]]));
  const publication = { scheme: { ...hospitalEpisodes, roundTo: 1 } };
  const careless = { ...whole, scheme: 'hospital-episodes', cells: [[hidden], [40], [900], [943]] as const };
  assert.deepEqual(attack(careless, whole, publication)[0], [{ least: 3, most: 3 }]);
});

const count = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 60 }));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(count, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
const publications = fc.record({
  scheme: fc.constantFrom(
    hospitalEpisodes,
    mentalHealthServices,
    { ...hospitalEpisodes, roundTo: 1 },
    { ...mentalHealthServices, roundTo: 1 },
  ),
  exactTotals: fc.boolean(),
  sharedTotal: fc.boolean(),
  sharedTotals: fc.boolean(),
});

test('who subtracts and bounds all that is shown, and knows which marks stand for small counts, is left half of each', () => {
  fc.assert(
    fc.property(tables, publications, (counts, publication) => {
      const table = named(counts);
      const whole = withTotals(table);
      const { from, to } = publication.scheme.small;
      for (const [index, range] of attack(suppress(table, publication), whole, publication)
        .flat()
        .entries()) {
        if (!range) continue;
        const really = whole.counts.flat()[index] ?? 0;
        const most = isSmall(really, publication.scheme) ? Math.min(range.most, to) : range.most;
        assert.ok(
          most - range.least >= (to - from) / 2,
          `${really} is between ${range.least} and ${range.most}`,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('every table that the rules call possible is found by trying them all, and no hidden count stands alone in them', () => {
  const little = fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 2 }), {
    minLength: 2,
    maxLength: 2,
  });
  const scheme = { ...hospitalEpisodes, small: { from: 1, to: 2 }, roundTo: 1 };
  fc.assert(
    fc.property(little, fc.boolean(), (counts, exactTotals) => {
      const table = named(counts);
      const whole = withTotals(table);
      for (const [index, values] of possibleCounts(suppress(table, { scheme, exactTotals }), whole, {
        scheme,
        exactTotals,
      }).entries()) {
        const really = whole.counts.flat()[index] ?? 0;
        if (values)
          assert.ok(values.size > 1 && (!isSmall(really, scheme) || (values.has(1) && values.has(2))));
      }
    }),
    { numRuns: 60 },
  );
});
