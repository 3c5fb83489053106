import { z } from 'zod';
import { type Answer, type Ask, found, one, Refusal } from '../../platform/web/index.ts';
import { stopAlert } from './commands/keep-search.ts';
import { alertPaths } from './paths.ts';
import { readAlertOf } from './queries/read-searches.ts';

export const tokenParams = z.object({ token: z.uuid() });
type StopAsk = Ask<z.infer<typeof tokenParams>, unknown>;

/** Asks whoever has a letter whether they want no more of them; says so once there are none. */
export async function stopPage({ tx, t, params }: StopAsk): Promise<Answer> {
  const { isOn } = found(await readAlertOf(tx, params.token));
  return {
    page: 'evidence/alerts/views/stop.njk',
    title: t(isOn ? 'shelf.stop.title' : 'shelf.stop.done'),
    model: { action: alertPaths.stopAsAsked(params.token), isOn, searchesHref: alertPaths.list() },
  };
}

export async function stop({ tx, params }: StopAsk): Promise<Answer> {
  await stopAlert(tx, params.token);
  return { goTo: alertPaths.stop(params.token) };
}

/**
 * Stops letters for a mail program, whose reader pressed its own button (RFC 8058): without asking anybody again, and
 * without leading elsewhere. A program that says it twice is told the same twice.
 * @throws Refusal 400 for whatever else comes to the address of a letter; 404 where there is no such search
 */
export async function stopAtOnce({ tx, params, body }: StopAsk): Promise<Answer> {
  if (one(body, 'List-Unsubscribe') !== 'One-Click') throw new Refusal(400);
  await stopAlert(tx, params.token);
  return { json: { stopped: true } };
}
