import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { conditionPaths } from './paths.ts';
import type { CaseConditions, Condition } from './queries/read-conditions.ts';

export type TypedAnswer = { condition: number; outcome: string; changedText: string; reason: string };
type Showing = { t: Translate; text: string; answer: TypedAnswer | undefined };

const outcomes = ['included', 'changed', 'declined'] as const;
const colours = { included: 'green', changed: 'teal', declined: 'red' } as const;

/** A patient's name as lists of the section write it. */
export const nameOf = (person: { familyName: string; givenNames: string }): string =>
  [person.familyName.toUpperCase(), person.givenNames].filter(Boolean).join(', ');

/** Everything the page of a case's conditions shows. */
export function conditionsModel(file: CaseConditions, { t, text, answer }: Showing) {
  const { caseId, conditions } = file;
  return {
    name: nameOf(file),
    reference: file.reference,
    waiting: conditions
      .filter(({ outcome }) => outcome === null)
      .map(condition => waitingModel(condition, { caseId, t, answer })),
    answered: conditions
      .filter(({ outcome }) => outcome !== null)
      .map(condition => answeredModel(condition, t)),
    putForward: { action: conditionPaths.putForward(caseId), text },
  };
}

function waitingModel(
  { id, text, putForwardOn }: Condition,
  { caseId, t, answer }: { caseId: number; t: Translate; answer: TypedAnswer | undefined },
) {
  const typed = answer?.condition === id ? answer : undefined;
  return {
    ...{ id, text, on: t('conditions.on', { day: showDay(putForwardOn, t) }) },
    action: conditionPaths.answer(caseId, id),
    changedText: typed?.changedText ?? '',
    reason: typed?.reason ?? '',
    choices: outcomes.map(value => ({
      ...{ value, text: t(`conditions.outcome.${value}`), chosen: typed?.outcome === value },
    })),
  };
}

function answeredModel(
  { text, outcome, changedText, reason, answeredOn, answerer }: Condition,
  t: Translate,
) {
  const state = outcome ?? 'declined';
  return {
    ...{ text, changedText: changedText ?? '', reason: reason ?? '' },
    state: { text: t(`conditions.state.${state}`), colour: colours[state] },
    by: t('conditions.answered', { name: answerer ?? '', day: answeredOn ? showDay(answeredOn, t) : '' }),
  };
}
