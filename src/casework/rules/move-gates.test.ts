import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../../platform/forms/index.ts';
import { readyFacts } from './leave-facts-example.ts';
import { checkMoveGates, type MoveFacts, type MoveKind, moveGateIds } from './move-gates.ts';

const today = Temporal.PlainDate.from('2026-11-22');

type Case = readonly [said: string, kind: MoveKind, gate: string, facts: Partial<MoveFacts>, state: string];
const accepted = (answers: Answers) => ({ answers });
const way = (remissionWay: string, authority: string) => ({
  answers: { remissionWay },
  authorities: [authority],
});

const cases: readonly Case[] = [
  ['nobody said', 'transfer', 'TR-5', accepted({}), 'blocked'],
  ['no', 'transfer', 'TR-5', accepted({ accepted: 'no', acceptedOn: '2026-11-01' }), 'blocked'],
  ['yes without a day', 'transfer', 'TR-5', accepted({ accepted: 'yes' }), 'blocked'],
  ['yes, tomorrow', 'transfer', 'TR-5', accepted({ accepted: 'yes', acceptedOn: '2026-11-23' }), 'blocked'],
  ['yes, today', 'transfer', 'TR-5', accepted({ accepted: 'yes', acceptedOn: '2026-11-22' }), 'passed'],
  ['prison under s47', 'remission', 'RM-5', way('remission-prison', 's47/49'), 'passed'],
  ['licence under s45A', 'remission', 'RM-5', way('remission-licence', 's45A'), 'passed'],
  ['prison under s48', 'remission', 'RM-5', way('remission-prison', 's48/49'), 'blocked'],
  ['where they were held under s48', 'remission', 'RM-5', way('remission-remand', 's48/49'), 'passed'],
  ['anything under s37/41', 'remission', 'RM-5', way('remission-prison', 's37/41'), 'blocked'],
  ['nothing', 'remission', 'RM-5', { answers: {}, authorities: ['s47/49'] }, 'blocked'],
  ['not high profile', 'medical leave', 'ML-5', { answers: { highProfile: 'no' } }, 'blocked'],
  ['high profile', 'medical leave', 'ML-5', { answers: { highProfile: 'yes' } }, 'passed'],
  ['nothing in the way', 'extended leave', 'EL-10', {}, 'passed'],
  ['nobody asked under s47', 'remission', 'RM-6', { authorities: ['s47/49'], consultations: {} }, 'blocked'],
];

for (const [said, kind, gate, facts, state] of cases) {
  test(`gate ${gate} is ${state}: ${said}`, () => {
    const results = checkMoveGates(kind, { ...readyFacts(), toConfirm: [], ...facts }, today);
    assert.deepEqual(
      results.map(one => one.gate),
      moveGateIds(kind),
    );
    assert.equal(results.find(one => one.gate === gate)?.state, state);
  });
}
