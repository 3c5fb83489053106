import type { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { type Answer, type Ask, caseParams, type Route, route } from '../../platform/web/index.ts';
import { nameInSentences } from '../clinical/names.ts';
import { personPaths } from '../person/paths.ts';
import { summaryPaths } from './paths.ts';
import { type MySummary, readHelpedSummaries, readMySummaries } from './queries/read-summaries.ts';
import { whatInWords } from './summary-form.ts';

const shown = (summaries: readonly MySummary[], t: Translate) =>
  summaries.map(({ what, decidedOn, text }) => ({
    ...{ text, heading: whatInWords(what, t) },
    on: t('summaries.my.on', { day: showDay(decidedOn, t) }),
  }));
const detailOf = (summaries: readonly MySummary[]) => ({ summaries: summaries.map(({ id }) => id) });

async function minePage({ tx, t }: Ask<unknown, unknown>): Promise<Answer> {
  const summaries = await readMySummaries(tx);
  return {
    page: 'casework/summaries/views/mine.njk',
    title: t('summaries.my.title'),
    backHref: personPaths.home(),
    model: { summaries: shown(summaries, t) },
    about: { caseId: summaries[0]?.caseId ?? null, detail: detailOf(summaries) },
  };
}

async function helpedPage({ tx, params, t }: Ask<z.infer<typeof caseParams>, unknown>): Promise<Answer> {
  const { caseId, summaries, ...named } = await readHelpedSummaries(tx, params.caseId);
  const name = nameInSentences(named);
  return {
    page: 'casework/summaries/views/mine.njk',
    title: t('summaries.helped.title', { name }),
    windowTitle: t('summaries.my.title'),
    backHref: personPaths.helped(),
    model: { summaries: shown(summaries, t), readBy: t('register.helped.reads', { name }) },
    about: { caseId, detail: detailOf(summaries) },
  };
}

/** The summaries of decisions about somebody's discharge, for them and for those who help them. */
export const mineRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: summaryPaths.mine(), access: ['subject'], audit: 'casework.summaries.read' },
    handle: minePage,
  }),
  route({
    ...{ method: 'GET', path: summaryPaths.helped(':caseId'), access: ['advocate', 'solicitor'] },
    ...{ audit: 'casework.summaries.read', params: caseParams, handle: helpedPage },
  }),
];
