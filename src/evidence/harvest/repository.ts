import type { Problem } from '../formats/index.ts';

/** What another library said of itself. */
export type RepositoryAnswer = {
  readonly name: string;
  readonly email: string;
  readonly earliest: string;
  /** How finely it tells when something changed. */
  readonly granularity: 'day' | 'second';
  /** What it says of what it deleted: no, for a time, for ever. */
  readonly deleted: 'no' | 'transient' | 'persistent';
  /** The formats that are read here, by the name that each has there. */
  readonly formats: readonly { readonly prefix: string; readonly format: HarvestFormat }[];
  readonly sets: readonly { readonly spec: string; readonly name: string }[];
};
export type HarvestFormat = 'oai-dc' | 'marcxml';
export type Said = Omit<Problem, 'line'>;

/** By what a format is known whatever it is called (OAI-PMH 2.0, section 3.4: its namespace). */
export const namespaces: Readonly<Record<string, HarvestFormat>> = {
  'http://www.openarchives.org/OAI/2.0/oai_dc/': 'oai-dc',
  'http://www.loc.gov/MARC21/slim': 'marcxml',
};

// What is changed in a long transaction is dated when that began; and a day is told as a whole.
const overlap = { day: { hours: 24 }, second: { hours: 1 } } as const;

/**
 * From when on changes are asked for the next time: from the moment of the first answer, and a little before. What comes
 * twice for that is known and left.
 * @param answeredAt when the first answer came, as the other said; its clock is not believed where it runs ahead of ours
 * when the harvest began. That may be days before its end, and what changed since then may not have been seen.
 */
export function nextFrom(
  answeredAt: string | null,
  { granularity, began }: { granularity: RepositoryAnswer['granularity']; began: Temporal.Instant },
): string {
  const said = instantOf(answeredAt);
  const moment = said && Temporal.Instant.compare(said, began) < 0 ? said : began;
  const from = moment.subtract(overlap[granularity]).toString({ smallestUnit: 'second' });
  return granularity === 'day' ? from.slice(0, 10) : from;
}

function instantOf(text: string | null): Temporal.Instant | undefined {
  try {
    return text === null ? undefined : Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}
