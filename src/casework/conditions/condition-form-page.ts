import type { Translate } from '../../platform/language/index.ts';
import { boxesFor, drawFields, type Field, type Typed } from '../../platform/small-forms/index.ts';
import type { Answer, FieldProblem } from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import type { ConditionRefusal } from '../rules/conditions/may-set.ts';
import { conditionPaths } from './paths.ts';
import type { HeldCondition, SectionFile } from './queries/read-held.ts';
import { conditionModel } from './show-held.ts';

/** What was typed into a form that could not be taken. */
export type Again = { typed: Typed; problems: readonly FieldProblem[] };

type Form = { file: SectionFile; fields: readonly Field[]; typed: Typed; again: Again | undefined };
type About = {
  title: string;
  button: string;
  action: string;
  /** The condition that is changed or ended. */
  condition?: HeldCondition;
  /** What a new one was begun from. */
  standard?: string;
  result?: number | undefined;
  place?: number | undefined;
};

/** A form about one condition of a discharge, with what was typed when it could not be taken. */
export function formPage(
  { t, today }: { t: Translate; today: Temporal.PlainDate },
  { file, fields, typed, again }: Form,
  about: About,
): Answer {
  const { title, condition, ...form } = about;
  const kept = again?.typed ?? { ...typed, texts: { ...boxesFor('from', today), ...typed.texts } };
  return {
    page: 'casework/conditions/views/form.njk',
    title,
    backHref: conditionPaths.held(file.caseId),
    model: {
      caption: nameInLists(file),
      form: { ...form, fields: drawFields(fields, kept, t) },
      condition: condition && conditionModel(condition, { t, today }),
    },
    about: { caseId: file.caseId, ...(condition ? { detail: { condition: condition.id } } : {}) },
    ...(again ? { status: 422, problems: again.problems } : {}),
  };
}

/** A refusal beside the field of which it speaks. */
export const refusedAt = ({ field, says }: ConditionRefusal, t: Translate): FieldProblem => ({
  field: field === 'from' ? 'from-day' : field,
  text: t(says),
});
