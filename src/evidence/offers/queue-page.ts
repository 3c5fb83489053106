import { z } from 'zod';
import { showMoment } from '../../platform/time/index.ts';
import { type Answer, type Ask, addressWith, pageNumber } from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { evidencePaths } from '../paths.ts';
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

/** What was offered and waits for a librarian, or was thrown away; the oldest first. */
export async function queuePage({ tx, t, query }: Ask<unknown, z.infer<typeof queueQuery>>): Promise<Answer> {
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
      offers: offers.map(offer => ({
        ...{ title: offer.entry.title, href: offerPaths.one(offer.id), because: offer.because },
        ...{ when: showMoment(offer.offeredAt, t), alike: showAlike(offer.alike, t) },
      })),
      empty: t(state === 'spam' ? 'offers.thrown.none' : 'offers.queue.none'),
      emptyHint: state === 'spam' ? '' : t('offers.queue.noneHint'),
      pages: paginate({ page: query.page, size: pageSize, total }, hrefOf),
    },
  };
}
