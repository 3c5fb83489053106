import {
  type Answered,
  askFollowing,
  type Hop,
  type Outgoing,
  retryAfter,
  Unreachable,
} from '../../platform/outgoing/index.ts';
import { type Closed, closures, type Failure, type Found, failures } from './judge.ts';

export type Asker = {
  readonly outgoing: Outgoing;
  readonly signal: AbortSignal;
  readonly now: Temporal.Instant;
};
const limits = { mostBytes: 2048, patience: 10_000 };
const largestRobots = 64 * 1024;

/** Asks for the robots.txt of a site; empty where it has none, null where it cannot say now and is asked again. */
export async function askRobots({ outgoing, signal }: Asker, address: URL): Promise<string | null> {
  try {
    const robots = { address: new URL('/robots.txt', address).href, mayGo: () => true };
    const { answered } = await askFollowing(outgoing, robots, {
      ...limits,
      mostBytes: largestRobots,
      signal,
    });
    if (answered.status === 429 || answered.status >= 500) return null;
    // PostgreSQL keeps no NUL.
    return answered.status === 200 ? answered.body.toString().replaceAll('\0', '') : '';
  } catch (error) {
    if (!(error instanceof Unreachable) || error.why === 'stopped') throw error;
    return null;
  }
}

/**
 * Asks whether an address can be read: for its head, and where that is refused for its first bytes.
 * @throws Unreachable when the program is stopping, or asks no servers at all
 */
export async function askLink(asker: Asker, url: string): Promise<Found> {
  try {
    const head = await follow(asker, url, 'HEAD');
    const { status } = head.answered;
    const isRefused = status >= 400 && status !== 429 && status !== 503;
    return foundBy(asker, url, isRefused ? await follow(asker, url, 'GET') : head);
  } catch (error) {
    if (!(error instanceof Unreachable) || error.why === 'stopped' || error.why === 'off') throw error;
    const { why } = error;
    if ((closures as readonly string[]).includes(why)) return { is: 'closed', why: why as Closed };
    return { is: 'failed', why: (failures as readonly string[]).includes(why) ? (why as Failure) : 'broken' };
  }
}

const follow = ({ outgoing, signal }: Asker, address: string, method: 'HEAD' | 'GET') =>
  askFollowing(
    outgoing,
    { address, mayGo: () => true },
    { ...limits, method, signal, ...(method === 'GET' ? { headers: { range: 'bytes=0-1023' } } : {}) },
  );

// Codes with which a site says that it does not let in whoever asks; 999 is one network's own.
const doors: readonly number[] = [401, 402, 403, 407, 451, 999];

function foundBy(
  { now }: Asker,
  url: string,
  { answered, hops }: { answered: Answered; hops: readonly Hop[] },
): Found {
  const { status } = answered;
  if (status === 429 || status === 503) return { is: 'later', days: daysFrom(retryAfter(answered, now)) };
  if (doors.includes(status)) return { is: 'closed', why: 'login', status };
  // 416: there is something there, and less of it than was asked for.
  if (status >= 400 && status !== 416)
    return { is: 'failed', why: status === 404 ? 'notFound' : status === 410 ? 'gone' : 'status', status };
  if (endsAtHome(url, hops)) return { is: 'failed', why: 'home' };
  const to = movedTo(hops);
  return to === undefined || to === new URL(url).href ? { is: 'works' } : { is: 'moved', to };
}

const daysFrom = (seconds: number | undefined) =>
  Math.min(14, Math.max(1, Math.ceil((seconds ?? 0) / 86_400)));

/** What is there for good: as far as every step says so (RFC 9110, 15.4). */
function movedTo(hops: readonly Hop[]): string | undefined {
  const passing = hops.findIndex(({ status }) => status !== 301 && status !== 308);
  return hops.slice(0, passing < 0 ? hops.length : passing).at(-1)?.to;
}

/** A site that threw its pages away often leads to its first one instead of saying so. */
function endsAtHome(url: string, hops: readonly Hop[]): boolean {
  const last = hops.at(-1);
  if (!last) return false;
  const isHome = ({ pathname, search }: URL) =>
    /^\/(?:index\.\w{2,5}|home|en|cy)?\/?$/i.test(pathname) && search === '';
  return isHome(new URL(last.to)) && !isHome(new URL(url));
}
