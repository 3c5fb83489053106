import type { Translate } from '../../../platform/language/index.ts';
import {
  type Answer,
  type Ask,
  addressWith,
  type PageQuery,
  pageQuery,
  type Route,
  route,
} from '../../../platform/web/index.ts';
import { keptWords, paginate } from '../../../platform/web/look/index.ts';
import { nameInLists } from '../../clinical/names.ts';
import { levelOf, mhcsRoles } from '../roles.ts';
import { dueTexts, flagTexts } from '../show-worklist.ts';
import { decisionPaths } from './paths.ts';
import { type AwaitingLine, readAwaiting, rowsOnPage } from './queries/read-awaiting.ts';
import { showKind } from './words.ts';

type QueueAsk = Ask<unknown, PageQuery>;

async function queuePage({ tx, actor, query, t, today, lastly }: QueueAsk): Promise<Answer> {
  const level = levelOf(actor);
  const asked = { page: query.page, accountId: actor.accountId, level };
  const about = { detail: { page: query.page } };
  const { total, mine, rows } = await lastly(about, () => readAwaiting(tx, asked));
  const pages = paginate({ page: query.page, size: rowsOnPage, total }, number =>
    addressWith(decisionPaths.queue(), { page: number === 1 ? undefined : number }),
  );
  return {
    page: 'casework/mhcs/decision/views/queue.njk',
    title: t('mhcs.authorise.title'),
    model: {
      pages,
      summary: t('mhcs.authorise.summary', { mine, total }),
      rows: kept(rows, { t, today }, () => rowTexts(t, today)),
    },
  };
}

const kept = keptWords<AwaitingLine, ReturnType<ReturnType<typeof rowTexts>>>(1000);

function rowTexts(t: Translate, today: Temporal.PlainDate) {
  const [flagsOf, dueOf] = [flagTexts(t), dueTexts(t, today)];
  return ([row, decision]: AwaitingLine) => ({
    ...{ name: nameInLists(row), reference: row.reference, hospital: row.hospital },
    href: decisionPaths.authorise(row.id),
    ...{ kind: showKind(decision.kind, t), author: decision.author, level: decision.level ?? '' },
    ...{ flags: flagsOf(row), ...dueOf(row) },
    ...{ why: whyNotMine(decision, t), mine: t('mhcs.authorise.mine') },
  });
}

function whyNotMine({ isOwn, level, held }: AwaitingLine[1], t: Translate): string {
  if (isOwn) return t('mhcs.authorise.own');
  return level === null || held < level ? t('mhcs.authorise.tooHigh', { held }) : '';
}

export const queueRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: decisionPaths.queue(),
    access: mhcsRoles,
    audit: 'casework.authorisations.read',
    query: pageQuery,
    handle: queuePage,
  }),
];
