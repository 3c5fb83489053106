import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attack } from '../../../test/suppression-attack.ts';
import {
  type CountTable,
  hidden,
  hospitalEpisodes,
  isSmall,
  type Publication,
  suppress,
  withTotals,
} from '../../platform/statistics/index.ts';
import {
  cameTable,
  documentsTable,
  dueTable,
  endedTable,
  movedTable,
  type People,
  peopleTable,
} from './count-tables.ts';
import { type CountedDay, knownFromYears } from './known-from-years.ts';
import { publishedMeasures } from './measures.ts';
import {
  cameAs,
  dimensions,
  dueReports,
  ends,
  publications,
  reports,
  statuses,
  valuesOf,
  wordsOf,
} from './tables.ts';

/** Nobody who attacks the table, and knows every total that it shares with others exactly, is left less than half. */
function assertSafe(publication: Publication, table: CountTable): void {
  const whole = withTotals(table);
  const { from, to } = publication.scheme.small;
  const ranges = attack(suppress(table, publication), whole, publication).flat();
  for (const [index, range] of ranges.entries()) {
    if (!range) continue;
    const really = whole.counts.flat()[index] ?? 0;
    const most = isSmall(really, publication.scheme) ? Math.min(range.most, to) : range.most;
    assert.ok(most - range.least >= (to - from) / 2, `${really} in ${range.least} to ${range.most}`);
  }
}

// As in life: some values are of thousands, some of a handful, some of nobody.
const count = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 13, max: 200 }),
  fc.integer({ min: 1000, max: 4000 }),
);
const nation = fc.tuple(
  ...dimensions.map(dimension =>
    fc.array(count, { minLength: valuesOf[dimension].length * 2, maxLength: valuesOf[dimension].length * 2 }),
  ),
);

test('no table of people gives a hidden count away to whoever subtracts, and knows the totals from all the others', () => {
  fc.assert(
    fc.property(nation, counts => {
      for (const [index, dimension] of dimensions.entries()) {
        const people = valuesOf[dimension].flatMap((value, row): People[] =>
          [0, 1].map(column => ({
            ...{ dimension, value, status: statuses[column * 2] ?? '' },
            people: counts[index]?.[row * 2 + column] ?? 0,
          })),
        );
        assertSafe(publications[dimension], peopleTable(dimension, people));
      }
    }),
    { numRuns: 6 },
  );
});

test('no table of what happened in a year gives a hidden count away, though two days tell what came less what ended', () => {
  fc.assert(
    fc.property(
      fc.array(count, { minLength: 9, maxLength: 9 }),
      fc.tuple(count, count, count),
      fc.array(count, { minLength: ends.length, maxLength: ends.length }),
      (came, [recall, bySecretary, byTribunal], ended) => {
        const flow = (name: string, people: number, family: string | null = null) => ({
          ...{ year: 2020, flow: name, family, people },
        });
        assertSafe(
          publications.came,
          cameTable(valuesOf.authority.map((family, index) => flow('came', came[index] ?? 0, family))),
        );
        assertSafe(
          publications.moved,
          movedTable([
            flow('recall', recall),
            flow('conditional discharge by the Secretary of State', bySecretary),
            flow('conditional discharge by the tribunal', byTribunal),
          ]),
        );
        assertSafe(publications.ended, endedTable(ends.map((end, index) => flow(end, ended[index] ?? 0))));
      },
    ),
    { numRuns: 60 },
  );
});

test('no table of reports that were due, or of words with documents, gives a hidden count away to whoever subtracts', () => {
  const places = (howMany: number) => fc.array(count, { minLength: howMany, maxLength: howMany });
  const kinds = reports.filter(kind => kind !== 'leave application');
  fc.assert(
    fc.property(
      places(dueReports.length * cameAs.length),
      places(kinds.length * wordsOf.length),
      (due, spoken) => {
        const dueOf = dueReports.flatMap((kind, row) =>
          cameAs.map((came, column) => ({
            ...{ year: 2026, kind, came, reports: due[row * cameAs.length + column] ?? 0 },
          })),
        );
        assertSafe(publications.due, dueTable(dueOf));
        const words = kinds.flatMap((kind, row) =>
          wordsOf.map((of, column) => ({
            ...{ year: 2026, kind, words: of, documents: spoken[row * wordsOf.length + column] ?? 0 },
          })),
        );
        assertSafe(publications.documents, documentsTable(words));
      },
    ),
    { numRuns: 4 },
  );
});

const one = (counts: readonly number[], columns = ['people']) => ({
  rows: counts.map((_, index) => `r${index}`),
  columns,
  counts: counts.map(value => [value, ...columns.slice(1).map(() => 0)]),
});
const scheme = hospitalEpisodes;
function onDay(people: readonly number[]): CountedDay {
  const counts = one(people, ['hospital', 'discharged']);
  return { counts, published: suppress(counts, publications.authority) };
}

test('an authority that grew from ten to twenty tells that six or seven came, so who came is not published', () => {
  const came = one([7, 5, 400]);
  const before = onDay([12, 300, 3000]);
  const learnt = (grown: number) =>
    knownFromYears({ ...{ before, came, scheme }, after: onDay([grown, 305, 3360]), ended: 40 });
  const shown = (grown: number) =>
    suppress(came, { ...publications.came, alsoKnown: learnt(grown) }).cells.flat();
  assert.deepEqual(learnt(19)[0], { least: 6, most: 54 });
  assert.deepEqual(new Set(shown(19)), new Set([hidden]));
  assert.notDeepEqual(new Set(shown(13)), new Set([hidden]));
});

test('whatever two days and the year between them were, whoever puts them together is left half of every small count', () => {
  const authority = fc.record({ stood: count, came: count, left: count });
  fc.assert(
    fc.property(fc.array(authority, { minLength: 3, maxLength: 9 }), authorities => {
      const real = authorities.map(of => ({ ...of, left: Math.min(of.left, of.stood + of.came) }));
      const came = one(real.map(of => of.came));
      const alsoKnown = knownFromYears({
        before: onDay(real.map(of => of.stood)),
        after: onDay(real.map(of => of.stood + of.came - of.left)),
        ended: real.reduce((sum, { left }) => sum + left, 0),
        ...{ came, scheme },
      });
      assertSafe({ ...publications.came, alsoKnown }, came);
    }),
    { numRuns: 300 },
  );
});

test('a median of fewer than thirty is not published, nor how many decisions it is of', () => {
  const of = { year: 2025, kind: 'leave application', median: 12, ninetieth: 20 };
  assert.deepEqual(publishedMeasures([{ ...of, decisions: 29 }]).cells[0], [hidden, hidden]);
  const shown = publishedMeasures([{ ...of, decisions: 30 }]);
  assert.deepEqual(shown.cells[0], [12, 20]);
  assert.deepEqual(shown.columns, ['median', 'ninetieth']);
});
