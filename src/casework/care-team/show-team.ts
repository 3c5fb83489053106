import { isTextKey, type Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { careTeamPaths } from './paths.ts';
import {
  type CareTeamFile,
  type Choice,
  type NamedCapacity,
  namedCapacities,
  type Standing,
} from './queries/read-team.ts';

/** As what somebody stands in a case; one that has no name is told as it is kept. */
export function capacityText(capacity: string, t: Translate): string {
  const key = `people.role.${capacity}`;
  return isTextKey(key) ? t(key) : capacity;
}

/** How a choice is sent: in which capacity, and who. */
export const codeOf = ({ capacity, who }: Pick<Choice, 'capacity' | 'who'>) => `${capacity}:${who}`;

function standingRow({ caseId, mine }: CareTeamFile, one: Standing, t: Translate) {
  return {
    ...{ name: one.name ?? t('careTeam.gone'), capacity: capacityText(one.capacity, t) },
    from: showDay(one.fromOn, t),
    until: one.untilOn ? showDay(one.untilOn, t) : '',
    endHref:
      one.untilOn === null && mine.includes(one.capacity) ? careTeamPaths.end(caseId, one.id) : undefined,
  };
}

/**
 * Whom somebody of this status needs and has not got, a sentence each: a clinician in hospital, both supervisors after a
 * discharge. Nobody reports on a discharge, and nobody asks for leave, until they stand in the case.
 */
export function missingCare(status: string, capacities: readonly string[], t: Translate): string[] {
  return (neededBy[status] ?? [])
    .filter(capacity => !capacities.includes(capacity))
    .map(capacity => t('careTeam.missing', { who: capacityText(capacity, t) }));
}

const neededBy: Readonly<Record<string, readonly NamedCapacity[]>> = {
  'in hospital': ['responsible_clinician'],
  'in trial leave hospital': ['responsible_clinician'],
  'conditionally discharged': ['social_supervisor', 'clinical_supervisor'],
};

const capacitiesIn = ({ standing }: CareTeamFile) =>
  standing.filter(({ untilOn }) => untilOn === null).map(({ capacity }) => capacity);

/** Who has somebody in their care, ready to be printed; `chosen` is what was sent and refused. */
export function teamModel(file: CareTeamFile, chosen: string, t: Translate) {
  const rows = (ended: boolean) =>
    file.standing.filter(({ untilOn }) => (untilOn !== null) === ended).map(one => standingRow(file, one, t));
  return {
    ...{ now: rows(false), before: rows(true), action: careTeamPaths.case(file.caseId) },
    missing: missingCare(file.status, capacitiesIn(file), t),
    mayName: file.mine.length > 0,
    groups: namedCapacities
      .map(capacity => ({
        label: capacityText(capacity, t),
        choices: file.choices
          .filter(choice => choice.capacity === capacity)
          .map(choice => ({
            code: codeOf(choice),
            text: [choice.name, choice.place].filter(Boolean).join(', '),
            selected: codeOf(choice) === chosen,
          })),
      }))
      .filter(({ choices }) => choices.length > 0),
  };
}
