import { z } from 'zod';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  idNumber,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { type MergeMove, mergeMoves, moveMerge } from './commands/move-merge.ts';
import { proposeMerge } from './commands/propose-merge.ts';
import { sayNotSame } from './commands/say-not-same.ts';
import { takeBackNotSame } from './commands/take-back-not-same.ts';
import { type PairAsk, pairPage, pairParams } from './pair-page.ts';
import { duplicatePaths } from './paths.ts';
import { likelyPairs } from './queries/likely-pairs.ts';
import { lookedAt } from './queries/looked-at.ts';
import { readPair } from './queries/read-pair.ts';
import { reasonProblem } from './reason.ts';
import { allModel, pairPath } from './show-all.ts';

const mergeParams = z.object({ merge: idNumber });
const notSameParams = z.object({ notSame: idNumber });

async function allPage({ tx, t }: Ask<unknown, unknown>): Promise<Answer> {
  const pairs = await likelyPairs(tx);
  const said = await lookedAt(tx);
  return {
    page: 'casework/duplicates/views/all.njk',
    title: t('duplicates.title'),
    model: allModel(pairs, said, t),
    about: { detail: { pairs: pairs.length } },
  };
}

async function propose(asked: PairAsk): Promise<Answer> {
  const { tx, params, body, t, actor } = asked;
  const kept = Number(one(body, 'kept'));
  const reason = one(body, 'reason');
  const problems: FieldProblem[] = [];
  if (kept !== params.one && kept !== params.other)
    problems.push({ field: 'kept', text: t('duplicates.problem.kept') });
  const wrong = reasonProblem(reason, 'duplicates.problem.reason');
  if (wrong) problems.push({ field: 'reason', text: t(wrong) });
  if (problems.length > 0) return pairPage(asked, problems);
  await readPair(tx, params.one, params.other);
  const mergedId = kept === params.one ? params.other : params.one;
  await proposeMerge(tx, { keptId: kept, mergedId, reason, actor });
  return { goTo: duplicatePaths.pair(params.one, params.other), say: 'duplicates.done.proposed' };
}

async function differ(asked: PairAsk): Promise<Answer> {
  const { tx, params, body, t, actor } = asked;
  const reason = one(body, 'differentReason');
  const wrong = reasonProblem(reason, 'duplicates.problem.reason');
  if (wrong) return pairPage(asked, [{ field: 'differentReason', text: t(wrong) }]);
  await readPair(tx, params.one, params.other);
  await sayNotSame(tx, { pair: [params.one, params.other], reason, actor });
  return { goTo: duplicatePaths.all(), say: 'duplicates.done.notSame' };
}

async function move(asked: Ask<z.infer<typeof mergeParams>, unknown>): Promise<Answer> {
  const { tx, params, body, t } = asked;
  const merge = found(
    await tx.db
      .selectFrom('people.merge')
      .select(['kept_id', 'merged_id'])
      .where('id', '=', params.merge)
      .executeTakeFirst(),
  );
  const pair = {
    one: Math.min(merge.kept_id, merge.merged_id),
    other: Math.max(merge.kept_id, merge.merged_id),
  };
  const what = one(body, 'what');
  if (!isMove(what))
    return pairPage({ ...asked, params: pair }, [{ field: 'what', text: t('duplicates.problem.what') }]);
  const undoReason = one(body, 'undoReason');
  const wrong = what === 'askToPart' && reasonProblem(undoReason, 'duplicates.problem.undoReason');
  if (wrong) return pairPage({ ...asked, params: pair }, [{ field: 'undoReason', text: t(wrong) }]);
  await moveMerge(tx, what, { id: params.merge, ...(what === 'askToPart' ? { undoReason } : {}) });
  return { goTo: pairPath(pair.one, pair.other), say: `duplicates.done.${what}` };
}

const isMove = (what: string): what is MergeMove => Object.hasOwn(mergeMoves, what);

async function takeBack({ tx, params, now }: Ask<z.infer<typeof notSameParams>, unknown>): Promise<Answer> {
  await takeBackNotSame(tx, { id: params.notSame, now });
  return { goTo: duplicatePaths.all(), say: 'duplicates.done.takenBack' };
}

const posted = { method: 'POST', access: mhcsRoles, audit: 'by the command' } as const;
const read = { method: 'GET', access: mhcsRoles } as const;

/** Likely duplicates: two records side by side, joined and parted by two people. */
export const duplicateRoutes: readonly Route[] = [
  route({ ...read, path: duplicatePaths.all(), audit: 'people.duplicates.listed', handle: allPage }),
  route({
    ...read,
    path: duplicatePaths.pair(':one', ':other'),
    audit: 'people.duplicates.read',
    params: pairParams,
    handle: asked => pairPage(asked),
  }),
  route({ ...posted, path: duplicatePaths.propose(':one', ':other'), params: pairParams, handle: propose }),
  route({ ...posted, path: duplicatePaths.notSame(':one', ':other'), params: pairParams, handle: differ }),
  route({ ...posted, path: duplicatePaths.merge(':merge'), params: mergeParams, handle: move }),
  route({ ...posted, path: duplicatePaths.takeBack(':notSame'), params: notSameParams, handle: takeBack }),
];
