import type { Translate } from '../../platform/language/index.ts';
import { type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import { marksOf, markText, partText, type ScaleName, scales } from './scales.ts';

/** What is asked of somebody who grades a record on a scale, or settles on a grade. */
export function gradeFields(scale: ScaleName, because: 'because' | 'note'): readonly Field[] {
  const marks = scales[scale].parts.map(
    (part): Field => ({
      ...{ kind: 'one', name: part, label: partText(part), need: 'grades.need.mark' },
      choices: marksOf(scale).map(mark => ({ value: String(mark), text: markText(scale, mark) })),
    }),
  );
  return [
    ...marks,
    { kind: 'text', name: 'because', label: `grades.field.${because}`, need: 'grades.need.because' },
  ];
}

/** What a form says of a grade; marks in the order of the parts. */
export function readGrade(
  scale: ScaleName,
  fields: readonly Field[],
  { body, t }: { body: Body; t: Translate },
): { typed: Typed; problems: readonly FieldProblem[]; marks: number[]; because: string } {
  const typed = readFields(fields, body, t);
  return {
    ...{ typed, problems: typed.problems, because: typed.texts.because ?? '' },
    marks: scales[scale].parts.map(part => Number(typed.texts[part])),
  };
}
