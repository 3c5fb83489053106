import { z } from 'zod';
import type { Language } from '../platform/language/index.ts';
import { one, type Route, route } from '../platform/web/index.ts';
import { paths } from './paths.ts';

const nothing = 'none: no row about a person is read';

/** Only an address inside this site may be come back to. */
export const insidePath = z
  .string()
  .regex(/^\/(?![/\\])/)
  .catch('/');

export const homeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.home(),
    access: 'signed in',
    audit: nothing,
    handle: async ({ t }) => ({ page: 'people/views/home.njk', title: t('people.home.title') }),
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
