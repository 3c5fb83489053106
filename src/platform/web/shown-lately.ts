import { writesSoFar } from '../database/index.ts';
import { isSaid } from './cookies.ts';
import { type KeptPage, keptPage } from './kept-pages.ts';
import type { KeptAnswer } from './route.ts';
import type { Visit } from './visit.ts';

/**
 * The page that an address showed to anybody within the last second, if nothing was written here since. Only for what may
 * lag: it is then a second old at most, as what a replica answers may be, and nothing is asked of the database.
 */
export function shownLately(visit: Visit): KeptAnswer | undefined {
  if (!mayBeRecalled(visit)) return undefined;
  const shown = visit.site.shown.get(addressOf(visit));
  const kept = shown?.writes === writesSoFar() ? keptPage(shown.name) : undefined;
  return kept && { kept, lately: true };
}

/** Remembers which page an address shows, when that has just been read. */
export function rememberShown(visit: Visit, { name }: KeptPage): void {
  if (mayBeRecalled(visit)) visit.site.shown.set(addressOf(visit), { name, writes: visit.writes });
}

const mayBeRecalled = ({ route, cookie, request }: Visit) =>
  route.mayLag === true && cookie === undefined && !isSaid(request);

const addressOf = ({ t, request }: Visit) => `${t.language} ${t.easyRead} ${request.url}`;
