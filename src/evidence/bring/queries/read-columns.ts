import type { Tx } from '../../../platform/database/index.ts';
import {
  type CsvMapping,
  headingsKey,
  isUnderstood,
  sampleTable,
  type TableSample,
} from '../../formats/index.ts';

/** The beginning of a table that was brought; nothing where it holds none, or its file is no longer kept. */
export async function readSample(tx: Pick<Tx, 'db'>, id: number): Promise<TableSample | undefined> {
  const piece = await tx.db
    .selectFrom('evidence.import_piece')
    .select('content')
    .where('import_id', '=', id)
    .orderBy('place')
    .limit(1)
    .executeTakeFirst();
  async function* first() {
    if (piece) yield piece.content;
  }
  return sampleTable(first());
}

/** What librarians said before of a table with these headings. */
export async function readMapping(
  tx: Pick<Tx, 'db'>,
  headings: readonly string[],
): Promise<CsvMapping | undefined> {
  const row = await tx.db
    .selectFrom('evidence.column_mapping')
    .select('mapping')
    .where('headings', '=', headingsKey(headings))
    .executeTakeFirst();
  return row?.mapping as CsvMapping | undefined;
}

/** What the columns of a table that was brought hold: what was said before, else known by its headings, or not. */
export async function columnsBefore(
  tx: Pick<Tx, 'db'>,
  id: number,
): Promise<CsvMapping | 'known' | 'unknown'> {
  const sample = await readSample(tx, id);
  if (!sample || sample.headings.at(-1) === 'ownwords') return 'known';
  const said = await readMapping(tx, sample.headings);
  return said ?? (isUnderstood(sample) ? 'known' : 'unknown');
}
