import { z } from 'zod';
import { showMoment } from '../../platform/time/index.ts';
import { type Answer, type Ask, idNumber, type Route, route, smallNumber } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { otherLanguage } from '../record/languages.ts';
import { showDifference } from '../record/show-versions.ts';
import { keepOurs, sawGone, takeOffer } from './commands/settle-offer.ts';
import { harvestPaths } from './paths.ts';
import { readOffer } from './queries/read-offer.ts';
import { readRepository } from './queries/read-repository.ts';

const params = z.object({
  repository: idNumber,
  record: smallNumber,
});
type OfferAsk = Ask<z.infer<typeof params>, unknown>;

async function offerPage({ tx, t, params: { repository, record } }: OfferAsk): Promise<Answer> {
  const offer = await readOffer(tx, repository, record);
  return {
    page: 'evidence/harvest/views/offer.njk',
    title: t('evidence-harvest.offer.title'),
    backHref: harvestPaths.repository(repository),
    model: {
      ...{ title: offer.title, href: evidencePaths.record(record) },
      lang: otherLanguage(offer.entry.language, t.language),
      intro: t('evidence-harvest.offer.intro', { name: offer.name, when: showMoment(offer.offeredAt, t) }),
      rows: showDifference(offer.entry, offer.offered, t),
      ...{
        takeHref: harvestPaths.offer(repository, record),
        keepHref: harvestPaths.keep(repository, record),
      },
    },
  };
}

async function take({ tx, params: { repository, record } }: OfferAsk): Promise<Answer> {
  await takeOffer(tx, repository, await readOffer(tx, repository, record));
  return { goTo: harvestPaths.repository(repository), say: 'evidence-harvest.said.taken' };
}

async function keep({ tx, params: { repository, record } }: OfferAsk): Promise<Answer> {
  await readOffer(tx, repository, record);
  await keepOurs(tx, repository, record);
  return { goTo: harvestPaths.repository(repository), say: 'evidence-harvest.said.kept' };
}

async function seen({ tx, params: { repository, record } }: OfferAsk): Promise<Answer> {
  await readRepository(tx, repository);
  await sawGone(tx, repository, record);
  return { goTo: harvestPaths.repository(repository), say: 'evidence-harvest.said.seen' };
}

const librarian = { access: ['librarian'], params } as const;
const change = { ...librarian, method: 'POST', audit: 'by the command' } as const;

/** What changed or was deleted in another library, where a librarian decides what that means here. */
export const offerRoutes: readonly Route[] = [
  route({
    ...{ ...librarian, method: 'GET', audit: 'none: a record of a publication as another library has it' },
    path: harvestPaths.offer(':repository', ':record'),
    handle: offerPage,
  }),
  route({ ...change, path: harvestPaths.offer(':repository', ':record'), handle: take }),
  route({ ...change, path: harvestPaths.keep(':repository', ':record'), handle: keep }),
  route({ ...change, path: harvestPaths.seen(':repository', ':record'), handle: seen }),
];
