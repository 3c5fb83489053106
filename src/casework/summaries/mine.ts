import { showDay } from '../../platform/time/index.ts';
import { type Route, route } from '../../platform/web/index.ts';
import { personPaths } from '../person/paths.ts';
import { summaryPaths } from './paths.ts';
import { readMySummaries } from './queries/read-summaries.ts';
import { whatInWords } from './summary-form.ts';

/** The person's own summaries of decisions about their discharge. */
export const mineRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: summaryPaths.mine(), access: ['subject'], audit: 'casework.summaries.read' },
    handle: async ({ tx, t }) => {
      const summaries = await readMySummaries(tx);
      return {
        page: 'casework/summaries/views/mine.njk',
        title: t('summaries.my.title'),
        backHref: personPaths.home(),
        model: {
          summaries: summaries.map(({ what, decidedOn, text }) => ({
            ...{ text, heading: whatInWords(what, t) },
            on: t('summaries.my.on', { day: showDay(decidedOn, t) }),
          })),
        },
        about: {
          caseId: summaries[0]?.caseId ?? null,
          detail: { summaries: summaries.map(each => each.id) },
        },
      };
    },
  }),
];
