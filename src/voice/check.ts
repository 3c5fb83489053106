import { sql } from 'kysely';
import { isStorable, one, type Route, route } from '../platform/web/index.ts';
import { foldCode } from './fold-code.ts';
import { voicePaths } from './paths.ts';

const nothing = 'none: it says only yes or no, and reads nothing about a person';

/** Anyone may check a code, without an account. The code travels in the body, so that no log keeps it. */
export const checkRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.check(),
    access: 'anyone',
    audit: nothing,
    handle: async ({ t }) => ({
      page: 'voice/views/check.njk',
      title: t('voice.check.title'),
      model: { typed: '', answer: '' },
    }),
  }),
  route({
    method: 'POST',
    path: voicePaths.check(),
    access: 'anyone',
    audit: nothing,
    once: false,
    handle: async ({ tx, body, t }) => {
      const typed = one(body, 'code').slice(0, 200);
      const code = isStorable(typed) ? foldCode(typed) : '';
      const page = { page: 'voice/views/check.njk', title: t('voice.check.title') };
      if (code === '') {
        const problem = t('voice.check.empty');
        return {
          ...page,
          status: 422,
          model: { typed, answer: '' },
          problems: [{ field: 'code', text: problem }],
        };
      }
      const { rows } = await sql<{ ok: boolean }>`select voice.is_unchanged(${code}) as ok`.execute(tx.db);
      return { ...page, model: { typed, answer: rows[0]?.ok ? 'yes' : 'no' } };
    },
  }),
];
