import { isDeepStrictEqual } from 'node:util';
import { formats as ways } from '../export/formats.ts';
import { writtenAtOnce } from '../export/writer.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import type { ParsedRecord, ReadRecord } from './problem.ts';
import type { Format } from './recognise.ts';

type Way = keyof typeof ways;
const wayOf: Readonly<Partial<Record<Format, Way>>> = {
  ...{ ris: 'ris', bibtex: 'bib', 'csl-json': 'json', marcxml: 'marcxml', csv: 'csv', 'endnote-xml': 'xml' },
};

// A note of a reading list goes out among the notes, and others are whatever a program adds.
const apart: ReadonlySet<string> = new Set(['notes', 'others']);

// Beginning to read costs as much as reading some records does.
const mostAtOnce = 50;

/**
 * The records of a file, those of our own export with what somebody changed in them since. The export says beside each
 * record what it is, word for word; were that put over everything, a title that was put right in a table would be lost
 * without a sign. So such records are written once more, and wherever the file says something else than we would, the
 * file is right.
 * @param read reads a text in the same format
 */
export async function* withChanges(
  records: AsyncIterable<ReadRecord>,
  format: Format,
  read: (text: string) => AsyncIterable<ReadRecord>,
): AsyncGenerator<ParsedRecord> {
  const way = wayOf[format];
  let held: OwnRecord[] = [];
  for await (const record of records) {
    const isOwn = way !== undefined && isOfOurs(record) && !isAsWritten(record, way);
    if (isOwn) held.push(record);
    if (way && (!isOwn || held.length === mostAtOnce)) {
      yield* changed(held, way, read);
      held = [];
    }
    if (!isOwn) yield withoutRead(record);
  }
  if (way) yield* changed(held, way, read);
}

type OwnRecord = ReadRecord & { readonly entry: Entry; readonly read: Partial<Entry> };
const isOfOurs = (record: ReadRecord): record is OwnRecord => !!record.read && !!record.entry;
const withoutRead = ({ read: _, ...record }: ReadRecord): ParsedRecord => record;

/** Where each format keeps the number of a record. */
const numberIn: Readonly<Record<Way, RegExp>> = {
  ris: /^ID {2}- (\d+)/m,
  bib: /^@\w+\{[^,]*-(\d+),/,
  json: /"id":"(\d+)"/,
  marcxml: /tag="001">(\d+)</,
  csv: /^"?(\d+)"?,/,
  xml: /<rec-number>(\d+)</,
};
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Whether nobody touched it, which most often is so and quickly seen: writing takes a tenth of reading. */
function isAsWritten({ raw, entry }: OwnRecord, way: Way): boolean {
  const number = Number(numberIn[way].exec(raw)?.[1]);
  if (!(number > 0)) return false;
  const written = ways[way].writer.write({ number, entry }).replaceAll('\r\n', '\n');
  // Most often word for word; else in other lines.
  return raw.trim() === written.trim() || tidy(raw) === tidy(written);
}

async function* changed(
  records: readonly OwnRecord[],
  way: Way,
  read: (text: string) => AsyncIterable<ReadRecord>,
): AsyncGenerator<ParsedRecord> {
  if (records.length === 0) return;
  const again = records.map(({ entry }, place) => ({ number: place + 1, entry }));
  const ours = await Array.fromAsync(read(writtenAtOnce(ways[way].writer, again)));
  // Were one not to come back by itself, the others would be held against the wrong ones.
  const areAll = ours.length === records.length;
  for (const [place, record] of records.entries())
    yield {
      ...withoutRead(record),
      entry: areAll ? withWhatDiffers(record, ours[place]?.read) : record.entry,
    };
}

function withWhatDiffers({ entry, read: said }: OwnRecord, ours: Partial<Entry> = {}): Entry {
  const differs = Object.entries(said).filter(
    ([field, value]) => !apart.has(field) && !isDeepStrictEqual(value, ours[field as keyof Entry]),
  );
  return entrySchema.safeParse({ ...entry, ...Object.fromEntries(differs) }).data ?? entry;
}
