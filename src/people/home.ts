import type { Language } from '../platform/language/index.ts';
import { one, type Route, route } from '../platform/web/index.ts';
import { paths } from './paths.ts';
import { insidePath } from './rules/inside-path.ts';

const nothing = 'none: no row about a person is read';

export const homeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.home(),
    access: 'signed in',
    audit: nothing,
    handle: async ({ actor, rooms, t }) => {
      // The first room in which this actor begins somewhere.
      for (const room of rooms) {
        const home = room.home?.(actor);
        if (home) return { goTo: home };
      }
      return { page: 'people/views/home.njk', title: t('people.home.title') };
    },
  }),
  route({
    method: 'POST',
    path: paths.language(),
    access: 'anyone',
    audit: nothing,
    once: false,
    handle: async ({ tx, actor, body, t }) => {
      const language: Language = one(body, 'to') === '' ? t.language : one(body, 'to') === 'cy' ? 'cy' : 'en';
      const easyRead = one(body, 'easyRead') === '' ? t.easyRead : one(body, 'easyRead') === 'on';
      if (actor) {
        await tx.db
          .updateTable('people.account')
          .set({ language, easy_read: easyRead })
          .where('id', '=', actor.accountId)
          .execute();
      }
      return { goTo: insidePath.parse(one(body, 'back')), choice: { language, easyRead } };
    },
  }),
];
