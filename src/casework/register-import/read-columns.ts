import type { Translate } from '../../platform/language/index.ts';
import { type Body, type FieldProblem, one } from '../../platform/web/index.ts';
import { type FieldName, fields, type Mapping, missingFields } from './fields.ts';

/** Reads which column was chosen for each field. A column is chosen once, and what no row can do without has one. */
export function readColumns(
  body: Body,
  columns: number,
  t: Translate,
): { mapping: Mapping; problems: FieldProblem[] } {
  const mapping: Mapping = {};
  const problems: FieldProblem[] = [];
  const takenBy = new Map<number, FieldName>();
  for (const { name } of fields) {
    const typed = one(body, name);
    if (!/^\d{1,3}$/.test(typed) || Number(typed) >= columns) continue;
    const column = Number(typed);
    const other = takenBy.get(column);
    if (other)
      problems.push({
        field: name,
        text: t('import.columns.twice', {
          field: t(`import.field.${name}`),
          other: t(`import.field.${other}`),
        }),
      });
    takenBy.set(column, name);
    mapping[name] = column;
  }
  for (const field of missingFields(mapping))
    problems.push({ field, text: t('import.columns.missing', { field: t(`import.field.${field}`) }) });
  return { mapping, problems };
}
