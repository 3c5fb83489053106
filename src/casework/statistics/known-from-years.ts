import {
  behind,
  type CountTable,
  hidden,
  isSmall,
  type PublishedTable,
  type Range,
  type Scheme,
} from '../../platform/statistics/index.ts';

/** One day on which people were counted by authority: the counts, and what was published of them. */
export type CountedDay = { counts: CountTable; published: Pick<PublishedTable, 'rows' | 'cells'> };

type Years = {
  /** The last day of the year before, and of the year. */
  before: CountedDay;
  after: CountedDay;
  /** Who came in between, truly. */
  came: CountTable;
  /** How many left in the year; the total is taken as known. */
  ended: number;
  scheme: Scheme;
};

/**
 * What two publications tell of those who came between them. Whoever is there at the end of the year and was not at
 * its beginning came in between: so of each authority came at least what it grew by, and at most that and all who
 * left. A change from one authority to another is left out, which makes the attack stronger than it is.
 * @returns for each authority between which counts those who came must be
 */
export function knownFromYears({ before, after, came, ended, scheme }: Years): Range[] {
  return came.rows.map((row, line) => {
    const [then, now] = [knownOf(before, row, scheme), knownOf(after, row, scheme)];
    const really = came.counts[line]?.[0] ?? 0;
    // A register that was corrected after it was published does not add up: then nothing is learnt from it.
    return {
      least: Math.min(really, Math.max(0, now.least - then.most)),
      most: Math.max(really, now.most - then.least + ended),
    };
  });
}

/** What everybody knows of everybody under an authority on a day; they may even know which marks are of small counts. */
function knownOf({ counts, published }: CountedDay, row: string, scheme: Scheme): Range {
  const shown = published.cells[published.rows.indexOf(row)]?.at(-1) ?? hidden;
  const really = (counts.counts[counts.rows.indexOf(row)] ?? []).reduce((sum, count) => sum + count, 0);
  if (published.cells.flat().every(cell => cell === hidden)) return { least: 0, most: Infinity };
  if (shown !== hidden)
    return shown < scheme.small.from ? { least: shown, most: shown } : behind(shown, scheme);
  return isSmall(really, scheme)
    ? { least: scheme.small.from, most: scheme.small.to }
    : { least: scheme.small.to + 1, most: Infinity };
}
