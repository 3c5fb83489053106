import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { one } from './body.ts';
import { formerToken, knownVisitor } from './cookies.ts';
import { Refusal } from './refusal.ts';
import { hashOf } from './tokens.ts';
import type { Visit } from './visit.ts';

/** Nobody is signed in, or not any more: the answer is the sign-in page. */
export class SignInFirst extends Error {
  override readonly name = 'SignInFirst';
}

/**
 * A form must come from a page of ours: same site, and with the token of this session. Two more are good: a
 * page that was open while its reader signed in or out in another tab, and, where anyone may ask, a page from
 * before the signing in.
 * @throws Refusal 403 for a form that did not come from us; SignInFirst for one whose session is gone
 */
export function checkForm(visit: Visit): void {
  const from = visit.request.headers['sec-fetch-site'];
  const foreign = from !== undefined && from !== 'same-origin' && from !== 'none';
  const fits = (token: string | undefined) =>
    !foreign && token !== undefined && visit.site.tokens.csrfFits(token, one(visit.body, '_csrf'));
  if (fits(visit.formToken)) return;
  const former = formerToken(visit.request);
  if (former && fits(former)) {
    visit.formerSession = former;
    return;
  }
  if (visit.route.access === 'anyone' && fits(knownVisitor(visit.request))) return;
  // The session cookie is gone, so its token cannot fit: this is a lost session, not an attack.
  if (!foreign && !visit.cookie && visit.route.access !== 'anyone') throw new SignInFirst();
  throw new Refusal(403, 'platform.refusal.formToken');
}

/**
 * A form of a session that has ended is good in the next session of the same person, and in nobody else's.
 * @throws Refusal 403 when the session now is another person's
 */
export async function checkFormerSession({ formerSession, route, actor }: Visit, tx: Tx): Promise<void> {
  if (!formerSession || !actor || route.access === 'anyone') return;
  const token = Buffer.from(hashOf(formerSession), 'hex');
  const was = sql<{ mine: boolean }>`select access.session_was_of(${token}, ${actor.accountId}) as mine`;
  const { rows } = await was.execute(tx.db);
  if (!rows[0]?.mine) throw new Refusal(403, 'platform.refusal.formToken');
}
