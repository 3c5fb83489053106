import { type DatedRule, datedRules, rulesInForce } from '../../platform/time/index.ts';
import type { Day } from './clocks/facts.ts';

/** What MHCS decides about. The levels are those of the memberships: 1 caseworker to 9. */
export type Matter =
  | 'leave'
  | 'medical leave'
  | 'extended leave'
  | 'level transfer'
  | 'hospital transfer'
  | 'trial leave'
  | 'prison transfer'
  | 'remission'
  | 'recall'
  | 'urgent recall'
  | 'change of conditions'
  | 'relaxing conditions on liberty'
  | 'conditional discharge'
  | 'supervised discharge'
  | 'absolute discharge'
  | 'lifting of restrictions'
  | 'annual report'
  | 'discharge report'
  | 'leave report';

export type DelegationFlag = 'none' | 'noteworthy' | 'extremism';

/** One row: a matter with a flag needs at least this level, whatever the outcome is. */
export type DelegationRule = {
  readonly matter: Matter;
  readonly flag: DelegationFlag;
  readonly level: number;
};

const decided: readonly (readonly [Matter, none: number, noteworthy: number, extremism: number])[] = [
  ['leave', 2, 3, 4],
  ['medical leave', 2, 3, 4],
  ['extended leave', 3, 3, 4],
  ['level transfer', 2, 3, 4],
  ['hospital transfer', 2, 3, 4],
  ['trial leave', 2, 3, 4],
  ['prison transfer', 2, 3, 4],
  ['remission', 2, 3, 4],
  ['recall', 3, 3, 4],
  // Somebody alone at night must be able to act; what is missing is completed and read afterwards.
  ['urgent recall', 2, 2, 2],
  ['change of conditions', 2, 3, 4],
  // Never by the clinical team: sections 42(2A) and 73(5B).
  ['relaxing conditions on liberty', 3, 3, 4],
  ['conditional discharge', 3, 4, 4],
  ['supervised discharge', 3, 4, 4],
  ['absolute discharge', 4, 4, 4],
  ['lifting of restrictions', 4, 4, 4],
  // To read a report and to note it.
  ['annual report', 1, 2, 4],
  ['discharge report', 1, 2, 4],
  ['leave report', 1, 2, 4],
];

const row = (matter: Matter, flag: DelegationFlag, level: number): DatedRule<DelegationRule> => ({
  id: `${matter}, ${flag}`,
  version: '2024-11',
  source: { name: 'Ownwords default, to be replaced by the delegation table of MHCS', mark: 'design' },
  inForceFrom: '2024-11-20',
  value: { matter, flag, level },
});

/** The delegation table. Only that authority is delegated is verified: every level is ours until MHCS gives its own. */
export const delegationTable: readonly DatedRule<DelegationRule>[] = datedRules(
  decided.flatMap(([matter, none, noteworthy, extremism]) => [
    row(matter, 'none', none),
    row(matter, 'noteworthy', noteworthy),
    row(matter, 'extremism', extremism),
  ]),
);

/** What a case carries that raises the level. */
export type FlagsOfCase = {
  readonly noteworthy: boolean;
  readonly extremismLevel: 'none' | 'low' | 'medium' | 'high' | 'critical';
};

const isFlagged: Record<DelegationFlag, (flags: FlagsOfCase) => boolean> = {
  none: () => true,
  noteworthy: ({ noteworthy }) => noteworthy,
  extremism: ({ extremismLevel }) => extremismLevel === 'high' || extremismLevel === 'critical',
};

/**
 * The row that sets the lowest level for a decision: the highest of those that fit the flags of the case. An
 * author is never the one who authorises, whatever the level; the database holds that.
 * Source: MHCS acts under delegated authority (Stakeholder Engagement Framework, 2016); levels are design.
 * @param matter what is decided
 * @param about the flags of the case and the day of the decision
 * @param table the table
 * @returns the row, or undefined where none is in force: then nobody is high enough
 */
export function levelNeeded(
  matter: Matter,
  { flags, on }: { readonly flags: FlagsOfCase; readonly on: Day },
  table: readonly DatedRule<DelegationRule>[] = delegationTable,
): DatedRule<DelegationRule> | undefined {
  return rulesInForce(table, Temporal.PlainDate.from(on))
    .filter(({ value }) => value.matter === matter && isFlagged[value.flag](flags))
    .toSorted((one, other) => other.value.level - one.value.level)[0];
}
