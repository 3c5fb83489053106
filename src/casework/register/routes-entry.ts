import { z } from 'zod';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import {
  type Answer,
  type Ask,
  boxesOf,
  caseParams,
  type Route,
  readDay,
  route,
} from '../../platform/web/index.ts';
import { flagPaths } from '../flags/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { statisticsPaths } from '../statistics/paths.ts';
import { authorityChoices, typedAuthority } from './authority-form.ts';
import { keepParticulars } from './commands/keep-particulars.ts';
import { registerPaths } from './paths.ts';
import { type Entry, readEntry } from './queries/read-entry.ts';
import {
  headOf,
  owedIn,
  showAuthorities,
  showCorrections,
  showDayOfEntry,
  showMovements,
  showOwed,
  showUnexplained,
} from './show-entry.ts';
import { readTyped, type Typed } from './typed.ts';

export type EntryAsk = Ask<z.infer<typeof caseParams>, unknown>;

const dayBox = z.string().max(20).optional().catch(undefined);
export const dayQuery = z.object({ 'on-day': dayBox, 'on-month': dayBox, 'on-year': dayBox });
export type DayQuery = z.infer<typeof dayQuery>;

/**
 * The day that a page was asked for: what was typed, and the day; today when nothing, or no day, was typed.
 * @param asking what the day is called in a sentence, today, and the language
 * @returns also `refused`, what the answer says more when something was typed that is no day
 */
export function dayAsked(
  query: DayQuery,
  { what, today, t }: { what: TextKey; today: Temporal.PlainDate; t: Translate },
) {
  const read = readDay(query, 'on', { what, t });
  if (read.ok) return { boxes: read.typed, day: read.day, refused: {} };
  if (read.isEmpty) return { boxes: boxesOf(today), day: today, refused: {} };
  return { boxes: read.typed, day: today, refused: { problems: [read.problem] } };
}

/** What was typed into one of the forms of the page, to be shown again. */
export type Again = { authority?: Typed; particulars?: Typed };

const flags = ['longTermLeave', 'supervisedDischarge', 'technicalRecall'] as const;
const flagTexts: Record<(typeof flags)[number], TextKey> = {
  longTermLeave: 'register.flag.longTermLeave',
  supervisedDischarge: 'register.flag.supervisedDischarge',
  technicalRecall: 'register.flag.technicalRecall',
};

function showParticulars(entry: Entry, typed: Typed | undefined, t: Translate) {
  return {
    namedPlace: typed?.texts.namedPlace ?? entry.namedPlace,
    boundary: typed?.texts.boundary ?? entry.boundary,
    flags: flags.filter(name => entry[name]).map(name => t(flagTexts[name])),
    flagsHref: flagPaths.case(entry.caseId),
  };
}

/** The form of an authority as it begins: with what a court made, where that is not entered yet. */
function beginningWith(owed: ReturnType<typeof owedIn>): Typed {
  const begins = typedAuthority();
  if (!owed?.made) return begins;
  const order = boxesOf(owed.on);
  return { ...begins, texts: { ...begins.texts, kind: owed.made }, days: { ...begins.days, order } };
}

function formsOf(entry: Entry, again: Again, t: Translate) {
  const { caseId } = entry;
  const authority = again.authority ?? beginningWith(owedIn(entry));
  return {
    authority: {
      ...authority,
      action: registerPaths.authorities(caseId),
      kinds: authorityChoices(authority.texts.kind, t),
    },
    movementHref: registerPaths.movements(caseId),
  };
}

/** The register entry of a case; with what was typed when a form could not be taken. */
export async function entryPage(ask: EntryAsk, again?: Again, query: DayQuery = {}): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const entry = await readEntry(tx, params.caseId);
  const { boxes, day } = dayAsked(query, { what: 'register.asAt.day', today, t });
  const problems = [again?.authority, again?.particulars].flatMap(typed => typed?.problems ?? []);
  return {
    page: 'casework/register/views/entry.njk',
    title: t('register.title'),
    backHref: mhcsPaths.case(entry.caseId),
    model: {
      head: headOf(entry, t),
      unexplained: showUnexplained(entry, today.toString(), t),
      owed: showOwed(entry, t),
      day: { ...showDayOfEntry(entry, day.toString(), t), boxes, action: registerPaths.entry(entry.caseId) },
      authorities: showAuthorities(entry, t),
      movements: showMovements(entry, t),
      corrections: showCorrections(entry, t),
      forms: entry.closedOn ? null : formsOf(entry, again ?? {}, t),
      particulars: {
        ...showParticulars(entry, again?.particulars, t),
        ...{ action: registerPaths.particulars(entry.caseId), open: entry.closedOn === null },
      },
      characteristicsHref: statisticsPaths.characteristics(entry.caseId),
      security: entry.security ? t(`register.security.${entry.security}` as TextKey) : '',
    },
    problems,
    about: { caseId: entry.caseId },
  };
}

async function saveParticulars(ask: EntryAsk): Promise<Answer> {
  const { tx, params, body, t } = ask;
  const typed = readTyped(body, { days: {}, texts: ['namedPlace', 'boundary'] }, t);
  if (typed.problems.length > 0) return entryPage(ask, { particulars: typed });
  const { namedPlace = '', boundary = '' } = typed.texts;
  await keepParticulars(tx, await readEntry(tx, params.caseId), {
    namedPlace: namedPlace.trim(),
    boundary: boundary.trim(),
  });
  return { goTo: registerPaths.entry(params.caseId), say: 'register.said.particulars' };
}

export const entryRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: registerPaths.entry(':caseId'),
    access: mhcsRoles,
    audit: 'casework.register.read',
    params: caseParams,
    query: dayQuery,
    handle: ask => entryPage(ask, undefined, ask.query),
  }),
  route({
    method: 'POST',
    path: registerPaths.particulars(':caseId'),
    access: mhcsRoles,
    audit: 'by the command',
    params: caseParams,
    handle: saveParticulars,
  }),
];
