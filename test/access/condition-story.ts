import { conditionPaths } from '../../src/casework/conditions/paths.ts';
import type { Visitor } from '../browser-without-browser.ts';
import { dayBoxes, testDay } from '../days.ts';
import { mustGoOn } from '../victim-side.ts';
import { canaries } from './canaries.ts';

/** A condition of a discharge, as a tribunal set it and the section recorded it. */
export async function aConditionIsSet(caseworker: Visitor, caseId: number): Promise<void> {
  const condition = {
    ...{ wording: `Not to go to ${canaries.heldCondition.word}.`, plain: 'You do not go there.' },
    ...{ onLiberty: 'no', by: 'tribunal', ...dayBoxes('from', testDay) },
  };
  mustGoOn(await caseworker.post(conditionPaths.set(caseId), condition));
}
