import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EarlierLeave } from './leave-facts.ts';
import { readyFacts } from './leave-facts-example.ts';
import { checkLeaveReportGates, leaveReportGateIds, recordedLeaveReported } from './leave-report-gates.ts';
import { leaveTakenIn } from './leave-taken.ts';

const today = Temporal.PlainDate.from('2026-11-22');
const leave = (startedOn: string, endedOn?: string, reportedUntil?: string): EarlierLeave => ({
  startedOn,
  ...(endedOn ? { endedOn } : {}),
  ...(reportedUntil ? { reportedUntil } : {}),
});

const cases: readonly [string, readonly EarlierLeave[], string][] = [
  ['without recorded leave', [], 'does not apply'],
  ['leave that ended more than two years ago', [leave('2023-01-01', '2024-11-21')], 'does not apply'],
  ['leave that the report covers to its end', [leave('2026-01-01', '2026-03-01', '2026-03-01')], 'passed'],
  ['leave that goes on and is in the report', [leave('2026-10-01', undefined, '2026-11-01')], 'passed'],
  ['leave that the report leaves out', [leave('2026-10-01')], 'blocked'],
  [
    'leave that the report does not follow to its end',
    [leave('2026-01-01', '2026-03-01', '2026-02-01')],
    'blocked',
  ],
];
for (const [name, recordedLeave, state] of cases)
  test(`gate LR-5: ${name}: ${state}`, () => {
    assert.equal(recordedLeaveReported({ recordedLeave }, today).state, state);
  });

test('gates LR-1 to LR-4 are those that every report has: complete, confirmed, the person asked, signed', () => {
  const facts = { ...readyFacts(), toConfirm: ['3'], recordedLeave: [] };
  const results = checkLeaveReportGates(facts, today);
  assert.deepEqual(
    results.map(({ gate }) => gate),
    [...leaveReportGateIds],
  );
  assert.equal(results.find(({ gate }) => gate === 'LR-2')?.state, 'blocked');
  const { signature: _, ...unsigned } = facts;
  assert.equal(checkLeaveReportGates(unsigned, today).find(({ gate }) => gate === 'LR-4')?.state, 'blocked');
  const silent = checkLeaveReportGates({ ...facts, opportunity: {} }, today);
  assert.equal(silent.find(({ gate }) => gate === 'LR-3')?.state, 'blocked');
});

const event = (kind: string, onDay: string, note = '') => ({ kind, onDay, note });

test('what was taken is one entry for each kind of leave that was granted and started, and each stop with its reason', () => {
  const started = [event('granted', '2026-01-01'), event('started', '2026-01-02')];
  const taken = leaveTakenIn([
    { documentId: 1, granted: ['escorted-day'], events: [event('granted', '2025-01-01')] },
    {
      documentId: 2,
      granted: ['escorted-day', 'extended-escorted', 'extended-unescorted', 'grounds'],
      events: [...started, event('suspended', '2026-02-01', 'Late back.'), event('completed', '2026-03-01')],
    },
    { documentId: 3, granted: ['medical-day'], events: [event('started', '2026-02-10')] },
  ]);
  assert.deepEqual(taken, {
    lastOn: '2026-03-01',
    leave: [
      { kind: 'escorted-day', from: '2026-01-02', until: '2026-03-01' },
      { kind: 'extended', from: '2026-01-02', until: '2026-03-01' },
      { kind: 'medical-day', from: '2026-02-10' },
    ],
    stops: [{ on: '2026-02-01', by: 'clinician', why: 'Late back.' }],
  });
  assert.equal(leaveTakenIn([]), undefined);
});
