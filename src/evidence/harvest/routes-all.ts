import {
  type Answer,
  type Ask,
  type FieldProblem,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { baseUrlFrom } from './base-url.ts';
import { addRepository } from './commands/add-repository.ts';
import { harvestPaths } from './paths.ts';
import { readRepositories } from './queries/read-repository.ts';
import { showRun, stateTag } from './show-repository.ts';

async function allPage(
  { tx, t, body }: Ask<unknown, unknown>,
  problems: readonly FieldProblem[] = [],
): Promise<Answer> {
  const all = await readRepositories(tx);
  return {
    page: 'evidence/harvest/views/all.njk',
    title: t('evidence-harvest.title'),
    backHref: evidencePaths.desk(),
    model: {
      ...{ action: harvestPaths.all(), address: one(body, 'address') },
      repositories: all.map(one => ({
        ...{
          name: one.answer?.name ?? one.baseUrl,
          address: one.baseUrl,
          href: harvestPaths.repository(one.id),
        },
        ...{ state: stateTag(one, t), last: one.last && showRun(one.last, t) },
        waiting: one.waiting > 0 ? t('evidence-harvest.waiting', { count: one.waiting }) : '',
      })),
    },
    problems,
  };
}

async function add(ask: Ask<unknown, unknown>): Promise<Answer> {
  const baseUrl = baseUrlFrom(one(ask.body, 'address'));
  if (baseUrl === undefined)
    return allPage(ask, [{ field: 'address', text: ask.t('evidence-harvest.wrong.address') }]);
  const id = await addRepository(ask.tx, { accountId: ask.actor.accountId, baseUrl });
  return { goTo: harvestPaths.repository(id) };
}

const librarian = { access: ['librarian'], path: harvestPaths.all() } as const;

/** The libraries that are harvested, and adding one. */
export const allRoutes: readonly Route[] = [
  route({
    ...{ ...librarian, method: 'GET', audit: 'none: other libraries, in which nobody’s case stands' },
    handle: ask => allPage(ask),
  }),
  route({ ...librarian, method: 'POST', audit: 'by the command', handle: add }),
];
