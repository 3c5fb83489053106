import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { type Answers, answersFrom, questionsIn } from '../../../platform/forms/index.ts';
import { clinicalPicture } from '../../forms/annual-report-2025.ts';
import { formNamed } from '../../forms/forms.ts';

/** Answers, and the day on which each was last confirmed. */
type Part = { answers: Answers; confirmedOn: Readonly<Record<string, string>> };

/** What was last said in its two parts, each with the day; and in which document, where it comes from one. */
export type Picture = { documentId?: number; open: Part; closed: Part };

type Sent = { documentId: number; formVersion: string; open: Answers; closed: Answers; signedOn: string };

/**
 * The clinical picture as it was last signed and sent: each answer from the last document that asks for it, since many
 * ask for a part of it alone. The closed part is there only for those who may read it.
 */
export async function readPicture(tx: Tx, caseId: number): Promise<Picture | undefined> {
  const { rows } = await sql<Sent>`
    select "documentId", "formVersion", open, closed, "signedOn" from (
      select distinct on (d.kind) s.document_id as "documentId", d.form_version as "formVersion", s.answers as open,
        coalesce(c.answers, '{}') as closed, s.signed_on as "signedOn", s.submitted_at, s.id
      from casework.submission s join casework.document d on d.id = s.document_id
      left join casework.submission_closed c on c.submission_id = s.id
      -- What a person sends themselves has no picture in it.
      where s.case_id = ${caseId} and s.round > 0 order by d.kind, s.submitted_at desc, s.id desc) last
    order by submitted_at desc, id desc`.execute(tx.db);
  const lastToAsk = new Map<string, Sent>();
  for (const sent of rows)
    for (const { id } of questionsIn(formNamed(sent.formVersion)))
      if (clinicalPicture.includes(id) && !lastToAsk.has(id)) lastToAsk.set(id, sent);
  const [newest] = rows.filter(sent => [...lastToAsk.values()].includes(sent));
  if (!newest) return undefined;
  return {
    documentId: newest.documentId,
    open: partOf(lastToAsk, 'open'),
    closed: partOf(lastToAsk, 'closed'),
  };
}

function partOf(lastToAsk: ReadonlyMap<string, Sent>, part: 'open' | 'closed'): Part {
  const said = [...lastToAsk].flatMap(([id, sent]) => {
    const answer = answersFrom(sent[part])[id];
    return answer === undefined ? [] : [{ id, answer, on: sent.signedOn }];
  });
  return {
    answers: Object.fromEntries(said.map(({ id, answer }) => [id, answer])),
    confirmedOn: Object.fromEntries(said.map(({ id, on }) => [id, on])),
  };
}
