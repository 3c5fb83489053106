import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { type ParsedRecord, parseRecords } from '../formats/index.ts';
import type { Work } from './import-at-work.ts';
import { inPieces } from './in-pieces.ts';
import { storedJson } from './stored.ts';

const mostAtOnce = 500;
const largestAtOnce = 4 * 1024 * 1024;

/** The reading of a file: where it stands, and the transaction in which it asks for more of it. */
export type Reading = { at: number; tx: Tx | undefined; readonly records: AsyncGenerator<ParsedRecord> };

/** Begins to read a file that was kept; nothing is read before somebody asks. */
export function readingOf({ id, format, mapping }: Work): Reading {
  const reading: { at: number; tx: Tx | undefined } = { at: 0, tx: undefined };
  const source = piecesKept(id, () => reading.tx);
  const records = parseRecords(source, { format, ...(mapping ? { mapping } : {}) });
  return Object.assign(reading, { records });
}

async function* piecesKept(id: number, current: () => Tx | undefined): AsyncGenerator<Uint8Array> {
  for (let place = 0; ; place += 1) {
    const piece = await current()
      ?.db.selectFrom('evidence.import_piece')
      .select('content')
      .where('import_id', '=', id)
      .where('place', '=', place)
      .executeTakeFirst();
    if (!piece) return;
    yield piece.content;
  }
}

/** A record of a file with its number there. */
export type Row = ParsedRecord & { readonly number: number };

/**
 * One step of looking through: takes in the next records as they were understood, and what would become of each. After a
 * kill the file is read from its beginning, and what was taken in is passed over.
 * @returns a step of long work, which counts bytes
 */
export function takeStep(reading: Reading) {
  return async (tx: Tx, { id, size }: Work, done: number): Promise<number> => {
    reading.tx = tx;
    const { rows: before } = await tx.db
      .selectFrom('evidence.import')
      .select('rows')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    while (reading.at < before && (await nextOf(reading)));
    const { rows, bytes, isEnd } = await nextRows(reading);
    await takeAll(tx, id, rows);
    await tx.db.updateTable('evidence.import').set({ rows: reading.at }).where('id', '=', id).execute();
    return isEnd ? size : Math.min(size - 1, done + bytes);
  };
}

async function nextOf(reading: Reading): Promise<Row | undefined> {
  const { value, done } = await reading.records.next();
  if (done) return undefined;
  reading.at += 1;
  return { ...value, number: reading.at };
}

async function nextRows(reading: Reading): Promise<{ rows: Row[]; bytes: number; isEnd: boolean }> {
  const rows: Row[] = [];
  let bytes = 0;
  while (rows.length < mostAtOnce && bytes < largestAtOnce) {
    const row = await nextOf(reading);
    if (!row) return { rows, bytes, isEnd: true };
    rows.push(row);
    bytes += row.raw.length;
  }
  return { rows, bytes, isEnd: false };
}

/** Takes in rows as they were understood; of one that cannot be stored, that alone. */
export async function takeAll(tx: Tx, id: number, rows: readonly Row[]): Promise<void> {
  const unstorable = await inPieces(tx, rows, some => takeRows(tx, id, some));
  await takeRows(
    tx,
    id,
    unstorable.map(row => ({
      ...row,
      entry: undefined,
      problems: [{ line: row.line, text: 'bring.problem.unstorable' }],
    })),
  );
}

async function takeRows(tx: Tx, id: number, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`select evidence.take_rows(${id}, ${rows.map(({ number }) => number)}::int[], ${rows.map(({ line }) => line)}::int[],
    ${rows.map(({ raw }) => Buffer.from(raw))}::bytea[],
    ${rows.map(({ entry }) => (entry ? storedJson(entry) : null))}::jsonb[],
    ${rows.map(({ problems }) => storedJson(problems))}::jsonb[])`.execute(tx.db);
}
