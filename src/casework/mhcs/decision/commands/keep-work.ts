import type { Actor, Tx } from '../../../../platform/database/index.ts';
import { emptyDraft, isSameDraft } from '../draft.ts';
import type { Work } from '../open-work.ts';
import { partsOf } from '../parts.ts';
import { type Typed, touchedReplies, touchesDraft } from '../typed.ts';
import { refuseUnlessWritable } from '../workable.ts';
import { answerPart } from './answer-part.ts';
import { saveDraft } from './save-draft.ts';

/** What was kept: the form with the versions that it now stands on. */
export type Kept = Pick<Typed, 'version' | 'replies'>;

type Keep = { readonly work: Work; readonly typed: Typed; readonly actor: Actor };

/**
 * Keeps what was typed on the page of a decision: the draft, and each reply by itself under its own version. What was
 * not touched is not written, so that two people can work on different parts at the same time.
 * @returns the new versions; or "conflict" when somebody else wrote the same since, and nothing may be kept of this
 *   transaction
 * @throws a refusal with 409 when the decision can no longer be written
 */
export async function keepWork(tx: Tx, { work, typed, actor }: Keep): Promise<Kept | 'conflict'> {
  const { file } = work;
  refuseUnlessWritable(file);
  if (isStale({ work, typed, actor })) return 'conflict';
  const { draft } = typed;
  const version = touchesDraft(typed)
    ? await saveDraft(tx, { file, draft, version: typed.version, actor })
    : typed.version;
  if (version === 'conflict') return 'conflict';
  const replies = await keepReplies(tx, { work, typed, actor });
  if (replies === 'conflict') return 'conflict';
  if (tx.recorded === 0) {
    tx.record('casework.decision.same', { caseId: file.caseId, detail: { application: file.id, version } });
  }
  return { version, replies };
}

/** Seen before anything is written, so that the page of a conflict shows what is kept and none of what is not. */
function isStale({ work, typed }: Keep): boolean {
  const { file, statements } = work;
  const kept = new Map(partsOf(statements).map(({ field, reply }) => [field, reply]));
  const staleDraft =
    touchesDraft(typed) &&
    typed.version !== (file.decision?.version ?? 0) &&
    !isSameDraft(typed.draft, file.decision ?? emptyDraft);
  return (
    staleDraft ||
    touchedReplies(typed).some(({ field, version, text }) => {
      const stands = kept.get(field);
      return version !== (stands?.version ?? 0) && text !== (stands?.text ?? '');
    })
  );
}

async function keepReplies(tx: Tx, { work, typed, actor }: Keep): Promise<Typed['replies'] | 'conflict'> {
  const { file, statements } = work;
  const touched = new Set(touchedReplies(typed).map(({ field }) => field));
  const kept: Typed['replies'] = [];
  for (const reply of typed.replies) {
    const isToKeep = touched.has(reply.field) && reply.text.trim() !== '';
    const version = isToKeep ? await answerPart(tx, { file, statements, actor, ...reply }) : reply.version;
    if (version === 'conflict') return 'conflict';
    kept.push({ ...reply, version });
  }
  return kept;
}
