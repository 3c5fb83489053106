import { createHash } from 'node:crypto';
import { cleanLine } from '../formats/clean-text.ts';
import { type ParsedRecord, parseRecords } from '../formats/index.ts';
import type { Entry } from '../record/entry.ts';
import type { Item } from './read-answer.ts';
import type { HarvestFormat } from './repository.ts';

/** Where a record comes from, as the record will say. */
export type Origin = {
  readonly name: string;
  readonly format: HarvestFormat;
  readonly licence: string | null;
};
/** A record of another library as it was understood. */
export type Understood = Item & { readonly parsed: ParsedRecord; readonly source: string };

/** The description of one publication is longer than this in no catalogue. */
const longestRecord = 1024 * 1024;
const longestIdentifier = 2000;

/**
 * Understands the records of an answer by the readers of every import; of two with one name the last counts.
 * A record says where it comes from, and under which licence, where it does not say so itself.
 */
export async function understand(items: readonly Item[], origin: Origin): Promise<Understood[]> {
  const byName = new Map(items.map(item => [item.identifier, item]));
  const all: Understood[] = [];
  for (const item of byName.values()) {
    const source = createHash('sha256').update(item.metadata.trim()).digest('hex');
    all.push({ ...item, source, parsed: await parsedOf(item, origin) });
  }
  return all;
}

async function parsedOf(item: Item, origin: Origin): Promise<ParsedRecord> {
  const none = { line: 1, raw: item.raw, entry: undefined };
  const length = Buffer.byteLength(item.identifier);
  if (length === 0 || length > longestIdentifier)
    return {
      ...none,
      raw: item.raw.slice(0, longestRecord),
      problems: [{ line: 1, text: 'evidence-harvest.problem.identifier' }],
    };
  if (item.raw.length > longestRecord)
    return {
      ...{ ...none, raw: item.raw.slice(0, longestRecord) },
      problems: [{ line: 1, text: 'formats.problem.tooLarge', values: { most: longestRecord } }],
    };
  for await (const parsed of parseRecords(once(item.metadata), { format: origin.format })) {
    const { entry, problems } = parsed;
    return {
      line: 1,
      raw: item.raw,
      entry: entry && withOrigin(entry, { ...origin, identifier: item.identifier }),
      problems,
    };
  }
  return { ...none, problems: [{ line: 1, text: 'formats.problem.none' }] };
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text.toWellFormed());
}

function withOrigin(entry: Entry, { name, licence, identifier }: Origin & { identifier: string }): Entry {
  return {
    ...entry,
    source: entry.source ?? name,
    ...(licence !== null && entry.licence === undefined ? { licence } : {}),
    others: { ...entry.others, oai: cleanLine(identifier) },
  };
}
