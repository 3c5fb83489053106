import { type DatedRule, datedRules, ruleInForce, rulesInForce } from '../../../platform/time/index.ts';

/** Of what a registered victim has a right to be told; each may be wanted or not. Community leave is none of it. */
export const tellable = ['discharge', 'conditions', 'changes', 'end'] as const;
export type Tellable = (typeof tellable)[number];

/** What a summary of a decision is about. */
export const summarised = [
  'conditional discharge',
  'absolute discharge',
  'discharge refused',
  'conditions changed',
  'conditions ended',
] as const;
export type Summarised = (typeof summarised)[number];

type Right = { readonly [what in Summarised]: Tellable };

/**
 * The duty to tell victims of sexual or violent offences of discharge, of conditions about them, of changes and of when
 * they end. Public guidance for victims treats community leave as confidential, so nothing here speaks of leave.
 */
export const rightsToBeTold: readonly DatedRule<Right>[] = datedRules([
  {
    id: 'victims-are-told',
    version: '1',
    source: {
      name: 'Domestic Violence, Crime and Victims Act 2004, as amended by the Mental Health Act 2007',
      reference: 'sections 36 to 44B',
      mark: 'seen in a copy',
    },
    inForceFrom: '2008-11-03',
    value: {
      'conditional discharge': 'discharge',
      'absolute discharge': 'discharge',
      'discharge refused': 'discharge',
      'conditions changed': 'changes',
      'conditions ended': 'end',
    },
  },
]);

/** Registered victims may give a personal statement on a discharge decision of the Secretary of State. */
export const personalStatements: readonly DatedRule<true>[] = datedRules([
  {
    id: 'victim-personal-statement',
    version: '1',
    source: { name: 'MHCS, victims of restricted patients', reference: 'from March 2024', mark: 'verified' },
    inForceFrom: '2024-03-01',
    value: true,
  },
]);

/** Who is asked about: where the victim stands, and what they want to be told. */
export type Told = {
  readonly standing: 'active' | 'opted out' | 'dormant';
  readonly wants: readonly Tellable[];
};

/**
 * Whether a victim is told of a decision: they have a right to it, want it, and have not opted out.
 * Source: design brief, section 6.5; LG-8 for whoever opted out or cannot be reached.
 */
export function mayBeTold(what: Summarised, { standing, wants }: Told, today: Temporal.PlainDate): boolean {
  if (standing !== 'active') return false;
  return wants.includes(ruleInForce(rightsToBeTold, 'victims-are-told', today).value[what]);
}

/** Whether a personal statement could be given on a day. Source: design brief, section 6.5 (from March 2024). */
export function mayGiveStatement(on: Temporal.PlainDate): boolean {
  return rulesInForce(personalStatements, on).length > 0;
}
