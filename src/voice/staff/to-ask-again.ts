import { showDay, showMoment } from '../../platform/time/index.ts';
import { type Route, route } from '../../platform/web/index.ts';
import { voicePaths } from '../paths.ts';
import { readToAsk } from '../queries-to-ask.ts';
import { mayRecord } from './roles.ts';
import { outcomeTags } from './show-standing.ts';

/** Whom to ask again, and when. */
export const toAskAgainRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.toAskAgain(),
    access: mayRecord,
    audit: 'voice.occasion.listed',
    handle: async ({ tx, t, today }) => {
      const rows = await readToAsk(tx);
      return {
        page: 'voice/views/staff/to-ask-again.njk',
        title: t('voice.toAsk.title'),
        about: { detail: { occasions: rows.map(row => row.occasionId) } },
        model: {
          rows: rows.map(row => ({
            person: row.person,
            href: voicePaths.occasion(row.occasionId),
            tag: { ...outcomeTags[row.outcome], text: t(outcomeTags[row.outcome].text) },
            since: showMoment(row.recordedAt, t),
            why: row.why ?? '',
            askAgain: row.askAgainOn ? showDay(row.askAgainOn, t) : '',
            isDue: row.askAgainOn !== null && row.askAgainOn <= today.toString(),
          })),
        },
      };
    },
  }),
];
