import { z } from 'zod';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { whyInWords } from '../bring/report.ts';
import type { Typed } from '../desk/entry-form.ts';
import { evidencePaths } from '../paths.ts';
import { sendOffer } from './commands/send-offer.ts';
import { offerBoxes, readOffer, trap, typedOffer } from './offer-form.ts';
import { offerPaths } from './paths.ts';
import { type Alike, readAnswer, readBefore } from './queries/read-offers.ts';
import { networkOf, referenceIn, referenceOf, referenceShape } from './reference.ts';

type AnyAsk = Ask<unknown, unknown>;
type Again = {
  readonly status: number;
  readonly problems: readonly FieldProblem[];
  readonly alike?: readonly Alike[];
  /** Of an offer that somebody sent before, as it was typed. */
  readonly number?: string;
};

function offerPage({ t }: AnyAsk, typed: Typed, again?: Again): Answer {
  return {
    page: 'evidence/offers/views/offer.njk',
    title: t('offers.title'),
    backHref: evidencePaths.search(),
    model: {
      ...{ action: offerPaths.send(), boxes: offerBoxes(typed, t), typed, trap, number: again?.number ?? '' },
      alike: showAlike(again?.alike ?? [], t),
    },
    ...(again ? { status: again.status, problems: again.problems } : {}),
  };
}

const empty = { ...typedOffer({}), type: 'report' };
const offerQuery = z.object({ number: z.string().max(100).catch('') });

/** An empty form; or what became of an offer that was sent before, by a number that was typed from paper. */
async function openOffer(asked: Ask<unknown, z.infer<typeof offerQuery>>): Promise<Answer> {
  const { tx, t, query } = asked;
  if (query.number.trim() === '') return offerPage(asked, empty);
  const reference = referenceIn(query.number);
  if (reference !== undefined && (await readAnswer(tx, reference)))
    return { goTo: offerPaths.answer(reference) };
  const problems = [{ field: 'number', text: t('offers.problem.number') }];
  return offerPage(asked, empty, { status: 422, problems, number: query.number });
}

/** What looks like an offer, as pages show it. */
export const showAlike = (alike: readonly Alike[], t: AnyAsk['t']) =>
  alike.map(({ number, title, why }) => ({
    ...{ number, title, href: evidencePaths.record(number), why: whyInWords(why, t) },
  }));

/** Says at once what is wrong, that too many came, or that the library has it; else it waits for a librarian. */
async function send(asked: AnyAsk): Promise<Answer> {
  const { tx, t, body, tokens, address, today } = asked;
  const typed = typedOffer(body);
  const read = readOffer(typed, t);
  if (!('entry' in read)) return offerPage(asked, typed, { status: 422, problems: read.problems });
  const sentFrom = tokens.markOf('offers', `${networkOf(address)} ${today}`);
  const { full, alike } = await readBefore(tx, { entry: read.entry, sentFrom });
  if (full !== null)
    return offerPage(asked, typed, {
      ...{ status: 429, problems: [{ field: 'send', text: t(`offers.refusal.${full}`) }] },
    });
  if (alike.length > 0 && one(body, 'anyway') !== 'yes')
    return offerPage(asked, typed, {
      ...{ status: 409, alike, problems: [{ field: 'alike', text: t('offers.problem.alike') }] },
    });
  const reference = referenceOf(one(body, '_once'), read);
  await sendOffer(tx, { ...read, reference, sentFrom, language: t.language });
  return { goTo: offerPaths.answer(reference), say: 'offers.said.sent' };
}

const answerParams = z.object({ reference: z.string().regex(referenceShape) });

async function answerPage({ tx, t, params }: Ask<z.infer<typeof answerParams>, unknown>): Promise<Answer> {
  const answer = found(await readAnswer(tx, params.reference));
  return {
    page: 'evidence/offers/views/answer.njk',
    title: t('offers.answer.title'),
    backHref: evidencePaths.search(),
    model: {
      ...{ reference: params.reference, answer },
      offered: t('offers.answer.offered', { when: showMoment(answer.offeredAt, t) }),
      state: t(`offers.answer.${answer.state}`),
      recordHref: answer.record === null ? '' : evidencePaths.record(answer.record),
      anotherHref: offerPaths.send(),
    },
  };
}

const open = { access: 'anyone' } as const;

/** What anybody can offer to the library, and read of what became of it. */
export const offerRoutes: readonly Route[] = [
  route({
    ...{ ...open, method: 'GET', path: offerPaths.send(), query: offerQuery },
    audit: 'none: an empty form, or the way to what became of one by its number',
    handle: openOffer,
  }),
  route({ ...open, method: 'POST', path: offerPaths.send(), audit: 'by the command', handle: send }),
  route({
    ...{ ...open, method: 'GET', path: offerPaths.answer(':reference'), params: answerParams },
    audit: 'none: what became of a publication that was offered, for whoever has its number',
    handle: answerPage,
  }),
];
