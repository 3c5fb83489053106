import type { TextKey } from '../../../platform/language/index.ts';
import { type DatedRule, datedRules, type RuleSource } from '../../../platform/time/index.ts';
import type { CaseFacts, Day } from '../clocks/facts.ts';
import { factsKnownOn } from '../clocks/known.ts';
import { day } from '../clocks/reading.ts';
import { act1983, ownDefault, since } from '../clocks/sources.ts';
import { standingOn } from '../clocks/standing.ts';
import { isMet, legalTest, type TestPart } from '../discharge/legal-tests.ts';
import { authorityKind } from '../register/authorities.ts';
import type { TribunalRefusal } from './may-apply.ts';

export const outcomes = [
  'absolute discharge',
  'conditional discharge',
  'deferred conditional discharge',
  'conditions changed',
  'no discharge',
  's74 notification',
  'withdrawn',
  'entered by mistake',
] as const;
export type Outcome = (typeof outcomes)[number];

export type OutcomeLaw = {
  /** From where it can come; from anywhere when it is not said. The register says the rest of what moves a case. */
  readonly stands?: 'in hospital' | 'conditionally discharged';
  /** The movement of the register by which it takes effect. */
  readonly movement?: string;
  /** What a transferred prisoner gets in the place of a discharge, which the Secretary of State has to agree to. */
  readonly prisoners?: 'only' | 'after notice';
  /** What may still come of it. */
  readonly followedBy?: readonly Outcome[];
};

const discharges: readonly Outcome[] = ['conditional discharge', 'absolute discharge'];
type Sourced = { readonly source: RuleSource; readonly value: OutcomeLaw };
const lawOf: Record<Outcome, Sourced> = {
  'absolute discharge': {
    source: act1983('sections 73(1) and 75(3)'),
    value: { movement: 'absolute discharge by the tribunal', prisoners: 'after notice' },
  },
  'conditional discharge': {
    source: act1983('section 73(2)'),
    value: { movement: 'conditional discharge by the tribunal', prisoners: 'after notice' },
  },
  'deferred conditional discharge': {
    source: act1983('section 73(7)'),
    value: {
      ...{ stands: 'in hospital', prisoners: 'after notice', followedBy: [...discharges, 'no discharge'] },
    },
  },
  'conditions changed': {
    source: act1983('section 75(3)'),
    value: { stands: 'conditionally discharged' },
  },
  'no discharge': { source: act1983('sections 73 and 75(3)'), value: {} },
  's74 notification': {
    source: act1983('section 74', 'background'),
    value: { stands: 'in hospital', prisoners: 'only', followedBy: discharges },
  },
  withdrawn: { source: act1983('section 77(2)'), value: {} },
  'entered by mistake': {
    source: ownDefault('what was entered by mistake stays readable and counts for nothing'),
    value: {},
  },
};

/** What a tribunal can make of a case, and what follows from it. */
export const outcomeRules: readonly DatedRule<OutcomeLaw>[] = datedRules(
  outcomes.map(id => ({ id, version: '1983-1', inForceFrom: since.act1983, ...lawOf[id] })),
);

/** What holds of an outcome; every one of them has stood since the Act of 1983. */
export const outcomeLaw = (outcome: Outcome): OutcomeLaw => lawOf[outcome].value;

export type AskedResult = {
  readonly outcome: Outcome;
  readonly decidedOn: Day;
  readonly onLiberty: boolean;
  /** What the tribunal found of its own test for conditions that deprive of liberty. */
  readonly found: readonly TestPart[];
  readonly tribunal: { readonly madeOn: Day; readonly results: readonly { readonly outcome: Outcome }[] };
  readonly facts: CaseFacts;
  readonly today: Day;
};

const refusal = (field: string, says: TextKey, rule: string): TribunalRefusal => ({ field, says, rule });

function refusedOfPrisoner({ outcome, tribunal, facts, decidedOn }: AskedResult) {
  const { prisoners } = outcomeLaw(outcome);
  if (!prisoners) return undefined;
  const standing = standingOn(factsKnownOn(facts, day(decidedOn)), decidedOn);
  const route =
    standing.is === 'not restricted' ? undefined : authorityKind(standing.authority.kind)?.tribunal;
  const isPrisoner = route === 's70 and s74';
  if (prisoners === 'only' && !isPrisoner)
    return refusal('outcome', 'tribunal.refusal.notPrisoner', 'MHA 1983 s74(1)');
  const wasNotified = tribunal.results.some(one => one.outcome === 's74 notification');
  return prisoners === 'after notice' && isPrisoner && !wasNotified
    ? refusal('outcome', 'tribunal.refusal.noticeFirst', 'MHA 1983 s74(1) and (2)')
    : undefined;
}

function refusedFromHere({ outcome, facts, decidedOn }: AskedResult) {
  const { stands } = outcomeLaw(outcome);
  const { is } = standingOn(factsKnownOn(facts, day(decidedOn)), decidedOn);
  return stands && stands !== is
    ? refusal('outcome', 'tribunal.refusal.resultStanding', `MHA 1983 ${lawOf[outcome].source.reference}`)
    : undefined;
}

/**
 * Conditions that deprive of liberty need the tribunal's own finding: another person is protected from serious harm by
 * them, and they are no less beneficial than staying in hospital. Source: Mental Health Act 1983, section 73(5A), (5B).
 */
function refusedOnLiberty({ onLiberty, found, decidedOn }: AskedResult) {
  if (!onLiberty) return undefined;
  const test = legalTest('supervised discharge', 'tribunal', day(decidedOn));
  if (!test) return refusal('liberty', 'tribunal.refusal.liberty', 'MHA 1983 s73(5A)');
  return isMet(test, Object.fromEntries(found.map(part => [part, true])))
    ? undefined
    : refusal('found', 'tribunal.refusal.found', `MHA 1983 ${test.section}`);
}

/**
 * Whether a result can be recorded; what it does in the register, the register says.
 * @returns the first refusal, or nothing when it can
 */
export function refuseResult(asked: AskedResult): TribunalRefusal | undefined {
  const { outcome, decidedOn, tribunal, today } = asked;
  if (decidedOn > today) return refusal('decided-day', 'tribunal.refusal.future', 'MHA 1983 s73');
  if (decidedOn < tribunal.madeOn)
    return refusal('decided-day', 'tribunal.refusal.beforeMade', 'MHA 1983 s77');
  const former = tribunal.results.at(-1);
  if (former && !outcomeLaw(former.outcome).followedBy?.includes(outcome))
    return refusal('outcome', 'tribunal.refusal.decided', 'MHA 1983 s73');
  return refusedOnLiberty(asked) ?? refusedOfPrisoner(asked) ?? refusedFromHere(asked);
}
