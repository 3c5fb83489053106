import { z } from 'zod';
import { type Answer, type Ask, found } from '../../platform/web/index.ts';
import { stopAlert } from './commands/keep-search.ts';
import { alertPaths } from './paths.ts';
import { readAlertOf } from './queries/read-searches.ts';

export const tokenParams = z.object({ token: z.uuid() });
type StopAsk = Ask<z.infer<typeof tokenParams>, unknown>;

/** Asks whoever has a letter whether they want no more of them; says so once there are none. */
export async function stopPage({ tx, t, params, path }: StopAsk): Promise<Answer> {
  const { isOn } = found(await readAlertOf(tx, params.token));
  return {
    page: 'evidence/alerts/views/stop.njk',
    title: t(isOn ? 'shelf.stop.title' : 'shelf.stop.done'),
    model: { action: path, isOn, searchesHref: alertPaths.list() },
  };
}

export async function stop({ tx, params }: StopAsk): Promise<Answer> {
  await stopAlert(tx, params.token);
  return { goTo: alertPaths.stop(params.token) };
}
