import { z } from 'zod';
import { type Job, type JobContext, job } from '../../platform/jobs/index.ts';
import { type Outgoing, Unreachable } from '../../platform/outgoing/index.ts';
import { isFollowable } from '../record/web-address.ts';
import { type Asker, askLink, askRobots } from './ask-link.ts';
import type { Found } from './judge.ts';
import { askedOf } from './robots.ts';
import { type Due, keepFound, takeDue } from './take-links.ts';
import { isWayOpen, wasAsked, whileShut } from './way-out.ts';

/** For so long, in milliseconds, then other jobs have their turn; the next minute goes on. */
const turn = 20_000;
const pauseBetween = 1000;

/** Asks for the addresses of records whose time has come: politely, one question to a server at a time. */
export const checkLinks = (outgoing: Outgoing): Job =>
  job({
    task: 'evidence-links',
    payload: z.object({}),
    at: '* * * * *',
    run: async context => {
      if (outgoing.reach === 'off') return;
      const until = performance.now() + turn;
      let isOpen = false;
      while (performance.now() < until && !context.signal.aborted) {
        const due = await context.transaction(takeDue);
        if (due.length === 0) return;
        isOpen = await askSome(context, { outgoing, due, isOpen });
        await outgoing.pause(pauseBetween, context.signal);
      }
    },
  });

type Some = { readonly outgoing: Outgoing; readonly due: readonly Due[]; readonly isOpen: boolean };

/**
 * Asks and keeps what came of it.
 * @param isOpen whether something answered in this turn before
 * @returns whether the way out is open
 */
async function askSome(context: JobContext, { outgoing, due, isOpen }: Some): Promise<boolean> {
  const asker = { outgoing, signal: context.signal, now: context.now };
  const asked = await Promise.all(due.map(one => askOne(asker, one)));
  const answers = asked.flatMap(one => one ?? []);
  try {
    const open = isOpen || (await isWayOpen(context, asker, answers));
    for (const { due: one, found, ...rest } of answers) {
      const kept = { ...rest, found: open ? found : whileShut(found), today: context.today };
      await context.transaction(tx => keepFound(tx, one, kept));
    }
    return isOpen || (open && answers.some(({ found }) => wasAsked(found)));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return false;
  }
}

type Came = {
  readonly due: Due;
  readonly found: Found;
  readonly robots: string | null;
  readonly delay: number | null;
};

/** Asks for one address; nothing where the program is stopping: the address waits for its next start. */
async function askOne(asker: Asker, due: Due): Promise<Came | undefined> {
  try {
    const robots = await robotsOf(asker, due);
    return { due, robots, ...(await findOut(asker, due.url, robots ?? '')) };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return undefined;
  }
}

const isAddress = (url: string) => URL.canParse(url) && isFollowable(url);

async function robotsOf(asker: Asker, { url, robots }: Due): Promise<string | null> {
  if (robots !== null) return robots;
  return isAddress(url) ? askRobots(asker, new URL(url)) : '';
}

async function findOut(
  asker: Asker,
  url: string,
  robots: string,
): Promise<{ found: Found; delay: number | null }> {
  if (!isAddress(url)) return { found: { is: 'closed', why: 'address' }, delay: null };
  const { mayAsk, delay } = askedOf(robots, new URL(url));
  return { found: mayAsk ? await askLink(asker, url) : { is: 'closed', why: 'robots' }, delay };
}
