import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Translate } from '../../platform/language/index.ts';
import type { CsvMapping, Format } from '../formats/index.ts';
import type { DuplicateChoice } from './choices.ts';
import { type Begun, beginImport } from './commands/begin-import.ts';
import { moveImport } from './commands/move-import.ts';
import { columnsBefore } from './queries/read-columns.ts';
import { readCounts, readRows } from './queries/read-import.ts';
import { troubleLines } from './report.ts';
import { countsModel } from './show-import.ts';
import { type Around, workOnImport } from './work.ts';

/** A file and how it is to be brought in by whoever runs the program. */
export type OperatorImport = {
  readonly fileName: string;
  /** The file from its beginning, each time that it is called. */
  readonly read: () => AsyncIterable<Uint8Array>;
  readonly format?: Format | undefined;
  /** The user name of the librarian in whose name it comes; absent: in nobody's. */
  readonly as?: string | undefined;
  readonly duplicates: DuplicateChoice;
  /** For a table: {"our field": "the file’s heading"}. */
  readonly mapping?: CsvMapping | undefined;
  readonly around: Around;
};
export type OperatorResult =
  | { ok: false; why: Extract<Begun, { ok: false }>['why'] | 'nobody' }
  | { ok: true; id: number; refused: number; counts: string[]; lines: { line: number; sentence: string }[] };

/**
 * Brings a file in from the command line: the same looking through and the same writing as from the page. Run again after it
 * was stopped, it goes on where it was.
 */
export async function bringByOperator(asked: OperatorImport, t: Translate): Promise<OperatorResult> {
  const { around, duplicates } = asked;
  const begun = await beginOrGoOn(asked);
  if (!begun.ok) return begun;
  const { id } = begun;
  await workOnImport(around, id);
  await around.transaction(async tx => {
    const { state } = await readState(tx, id);
    if (state !== 'checked') return;
    await moveImport(tx, { id, from: ['checked'], to: 'importing', duplicates, workedHere: true });
  });
  await workOnImport(around, id);
  return tell(around, id, t);
}

type WorkerTx = Parameters<Parameters<Around['transaction']>[0]>[0];

const readState = (tx: WorkerTx, id: number) =>
  tx.db.selectFrom('evidence.import').select('state').where('id', '=', id).executeTakeFirstOrThrow();

async function tell({ transaction }: Around, id: number, t: Translate): Promise<OperatorResult> {
  return transaction(async tx => {
    const it = await readCounts(tx, id);
    const rows = await readRows(tx, id, { of: 'troubled', most: null });
    return {
      ...{ ok: true, id, refused: it.counts.refused ?? 0, counts: countsModel(it, t) },
      lines: troubleLines(rows, t).map(({ line, sentence }) => ({ line, sentence })),
    };
  });
}

type Beginning = { ok: true; id: number } | Extract<OperatorResult, { ok: false }>;

async function beginOrGoOn({
  around,
  fileName,
  read,
  format,
  mapping,
  as,
}: OperatorImport): Promise<Beginning> {
  const hash = createHash('sha256');
  for await (const piece of read()) hash.update(piece);
  const sha256 = hash.digest();
  return around.transaction(async (tx): Promise<Beginning> => {
    const { rows } = await sql<{ account: number | null; open: number | null }>`
      select a.account, (select max(i.id) from evidence.import i where i.sha256 = ${sha256} and i.state in ('checking', 'importing')
        and i.account_id is not distinct from a.account) as open
      from (select evidence.librarian_named(${as ?? null}) as account) a`.execute(tx.db);
    const { account = null, open = null } = rows[0] ?? {};
    if (as !== undefined && account === null) return { ok: false, why: 'nobody' };
    if (open !== null) return { ok: true, id: open };
    const begun = await beginImport(tx, { accountId: account, fileName, content: read(), format });
    if (!begun.ok) return begun;
    const said = mapping ?? (begun.format === 'csv' ? await columnsBefore(tx, begun.id) : 'known');
    await moveImport(tx, {
      ...{ id: begun.id, from: ['brought'], to: 'checking', workedHere: true },
      ...(typeof said === 'string' ? {} : { mapping: said }),
    });
    return begun;
  });
}
