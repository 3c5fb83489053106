import type { z } from 'zod';
import { type Translate, textOf } from '../../../platform/language/index.ts';
import { showDay } from '../../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  type Body,
  boxesOf,
  type DayBoxes,
  type FieldProblem,
  found,
  idParams,
  one,
  type Route,
  readDay,
  refusalFrom,
  route,
  typedBoxes,
} from '../../../platform/web/index.ts';
import { giveConsent, withdrawConsent } from './give-consent.ts';
import { consentPaths } from './paths.ts';
import { type Consent, type FoundHelper, findHelpers, readConsents } from './queries.ts';

type Asked = Ask<unknown, unknown>;
const subject = ['subject'] as const;
/**
 * A consent that is not asked about again within a year is none. In days, as the database counts them: a year in which
 * there is a 29 February would be one day longer than it takes.
 */
const longest = { days: 365 };
const usual = { months: 6 };

function shownConsent(consent: Consent, t: Translate) {
  const lastDay = Temporal.PlainDate.from(consent.untilOn).subtract({ days: 1 });
  return {
    name: consent.name,
    role: textOf(t, `people.role.${consent.capacity}`),
    place: consent.place,
    may: t(
      consent.mayAsk ? 'my.consent.mayAsk' : consent.mayWrite ? 'my.consent.mayWrite' : 'my.consent.mayRead',
    ),
    staysIn: consent.staysIn,
    from: showDay(consent.fromOn, t),
    until: showDay(lastDay, t),
    isOpen: consent.isOpen,
    ended: consent.withdrawnAt ? t('my.consent.withdrawn') : t('my.consent.over'),
    withdrawHref: consentPaths.withdraw(consent.id),
  };
}

async function helpersPage({ tx, t }: Asked, again?: { lookedFor: string }): Promise<Answer> {
  const consents = await readConsents(tx);
  return {
    page: 'casework/person/consent/views/helpers.njk',
    title: t('my.consent.title'),
    about: { caseId: consents[0]?.caseId ?? null, detail: { consents: consents.map(({ id }) => id) } },
    model: {
      consents: consents.map(consent => shownConsent(consent, t)),
      findAction: consentPaths.find(),
      lookedFor: again?.lookedFor ?? '',
    },
    problems: again && [{ field: 'for', text: t('my.consent.tooShort') }],
  };
}

type Chosen = { helper: string; write: string; until: DayBoxes };

function choosePage(
  { t, today }: Asked,
  shown: { lookedFor: string; found: FoundHelper[]; chosen?: Chosen; problems?: FieldProblem[] },
): Answer {
  const { lookedFor, found: helpers, chosen, problems } = shown;
  return {
    page: 'casework/person/consent/views/choose.njk',
    title: t('my.consent.choose'),
    backHref: consentPaths.helpers(),
    model: {
      lookedFor,
      helpers: helpers.map(({ accountId, role, name, place }) => ({
        value: `${accountId} ${role}`,
        text: name,
        hint: `${textOf(t, `people.role.${role}`)}, ${place}`,
      })),
      helper: chosen?.helper ?? '',
      write: chosen?.write ?? '',
      until: chosen?.until ?? boxesOf(today.add(usual)),
      giveAction: consentPaths.give(),
      findAction: consentPaths.find(),
    },
    problems,
  };
}

const lookedForIn = (body: Body) => one(body, 'for').trim().slice(0, 100);

async function find(ask: Asked): Promise<Answer> {
  const lookedFor = lookedForIn(ask.body);
  if (lookedFor.length < 2) return helpersPage(ask, { lookedFor });
  return choosePage(ask, { lookedFor, found: await findHelpers(ask.tx, lookedFor) });
}

/** The last day that was chosen, or what is wrong with it. */
function lastDayIn({ body, t, today }: Asked): Temporal.PlainDate | FieldProblem {
  const read = readDay(body, 'until', { what: 'my.consent.until', t });
  if (!read.ok) return read.problem;
  const isTooEarly = Temporal.PlainDate.compare(read.day, today) < 0;
  const isTooLate = Temporal.PlainDate.compare(read.day, today.add(longest)) > 0;
  if (!isTooEarly && !isTooLate) return read.day;
  const last = showDay(today.add(longest), t);
  return { field: 'until-day', text: t(isTooEarly ? 'my.consent.past' : 'my.consent.tooLong', { last }) };
}

async function give(ask: Asked): Promise<Answer> {
  const { tx, body, t, actor } = ask;
  const until = typedBoxes(body, 'until');
  const chosen = { helper: one(body, 'helper'), write: one(body, 'write'), until };
  const lookedFor = lookedForIn(body);
  const helpers = await findHelpers(tx, lookedFor);
  const helper = helpers.find(({ accountId, role }) => `${accountId} ${role}` === chosen.helper);
  const lastDay = lastDayIn(ask);
  const problems: FieldProblem[] = [
    ...(helper ? [] : [{ field: 'helper', text: t('my.consent.nobodyChosen') }]),
    ...(['yes', 'no', 'ask'].includes(chosen.write)
      ? []
      : [{ field: 'write', text: t('my.consent.mayNotChosen') }]),
    ...('field' in lastDay ? [lastDay] : []),
  ];
  if (!helper || 'field' in lastDay || problems.length > 0) {
    return choosePage(ask, { lookedFor, found: helpers, chosen, problems });
  }
  // A solicitor reads and advises; words are written down by those whose work that is.
  const mayAsk = chosen.write === 'ask';
  const mayWrite = mayAsk || (chosen.write === 'yes' && helper.role === 'advocate');
  try {
    await giveConsent(tx, { ...helper, mayWrite, mayAsk, untilOn: lastDay.add({ days: 1 }), actor });
  } catch (error) {
    // Somebody who helps already: said beside the names, where another can be chosen.
    if (refusalFrom(error)?.sentence !== 'my.consent.refusal.already') throw error;
    const already = [{ field: 'helper', text: t('my.consent.refusal.already') }];
    return choosePage(ask, { lookedFor, found: helpers, chosen, problems: already });
  }
  return { goTo: consentPaths.helpers(), say: 'my.consent.given' };
}

async function withdrawPage({ tx, params, t }: Ask<z.infer<typeof idParams>, unknown>): Promise<Answer> {
  const consent = found((await readConsents(tx)).find(({ id, isOpen }) => id === params.id && isOpen));
  return {
    page: 'casework/person/consent/views/withdraw.njk',
    title: t('my.consent.withdrawTitle'),
    backHref: consentPaths.helpers(),
    about: { caseId: consent.caseId, detail: { consent: consent.id } },
    model: { consent: shownConsent(consent, t), keepHref: consentPaths.helpers() },
  };
}

/** The person says who helps them, with what and until when, and takes it back whenever they want. */
export const consentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: consentPaths.helpers(),
    access: subject,
    audit: 'people.consent.read',
    handle: ask => helpersPage(ask),
  }),
  route({
    method: 'POST',
    path: consentPaths.find(),
    access: subject,
    audit: 'none: names of solicitors and advocates at work only',
    once: false,
    handle: find,
  }),
  route({
    method: 'POST',
    path: consentPaths.give(),
    access: subject,
    audit: 'by the command',
    handle: give,
  }),
  route({
    method: 'GET',
    path: consentPaths.withdraw(':id'),
    access: subject,
    audit: 'people.consent.read',
    params: idParams,
    handle: withdrawPage,
  }),
  route({
    method: 'POST',
    path: consentPaths.withdraw(':id'),
    access: subject,
    audit: 'by the command',
    params: idParams,
    handle: async ({ tx, params }) => {
      const { staysIn } = await withdrawConsent(tx, params.id);
      return {
        goTo: consentPaths.helpers(),
        say: staysIn ? 'my.consent.takenBackAsking' : 'my.consent.takenBack',
      };
    },
  }),
];
