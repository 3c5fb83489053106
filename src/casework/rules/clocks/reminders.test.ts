import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RuleProblem } from '../../../platform/time/index.ts';
import type { KeptClock } from './kept-clock.ts';
import { day } from './reading.ts';
import { isEscalated, stepsReached, stepToSend } from './reminders.ts';

type Reminded = Parameters<typeof stepsReached>[0];
const report: Reminded = {
  ...{ kind: 'annual-report', owedBy: 'hospital', dueOn: '2026-03-31', soonOn: '2026-02-17', opensOn: null },
  ...{ pausedOn: null, expectedOn: null, inForce: true },
};
const right: Reminded = { ...report, owedBy: 'person', opensOn: '2026-01-05' };
const reached = (clock: Reminded, today: string) => stepsReached(clock, day(today)).map(({ step }) => step);

type Row = readonly [name: string, change: Partial<KeptClock>, today: string, steps: readonly string[]];
const rows: readonly Row[] = [
  ['nothing before it is due soon', {}, '2026-02-16', []],
  ['the first on the day on which it is due soon', {}, '2026-02-17', ['soon']],
  ['the second a week before', {}, '2026-03-24', ['soon', 'nearly']],
  ['no third on the last day in time', {}, '2026-03-31', ['soon', 'nearly']],
  ['the third on the day after', {}, '2026-04-01', ['soon', 'nearly', 'late']],
  ['escalation two weeks after', {}, '2026-04-14', ['soon', 'nearly', 'late', 'escalated']],
  ['nothing while it is paused', { pausedOn: '2026-03-01' }, '2026-04-14', []],
  ['nothing before its law begins', { inForce: false }, '2026-04-14', []],
  ['nothing until the day for which it was promised', { expectedOn: '2026-04-14' }, '2026-04-14', []],
  [
    'all again after that day',
    { expectedOn: '2026-04-14' },
    '2026-04-15',
    ['soon', 'nearly', 'late', 'escalated'],
  ],
  ['supervisors sooner', { owedBy: 'supervisors' }, '2026-04-07', ['soon', 'nearly', 'late', 'escalated']],
  ['the section soonest', { owedBy: 'section' }, '2026-04-03', ['soon', 'nearly', 'late', 'escalated']],
  [
    'what follows a recall at once, and whoever leads after two days',
    { kind: 'recall-told', dueOn: '2026-04-01', soonOn: '2026-04-01' },
    '2026-04-03',
    ['soon', 'late', 'escalated'],
  ],
  ['nobody of what law does alone', { owedBy: 'nobody' }, '2026-04-14', []],
];
for (const [name, change, today, steps] of rows) {
  test(`reminders: ${name}`, () => assert.deepEqual(reached({ ...report, ...change }, today), steps));
}

test('reminders: the person is told when they may apply, and when that ends soon', () => {
  assert.deepEqual(reached(right, '2026-01-04'), []);
  assert.deepEqual(reached(right, '2026-01-05'), ['opens']);
  assert.deepEqual(reached(right, '2026-02-17'), ['opens', 'soon']);
});

test('reminders: after a time off only the last step is sent, and none twice', () => {
  const today = day('2026-04-14');
  const since = '2026-01-01';
  assert.equal(stepToSend(report, { sent: [], since }, today)?.step, 'escalated');
  assert.equal(stepToSend(report, { sent: ['soon'], since }, today)?.step, 'escalated');
  assert.equal(stepToSend(report, { sent: ['soon', 'escalated'], since }, today), undefined);
  assert.equal(stepToSend(report, { sent: [], since }, day('2026-01-01')), undefined);
});

test('reminders: a right that opened before clocks were kept is not told afterwards, and a duty is', () => {
  const told = (since: string) => stepToSend(right, { sent: [], since }, day('2026-01-06'))?.step;
  assert.deepEqual([told('2026-01-05'), told('2026-01-06')], ['opens', undefined]);
  assert.equal(stepToSend(report, { sent: [], since: '2026-03-01' }, day('2026-03-02'))?.step, 'soon');
});

test('reminders: only an escalation goes to those who lead, and the page says so too', () => {
  const told = (today: string) => stepsReached(report, day(today)).at(-1)?.to;
  assert.deepEqual([told('2026-04-01'), told('2026-04-14')], [['hospital'], ['hospital', 'managers']]);
  assert.deepEqual(
    ['2026-04-13', '2026-04-14'].map(on => isEscalated(report, day(on))),
    [false, true],
  );
});

test('reminders: no rule is made up for a day before the first', () => {
  assert.throws(() => stepsReached(report, day('2011-12-31')), RuleProblem);
});

test('reminders: as days go by steps only come, whoever owes it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('hospital', 'supervisors', 'section', 'person'),
      fc.integer({ min: -80, max: 60 }),
      (owedBy, days) => {
        const clock = { ...report, owedBy, opensOn: owedBy === 'person' ? '2026-01-05' : null };
        const today = day(report.dueOn).add({ days });
        const tomorrow = stepsReached(clock, today.add({ days: 1 }));
        for (const step of stepsReached(clock, today)) assert.ok(tomorrow.includes(step));
      },
    ),
  );
});
