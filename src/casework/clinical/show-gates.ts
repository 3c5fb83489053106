import type { TextKey, Translate } from '../../platform/language/index.ts';
import type { GateResult } from '../rules/gate.ts';
import type { Where } from '../rules/gate-outcome.ts';
import { clinicalPaths } from './paths.ts';

/** One gate as a page shows it. */
export type ShownGate = {
  readonly gate: string;
  readonly title: string;
  readonly state: { readonly text: string; readonly colour: string };
  readonly says: string;
  /** Where to put it right; empty when nothing is wrong. */
  readonly href: string;
};

const states: Record<GateResult['state'], { text: TextKey; colour: string }> = {
  passed: { text: 'casework.gate.passed', colour: 'green' },
  'does not apply': { text: 'casework.gate.notApplying', colour: 'grey' },
  'passed by exception': { text: 'casework.gate.exception', colour: 'yellow' },
  blocked: { text: 'casework.gate.blocked', colour: 'red' },
};

const signing = { text: 'casework.gate.toSign', colour: 'blue' } as const;

/** Sight and signature are given by signing, so before that they have not passed. */
const givenBySigning: readonly GateResult['gate'][] = [
  'LG-13',
  'AX-1',
  'AS-3',
  'AS-4',
  'DR-4',
  'DR-5',
  'LR-3',
  'LR-4',
  'PT-8',
  'PT-9',
];

/** The gates in words, those that are still to be done first. */
export function showGates(documentId: number, gates: readonly GateResult[], t: Translate): ShownGate[] {
  const shown = gates.map(gate => {
    const awaitsSigning = gate.state === 'passed' && givenBySigning.includes(gate.gate);
    const { text, colour } = awaitsSigning ? signing : states[gate.state];
    return {
      gate: gate.gate,
      title: t(gate.title),
      state: { text: t(text), colour },
      says: awaitsSigning ? t('casework.gate.bySigning') : saysOf(gate, t),
      href: gate.state === 'blocked' ? hrefOf(documentId, gate.where) : '',
    };
  });
  return [...shown.filter(({ href }) => href !== ''), ...shown.filter(({ href }) => href === '')];
}

/** The gates as they stood when the application was signed and sent, in their own order. */
export function showSubmittedGates(gates: readonly GateResult[], t: Translate): Omit<ShownGate, 'href'>[] {
  return gates.map(gate => ({
    gate: gate.gate,
    title: t(gate.title),
    state: { text: t(states[gate.state].text), colour: states[gate.state].colour },
    says: saysOf(gate, t),
  }));
}

function saysOf(gate: GateResult, t: Translate): string {
  if (gate.state === 'blocked') return t(gate.reason, gate.values);
  return gate.state === 'passed by exception' ? t(gate.says) : '';
}

function hrefOf(id: number, where: Where): string {
  switch (where.to) {
    case 'section':
      return `${clinicalPaths.section(id, where.section)}${where.field ? `#${where.field}` : ''}`;
    case 'parts':
      return clinicalPaths.application(id);
    case 'consultation':
      return `${clinicalPaths.consultations(id)}#who-${where.consultee}`;
    case 'opportunity':
      return clinicalPaths.words(id);
    case 'signature':
      return '#signed';
    case 'earlier leave':
      return `${clinicalPaths.section(id, '3g')}#leaveTaken`;
    case 'asked report':
      return clinicalPaths.patients();
    case 'information request':
      return clinicalPaths.information(id);
  }
}
