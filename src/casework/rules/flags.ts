import { type DatedRule, datedRules, rulesInForce } from '../../platform/time/index.ts';

/** What marks a case for the section. The person never reads it. */
export const caseFlags = [
  'noteworthy',
  'extremism',
  'long-term leave',
  'supervised discharge',
  'technical recall',
] as const;
export type CaseFlag = (typeof caseFlags)[number];

/** How grave a concern about extremism is; every other flag is set or is not. */
export const extremismLevels = ['none', 'low', 'medium', 'high', 'critical'] as const;

export type FlagSetter = 'head_of_casework' | 'extremism_head';

/** Who sets which flag: dated data, because that there are such flags is read at the source and who sets them is not. */
export const flagSetters: readonly DatedRule<Readonly<Record<CaseFlag, FlagSetter>>>[] = datedRules([
  {
    id: 'flags',
    version: '1',
    source: { name: 'Ownwords default, to be replaced by what MHCS says of its flags', mark: 'design' },
    inForceFrom: '2015-01-01',
    value: {
      noteworthy: 'head_of_casework',
      extremism: 'extremism_head',
      'long-term leave': 'head_of_casework',
      'supervised discharge': 'head_of_casework',
      'technical recall': 'head_of_casework',
    },
  },
]);

/**
 * The flags that somebody sets.
 * Source: design brief, sections 2.3 (the flags) and 1 (the head of extremism casework is a post of its own).
 * @param roles the roles that they hold today
 */
export function flagsSetBy(roles: readonly string[], today: Temporal.PlainDate): readonly CaseFlag[] {
  return rulesInForce(flagSetters, today).flatMap(({ value }) =>
    caseFlags.filter(flag => roles.includes(value[flag])),
  );
}

/** Which level of authority opens a case again that is marked for extremism. Ours; the database holds the same. */
export const openingLevel: readonly DatedRule<number>[] = datedRules([
  {
    ...{ id: 'opening', version: '2026-1', inForceFrom: '2015-01-01', value: 4 },
    source: {
      name: 'Ownwords default: marking is for its own head, and opening for a high level',
      mark: 'design',
    },
  },
]);

/**
 * Whether a level of extremism keeps a case to its circle: every one but that of no concern.
 * Source: design brief, section 11.2, rule 3: the flag shrinks the list of readers.
 */
export const keepsToCircle = (level: string): boolean => level !== 'none';
