import { isTextKey, type TextKey, type Translate } from '../../platform/language/index.ts';
import { csvFile, csvLine } from '../../platform/statistics/index.ts';
import type { Problem } from '../formats/index.ts';
import { evidencePaths } from '../paths.ts';
import { nameOf } from '../record/entry.ts';
import { otherLanguage } from '../record/languages.ts';
import { typeText } from '../record/show-record.ts';
import type { ReportedRow, UnderstoodRow } from './queries/read-import.ts';

/** What is wrong with a line, in the reader's language. */
export const problemInWords = ({ text, values }: Problem, t: Translate): string =>
  isTextKey(text) ? t(text, values) : t('bring.problem.unstorable');

/** By which rule two records look like one. */
export const whyInWords = (why: readonly string[], t: Translate): string[] =>
  why.flatMap(rule => {
    const key = `bring.why.${rule}`;
    return isTextKey(key) ? [t(key as TextKey)] : [];
  });

/** Records of a file in which something was not understood: where, which, and why. */
export function troubleLines(rows: readonly ReportedRow[], t: Translate) {
  return rows.flatMap(({ problems, title, language, standing, number }) =>
    problems.map(problem => ({
      ...{ line: problem.line, number, title: title ?? '', lang: otherLanguage(language, t.language) },
      refused: standing === 'refused',
      sentence: problemInWords(problem, t),
    })),
  );
}

/** Records of a file that look like another: like which, why, and what became of them. */
export function alikeLines(rows: readonly ReportedRow[], t: Translate) {
  return rows.map(row => ({
    ...{ line: row.line, title: row.title ?? '', lang: otherLanguage(row.language, t.language) },
    why: row.standing === 'same' ? [t('bring.why.same')] : whyInWords(row.why, t),
    like: likeText(row, t),
    likeHref: row.likeRecord === null ? '' : evidencePaths.record(row.likeRecord),
    standing: t(`bring.standing.${row.standing}`),
  }));
}

/** The first records of a file as they were understood. */
export function understoodLines(rows: readonly UnderstoodRow[], t: Translate) {
  return rows.map(({ line, entry, record, standing }) => ({
    ...{ line, title: entry.title, year: entry.year ?? '', type: t(typeText(entry.type)) },
    lang: otherLanguage(entry.language, t.language),
    by: (entry.creators ?? []).slice(0, 3).map(nameOf).join('; '),
    href: record === null ? '' : evidencePaths.record(record),
    standing: t(`bring.standing.${standing}`),
  }));
}

function likeText({ likeRecord, likeTitle, likeRow }: ReportedRow, t: Translate): string {
  if (likeRecord !== null)
    return t('bring.like.record', { number: String(likeRecord), title: likeTitle ?? '' });
  return likeRow === null ? '' : t('bring.like.row', { number: String(likeRow) });
}

/** The same of every record of a file, as CSV: what became of it, why, and what stood there. */
export function reportAsCsv(rows: readonly ReportedRow[], t: Translate): string {
  const head = [
    ...([t('bring.report.number'), t('bring.report.line'), t('bring.report.title')] as const),
    ...([t('bring.report.standing'), t('bring.report.record'), t('bring.report.like')] as const),
    ...([t('bring.report.why'), t('bring.report.sentence'), t('bring.report.raw')] as const),
  ];
  const lines = rows.map(row =>
    csvLine([
      ...[row.number, row.line, row.title ?? '', t(`bring.standing.${row.standing}`), row.record ?? ''],
      ...[likeText(row, t), whyInWords(row.why, t).join('; ')],
      row.problems.map(problem => `${problem.line}: ${problemInWords(problem, t)}`).join('; '),
      row.standing === 'refused' ? (row.raw ?? '') : '',
    ]),
  );
  return csvFile([csvLine(head), ...lines]);
}
