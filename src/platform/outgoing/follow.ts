import type { Answered, Asking, Outgoing } from './outgoing.ts';
import { Unreachable } from './unreachable.ts';

/** A redirection: how it was told, and where to. */
export type Hop = { readonly status: number; readonly to: string };
export type Followed = { readonly answered: Answered; readonly hops: readonly Hop[] };

const mostHops = 5;
const redirections: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Asks, and follows where the answer leads; each address is looked at like the first.
 * @param mayGo which way it may be led
 * @throws Unreachable, also where it is led elsewhere or round and round
 */
export async function askFollowing(
  outgoing: Outgoing,
  { address, mayGo }: { address: string; mayGo: (from: URL, to: URL) => boolean },
  asking: Asking,
): Promise<Followed> {
  const hops: Hop[] = [];
  let at = address;
  for (;;) {
    const answered = await outgoing.ask(at, asking);
    const { location } = answered.headers;
    if (!redirections.includes(answered.status) || location === undefined) return { answered, hops };
    const to = URL.canParse(location, at) ? new URL(location, at) : undefined;
    if (!to) throw new Unreachable('address');
    if (hops.length >= mostHops) throw new Unreachable('redirects');
    if (!mayGo(new URL(at), to)) throw new Unreachable('elsewhere', to.origin);
    at = to.href;
    hops.push({ status: answered.status, to: at });
  }
}

/** It stays with the server that was asked, and never falls back from https. */
export const sameServer = (from: URL, to: URL): boolean =>
  from.hostname === to.hostname &&
  from.port === to.port &&
  !(from.protocol === 'https:' && to.protocol === 'http:');

/** When a server asks to be asked again, in seconds from `now`; undefined where it does not say (RFC 9110, 10.2.3). */
export function retryAfter(
  { headers }: Pick<Answered, 'headers'>,
  now: Temporal.Instant,
): number | undefined {
  const said = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(said)) return Number(said);
  const moment = Date.parse(said);
  return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil((moment - now.epochMilliseconds) / 1000));
}
