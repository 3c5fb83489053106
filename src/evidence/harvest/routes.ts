import { z } from 'zod';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  idNumber,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { beginHarvesting, harvestNow, moveRepository, stopHarvest } from './commands/move-repository.ts';
import { harvestPaths } from './paths.ts';
import { mostWaiting, readRepository, readWaiting } from './queries/read-repository.ts';
import { saidInWords, showAnswer, showRun, showWaiting, stateTag } from './show-repository.ts';
import { readWanted, wantedModel } from './wanted.ts';

const params = z.object({ repository: idNumber });
type RepositoryAsk = Ask<z.infer<typeof params>, unknown>;

async function repositoryPage(ask: RepositoryAsk, problems: readonly FieldProblem[] = []): Promise<Answer> {
  const {
    tx,
    t,
    body,
    params: { repository: id },
  } = ask;
  const it = await readRepository(tx, id);
  const waiting = await readWaiting(tx, id);
  const [latest] = it.runs;
  return {
    page: 'evidence/harvest/views/repository.njk',
    title: it.answer?.name ?? t('evidence-harvest.unnamed'),
    backHref: harvestPaths.all(),
    model: {
      ...{
        it,
        hrefs: hrefsOf(id),
        state: stateTag(it, t),
        problem: saidInWords(it.problem, t),
        lines: showAnswer(it, t),
      },
      isRunning: latest?.state === 'running',
      runs: it.runs.map(run => showRun(run, t)),
      waiting: showWaiting(waiting, id, t),
      more: waiting.length === mostWaiting ? t('evidence-harvest.more', { count: mostWaiting }) : '',
      form: it.state === 'answered' && it.answer ? wantedModel(body, it.answer, t) : undefined,
    },
    problems,
  };
}

const hrefsOf = (id: number) => ({
  ...{
    here: harvestPaths.repository(id),
    ask: harvestPaths.ask(id),
    begin: harvestPaths.begin(id),
    run: harvestPaths.run(id),
  },
  ...{
    stop: harvestPaths.stop(id),
    pause: harvestPaths.pause(id),
    resume: harvestPaths.resume(id),
    remove: harvestPaths.remove(id),
  },
});

async function begin(ask: RepositoryAsk): Promise<Answer> {
  const {
    tx,
    t,
    body,
    params: { repository: id },
  } = ask;
  const { answer } = await readRepository(tx, id);
  if (!answer) throw tooLate('platform.refusal.notInThisState');
  const read = readWanted(body, answer, t);
  if ('problems' in read) return repositoryPage(ask, read.problems);
  await beginHarvesting(tx, id, read.wanted);
  return { goTo: harvestPaths.repository(id) };
}

/** A step that needs nothing but the repository. */
const step =
  (work: (ask: RepositoryAsk, id: number) => Promise<void>) =>
  async (ask: RepositoryAsk): Promise<Answer> => {
    const id = ask.params.repository;
    await readRepository(ask.tx, id);
    await work(ask, id);
    return { goTo: harvestPaths.repository(id) };
  };

async function removePage({ tx, t, params: { repository: id } }: RepositoryAsk): Promise<Answer> {
  const it = await readRepository(tx, id);
  return {
    page: 'evidence/harvest/views/remove.njk',
    title: t('evidence-harvest.remove.title'),
    backHref: harvestPaths.repository(id),
    model: { action: harvestPaths.remove(id), name: it.answer?.name ?? it.baseUrl },
  };
}

async function remove({ tx, params: { repository: id } }: RepositoryAsk): Promise<Answer> {
  await readRepository(tx, id);
  await moveRepository(tx, id, { from: ['asking', 'silent', 'answered', 'active', 'paused'], to: 'removed' });
  return { goTo: harvestPaths.all(), say: 'evidence-harvest.said.removed' };
}

const librarian = { access: ['librarian'] } as const;
const read = {
  ...librarian,
  method: 'GET',
  audit: 'none: other libraries, in which nobody’s case stands',
} as const;
const change = { ...librarian, method: 'POST', audit: 'by the command', params } as const;

/** Other libraries that are harvested, from the address of one to its removal. */
export const repositoryRoutes: readonly Route[] = [
  route({
    ...read,
    params,
    path: harvestPaths.repository(':repository'),
    handle: ask => repositoryPage(ask),
  }),
  route({
    ...change,
    path: harvestPaths.ask(':repository'),
    handle: step(({ tx }, id) => moveRepository(tx, id, { from: ['silent', 'answered'], to: 'asking' })),
  }),
  route({ ...change, path: harvestPaths.begin(':repository'), handle: begin }),
  route({
    ...change,
    path: harvestPaths.run(':repository'),
    handle: step(({ tx }, id) => harvestNow(tx, id)),
  }),
  route({
    ...change,
    path: harvestPaths.stop(':repository'),
    handle: step(({ tx }, id) => stopHarvest(tx, id)),
  }),
  route({
    ...change,
    path: harvestPaths.pause(':repository'),
    handle: step(({ tx }, id) => moveRepository(tx, id, { from: ['active'], to: 'paused' })),
  }),
  route({
    ...change,
    path: harvestPaths.resume(':repository'),
    handle: step(({ tx }, id) => moveRepository(tx, id, { from: ['paused'], to: 'active' })),
  }),
  route({ ...read, params, path: harvestPaths.remove(':repository'), handle: removePage }),
  route({ ...change, path: harvestPaths.remove(':repository'), handle: remove }),
];
