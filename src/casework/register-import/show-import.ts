import type { Translate } from '../../platform/language/index.ts';
import { fields, type Mapping } from './fields.ts';
import type { Import } from './queries/read-import.ts';

/** The counts of an import, each with a sentence; in the order in which they matter. */
export function countsModel({ state, fresh, imported, unchanged, refused }: Import, t: Translate): string[] {
  const begun = state === 'imported' || state === 'abandoned';
  return [
    begun ? t('import.count.imported', { count: imported }) : t('import.count.fresh', { count: fresh }),
    t('import.count.unchanged', { count: unchanged }),
    t('import.count.refused', { count: refused }),
  ];
}

/** Each field with the columns of the file that it can be, and what stands in the first rows of the one that is chosen. */
export function columnsModel({ headings, sample, encoding, rows }: Import, mapping: Mapping, t: Translate) {
  const columns = headings.map((heading, at) => ({
    at,
    text: heading === '' ? t('import.columns.unnamed', { number: at + 1 }) : heading,
  }));
  return {
    found: t('import.columns.found', { rows, columns: headings.length }),
    encoding: encoding === 'windows-1252' ? t('import.columns.windows') : '',
    columns,
    fields: fields.map(({ name, needed }) => ({
      ...{ name, needed: needed ?? false, chosen: mapping[name] ?? null },
      title: t(`import.field.${name}`),
      means: t(`import.means.${name}`),
      sample: sample.flatMap(cells => cells[mapping[name] ?? -1]?.slice(0, 40) || []).join(' · '),
    })),
  };
}
