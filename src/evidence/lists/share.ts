import { z } from 'zod';
import type { Tokens } from '../../platform/web/index.ts';
import { type Answer, type Ask, found, hashOf, newToken, one } from '../../platform/web/index.ts';
import { shareList } from './commands/keep-list.ts';
import { listPaths } from './paths.ts';
import { readSharedList } from './queries/read-lists.ts';
import { citeHref, filesOf, showItems } from './show-list.ts';

const purpose = 'reading list';
/** A token as the database knows it. */
export const hashed = (token: string) => Buffer.from(hashOf(token), 'hex');

/** The address by which anybody may read a list, for its owner; nothing where it has none. */
export function linkOf(
  sealed: string | null,
  { tokens, baseUrl }: { tokens: Tokens; baseUrl: string },
): string {
  const token = sealed === null ? undefined : tokens.unsealFor(purpose, sealed);
  return token === undefined ? '' : new URL(listPaths.shared(token), baseUrl).href;
}

/** Makes a link, in place of the one before, or lets there be none. */
export async function share({ tx, params, body, tokens }: Ask<{ id: number }, unknown>): Promise<Answer> {
  const isMade = one(body, 'do') === 'make';
  const token = newToken();
  const link = { hash: hashed(token), sealed: tokens.sealFor(purpose, token) };
  await shareList(tx, params.id, isMade ? link : undefined);
  return {
    goTo: `${listPaths.list(params.id)}#share`,
    say: isMade ? 'shelf.said.shared' : 'shelf.said.unshared',
  };
}

export const sharedParams = z.object({ token: z.string().regex(/^[-\w]{43}$/) });

/** A list as whoever has its link reads it: in its order, with what was noted, and the name that its owner chose. */
export async function sharedPage({
  tx,
  t,
  params,
}: Ask<z.infer<typeof sharedParams>, unknown>): Promise<Answer> {
  const list = found(await readSharedList(tx, hashed(params.token)));
  const { title, note, shownName, items } = list;
  return {
    ...{ page: 'evidence/lists/views/shared.njk', title },
    model: {
      ...{ note, items: await showItems(tx, items, t), citeHref: citeHref(items) },
      files: filesOf(items, listPaths.sharedFile(params.token)),
      by: shownName === null ? '' : t('shelf.shared.by', { name: shownName }),
    },
  };
}
