import type { Translate } from '../../platform/language/index.ts';
import { csvFile, csvLine } from '../../platform/statistics/index.ts';
import { fields, type Mapping } from './fields.ts';
import { problemInWords, type RowProblem } from './problem.ts';
import type { RefusedRow } from './queries/read-import.ts';

export type ReportLine = { row: number; column: string; cell: string; sentence: string };

/** What is wrong with rows, one line a problem: row, column, what stands there, and a sentence. */
export function reportLines(
  refused: readonly RefusedRow[],
  { headings, mapping }: { headings: readonly string[]; mapping: Mapping | null },
  t: Translate,
): ReportLine[] {
  const lineOf = ({ number, cells }: RefusedRow, problem: RowProblem): ReportLine => {
    const { field } = problem;
    const at = field === 'row' ? undefined : mapping?.[field];
    const own = fields.find(({ name }) => name === field)?.heading ?? t('import.field.row');
    return {
      row: number,
      column: at === undefined ? own : (headings[at] ?? own),
      cell: at === undefined ? '' : (cells?.[at] ?? ''),
      sentence: problemInWords(problem, t),
    };
  };
  return refused.flatMap(row => row.problems.map(problem => lineOf(row, problem)));
}

/** The same as CSV. */
export function reportAsCsv(lines: readonly ReportLine[], t: Translate): string {
  const head = csvLine([
    t('import.report.row'),
    t('import.report.column'),
    t('import.report.cell'),
    t('import.report.sentence'),
  ]);
  return csvFile([head, ...lines.map(line => csvLine([line.row, line.column, line.cell, line.sentence]))]);
}
