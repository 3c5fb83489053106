import { z } from 'zod';
import { type Job, type JobContext, job } from '../../platform/jobs/index.ts';
import { type Outgoing, Unreachable } from '../../platform/outgoing/index.ts';
import { isFollowable } from '../record/web-address.ts';
import { askLink, askRobots } from './ask-link.ts';
import { mayAsk, noRobots, type Robots } from './robots.ts';
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
    const found = !isAddress(due.url)
      ? ({ is: 'closed', why: 'address' } as const)
      : mayAsk(robots, new URL(due.url))
        ? await askLink(asker, due.url)
        : ({ is: 'closed', why: 'robots' } as const);
    await context.transaction(tx => keepFound(tx, due, { found, robots, today: context.today }));
  } catch (error) {
    // The program is stopping: the address waits for its next start.
    if (!(error instanceof Unreachable)) throw error;
  }
}

const isAddress = (url: string) => URL.canParse(url) && isFollowable(url);

async function robotsOf(asker: Parameters<typeof askRobots>[0], { url, robots }: Due): Promise<Robots> {
  if (robots) return robots;
  return isAddress(url) ? askRobots(asker, new URL(url)) : noRobots;
}
