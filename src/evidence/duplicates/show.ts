import { isTextKey, type TextKey, type Translate } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import { evidencePaths } from '../paths.ts';
import { type Entry, type EntryField, nameOf } from '../record/entry.ts';
import { languageAndCode, otherLanguage } from '../record/languages.ts';
import { languageIn, typeText } from '../record/show-record.ts';
import { agree, type Choice, choicesFor, fieldsOfBoth, firstChoice } from './choose.ts';
import { duplicatePaths } from './paths.ts';
import type { Pair } from './queries/read-pair.ts';
import type { Worklist } from './queries/read-worklist.ts';

/** By which rules two records look like one. */
export const whyAlike = (why: readonly string[], t: Translate): string[] =>
  why.map(rule => t(`bring.why.${rule}` as TextKey));

const nameOfField = (field: EntryField, t: Translate): string => {
  const key = `evidence.field.${field}`;
  return isTextKey(key) ? t(key) : t('bring.pair.field.other');
};

function valuesOf(entry: Entry, field: EntryField, t: Translate): string[] {
  if (field === 'type') return [t(typeText(entry.type))];
  if (field === 'creators') return (entry.creators ?? []).map(nameOf);
  if (field === 'others')
    return Object.entries(entry.others ?? {}).map(([name, value]) => `${name}: ${value}`);
  if (field === 'language' && entry.language !== undefined)
    return [languageAndCode(entry.language, t.language)];
  const value = entry[field];
  return value === undefined ? [] : [value].flat().map(String);
}

const shortly = (entry: Entry) =>
  [(entry.creators ?? []).slice(0, 2).map(nameOf).join('; '), entry.title, entry.year]
    .filter(Boolean)
    .join(', ');

/** The list of pairs, and what was said last. */
export function worklistModel({ pairs, merges, apart }: Worklist, t: Translate) {
  const said = ({ by, at }: { by: string; at: string }) =>
    t('bring.pair.said', { by, at: showMoment(at, t) });
  return {
    pairs: pairs.map(({ one, other, why }) => ({
      href: duplicatePaths.pair(one.number, other.number),
      sides: [one, other].map(({ number, entry }) => ({
        ...{ number, text: shortly(entry), lang: otherLanguage(entry.language, t.language) },
      })),
      why: whyAlike(why, t),
    })),
    merges: merges.map(({ kept, merged, ...rest }) => ({
      href: duplicatePaths.pair(Math.min(kept, merged), Math.max(kept, merged)),
      text: t('bring.pair.merged.line', { merged: String(merged), kept: String(kept), title: rest.one }),
      said: said(rest),
    })),
    apart: apart.map(({ oneNumber, otherNumber, one, other, ...rest }) => ({
      href: duplicatePaths.pair(oneNumber, otherNumber),
      text: t('bring.pair.apart.line', {
        one: String(oneNumber),
        other: String(otherNumber),
        title: one,
        otherTitle: other,
      }),
      said: said(rest),
    })),
  };
}

type Showing = { readonly picked: ReadonlyMap<string, Choice>; readonly kept: string; readonly t: Translate };

/** Two records side by side: what they agree in, and a choice wherever they differ. */
export function pairModel(pair: Pair, { picked, kept, t }: Showing) {
  const { one, other, merge, apart } = pair;
  return {
    why: whyAlike(pair.why, t),
    sides: [one, other].map(({ number, version, state }) => ({
      ...{
        number,
        version,
        name: t('bring.pair.record', { number: String(number) }),
        href: evidencePaths.record(number),
        chosen: String(number) === kept,
      },
      state: state === 'public' ? '' : t(`bring.pair.state.${state}`),
    })),
    rows: fieldsOfBoth(one.entry, other.entry).map(field => rowOf(pair, field, { picked, t })),
    areThere: one.state === 'public' && other.state === 'public',
    merge: merge && {
      text: mergedText(merge, t),
      changedSince: merge.changedSince,
      href: duplicatePaths.part(merge.id),
    },
    apart: apart && t('bring.pair.apart.said', { ...apart, at: showMoment(apart.at, t) }),
    hrefs: {
      ...{ merge: duplicatePaths.pair(one.number, other.number), all: duplicatePaths.all() },
      ...{ different: duplicatePaths.different(one.number, other.number) },
      ...{ takeBack: duplicatePaths.takeBack(one.number, other.number) },
    },
  };
}

const mergedText = ({ by, kept, merged, at }: NonNullable<Pair['merge']>, t: Translate) =>
  t('bring.pair.merged.said', { by, kept: String(kept), merged: String(merged), at: showMoment(at, t) });

function rowOf({ one, other }: Pair, field: EntryField, { picked, t }: Omit<Showing, 'kept'>) {
  const chosen = picked.get(field) ?? firstChoice(one.entry, other.entry, field);
  return {
    ...{ field, name: nameOfField(field, t), differs: !agree(one.entry, other.entry, field) },
    cells: (['one', 'other'] as const).map(value => ({
      ...{ value, chosen: value === chosen },
      lang: languageIn({ one, other }[value].entry, field, t),
      texts: valuesOf({ one, other }[value].entry, field, t),
    })),
    ...{ mayBoth: choicesFor(one.entry, other.entry, field).includes('both'), both: chosen === 'both' },
  };
}
