import { z } from 'zod';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Answer, type Ask, type FieldProblem, type Route, route } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { publicReading } from '../public-reading.ts';
import { recordTypes } from '../record/kinds.ts';
import { typeText } from '../record/show-record.ts';
import { sayKeyword, sayTerm, type Wording, wordingFor } from '../thesaurus/wording.ts';
import {
  type ByField,
  formFields,
  formGroups,
  grades,
  isNoDay,
  isRecordType,
  queryOf,
  yearProblems,
} from './by-field.ts';
import { counted } from './field-terms.ts';
import { type Pickable, readPickable } from './queries/read-pickable.ts';
import { anything, chosen, searchHref } from './state.ts';
import { termsInSentence } from './terms-in-sentence.ts';
import { typed } from './typed.ts';
import { sayValue } from './value-text.ts';

const fields = z.object(Object.fromEntries(formFields.map(field => [field, typed])));
const byFieldQuery = z.object({
  fields: fields.optional(),
  /** Terms of the thesaurus that were picked, and whether what is part of them counts too. */
  term: chosen,
  narrower: z.literal('yes').optional().catch(undefined),
  ...{ go: typed, find: typed },
});
const whole = z.preprocess(sent => ({ ...(sent as object), fields: sent }), byFieldQuery);
type ByFieldAsk = Ask<unknown, z.infer<typeof whole>>;

const formOf = (sent: Record<string, string> = {}): ByField => ({
  ...sent,
  type: isRecordType(sent.type ?? '') ? (sent.type ?? '') : '',
});

async function byFieldPage({ tx, t, query }: ByFieldAsk): Promise<Answer> {
  const { go, term, narrower } = query;
  const form = formOf(query.fields);
  const problems = problemsOf(form, t);
  if (go !== '' && problems.length === 0)
    return { goTo: searchHref({ ...anything, q: queryOf(form), keyword: term, narrower }) };
  const wording = await wordingFor(tx, t, term);
  return {
    page: 'evidence/search/views/by-field.njk',
    title: t('finding.byField.title'),
    backHref: evidencePaths.search(),
    model: {
      terms: term.map(value => ({ value, ...sayKeyword(value, wording) })),
      ...{ narrower, pickAction: evidencePaths.pickTerms(), action: evidencePaths.byField() },
      groups: Object.entries(formGroups).map(([group, names]) => ({
        text: t(`finding.byField.group.${group}` as TextKey),
        fields: names.map(name => fieldOf(name, form, wording)),
      })),
    },
    ...(go === '' ? {} : { problems, status: 400 }),
  };
}

function problemsOf(form: ByField, t: Translate): FieldProblem[] {
  return [
    ...yearProblems(form).map(field => ({ field, text: t('finding.byField.year') })),
    ...(isNoDay(form) ? [{ field: 'accessed', text: t('finding.byField.day') }] : []),
  ];
}

const hints: Readonly<Record<string, TextKey>> = {
  words: 'finding.byField.hint.words',
  author: 'finding.byField.hint.author',
  date: 'finding.byField.hint.day',
  accessed: 'finding.byField.hint.day',
};
const years = new Set(['from', 'until']);
const short = new Set([...years, ...counted]);

function fieldOf(name: string, form: ByField, wording: Wording) {
  const { t } = wording;
  const hint = hints[name];
  const choices = choicesOf(name, wording);
  return {
    ...{ name, value: form[name] ?? '', text: t(`finding.field.${name}` as TextKey) },
    ...(hint ? { hint: t(hint) } : {}),
    ...{ isShort: short.has(name), isYear: years.has(name) },
    ...(choices ? { choices } : {}),
  };
}

function choicesOf(name: string, wording: Wording) {
  if (name === 'type') return recordTypes.map(value => ({ value, text: wording.t(typeText(value)) }));
  if (name === 'grade') return grades.map(value => ({ value, ...sayValue('grade', value, wording) }));
  return undefined;
}

/** Picking terms for that form: whatever was typed there goes along and comes back. */
async function pickPage({ tx, t, query }: ByFieldAsk): Promise<Answer> {
  const { term, find, narrower } = query;
  const shown = await readPickable(tx, find);
  const labels = new Set(shown.map(({ label }) => label));
  const kept = Object.entries({ ...formOf(query.fields), narrower: narrower ?? '' });
  return {
    page: 'evidence/search/views/pick-terms.njk',
    title: t('finding.pick.title'),
    backHref: evidencePaths.byField(),
    model: {
      ...{ find, action: evidencePaths.byField(), here: evidencePaths.pickTerms() },
      terms: shown.map(one => showPickable(one, term, t)),
      hidden: [
        ...kept.filter(([, value]) => value !== ''),
        // What was picked and is not among those that are shown stays picked.
        ...term.filter(label => !labels.has(label)).map(label => ['term', label]),
      ].map(([name, value]) => ({ name, value })),
    },
  };
}

function showPickable({ label, labelCy, names, broader }: Pickable, picked: readonly string[], t: Translate) {
  const notes = [
    termsInSentence(
      terms => t('finding.pick.partOf', { terms }),
      broader.map(one => sayTerm(one, t)),
      '; ',
    ),
    termsInSentence(
      text => t('finding.pick.also', { names: text }),
      names.map(name => sayTerm({ label: name, labelCy: null }, t)),
      '; ',
    ),
  ];
  return {
    value: label,
    ...sayTerm({ label, labelCy }, t),
    notes: notes.flat(),
    chosen: picked.includes(label),
  };
}

/** The form of every field, and picking terms for it. */
export const byFieldRoutes: readonly Route[] = [
  route({ ...publicReading, path: evidencePaths.byField(), query: whole, handle: byFieldPage }),
  route({ ...publicReading, path: evidencePaths.pickTerms(), query: whole, handle: pickPage }),
];
