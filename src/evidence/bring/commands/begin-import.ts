import type { Tx } from '../../../platform/database/index.ts';
import { type Format, isPacked, mostColumns, recogniseFormat, sampleTable } from '../../formats/index.ts';
import { keepPieces, piecesOf } from '../keep-file.ts';

export type NewImport = {
  /** In whose name; null from the command line in nobody's. */
  readonly accountId: number | null;
  readonly fileName: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** Absent: it is recognised. */
  readonly format?: Format | undefined;
};
export type Begun =
  | { ok: true; id: number; format: Format; size: number }
  | { ok: false; why: 'empty' | 'packed' | 'unknown' | 'tooLarge' | 'tooWide' };

const longestName = 200;

/**
 * Takes a file in as it comes, and keeps it until what is in it has been brought in.
 * @returns the number of the import; or why it cannot be read, and then the transaction has to be rolled back
 */
export async function beginImport(
  tx: Pick<Tx, 'db' | 'record'>,
  { accountId, fileName, content, format }: NewImport,
): Promise<Begun> {
  const pieces = piecesOf(content);
  const { value: first } = await pieces.next();
  if (!first) return { ok: false, why: 'empty' };
  if (isPacked(first)) return { ok: false, why: 'packed' };
  const known = format ?? recogniseFormat(first, fileName);
  if (!known) return { ok: false, why: 'unknown' };
  if (known === 'csv' && (await isTooWide(first))) return { ok: false, why: 'tooWide' };
  const { id } = await tx.db
    .insertInto('evidence.import')
    .values({ account_id: accountId, file_name: nameToKeep(fileName), format: known })
    .returning('id')
    .executeTakeFirstOrThrow();
  const size = await keepPieces(tx, id, withFirst(first, pieces));
  if (size === 'too big') return { ok: false, why: 'tooLarge' };
  tx.record('evidence.import.begun', { detail: { import: id, size } });
  return { ok: true, id, format: known, size };
}

/** Whether a table has more columns than anybody could be asked about. */
async function isTooWide(first: Buffer): Promise<boolean> {
  async function* beginning() {
    yield first;
  }
  return ((await sampleTable(beginning()))?.headings.length ?? 0) > mostColumns;
}

async function* withFirst(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/** The name that a browser gives a file, without folders and without signs that are no letters. */
function nameToKeep(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const kept = last
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim();
  return [...kept].slice(0, longestName).join('') || '?';
}
