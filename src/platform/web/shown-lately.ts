import { writesSoFar } from '../database/index.ts';
import { isSaid } from './cookies.ts';
import { keptPage, type Shown } from './kept-pages.ts';
import type { KeptAnswer, SendAnswer } from './route.ts';
import type { Visit } from './visit.ts';

/** Up to so many signs a text is remembered: there may be thousands. */
const mostSigns = 4000;

/**
 * What an address showed to anybody within the last second, if nothing was written here since. Only for what may
 * lag: it is then a second old at most, as what a replica answers may be, and nothing is asked of the database.
 */
export function shownLately(visit: Visit): KeptAnswer | SendAnswer | undefined {
  if (!mayBeRecalled(visit)) return undefined;
  const shown = visit.site.shown.get(addressOf(visit));
  if (shown?.writes !== writesSoFar()) return undefined;
  if ('send' in shown) return shown;
  const kept = keptPage(shown.name);
  return kept && { kept, lately: true };
}

/** Remembers what an address shows, when that has just been read. */
export function rememberShown(visit: Visit, shown: Shown): void {
  if (!mayBeRecalled(visit) || ('send' in shown && shown.send.length > mostSigns)) return;
  visit.site.shown.set(addressOf(visit), { ...shown, writes: visit.writes });
}

const mayBeRecalled = ({ route, cookie, request }: Visit) =>
  route.mayLag === true && cookie === undefined && !isSaid(request);

const addressOf = ({ t, request }: Visit) => `${t.language} ${t.easyRead} ${request.url}`;
