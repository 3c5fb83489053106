import { isDeepStrictEqual } from 'node:util';
import { formats as ways } from '../export/formats.ts';
import { writtenAtOnce } from '../export/writer.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import type { ReadRecord } from './problem.ts';
import type { Format } from './recognise.ts';

type Way = keyof typeof ways;
const wayOf: Readonly<Partial<Record<Format, Way>>> = {
  ...{ ris: 'ris', bibtex: 'bib', 'csl-json': 'json', marcxml: 'marcxml', csv: 'csv', 'endnote-xml': 'xml' },
};

// A note of a reading list goes out among the notes, and others are whatever a program adds.
const apart: ReadonlySet<string> = new Set(['notes', 'others']);

/**
 * A record of our own export, with what somebody changed in it since. The export says beside each record what it is, word
 * for word; were that put over everything, a title that was put right in a table would be lost without a sign. So the
 * record is written once more, and wherever the file says something else than we would, the file is right.
 * @param read reads a text in the same format
 */
export async function withChanges(
  { read: said, ...record }: ReadRecord,
  format: Format,
  read: (text: string) => AsyncIterable<ReadRecord>,
): Promise<ReadRecord> {
  const way = wayOf[format];
  if (!said || !record.entry || !way) return record;
  const ours = await first(read(writtenAtOnce(ways[way].writer, [{ number: 1, entry: record.entry }])));
  const changed = Object.entries(said).filter(
    ([field, value]) => !apart.has(field) && !isDeepStrictEqual(value, ours?.read?.[field as keyof Entry]),
  );
  if (changed.length === 0) return record;
  const entry = entrySchema.safeParse({ ...record.entry, ...Object.fromEntries(changed) });
  return entry.success ? { ...record, entry: entry.data } : record;
}

async function first<T>(all: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of all) return one;
  return undefined;
}
