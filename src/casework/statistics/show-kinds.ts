import { numberText, type Translate } from '../../platform/language/index.ts';
import { barChart, hidden, type Shown } from '../../platform/statistics/index.ts';
import { type Kind, nameOf } from './names.ts';
import type { Edition, Numbers } from './numbers.ts';
import { newest, ruleOf, type Section } from './section.ts';
import { withShares } from './shares.ts';
import { shownCount } from './show-table.ts';

/** Reports that fell due: which came in time, which late, and which did not, a row for each year and kind of report. */
export const showDue = (numbers: Numbers, t: Translate): Section[] =>
  kindsSection('due', { of: newest(numbers.editions, 'due'), row: 'report', column: 'came', t });

/** Whether the person's words went with documents other than leave applications, and were answered. */
export function showDocuments(numbers: Numbers, t: Translate): Section[] {
  const of = newest(numbers.editions, 'documents');
  const sections = kindsSection('documents', { of, row: 'documents', column: 'words', t });
  const cells = linesOf(of).map(line => line.cells);
  return sections.map(section => withShares(section, cells, t));
}

type Kinds = { of: readonly Edition[]; row: Kind; column: Kind; t: Translate };
type Line = { year: string; code: string; cells: readonly Shown[] };

// The last row is of all kinds together; kinds of which there were none in a year say nothing.
const linesOf = (of: readonly Edition[]): Line[] =>
  of.flatMap(({ period, body }) =>
    body.rows
      .map((code, at) => ({ year: period.slice(0, 4), code, cells: body.cells[at] ?? [] }))
      .filter(({ cells }) => cells.some(cell => cell === hidden || cell > 0)),
  );

function kindsSection(id: 'due' | 'documents', { of, row, column, t }: Kinds): Section[] {
  const [latest] = of;
  const lines = linesOf(of).map(line => ({ ...line, name: `${line.year}, ${nameOf(row, line.code, t)}` }));
  if (!latest || lines.length === 0) return [];
  const title = t(`statistics.${id}.title`);
  const named = latest.body.columns.map(code => nameOf(column, code, t));
  const parts = named.slice(0, -1);
  return [
    {
      ...{ id, title, about: t(`statistics.${id}.about`), rule: ruleOf(latest, t) },
      picture: barChart({
        ...{ id: `chart-${id}`, title, description: t(`statistics.${id}.description`), parts },
        bars: lines.map(({ name, cells }) => ({ name, values: cells.slice(0, parts.length) })),
        written: numberText,
      }),
      table: {
        caption: title,
        head: [t('statistics.decisions.row'), ...named],
        rows: lines.map(({ name, cells }) => ({ name, cells: cells.map(count => shownCount(count, t)) })),
        endsInTotal: false,
      },
    },
  ];
}
