import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clocksOf } from './clocks-of.ts';
import type { CaseFacts, TribunalCase } from './facts.ts';
import { day } from './reading.ts';

const order: CaseFacts = { authorities: [{ kind: 's37/41', madeOn: '2010-01-15' }] };
const considered: TribunalCase = {
  id: 't',
  kind: 'application',
  madeOn: '2023-10-01',
  consideredOn: '2024-01-10',
};
const reference = (facts: CaseFacts, today = '2026-11-22') => {
  const clock = clocksOf(facts, day(today)).find(({ id }) => id === 'reference-in-hospital');
  return clock && [clock.startedOn.toString(), clock.due.toString(), clock.state, clock.why];
};

test('known since: a reference that was due before tribunals were recorded here is not said to be late', () => {
  assert.deepEqual(reference(order), ['2010-01-15', '2013-01-15', 'overdue', 'clocks.why.order']);
  assert.deepEqual(reference({ ...order, tribunalKnownSince: '2026-11-01' }), [
    ...['2026-11-01', '2029-11-01', 'running', 'clocks.why.knownSince'],
  ]);
});

test('known since: a tribunal that is recorded counts, and so does a time that ends after that day', () => {
  const known = { ...order, tribunalKnownSince: '2026-11-01' };
  assert.deepEqual(reference({ ...known, tribunalCases: [considered] }), [
    ...['2024-01-10', '2027-01-10', 'due soon', 'clocks.why.considered'],
  ]);
  const later: CaseFacts = { ...known, authorities: [{ kind: 's37/41', madeOn: '2024-01-15' }] };
  assert.deepEqual(reference(later), ['2024-01-15', '2027-01-15', 'due soon', 'clocks.why.order']);
});

test('known since: nobody is chased for the reference of a recall long ago, but for that of a new one', () => {
  const recalled = (on: string): CaseFacts => ({
    ...order,
    movements: [
      { kind: 'conditional discharge', on: '2015-01-01' },
      { kind: 'recall', on },
    ],
    tribunalKnownSince: '2026-11-01',
  });
  const isChased = (on: string) =>
    clocksOf(recalled(on), day('2026-11-22')).some(({ id }) => id === 'recall-reference');
  assert.deepEqual([isChased('2018-05-01'), isChased('2026-10-10')], [false, true]);
});
