import { isTextKey, type TextKey, type Translate } from '../../platform/language/index.ts';
import { type Body, type FieldProblem, one } from '../../platform/web/index.ts';
import { type Column, type CsvMapping, namedRoles, type TableSample } from '../formats/index.ts';
import { detailFields, roleText } from '../record/show-record.ts';

/** What a column can be said to hold; the first two keep it under its own name, and leave it out. */
const choices = [
  ...(['', 'ignored', 'title', 'subtitle'] as const),
  ...namedRoles,
  ...(['type', 'summary', 'keywords'] as const),
  ...detailFields,
  ...(['pageStart', 'pageEnd', 'articleNumber'] as const),
] as const;
const several = new Set<string>(['', 'ignored', ...namedRoles, 'keywords', 'notes', 'isbn', 'issn']);

function nameOf(choice: (typeof choices)[number], t: Translate): string {
  if (choice === '') return t('bring.columns.keep');
  if (choice === 'ignored') return t('bring.columns.ignored');
  if (choice === 'subtitle' || choice === 'pageStart' || choice === 'pageEnd' || choice === 'articleNumber')
    return t(`bring.columns.${choice}`);
  const role = namedRoles.find(one => one === choice);
  if (role) return t(roleText(role));
  const key = `evidence.field.${choice}`;
  return isTextKey(key) ? t(key as TextKey) : choice;
}

/** What was chosen for each column, in their order. */
export const chosenIn = (body: Body, { headings }: TableSample): string[] =>
  headings.map((_, at) => {
    const choice = one(body, `column-${at}`);
    return (choices as readonly string[]).includes(choice) ? choice : '';
  });

/** What is chosen before anybody has: what was said before, else what the heading says. */
export function chosenBefore(
  { headings, columns }: TableSample,
  said: CsvMapping | null | undefined,
): string[] {
  const saidOf = (heading: string) =>
    Object.entries(said ?? {}).find(([, names]) => [names].flat().includes(heading))?.[0];
  const known = (column: Column | undefined) => (column === 'creators' ? 'author' : (column ?? ''));
  return headings.map((heading, at) => (said ? (saidOf(heading) ?? '') : known(columns[at])));
}

/** The columns of the form, each with its first values. */
export function columnsOfForm({ headings, rows }: TableSample, chosen: readonly string[], t: Translate) {
  return headings.map((heading, at) => ({
    name: `column-${at}`,
    heading: heading === '' ? t('bring.columns.nameless', { number: at + 1 }) : heading,
    samples: rows.map(row => (row[at] ?? '').slice(0, 120)).filter(text => text !== ''),
    choices: choices.map(value => ({ value, text: nameOf(value, t), chosen: chosen[at] === value })),
  }));
}

/** What is wrong with what was chosen: no title, or two columns for what there can be only one of. */
export function columnProblems(chosen: readonly string[], t: Translate): FieldProblem[] {
  const twice = chosen.flatMap((choice, at) =>
    !several.has(choice) && chosen.indexOf(choice) < at
      ? [
          {
            field: `column-${at}`,
            text: t('bring.columns.problem.twice', { field: nameOf(choice as (typeof choices)[number], t) }),
          },
        ]
      : [],
  );
  const none = chosen.includes('title')
    ? []
    : [{ field: 'column-0', text: t('bring.columns.problem.title') }];
  return [...none, ...twice.filter(({ field }) => none.length === 0 || field !== 'column-0')];
}

/** What was chosen, as the reader of tables takes it. */
export function mappingOf({ headings }: TableSample, chosen: readonly string[]): CsvMapping {
  const of = Map.groupBy(
    headings
      .map((heading, at) => ({ heading, choice: chosen[at] ?? '' }))
      .filter(({ choice }) => choice !== ''),
    ({ choice }) => choice,
  );
  return Object.fromEntries(
    [...of].map(([choice, columns]) => [choice, columns.map(({ heading }) => heading)]),
  );
}
