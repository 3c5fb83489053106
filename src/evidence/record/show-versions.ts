import type { TextKey, Translate } from '../../platform/language/index.ts';
import { writeCreators } from './creators-text.ts';
import type { Entry, EntryField } from './entry.ts';
import { languageAndCode } from './languages.ts';
import { detailFields, languageIn, roleText, typeText } from './show-record.ts';
import { diffWords } from './word-diff.ts';

const order: readonly EntryField[] = [
  'type',
  'title',
  'creators',
  'summary',
  ...detailFields,
  'keywords',
  'others',
];

/** The fields in which two versions differ: each as the one has it and as the other, with what is gone and what is new. */
export function showDifference(one: Entry, other: Entry, t: Translate) {
  return order.flatMap(field => {
    const [before, after] = [fieldText(one, field, t), fieldText(other, field, t)];
    if (before === after) return [];
    const pieces = diffWords(before, after);
    return [
      {
        name: t(`evidence.field.${field}` as TextKey),
        langs: { before: languageIn(one, field, t), after: languageIn(other, field, t) },
        before: pieces.filter(({ is }) => is !== 'new'),
        after: pieces.filter(({ is }) => is !== 'gone'),
      },
    ];
  });
}

/** A field as text; lists have a line for each. */
function fieldText(entry: Entry, field: EntryField, t: Translate): string {
  if (field === 'type') return t(typeText(entry.type));
  if (field === 'creators') return writeCreators(entry.creators ?? [], role => t(roleText(role))).join('\n');
  if (field === 'language' && entry.language !== undefined)
    return languageAndCode(entry.language, t.language);
  if (field === 'others')
    return Object.entries(entry.others ?? {})
      .map(([name, said]) => `${name}: ${said}`)
      .join('\n');
  const value = entry[field];
  return Array.isArray(value) ? value.join('\n') : String(value ?? '');
}
