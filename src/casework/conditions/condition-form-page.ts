import type { TextKey, Translate } from '../../platform/language/index.ts';
import { boxesFor, formPage, type ShortForm } from '../../platform/small-forms/index.ts';
import type { Answer, FieldProblem } from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import type { ConditionRefusal } from '../rules/conditions/may-set.ts';
import { conditionPaths } from './paths.ts';
import type { HeldCondition, SectionFile } from './queries/read-held.ts';
import { conditionModel } from './show-held.ts';

type About = {
  file: SectionFile;
  title: TextKey;
  form: ShortForm;
  /** The condition that is changed or ended. */
  condition?: HeldCondition;
};

/** A form about one condition of a discharge, with what was typed when it could not be taken. */
export function conditionPage(
  { t, today }: { t: Translate; today: Temporal.PlainDate },
  { file, title, form, condition }: About,
): Answer {
  return formPage(t, {
    ...{ title: t(title), backHref: conditionPaths.held(file.caseId), caption: nameInLists(file) },
    form: {
      ...form,
      begins: { ...form.begins, texts: { ...boxesFor('from', today), ...form.begins?.texts } },
    },
    page: 'casework/conditions/views/form.njk',
    shows: { condition: condition && conditionModel(condition, { t, today }) },
    about: { caseId: file.caseId, ...(condition ? { detail: { condition: condition.id } } : {}) },
  });
}

/** A refusal beside the field of which it speaks. */
export const refusedAt = ({ field, says }: ConditionRefusal, t: Translate): FieldProblem => ({
  field: field === 'from' ? 'from-day' : field,
  text: t(says),
});
