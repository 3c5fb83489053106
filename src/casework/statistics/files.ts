import { textIn, textOf } from '../../platform/language/index.ts';
import { csvFile, csvLine } from '../../platform/statistics/index.ts';
import { codesOf, type Kind, keyOf } from './names.ts';
import type { Edition } from './numbers.ts';
import { measuresScheme } from './tables.ts';

const fields = ['table', 'period', 'as_at', 'row', 'column', 'count', 'scheme'] as const;

/** Tables as a file, one number a line. Names are codes, the same in every language. */
export function editionsFile(editions: readonly Edition[]): string {
  return csvFile([csvLine(fields), ...editions.flatMap(linesOf)]);
}

function linesOf({ name, period, asAt, body, scheme }: Edition): string[] {
  return body.rows.flatMap((row, line) =>
    body.columns.map((column, at) =>
      csvLine([name, period, asAt, row, column, body.cells[line]?.[at] ?? null, scheme]),
    ),
  );
}

/** What each column of the file and each code in it means, in both languages. */
export function dataDictionary(): string {
  const [english, welsh] = [textIn('en'), textIn('cy')];
  const line = (field: string, code: string, key: string) =>
    csvLine([field, code, textOf(english, key), textOf(welsh, key)]);
  const codes = Object.entries(codesOf).flatMap(([kind, of]) =>
    of.map(code => line(kind, code, keyOf(kind as Kind, code))),
  );
  const rules = ['hospital-episodes', 'mental-health-services', measuresScheme].map(scheme =>
    line('scheme', scheme, `statistics.scheme.${scheme}`),
  );
  return csvFile([
    csvLine(['field', 'code', 'English', 'Cymraeg']),
    ...fields.map(field => line(field, '', `statistics.csv.${field}`)),
    ...codes,
    line('total', 'total', 'statistics.total'),
    ...rules,
  ]);
}
