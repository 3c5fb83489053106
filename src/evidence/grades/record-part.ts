import type { Translate } from '../../platform/language/index.ts';
import type { RecordPart } from '../record/record-part.ts';
import { gradePaths } from './paths.ts';
import { gradesOf, type RecordGrades } from './queries/read-grades.ts';
import { markText, partText, scaleNames, scales } from './scales.ts';

/** Where a grader goes from a record. */
export const gradeLinks = (number: number, t: Translate) =>
  scaleNames.map(scale => ({ text: t(scales[scale].name), href: gradePaths.grade(number, scale) }));

/** The evidence grades of a record on its page: what was settled on, and what two graders found where they differ. */
export const gradePart: RecordPart = {
  ...{ name: 'grades', place: 'beside', view: 'evidence/grades/views/on-record.njk' },
  reads: gradesOf,
  model: ({ read, t }) => {
    const grades = read as readonly RecordGrades[] | undefined;
    if (!grades || grades.length === 0) return undefined;
    const said = (scale: RecordGrades['scale'], marks: readonly number[]) =>
      scales[scale].parts.map((part, at) => ({
        part: scales[scale].parts.length > 1 ? t(partText(part)) : '',
        text: t(markText(scale, marks[at] ?? 0)),
      }));
    const from = (number: number | null) =>
      number === null ? '' : t('grades.from', { number: String(number) });
    return {
      meaningHref: gradePaths.meaning(),
      scales: grades.map(({ scale, findings, settled, others }) => ({
        name: t(scales[scale].name),
        grade: settled && said(scale, settled.marks),
        how: t(settled ? `grades.how.${settled.how}` : 'grades.how.open'),
        note: settled?.note ?? '',
        from: from(settled?.from ?? null),
        others: others.map(one => ({
          ...{ marks: said(scale, one.marks), how: t(`grades.how.${one.how}`), note: one.note ?? '' },
          from: from(one.from),
        })),
        findings:
          settled?.how === 'agreed' && findings.every(({ marks }) => marks.join() === settled.marks.join())
            ? []
            : findings.map(one => ({
                ...{ marks: said(scale, one.marks), because: one.because, from: from(one.from) },
              })),
      })),
    };
  },
};
