import { lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isPublicAddress } from './public-address.ts';
import { reasonOf, Unreachable } from './unreachable.ts';

/** How far the program may go: nowhere, the public internet, or (for trials and tests) its own network too. */
export type Reach = 'off' | 'public' | 'anywhere';

/** One question to another server. */
export type Asking = {
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  /** More of the answer is not read. */
  readonly mostBytes: number;
  /** How long all of it may take, in milliseconds. */
  readonly patience: number;
  readonly signal?: AbortSignal;
};
/** What came back, whatever its status; `isCut` where there was more of it. */
export type Answered = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly isCut: boolean;
};

/** The one way by which the program asks other servers. */
export type Outgoing = {
  readonly reach: Reach;
  /** Asks once; a redirection is an answer. Throws `Unreachable`. */
  ask(address: string, asking: Asking): Promise<Answered>;
  /** Waits between two questions; ends at once when the program is stopping. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
};

/**
 * Opens the way out.
 * @param reach how far it goes: with `public`, no name that leads into a private network is followed
 * @param who the address of this site and of those who run it, which say to those who are asked who is asking
 */
export function openOutgoing({
  reach,
  ...who
}: {
  reach: Reach;
  baseUrl: string;
  contact: string;
}): Outgoing {
  const agent = `Ownwords-Library/1.0 (+${who.baseUrl}; ${who.contact})`;
  return {
    reach,
    ask: async (address, asking) => askOnce({ url: checked(address, reach), agent, reach }, asking),
    pause: (milliseconds, signal) =>
      wait(milliseconds, undefined, { signal, ref: false }).catch(() => undefined),
  };
}

function checked(address: string, reach: Reach): URL {
  if (reach === 'off') throw new Unreachable('off');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new Unreachable('address');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (reach === 'public' && isIP(host) !== 0 && !isPublicAddress(host)) throw new Unreachable('private');
  return url;
}

type Question = { readonly url: URL; readonly agent: string; readonly reach: Reach };

async function askOnce({ url, agent, reach }: Question, asking: Asking): Promise<Answered> {
  const { method = 'GET', headers = {}, patience, signal } = asking;
  const limit = AbortSignal.timeout(patience);
  const until = signal ? AbortSignal.any([limit, signal]) : limit;
  try {
    return await new Promise((resolve, reject) => {
      // Whatever becomes of the connection: of some that end nothing else is ever heard.
      until.addEventListener('abort', () => reject(until.reason), { once: true });
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
        ...{ method, signal: until, agent: false },
        ...(reach === 'public' ? { lookup: lookupPublic } : {}),
        // A packed answer could be larger than it looks.
        headers: { 'user-agent': agent, accept: '*/*', 'accept-encoding': 'identity', ...headers },
      });
      request.on('error', reject);
      request.on('upgrade', (_, socket) => {
        socket.destroy();
        reject(new Unreachable('broken'));
      });
      request.on('response', response => readAnswer(response, asking.mostBytes).then(resolve, reject));
      request.end();
    });
  } catch (error) {
    if (signal?.aborted) throw new Unreachable('stopped');
    throw limit.aborted ? new Unreachable('slow') : reasonOf(error);
  }
}

async function readAnswer(response: IncomingMessage, most: number): Promise<Answered> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece.subarray(0, most - size));
    size += piece.length;
    if (size > most) break;
  }
  response.destroy();
  const { statusCode: status = 0, headers } = response;
  return { status, headers, body: Buffer.concat(pieces), isCut: size > most };
}

/**
 * Looks a name up, and refuses it where any of its addresses is not public. The connection is made to what was looked at
 * here, so that a name which answers differently the next time gains nothing.
 */
const lookupPublic: LookupFunction = (host, options, answer) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, []);
    const [first] = found;
    if (!first || !found.every(({ address }) => isPublicAddress(address)))
      return answer(Object.assign(new Error('private', { cause: new Unreachable('private') })), []);
    if (options.all) return answer(null, found);
    return answer(null, first.address, first.family);
  });
};
