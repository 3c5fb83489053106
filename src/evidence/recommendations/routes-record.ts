import { z } from 'zod';
import { type Again, readFields, type Typed } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  notAllowed,
  notFound,
  type Route,
  route,
  smallNumber,
  tooLate,
} from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { numberParams } from '../public-reading.ts';
import { otherLanguage } from '../record/languages.ts';
import { readRecord } from '../record/queries/read-record.ts';
import { isWebAddress } from '../record/web-address.ts';
import { recordLink, recordRecommendation } from './commands/record-links.ts';
import { chainForm, formHoldsNothing } from './form-page.ts';
import { fieldsOf, isLink, type Link, linkFrom, recommendationFields } from './link-forms.ts';
import { recommendationPaths } from './paths.ts';
import { readSpokenFor } from './queries/read-addressees.ts';
import { type Chain, readChain } from './queries/read-chains.ts';
import { readKnown } from './queries/read-known.ts';
import { nameRoutes } from './routes-name.ts';
import { speakerRoutes } from './routes-speaker.ts';
import { addresseeOf, completionOf, isSaidDone, mayAdd, recorders } from './who-may.ts';
import { wrongDay } from './wrong-day.ts';

const ofQuery = z.object({ of: smallNumber.optional().catch(undefined) });
export const linkParams = z.object({ id: smallNumber, link: z.string().max(20) });
type NewAsk = Ask<z.infer<typeof numberParams>, unknown>;
type LinkAsk = Ask<z.infer<typeof linkParams>, z.infer<typeof ofQuery>>;

async function newForm(ask: NewAsk, again?: Again): Promise<Answer> {
  const { entry, number } = found(await readRecord(ask.tx, ask.params.number));
  const title = ask.t('chains.new.title');
  const backHref = evidencePaths.record(number);
  const fields = recommendationFields(await readKnown(ask.tx));
  const lang = otherLanguage(entry.language, ask.t.language);
  return chainForm(ask, { title, about: entry.title, lang, fields, backHref }, again);
}

async function recordNew(ask: NewAsk): Promise<Answer> {
  const { tx, t, body, params, today } = ask;
  const record = found(await readRecord(tx, params.number));
  const read = readFields(recommendationFields({ addressees: [], themes: [] }), body, t);
  const { madeOn = '', dueOn } = read.days;
  const problems = [...read.problems];
  if (madeOn > today.toString()) problems.push({ field: 'madeOn-day', text: t('chains.need.past') });
  if (dueOn !== undefined && dueOn < madeOn)
    problems.push({ field: 'dueOn-day', text: t('chains.need.dueAfter') });
  const { asks = '', paragraph = '', theme = '' } = read.texts;
  const addressees = namesIn(read.texts.addressees ?? '');
  if (addressees.some(name => name.length > longestName))
    problems.push({ field: 'addressees', text: t('chains.need.shorterName', { max: longestName }) });
  if (problems.length > 0) return newForm(ask, { typed: read, problems });
  const id = await recordRecommendation(tx, {
    ...{ record: record.number, asks, paragraph, theme: onOneLine(theme), madeOn, dueOn, addressees },
  });
  return { goTo: recommendationPaths.chain(id), say: 'chains.said.recorded' };
}

/** As long as the form that gives an organisation another name takes one. */
const longestName = 300;

/** As a list to choose from gives it back: without what a browser leaves out. */
const onOneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** The organisations that were typed, one a line, each once. */
const namesIn = (typed: string): string[] => [
  ...new Set(typed.split(/\r?\n/).map(onOneLine).filter(Boolean)),
];

type Allowed = { readonly link: Link; readonly of: number; readonly chain: Chain };

async function mayForm({ tx, params, query, actor }: LinkAsk): Promise<Allowed> {
  const chain = found(await readChain(tx, params.id));
  const { link } = params;
  const { of = 0 } = query;
  if (!isLink(link)) throw notFound();
  const addressee = link === 'outcomes' ? undefined : found(addresseeOf(chain, link, of));
  const spokenFor = await readSpokenFor(tx);
  if (chain.struckBecause || !mayAdd(actor, link, { addressee, spokenFor }))
    throw notAllowed('chains.refusal.notYours');
  // Both are said before anybody writes in vain.
  if (link === 'completions' && isSaidDone(chain, of)) throw tooLate('chains.refusal.completed');
  if (link === 'verifications' && completionOf(chain, of)?.isOfReader)
    throw notAllowed('chains.refusal.self');
  return { link, of, chain };
}

async function linkForm(ask: LinkAsk): Promise<Answer> {
  return linkFormOf(ask, await mayForm(ask));
}

function linkFormOf(ask: LinkAsk, { link, chain: { asks: about } }: Allowed, again?: Again): Answer {
  const title = ask.t(`chains.form.${link}`);
  return chainForm(
    ask,
    { title, about, fields: fieldsOf[link], backHref: recommendationPaths.chain(ask.params.id) },
    again,
  );
}

async function addLink(ask: LinkAsk): Promise<Answer> {
  const { tx, t, body, params, today } = ask;
  const allowed = await mayForm(ask);
  const { link, of } = allowed;
  const read = readFields(fieldsOf[link], body, t);
  const problems = [...read.problems, ...(await alsoWrong(ask, link, read))];
  const wrong = wrongDay(allowed, { ...read.days, today: today.toString() }, t);
  if (wrong) problems.push(wrong);
  if (problems.length > 0) return linkFormOf(ask, allowed, { typed: read, problems });
  await recordLink(tx, params.id, linkFrom(link, of, read));
  return { goTo: recommendationPaths.chain(params.id), say: 'chains.said.recorded' };
}

/** What shows that it is done is an address that can be followed; an outcome is known by a record of the library, or by a source in words. */
async function alsoWrong({ tx, t }: LinkAsk, link: Link, { texts }: Typed): Promise<FieldProblem[]> {
  const url = (texts.url ?? '').trim();
  if (url !== '' && !isWebAddress(url)) return [{ field: 'url', text: t('chains.need.url') }];
  if (link !== 'outcomes') return [];
  const { record = '', source = '' } = texts;
  if (record.trim() === '')
    return source.trim() === '' ? [{ field: 'source', text: t('chains.need.source') }] : [];
  const number = smallNumber.safeParse(record);
  const there = number.success && (await readRecord(tx, number.data));
  return there ? [] : [{ field: 'record', text: t('chains.need.record') }];
}

const newOne = {
  path: recommendationPaths.ofRecord(':number'),
  access: ['librarian'],
  params: numberParams,
} as const;
const oneLink = {
  path: recommendationPaths.add(':id', ':link'),
  access: recorders,
  params: linkParams,
  query: ofQuery,
} as const;
/** Recording what became of a recommendation: librarians, those who answer for an organisation, those who verify. */
export const recordChainRoutes: readonly Route[] = [
  route({ ...newOne, method: 'GET', audit: formHoldsNothing, handle: (ask: NewAsk) => newForm(ask) }),
  route({ ...newOne, method: 'POST', audit: 'by the command', handle: recordNew }),
  route({ ...oneLink, method: 'GET', audit: formHoldsNothing, handle: (ask: LinkAsk) => linkForm(ask) }),
  route({ ...oneLink, method: 'POST', audit: 'by the command', handle: addLink }),
  ...speakerRoutes,
  ...nameRoutes,
];
