import { z } from 'zod';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  idNumber,
  one,
  type Route,
  route,
  smallNumber,
  tooLate,
} from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { holdLibrary } from '../record/commands/save-record.ts';
import { otherLanguage } from '../record/languages.ts';
import { showDifference } from '../record/show-versions.ts';
import { keepOurs, sawGone, takeOffer } from './commands/settle-offer.ts';
import { harvestPaths } from './paths.ts';
import { type Offer, readOffer } from './queries/read-offer.ts';
import { readRepository } from './queries/read-repository.ts';

const params = z.object({
  repository: idNumber,
  record: smallNumber,
});
type OfferAsk = Ask<z.infer<typeof params>, unknown>;

/** What was compared: the record as it stood here, and what was offered for it. */
const compared = ({ version, offeredAt }: Offer) => `${version} ${offeredAt}`;

/** The offer that was looked at. Throws a refusal where either side changed meanwhile: nobody decides on what they did not see. */
async function readCompared({ tx, body, params: { repository, record } }: OfferAsk): Promise<Offer> {
  // Or a still newer one could come between this and what is decided.
  await holdLibrary(tx);
  const offer = await readOffer(tx, repository, record);
  if (one(body, 'compared') !== compared(offer)) throw tooLate('platform.refusal.notInThisState');
  return offer;
}

async function offerPage({ tx, t, params: { repository, record } }: OfferAsk): Promise<Answer> {
  const offer = await readOffer(tx, repository, record);
  return {
    page: 'evidence/harvest/views/offer.njk',
    title: t('evidence-harvest.offer.title'),
    backHref: harvestPaths.repository(repository),
    model: {
      ...{ title: offer.title, href: evidencePaths.record(record), compared: compared(offer) },
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

async function take(ask: OfferAsk): Promise<Answer> {
  const { repository } = ask.params;
  await takeOffer(ask.tx, repository, await readCompared(ask));
  return { goTo: harvestPaths.repository(repository), say: 'evidence-harvest.said.taken' };
}

async function keep(ask: OfferAsk): Promise<Answer> {
  const { repository, record } = ask.params;
  await readCompared(ask);
  await keepOurs(ask.tx, repository, record);
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
