import { z } from 'zod';
import { type Answer, type Ask, type FieldProblem, idNumber } from '../../platform/web/index.ts';
import { duplicatePaths } from './paths.ts';
import { lookedAt } from './queries/looked-at.ts';
import { readPair } from './queries/read-pair.ts';
import { pairModel } from './show-pair.ts';

export const pairParams = z.object({ one: idNumber, other: idNumber });
export type PairAsk = Ask<z.infer<typeof pairParams>, unknown>;

/** Two records side by side; with problems, what was typed comes back. */
export async function pairPage(asked: PairAsk, problems: readonly FieldProblem[] = []): Promise<Answer> {
  const { tx, params, t, actor, body } = asked;
  const pair = await readPair(tx, params.one, params.other);
  const said = await lookedAt(tx, [params.one, params.other]);
  const cases = [...pair.one.cases, ...pair.other.cases].map(each => each.id);
  return {
    page: 'casework/duplicates/views/pair.njk',
    title: t('duplicates.title'),
    windowTitle: t('duplicates.windowTitle'),
    backHref: duplicatePaths.all(),
    model: pairModel({ pair, said, actor, t, body: problems.length > 0 ? body : {}, problems }),
    problems,
    about: { detail: { one: params.one, other: params.other, cases } },
  };
}
