import type { AuthorityCode } from './authorities.ts';
import { type Authority, endOf } from './authority-days.ts';
import { type Movement, readHistory } from './history.ts';

/** What the register still owes to a decision of a court: an authority that it made, and those that ended with it. */
export type Owed<A extends Authority = Authority> = {
  /** The day of the decision. */
  on: string;
  /** The authority that does not stand there yet. */
  made: AuthorityCode | undefined;
  /** Those that the decision ended and that have no end. */
  over: A[];
};

type CourtDecision = {
  kind: string;
  outcome: string;
  /** Under which authority the person stays: as it is made now, and as it was called before. */
  made: readonly [AuthorityCode, ...AuthorityCode[]];
  /** What it takes the place of. */
  over: readonly AuthorityCode[];
};

const insanity = ['DVCVA s24', 'CPIA s5', 'CPIA 1964'] as const;
const unsentenced = [
  ...(['s48/49', 's48/49 remand', 's48/49 magistrates'] as const),
  ...(['s48/49 civil', 's48/49 immigration', 's43/44'] as const),
];
const byCourt = { kind: 'disposal by court', over: unsentenced };

/** The decisions of a court after which somebody stays in hospital (MHA 1983 ss 43, 44, 51; CP(I)A 1964 ss 5, 5A). */
const decisions: readonly CourtDecision[] = [
  { ...byCourt, outcome: 'guilty, s37/41', made: ['s37/41'] },
  { ...byCourt, outcome: 'guilty, s45A', made: ['s45A'] },
  { ...byCourt, outcome: 'unfit to plead', made: insanity },
  { ...byCourt, outcome: 'not guilty by reason of insanity', made: insanity },
  { kind: 'fit to plead', outcome: 's37/41', made: ['s37/41'], over: insanity },
];
const kinds = new Set(decisions.map(({ kind }) => kind));

/**
 * What the last decision of a court changed in the authorities of somebody who stays in hospital and is not entered yet.
 * A movement says where the person is; by which authority, only whoever has the order before them can say.
 * @returns nothing when there was no such decision, or all of it is entered
 */
export function authorityOwed<A extends Authority>(
  movements: readonly Movement[],
  authorities: readonly A[],
): Owed<A> | undefined {
  const last = readHistory(movements)
    .steps.filter(({ movement }) => kinds.has(movement.kind))
    .map(({ movement: { kind, outcome, actualOn } }) => ({
      on: actualOn,
      decision: decisions.find(one => one.kind === kind && one.outcome === outcome),
    }))
    .at(-1);
  if (!last?.decision) return undefined;
  const { made, over } = last.decision;
  const lasting = authorities.filter(one => (endOf(one) ?? '9999') > last.on);
  const owed = {
    on: last.on,
    made: lasting.some(({ kind }) => made.some(code => code === kind)) ? undefined : made[0],
    over: lasting.filter(({ kind }) => over.some(code => code === kind)),
  };
  return owed.made || owed.over.length > 0 ? owed : undefined;
}
