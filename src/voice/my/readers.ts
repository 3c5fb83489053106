import { z } from 'zod';
import { isTextKey, type Translate } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import { idNumber, type Route, route } from '../../platform/web/index.ts';
import { voicePaths } from '../paths.ts';
import { type Opened, whoOpenedMyWords } from '../queries-readers.ts';

const onAPage = 30;

/**
 * Who a reader is, in plain words: "Jo Thimble, ward team, Heron Ward". Of those who decide the database gives no
 * capacity, since the one that read could tell of a flag: "Robin Quill, works on the decision, Mental Health Casework
 * Section", whatever their rank.
 */
export function showReader({ name, capacity, unit }: Omit<Opened, 'eventId'>, t: Translate): string {
  if (capacity === '') return [name, t('voice.readers.decides'), t('voice.section')].join(', ');
  const key = `people.role.${capacity}`;
  const role = isTextKey(key) ? t(key).toLocaleLowerCase(t.language) : capacity;
  return [name, role, unit].filter(Boolean).join(', ');
}

export const readersRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.readers(),
    access: ['subject'],
    audit: 'voice.readers.read',
    query: z.object({ before: idNumber.optional() }),
    handle: async ({ tx, query, t }) => {
      const opened = await whoOpenedMyWords(tx, { before: query.before ?? null, limit: onAPage + 1 });
      const last = opened.length > onAPage ? opened[onAPage - 1] : undefined;
      return {
        page: 'voice/views/my/readers.njk',
        title: t('voice.readers.title'),
        backHref: query.before ? voicePaths.readers() : '/my',
        model: {
          opened: opened
            .slice(0, onAPage)
            .map(row => ({ who: showReader(row, t), at: { iso: row.at, text: showMoment(row.at, t) } })),
          older: last && `${voicePaths.readers()}?before=${last.eventId}`,
        },
      };
    },
  }),
];
