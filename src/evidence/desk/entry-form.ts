import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Body, one } from '../../platform/web/index.ts';
import { writeCreators } from '../record/creators-text.ts';
import type { Entry, EntryField } from '../record/entry.ts';
import { recordTypes } from '../record/kinds.ts';
import { type detailFields, roleText, typeText } from '../record/show-record.ts';

// What comes first is asked for by itself; the details stand in groups, beside each other where there is room.
const first = ['type', 'title', 'creators', 'summary', 'keywords'] as const;
const groups = {
  published: [
    ...(['shortTitle', 'genre', 'date', 'year', 'place', 'publisher', 'edition', 'extent'] as const),
    ...([
      'container',
      'containerShort',
      'volume',
      'issue',
      'pages',
      'series',
      'seriesNumber',
      'event',
    ] as const),
    ...(['country', 'language'] as const),
  ],
  numbers: ['reportNumber', 'doi', 'url', 'archivedUrl', 'pmid', 'pmcid', 'isbn', 'issn'],
  library: ['shelfNumber', 'source', 'accessed', 'rights', 'licence', 'notes'],
} as const satisfies Readonly<Record<string, readonly (typeof detailFields)[number][]>>;

/** The fields of the form in their order. What a file said that has no field is kept and not shown. */
export const entryFields = [...first, ...Object.values(groups).flat()];
export type FormField = (typeof entryFields)[number];

/** Lists of which each line is one. */
export const listed: readonly EntryField[] = ['keywords', 'isbn', 'issn'];
const long: readonly EntryField[] = ['creators', 'summary', 'notes', ...listed];
const hinted: readonly EntryField[] = [
  'creators',
  'keywords',
  'notes',
  'date',
  'accessed',
  'isbn',
  'issn',
  'doi',
  'extent',
  'pages',
  'reportNumber',
];
// As wide as what they hold.
const widths: Readonly<Partial<Record<FormField, number>>> = {
  ...{ year: 4, volume: 10, issue: 10, edition: 10, seriesNumber: 10, pages: 20, extent: 10, date: 20 },
  ...{ accessed: 20, pmid: 10, pmcid: 10, language: 20, country: 20, shelfNumber: 20, reportNumber: 20 },
};

/** What the form shows, by field. */
export type Typed = Readonly<Record<string, string>>;

/** A record as the form shows it. */
export function typedOf(entry: Entry, t: Translate): Typed {
  const text = (field: FormField): string => {
    if (field === 'creators')
      return writeCreators(entry.creators ?? [], role => t(roleText(role))).join('\n');
    if (field === 'notes') return entry.notes?.join('\n\n') ?? '';
    const value = entry[field];
    return Array.isArray(value) ? value.join('\n') : String(value ?? '');
  };
  return Object.fromEntries(entryFields.map(field => [field, text(field)]));
}

/** What was typed, as it was typed. */
export function typedIn(body: Body): Typed {
  return Object.fromEntries(entryFields.map(field => [field, one(body, field)]));
}

/** The form of a record: the boxes that come first, and the others in groups. */
export function formOf(typed: Typed, t: Translate) {
  const boxes = boxesOf(typed, t);
  const those = (names: readonly FormField[]) => boxes.filter(({ name }) => names.includes(name));
  return {
    boxes: those(first),
    groups: Object.entries(groups).map(([group, names]) => ({
      text: t(`finding.byField.group.${group}` as TextKey),
      boxes: those(names),
    })),
  };
}

/** The boxes of all fields. */
export function boxesOf(typed: Typed, t: Translate) {
  return entryFields.map(field => ({
    ...{ name: field, value: typed[field] ?? '', text: t(`evidence.field.${field}` as TextKey) },
    ...(hinted.includes(field) ? { hint: t(`finding.hint.${field}` as TextKey) } : {}),
    ...(widths[field] ? { width: `govuk-input--width-${widths[field]}` } : {}),
    ...(long.includes(field) ? { rows: field === 'summary' ? 10 : 4 } : {}),
    ...(field === 'type'
      ? { choices: recordTypes.map(type => ({ value: type, text: t(typeText(type)) })) }
      : {}),
  }));
}
