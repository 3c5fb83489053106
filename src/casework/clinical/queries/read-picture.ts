import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { type Answers, answersFrom } from '../../../platform/forms/index.ts';
import { clinicalPicture } from '../../forms/annual-report-2025.ts';

type Part = { answers: Answers; confirmedOn: string };

/** What was last said in its two parts, each with the day; and in which document, where it comes from one. */
export type Picture = { documentId?: number; open: Part; closed: Part };

/**
 * The clinical picture of the last document about somebody that was signed and sent, whatever its kind. The closed
 * part is there only for those who may read it.
 */
export async function readPicture(tx: Tx, caseId: number): Promise<Picture | undefined> {
  const { rows } = await sql<{ documentId: number; open: Answers; closed: Answers; signedOn: string }>`
    select s.document_id as "documentId", s.answers as open, coalesce(c.answers, '{}') as closed, s.signed_on as "signedOn"
    from casework.submission s left join casework.submission_closed c on c.submission_id = s.id
    -- What a person sends themselves has no picture in it.
    where s.case_id = ${caseId} and s.round > 0 order by s.submitted_at desc, s.id desc limit 1`.execute(
    tx.db,
  );
  const [last] = rows;
  if (!last) return undefined;
  const part = (answers: Answers): Part => ({ answers: ofPicture(answers), confirmedOn: last.signedOn });
  return { documentId: last.documentId, open: part(last.open), closed: part(last.closed) };
}

function ofPicture(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answersFrom(answers)).filter(([id]) => clinicalPicture.includes(id)),
  );
}
