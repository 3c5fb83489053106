import { z } from 'zod';
import { type Job, type JobContext, job } from '../../platform/jobs/index.ts';
import { type Outgoing, Unreachable } from '../../platform/outgoing/index.ts';
import { isFollowable } from '../record/web-address.ts';
import { type Asker, askLink, askRobots } from './ask-link.ts';
import type { Found } from './judge.ts';
import { askedOf } from './robots.ts';
import { type Due, keepFound, takeDue } from './take-links.ts';

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
      while (performance.now() < until && !context.signal.aborted) {
        const due = await context.transaction(takeDue);
        if (due.length === 0) return;
        await Promise.all(due.map(one => askAndKeep(context, outgoing, one)));
        await outgoing.pause(pauseBetween, context.signal);
      }
    },
  });

async function askAndKeep(context: JobContext, outgoing: Outgoing, due: Due): Promise<void> {
  const asker = { outgoing, signal: context.signal, now: context.now };
  try {
    const robots = await robotsOf(asker, due);
    const { found, delay } = await findOut(asker, due.url, robots);
    await context.transaction(tx => keepFound(tx, due, { found, robots, delay, today: context.today }));
  } catch (error) {
    // The program is stopping: the address waits for its next start.
    if (!(error instanceof Unreachable)) throw error;
  }
}

const isAddress = (url: string) => URL.canParse(url) && isFollowable(url);

async function robotsOf(asker: Asker, { url, robots }: Due): Promise<string> {
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
