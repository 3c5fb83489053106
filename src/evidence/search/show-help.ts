import type { TextKey, Translate } from '../../platform/language/index.ts';
import { evidencePaths } from '../paths.ts';
import { parts, type QueryField, termed, values, welshNames } from './fields.ts';
import { anything, searchHref } from './state.ts';

const ways = [
  ['prison councils', 'finding.help.words'],
  ['"service user involvement"', 'finding.help.phrase'],
  ['councils AND prison', 'finding.help.and'],
  ['forums OR councils', 'finding.help.or'],
  ['councils NOT school', 'finding.help.not'],
  ['councils -school', 'finding.help.without'],
  ['prison*', 'finding.help.begins'],
  ['(forums OR councils) AND probation', 'finding.help.brackets'],
  ['title:councils', 'finding.help.field'],
  ['author:"user voice"', 'finding.help.fieldPhrase'],
  ['year:2010-2016', 'finding.help.years'],
  ['https://doi.org/10.1016/S0140-6736(02)07740-1', 'finding.help.pasted'],
] as const satisfies readonly (readonly [string, TextKey])[];

/** What the box of search understands: each way with an example that can be tried, and every field. */
export function helpModel(t: Translate) {
  const fields: QueryField[] = [
    ...(Object.keys(parts) as (keyof typeof parts)[]),
    ...[...values, ...termed].filter(field => field !== 'grade'),
  ];
  return {
    ways: ways.map(([typed, key]) => ({
      ...{ typed, text: t(key) },
      href: searchHref({ ...anything, q: typed }),
    })),
    fields: fields.map(field => ({
      typed: `${(t.language === 'cy' && welshNames.get(field)) || field}:`,
      text: t(`finding.field.${field}` as TextKey),
    })),
    byFieldHref: evidencePaths.byField(),
  };
}
