import type { z } from 'zod';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  isStorable,
  one,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { formOf, type Typed, typedIn, typedOf } from '../desk/entry-form.ts';
import { readEntry } from '../desk/read-entry.ts';
import { evidencePaths } from '../paths.ts';
import { smallIdParams } from '../public-reading.ts';
import { showEntry } from '../record/show-record.ts';
import { discardOffer, putBackOffer, refuseOffer, takeOffer } from './commands/answer-offer.ts';
import { offerPaths } from './paths.ts';
import { type Offer, readOffer } from './queries/read-offers.ts';
import { discardTicked, type QueueAsk, queuePage, queueQuery } from './queue-page.ts';
import { showAlike } from './routes.ts';

type OfferAsk = Ask<z.infer<typeof smallIdParams>, unknown>;

async function onePage(asked: OfferAsk, problems: readonly FieldProblem[] = []): Promise<Answer> {
  const { tx, t, params, body } = asked;
  const offer = found(await readOffer(tx, params.id));
  return {
    page: 'evidence/offers/views/one.njk',
    title: t('offers.one.title'),
    backHref: offerPaths.queue(),
    model: {
      ...{ offer, shown: showEntry(offer.entry, t), alike: showAlike(offer.alike, t) },
      ...{ because: one(body, 'answer'), when: showMoment(offer.offeredAt, t) },
      state: t(`offers.state.${offer.state}`),
      recordHref: offer.record === null ? '' : evidencePaths.record(offer.record),
      ...{ takeHref: offerPaths.take(offer.id), refuseHref: offerPaths.refuse(offer.id) },
      ...{ spamHref: offerPaths.spam(offer.id), backIntoHref: offerPaths.back(offer.id) },
      beforeHref: offer.before === null ? '' : offerPaths.one(offer.before),
      afterHref: offer.after === null ? '' : offerPaths.one(offer.after),
    },
    problems,
  };
}

/** The form of a record, filled in with what was offered. */
function takeForm(
  { t }: OfferAsk,
  offer: Offer,
  again?: { typed: Typed; problems: readonly FieldProblem[] },
): Answer {
  return {
    page: 'evidence/desk/views/write.njk',
    title: t('offers.take.title'),
    backHref: offerPaths.one(offer.id),
    model: {
      ...formOf(again?.typed ?? typedOf(offer.entry, t), t),
      action: offerPaths.take(offer.id),
    },
    problems: again?.problems,
  };
}

async function waiting({ tx, params }: OfferAsk): Promise<Offer> {
  const offer = found(await readOffer(tx, params.id));
  if (offer.state !== 'waiting') throw tooLate('offers.refusal.answered');
  return offer;
}

async function take(asked: OfferAsk): Promise<Answer> {
  const offer = await waiting(asked);
  const typed = typedIn(asked.body);
  const read = readEntry(typed, asked.t, offer.entry);
  if (!('entry' in read)) return takeForm(asked, offer, { typed, problems: read.problems });
  const number = await takeOffer(asked.tx, offer.id, read.entry);
  return { goTo: evidencePaths.record(number), say: 'offers.said.taken' };
}

const longest = 2000;

async function refuse(asked: OfferAsk): Promise<Answer> {
  const because = one(asked.body, 'answer').trim();
  const isGood = because !== '' && because.length <= longest && isStorable(because);
  if (!isGood)
    return onePage(asked, [{ field: 'answer', text: asked.t('offers.problem.answer', { max: longest }) }]);
  const { id } = await waiting(asked);
  await refuseOffer(asked.tx, id, because);
  return { goTo: offerPaths.queue(), say: 'offers.said.refused' };
}

async function spam(asked: OfferAsk): Promise<Answer> {
  const { id } = await waiting(asked);
  await discardOffer(asked.tx, id);
  return { goTo: offerPaths.queue(), say: 'offers.said.spam' };
}

async function putBack({ tx, params }: OfferAsk): Promise<Answer> {
  found(await readOffer(tx, params.id));
  await putBackOffer(tx, params.id);
  return { goTo: offerPaths.one(params.id), say: 'offers.said.putBack' };
}

const read = {
  method: 'GET',
  access: ['librarian'],
  audit: 'none: publications that were offered, without who offered them',
} as const;
const written = {
  method: 'POST',
  access: ['librarian'],
  audit: 'by the command',
  params: smallIdParams,
} as const;

/** The queue of what was offered, and what librarians do with it. */
export const offerDeskRoutes: readonly Route[] = [
  route({ ...read, path: offerPaths.queue(), query: queueQuery, handle: (ask: QueueAsk) => queuePage(ask) }),
  route({
    ...{ method: 'POST', access: ['librarian'], audit: 'by the command', path: offerPaths.queue() },
    ...{ query: queueQuery, handle: discardTicked },
  }),
  route({
    ...read,
    path: offerPaths.one(':id'),
    params: smallIdParams,
    handle: (asked: OfferAsk) => onePage(asked),
  }),
  route({
    ...{ ...read, path: offerPaths.take(':id'), params: smallIdParams },
    handle: async (asked: OfferAsk) => takeForm(asked, await waiting(asked)),
  }),
  route({ ...written, path: offerPaths.take(':id'), handle: take }),
  route({ ...written, path: offerPaths.refuse(':id'), handle: refuse }),
  route({ ...written, path: offerPaths.spam(':id'), handle: spam }),
  route({ ...written, path: offerPaths.back(':id'), handle: putBack }),
];
