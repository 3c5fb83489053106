import type { Translate } from '../../platform/language/index.ts';
import { boxesFor, type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import { type Body, type FieldProblem, one } from '../../platform/web/index.ts';
import { usualDayFor } from '../rules/clocks/report-rules.ts';
import type { Consent } from './queries/read-asked.ts';
import { showConsent } from './show-asked.ts';

export const askFields: readonly Field[] = [
  { kind: 'day', name: 'by', label: 'leaveReport.byDay' },
  { kind: 'text', name: 'what', label: 'leaveReport.whatElse', hint: 'leaveReport.whatElseHint' },
];

export const withdrawFields: readonly Field[] = [
  {
    ...{ kind: 'text', name: 'why', label: 'leaveReport.why', hint: 'leaveReport.whyHint' },
    need: 'leaveReport.problem.why',
  },
];

const all = 'all';

/** The form before anybody typed in it: the usual day is put forward. */
export const untouched = (today: Temporal.PlainDate): Typed => ({
  texts: boxesFor('by', usualDayFor(today)),
  lists: {},
});

/** What a report can be about: one consent, or all leave that was taken. */
export function aboutChoices(consents: readonly Consent[], typed: Typed, t: Translate) {
  const choices = [
    ...consents.map(consent => ({ code: String(consent.id), text: showConsent(consent, t) })),
    { code: all, text: t('leaveReport.aboutAll') },
  ];
  return choices.map(choice => ({ ...choice, selected: choice.code === typed.texts.about }));
}

/** Reads what is asked for: about which leave, by a day that is still to come, and what is to be in it. */
export function readAskForm(
  body: Body,
  { consents, today }: { consents: readonly Consent[]; today: Temporal.PlainDate },
  t: Translate,
) {
  const { problems, days, ...typed } = readFields(askFields, body, t);
  const about = one(body, 'about');
  const consentId = consents.find(({ id }) => String(id) === about)?.id ?? null;
  const wrong: FieldProblem[] = [...problems];
  if (consentId === null && about !== all)
    wrong.unshift({ field: 'about', text: t('leaveReport.problem.about') });
  if (days.by !== undefined && days.by <= today.toString())
    wrong.push({ field: 'by-day', text: t('leaveReport.problem.past') });
  return {
    typed: { ...typed, texts: { ...typed.texts, about } },
    ...{ problems: wrong, consentId, byOn: days.by ?? '', what: (typed.texts.what ?? '').trim() },
  };
}
