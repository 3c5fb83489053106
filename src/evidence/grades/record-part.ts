import type { RecordPart } from '../record/parts.ts';
import { gradePaths } from './paths.ts';
import { gradesOf, type RecordGrades } from './queries/read-grades.ts';
import { markText, partText, scales } from './scales.ts';

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
    return {
      meaningHref: gradePaths.meaning(),
      scales: grades.map(({ scale, findings, settled }) => ({
        name: t(scales[scale].name),
        grade: settled && said(scale, settled.marks),
        how: t(settled ? `grades.how.${settled.how}` : 'grades.how.open'),
        note: settled?.note ?? '',
        findings:
          settled?.how === 'agreed'
            ? []
            : findings.map(({ marks, because }) => ({ marks: said(scale, marks), because })),
      })),
    };
  },
};
