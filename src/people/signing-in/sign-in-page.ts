import { sql } from 'kysely';
import { one, type PageAnswer } from '../../platform/web/index.ts';
import { inGroups } from '../rules/demonstration-groups.ts';
import { carried, type Visitor } from './visitor.ts';

/** One account of the demonstration, for the list beside the form. */
type DemonstrationAccount = { username: string; display_name: string; role: string; unit: string };

/** The sign-in page; with a problem it keeps the username that was typed, never the passphrase. */
export async function signInPage(
  ask: Visitor,
  problem?: { text: string; status: 422 | 429 },
): Promise<PageAnswer> {
  const listed = sql<DemonstrationAccount>`select * from access.demonstration_accounts()`;
  const { rows } = await listed.execute(ask.tx.db);
  return {
    page: 'people/views/sign-in.njk',
    title: ask.t('people.signIn.title'),
    model: {
      typed: { username: one(ask.body, 'username'), shared: one(ask.body, 'shared') },
      ...carried(ask),
      groups: inGroups(rows),
    },
    ...(problem && {
      problems: [{ field: 'username', text: problem.text }],
      status: problem.status,
      // The failed try must count.
      keepAnyway: true,
    }),
  };
}
