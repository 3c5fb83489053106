import type { z } from 'zod';
import { type Again, nothingTyped } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  found,
  idParams,
  notAllowed,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { nameInSentences } from '../clinical/names.ts';
import { personPaths } from '../person/paths.ts';
import { answerWords } from './commands/answer-words.ts';
import { tribunalPaths } from './paths.ts';
import { listForHelper } from './queries/list-tribunals.ts';
import { readMyTribunals, readTribunals, type TribunalFile } from './queries/read-tribunals.ts';
import { apply, readApplication } from './routes-case.ts';
import { mineModel } from './show-mine.ts';

type Asked = Ask<unknown, unknown>;
type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
const subject = ['subject'] as const;
const helpers = ['advocate', 'solicitor'] as const;

const mine = async ({ tx }: Pick<Asked, 'tx'>): Promise<TribunalFile> => found(await readMyTribunals(tx));

async function minePage(ask: Asked, again?: Again): Promise<Answer> {
  const { t, today } = ask;
  const file = await mine(ask);
  const who = { is: 'person', mayApply: true, action: tribunalPaths.mine() } as const;
  return {
    page: 'casework/tribunal/views/mine.njk',
    title: t('tribunal.my.title'),
    backHref: personPaths.home(),
    model: mineModel(file, who, { t, today, again }),
    about: { caseId: file.caseId },
    problems: again?.problems,
  };
}

async function iApplied(ask: Asked): Promise<Answer> {
  const { typed, problems, country, madeOn } = readApplication(ask);
  if (problems.length > 0 || madeOn === undefined) return minePage(ask, { typed, problems });
  const opened = await apply(ask, { file: await mine(ask), country, madeOn, as: 'subject' });
  if ('id' in opened) return { goTo: tribunalPaths.mine(), say: 'tribunal.said.iApplied' };
  return minePage(ask, { typed, problems: [opened.problem] });
}

async function sayOfWords(ask: Ask<z.infer<typeof idParams>, unknown>): Promise<Answer> {
  const { tx, params, body, t, actor } = ask;
  const { caseId, tribunals } = await mine(ask);
  const { id } = found(tribunals.find(tribunal => tribunal.id === params.id));
  const answer = one(body, 'answer');
  if (answer !== 'yes' && answer !== 'no') {
    const problem = { field: `answer-${id}`, text: t('tribunal.problem.words') };
    return minePage(ask, { typed: nothingTyped, problems: [problem] });
  }
  await answerWords(tx, { caseId, tribunal: id, answer, actor });
  return { goTo: tribunalPaths.mine(), say: 'tribunal.said.words' };
}

async function helpedPage({ tx, t }: Asked): Promise<Answer> {
  const people = await listForHelper(tx);
  return {
    page: 'casework/tribunal/views/helped.njk',
    title: t('tribunal.helped.title'),
    backHref: personPaths.helped(),
    model: {
      people: people.map(person => ({
        ...{ name: nameInSentences(person), href: tribunalPaths.helpedCase(person.caseId) },
        stands: t(person.open.length > 0 ? 'tribunal.helped.open' : 'tribunal.helped.none'),
      })),
    },
    about: { detail: { cases: people.map(({ caseId }) => caseId) } },
  };
}

/** As what the reader may say that the person applied; an advocate whose consent is to read alone is refused below. */
const helpsAs = ({ standsAs }: TribunalFile) => helpers.find(role => standsAs.includes(role));

async function helpedCasePage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const file = await readTribunals(tx, params.caseId);
  const action = tribunalPaths.helpedCase(file.caseId);
  const who = { is: 'helper', mayApply: helpsAs(file) !== undefined, action } as const;
  return {
    page: 'casework/tribunal/views/helped-case.njk',
    title: t('tribunal.helped.of', { name: nameInSentences(file) }),
    windowTitle: t('tribunal.windowTitle'),
    backHref: tribunalPaths.helped(),
    model: mineModel(file, who, { t, today, again }),
    about: { caseId: file.caseId },
    problems: again?.problems,
  };
}

async function theyApplied(ask: CaseAsk): Promise<Answer> {
  const { typed, problems, country, madeOn } = readApplication(ask);
  if (problems.length > 0 || madeOn === undefined) return helpedCasePage(ask, { typed, problems });
  const file = await readTribunals(ask.tx, ask.params.caseId);
  const as = helpsAs(file);
  if (!as) throw notAllowed('platform.refusal.notYours');
  const opened = await apply(ask, { file, country, madeOn, as });
  const goTo = tribunalPaths.helpedCase(file.caseId);
  if ('id' in opened) return { goTo, say: 'tribunal.said.applied' };
  return helpedCasePage(ask, { typed, problems: [opened.problem] });
}

const ofCase = { path: tribunalPaths.helpedCase(':caseId'), access: helpers, params: caseParams } as const;

/** What the person and those who help them see of the tribunal, and say to it here. */
export const mineRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: tribunalPaths.mine(), access: subject, audit: 'casework.tribunal.read' },
    handle: ask => minePage(ask),
  }),
  route({
    ...{ method: 'POST', path: tribunalPaths.mine(), access: subject, audit: 'by the command' },
    handle: iApplied,
  }),
  route({
    ...{ method: 'POST', path: tribunalPaths.words(':id'), access: subject, audit: 'by the command' },
    ...{ params: idParams, handle: sayOfWords },
  }),
  route({
    ...{ method: 'GET', path: tribunalPaths.helped(), access: helpers, audit: 'casework.tribunal.listed' },
    handle: helpedPage,
  }),
  route({ method: 'GET', ...ofCase, audit: 'casework.tribunal.read', handle: ask => helpedCasePage(ask) }),
  route({ method: 'POST', ...ofCase, audit: 'by the command', handle: theyApplied }),
];
