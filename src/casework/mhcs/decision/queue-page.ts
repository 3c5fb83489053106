import { z } from 'zod';
import type { Translate } from '../../../platform/language/index.ts';
import { type Answer, type Ask, type Route, route } from '../../../platform/web/index.ts';
import { paginate } from '../../../platform/web/look/index.ts';
import { nameInLists } from '../../clinical/names.ts';
import { levelOf, mhcsRoles } from '../roles.ts';
import { dueTexts, flagTexts } from '../show-worklist.ts';
import { decisionPaths } from './paths.ts';
import { type Awaiting, readAwaiting, rowsOnPage } from './queries/read-awaiting.ts';
import { showKind } from './words.ts';

const queueQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });
type QueueAsk = Ask<unknown, z.infer<typeof queueQuery>>;

async function queuePage({ tx, actor, query, t, today }: QueueAsk): Promise<Answer> {
  const level = levelOf(actor);
  const asked = { page: query.page, accountId: actor.accountId, level, today };
  const { total, mine, rows } = await readAwaiting(tx, asked);
  const [flagsOf, dueOf] = [flagTexts(t), dueTexts(t, today)];
  const pages = paginate({ page: query.page, size: rowsOnPage, total }, number =>
    number === 1 ? decisionPaths.queue() : `${decisionPaths.queue()}?page=${number}`,
  );
  return {
    page: 'casework/mhcs/decision/views/queue.njk',
    title: t('mhcs.authorise.title'),
    model: {
      pages,
      summary: t('mhcs.authorise.summary', { mine, total }),
      rows: rows.map(row => ({
        ...{ name: nameInLists(row), reference: row.reference, hospital: row.hospital, author: row.author },
        href: decisionPaths.authorise(row.id),
        kind: showKind(row.kind, t),
        flags: flagsOf(row),
        ...dueOf(row),
        level: row.level ?? '',
        why: whyNotMine(row, level, t),
      })),
    },
    about: { detail: { page: query.page } },
  };
}

function whyNotMine({ isOwn, level }: Awaiting, held: number, t: Translate): string {
  if (isOwn) return t('mhcs.authorise.own');
  return level === null || held < level ? t('mhcs.authorise.tooHigh', { held }) : '';
}

export const queueRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: decisionPaths.queue(),
    access: mhcsRoles,
    audit: 'casework.authorisations.read',
    query: queueQuery,
    handle: queuePage,
  }),
];
