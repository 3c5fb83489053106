import { z } from 'zod';
import { creatorRoles, recordTypes } from './kinds.ts';

/** A line of text: spaces at its ends and more than one between words mean nothing. */
const line = z
  .string()
  .transform(text => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .pipe(z.string().min(1).max(4000));
/** Text of more than one line. */
const text = z
  .string()
  .transform(typed => typed.normalize('NFC').replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().min(1).max(100_000));
const lines = z.array(line).max(2000);

const creator = z.union([
  z.strictObject({ role: z.enum(creatorRoles), family: line, given: line.optional() }),
  z.strictObject({ role: z.enum(creatorRoles), name: line }),
]);

/**
 * What the library knows of a publication. Whatever is not known is left out: no field is ever empty.
 * This is also what `ownwords import evidence FILE --dry-run --json` prints of each record.
 */
export const entrySchema = z.strictObject({
  type: z.enum(recordTypes),
  title: line,
  shortTitle: line.optional(),
  /** In the order in which they are named. A person has a family name, an organisation a name. */
  creators: z.array(creator).max(5000).optional(),
  summary: text.optional(),
  /** As the publication says it: “2011”, “2011-04”, “2011-04-06”, “Spring 2011”. */
  date: line.optional(),
  year: z.number().int().min(1000).max(2999).optional(),
  /** The day on which somebody read it where it says that it is, as an ISO day. */
  accessed: line.optional(),
  publisher: line.optional(),
  place: line.optional(),
  /** The country that it is about or comes from. */
  country: line.optional(),
  /** From which page to which of what it stands in: “476-481”. */
  pages: line.optional(),
  /** How much there is of it: “56p.”. */
  extent: line.optional(),
  /** The journal, book, proceedings or site in which it stands. */
  container: line.optional(),
  containerShort: line.optional(),
  series: line.optional(),
  seriesNumber: line.optional(),
  volume: line.optional(),
  issue: line.optional(),
  edition: line.optional(),
  /** The number that its publisher, court or parliament gave it. */
  reportNumber: line.optional(),
  /** What kind of report, thesis or map it says that it is. */
  genre: line.optional(),
  /** The conference, court or committee before which it came. */
  event: line.optional(),
  doi: line.optional(),
  isbn: lines.optional(),
  issn: lines.optional(),
  pmid: line.optional(),
  pmcid: line.optional(),
  url: line.optional(),
  /** A copy that stays should the first address die. */
  archivedUrl: line.optional(),
  /** Where the library has it from, in words. */
  source: line.optional(),
  language: line.optional(),
  shelfNumber: line.optional(),
  keywords: lines.optional(),
  rights: line.optional(),
  /** Under which licence others may use the summary. */
  licence: line.optional(),
  notes: z.array(text).max(500).optional(),
  /** What a file said that has no place above, by the name that it had there. */
  others: z.record(z.string(), line).optional(),
});

export type Entry = z.output<typeof entrySchema>;
export type Creator = NonNullable<Entry['creators']>[number];
export type EntryField = keyof Entry;

/** A creator's name as a list shows it: “Hayes, Clare”, “Clinks”. */
export function nameOf(creator: Creator): string {
  if ('name' in creator) return creator.name;
  return creator.given === undefined ? creator.family : `${creator.family}, ${creator.given}`;
}
