import { z } from 'zod';
import { evidencePaths } from '../paths.ts';
import { entrySchema } from '../record/entry.ts';
import type { LibraryRecord } from '../record/queries/read-record.ts';
import { facets } from '../search/state.ts';

/** A record as the API gives it. The document of the API is made from these, so that it cannot say anything else. */
export const recordAnswer = z.strictObject({
  number: z.int(),
  version: z.int(),
  state: z.enum(['public', 'merged']),
  /** The record into which this one went. */
  mergedInto: z.int().nullable(),
  changedAt: z.iso.datetime({ offset: true }),
  /** Its page, and its address here. */
  page: z.string(),
  self: z.string(),
  entry: entrySchema,
});

const counted = z.array(z.strictObject({ value: z.string(), count: z.int() }));

export const searchAnswer = z.strictObject({
  total: z.int(),
  records: z.array(recordAnswer),
  /** How many of all that was found have each value. */
  counts: z.strictObject(Object.fromEntries(facets.map(facet => [facet, counted.optional()]))),
  /** The address of what follows; null where this is the end. */
  next: z.string().nullable(),
});

/** A refusal, as RFC 9457 has it. */
export const problemAnswer = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
});

/** A record in that shape. */
export const showRecord = (record: LibraryRecord): z.output<typeof recordAnswer> => ({
  ...{ number: record.number, version: record.version, entry: record.entry },
  state: record.state === 'merged' ? 'merged' : 'public',
  mergedInto: record.mergedInto,
  changedAt: record.changedAt,
  page: evidencePaths.record(record.number),
  self: evidencePaths.apiRecord(record.number),
});
