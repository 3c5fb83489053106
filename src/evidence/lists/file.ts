import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import { type Answer, type Ask, found } from '../../platform/web/index.ts';
import { annotatedWriter, type Format, formatNames, formats } from '../export/formats.ts';
import { type Leaving, writtenAtOnce } from '../export/writer.ts';
import { readRecords } from '../record/queries/read-record.ts';
import { type ListItem, readOwnList, readSharedList } from './queries/read-lists.ts';
import { hashed, type sharedParams } from './share.ts';

export const fileQuery = z.object({ format: z.enum(formatNames).catch('ris') });
type FileQuery = z.infer<typeof fileQuery>;

/** A list as a file of its records, in their order and with what was noted on each, for those who keep it. */
export async function ownFile({ tx, params, query }: Ask<{ id: number }, FileQuery>): Promise<Answer> {
  return fileOf(tx, found(await readOwnList(tx, params.id)).items, query.format);
}

/** The same for whoever has the link of a list: they read the notes on its page. */
export async function sharedFile(ask: Ask<z.infer<typeof sharedParams>, FileQuery>): Promise<Answer> {
  const { items } = found(await readSharedList(ask.tx, hashed(ask.params.token)));
  return fileOf(ask.tx, items, ask.query.format);
}

async function fileOf(tx: Tx, items: readonly ListItem[], format: Format): Promise<Answer> {
  const records = await readRecords(tx, [...new Set(items.map(({ stayed }) => stayed))]);
  const leaving = records
    .filter(({ state }) => state === 'public')
    .map(record => ({ ...record, annotation: notedOn(items, record.number) }));
  return {
    send: writtenAtOnce(annotatedWriter(format), leaving satisfies Leaving[]),
    ...{ type: formats[format].type, fileName: `ownwords-list.${format}` },
  };
}

/** What stands on a list twice, since one record went into another, may have a note each time. */
function notedOn(items: readonly ListItem[], number: number): string {
  const notes = items.filter(({ stayed }) => stayed === number).map(({ annotation }) => annotation);
  return notes.filter(note => note !== null).join('\n\n');
}
