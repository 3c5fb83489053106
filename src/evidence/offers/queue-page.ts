import { z } from 'zod';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  addressWith,
  many,
  pageNumber,
  smallNumber,
} from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { evidencePaths } from '../paths.ts';
import { discardOffers } from './commands/answer-offer.ts';
import { offerPaths } from './paths.ts';
import { readQueue } from './queries/read-offers.ts';
import { showAlike } from './routes.ts';

const pageSize = 25;
/** Which page of the queue. */
export const queueQuery = z.object({
  page: pageNumber,
  /** What was thrown away, instead of what waits. */
  thrown: z.enum(['yes', '']).catch(''),
});

export type QueueAsk = Ask<unknown, z.infer<typeof queueQuery>>;

/** What was offered and waits for a librarian, or was thrown away; the oldest first. */
export async function queuePage({ tx, t, query }: QueueAsk, noneTicked = false): Promise<Answer> {
  const state = query.thrown === 'yes' ? 'spam' : 'waiting';
  const from = (query.page - 1) * pageSize;
  const { offers, total, thrown } = await readQueue(tx, { state, from, most: pageSize });
  const hrefOf = (page: number) =>
    addressWith(offerPaths.queue(), { thrown: query.thrown, page: page === 1 ? '' : page });
  // The last of a page was answered meanwhile.
  if (offers.length === 0 && total > 0) return { goTo: hrefOf(Math.ceil(total / pageSize)) };
  return {
    page: 'evidence/offers/views/queue.njk',
    title: t(state === 'spam' ? 'offers.thrown.title' : 'offers.queue.title'),
    backHref: state === 'spam' ? offerPaths.queue() : evidencePaths.desk(),
    model: {
      total: t(state === 'spam' ? 'offers.thrown.total' : 'offers.queue.total', { count: total }),
      thrownHref: state === 'waiting' && thrown > 0 ? offerPaths.thrown() : '',
      thrown: t('offers.thrown.link', { count: thrown }),
      discardHref: state === 'waiting' ? hrefOf(query.page) : '',
      offers: offers.map(offer => ({
        ...{ id: offer.id, boxId: boxIdOf(offer), title: offer.entry.title, href: offerPaths.one(offer.id) },
        ...{ when: showMoment(offer.offeredAt, t), alike: showAlike(offer.alike, t) },
      })),
      empty: t(state === 'spam' ? 'offers.thrown.none' : 'offers.queue.none'),
      emptyHint: state === 'spam' ? '' : t('offers.queue.noneHint'),
      pages: paginate({ page: query.page, size: pageSize, total }, hrefOf),
    },
    problems: noneTicked && offers[0] ? [{ field: boxIdOf(offers[0]), text: t('offers.problem.tick') }] : [],
  };
}

const boxIdOf = ({ id }: { readonly id: number }) => `offer-${id}`;

/** Throws away what was ticked: programs that send rubbish send a lot of it. */
export async function discardTicked(ask: QueueAsk): Promise<Answer> {
  const ticked = many(ask.body, 'offer').flatMap(id => smallNumber.safeParse(id).data ?? []);
  if (ticked.length === 0) return queuePage({ ...ask, query: { ...ask.query, thrown: '' } }, true);
  await discardOffers(ask.tx, ticked.slice(0, pageSize));
  const page = ask.query.page > 1 ? ask.query.page : undefined;
  return { goTo: addressWith(offerPaths.queue(), { page }), say: 'offers.said.discarded' };
}
