import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { FileKind, Scan } from '../../platform/files/index.ts';
import { found } from '../../platform/web/index.ts';
import type { Part } from './paths.ts';

/** A file that hangs on a document, as lists show it. */
export type Attached = {
  id: number;
  title: string;
  fileName: string;
  kind: FileKind;
  size: number;
  scan: Scan;
  by: string | null;
  at: string;
  removedAt: string | null;
  /** Since when the person may read it; in the closed part never. */
  letOutAt: string | null;
  handedOverAt: string | null;
  /** The consultation that it answers. */
  consultationId: number | null;
};

const tables = { open: 'casework.attachment', closed: 'casework.closed_attachment' } as const;

const own = {
  open: sql`'letOutAt', x.let_out_at, 'consultationId', null`,
  closed: sql`'letOutAt', null, 'consultationId', x.consultation_id`,
} as const;

/**
 * Part of a query about the document `a`: the files of one of its parts that the reader may see, as JSON. The bytes
 * are not touched.
 */
export function attachedTo(part: Part): RawBuilder<Attached[]> {
  return sql<
    Attached[]
  >`(select coalesce(json_agg(json_build_object('id', x.id, 'title', x.title, 'fileName', x.file_name,
      'kind', x.media_type, 'size', x.size, 'scan', x.scan, 'by', by.display_name, 'at', x.added_at,
      'removedAt', x.removed_at, 'handedOverAt', x.handed_over_at, ${own[part]}) order by x.id), '[]')
    from ${sql.table(tables[part])} x left join people.account by on by.id = x.added_by where x.document_id = a.id)`;
}

/** A file with its bytes. */
export type Opened = { id: number; caseId: number; kind: FileKind; scan: Scan; bytes: Buffer };

/**
 * One file of a document, whole.
 * @throws a refusal with 404 when there is none that the actor may read
 */
export async function openAttachment(
  tx: Tx,
  { document, part, id }: { document: number; part: Part; id: number },
): Promise<Opened> {
  const { rows } = await sql<Opened>`
    select x.id, x.case_id as "caseId", x.media_type as kind, x.scan, x.content as bytes
    from ${sql.table(tables[part])} x where x.id = ${id} and x.document_id = ${document}`.execute(tx.db);
  return found(rows[0]);
}
