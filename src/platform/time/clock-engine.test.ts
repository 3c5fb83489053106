import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ClockProblem,
  type ClockRule,
  clockStates,
  type DatedRule,
  datedRules,
  readClock,
  ruleInForce,
  type StatutoryClock,
} from './index.ts';

const on = (text: string) => Temporal.PlainDate.from(text);

const rules: readonly DatedRule<ClockRule>[] = datedRules([
  {
    id: 'further-information',
    version: '2024-11',
    source: {
      name: 'MHCS leave application form',
      reference: '2024 version, opening notes',
      mark: 'seen in a copy',
    },
    inForceFrom: '2024-11-20',
    value: { unit: 'workingDays', count: 5, dueSoonWithin: 2, mayPause: true },
  },
]);
const furtherInformation = ruleInForce(rules, 'further-information', on('2026-11-21')).value;
const inDays = (unit: ClockRule['unit'], count: number): ClockRule => ({
  unit,
  count,
  dueSoonWithin: 7,
  mayPause: false,
});

// Asked on a Monday, with no holiday near.
const asked: StatutoryClock = { start: on('2026-11-23'), rule: furtherInformation };
const read = (clock: StatutoryClock, day: string) => {
  const { due, daysLeft, state } = readClock(clock, on(day));
  return [due.toString(), daysLeft, state];
};

const course: ReadonlyArray<[day: string, daysLeft: number, state: string]> = [
  ['2026-11-23', 5, 'running'],
  ['2026-11-25', 3, 'running'],
  ['2026-11-26', 2, 'due soon'],
  ['2026-11-28', 1, 'due soon'],
  ['2026-11-30', 0, 'due soon'],
  ['2026-12-01', -1, 'overdue'],
  ['2026-12-07', -5, 'overdue'],
];
for (const [day, daysLeft, state] of course) {
  test(`information asked for on Monday 23 November has ${daysLeft} working days left on ${day}: ${state}`, () => {
    assert.deepEqual(read(asked, day), ['2026-11-30', daysLeft, state]);
  });
}

test('on the weekend after the last day the clock is overdue, though by no working day yet', () => {
  const clock = { ...asked, start: on('2026-11-20') };
  assert.deepEqual(read(clock, '2026-11-28'), ['2026-11-27', 0, 'overdue']);
});

const lengths: ReadonlyArray<[name: string, rule: ClockRule, start: string, due: string]> = [
  ['four weeks', inDays('weeks', 4), '2026-11-23', '2026-12-21'],
  ['28 days', inDays('calendarDays', 28), '2026-11-23', '2026-12-21'],
  ['a month', inDays('months', 1), '2026-11-23', '2026-12-23'],
  ['a month from the last of January', inDays('months', 1), '2027-01-31', '2027-02-28'],
  ['three months', inDays('months', 3), '2026-11-30', '2027-02-28'],
  ['the first anniversary', inDays('anniversary', 1), '2026-11-23', '2027-11-23'],
  ['the anniversary of a leap day', inDays('anniversary', 1), '2028-02-29', '2029-02-28'],
  ['the fourth anniversary of a leap day', inDays('anniversary', 4), '2024-02-29', '2028-02-29'],
  ['two weeks that end on a Saturday', inDays('weeks', 2), '2026-11-21', '2026-12-05'],
  [
    'the same where time lasts until the next working day',
    { ...inDays('weeks', 2), endsOnWorkingDay: true },
    '2026-11-21',
    '2026-12-07',
  ],
];
for (const [name, rule, start, due] of lengths) {
  test(`${name}, counted from ${start}, ends on ${due}`, () => {
    assert.equal(readClock({ start: on(start), rule }, on(start)).due.toString(), due);
  });
}

test('a stopped clock keeps what it showed on the day it stopped', () => {
  const stopped = { ...asked, stoppedOn: on('2026-11-26') };
  assert.deepEqual(read(stopped, '2026-11-25'), ['2026-11-30', 3, 'running']);
  assert.deepEqual(read(stopped, '2026-11-26'), ['2026-11-30', 2, 'stopped']);
  assert.deepEqual(read(stopped, '2027-06-01'), ['2026-11-30', 2, 'stopped']);
  assert.deepEqual(read({ ...asked, stoppedOn: on('2026-12-02') }, '2027-06-01'), [
    '2026-11-30',
    -2,
    'stopped',
  ]);
});

const mistakes: ReadonlyArray<[name: string, clock: StatutoryClock, problem: RegExp]> = [
  [
    'no length',
    { ...asked, rule: { ...furtherInformation, count: 0 } },
    /whole number of workingDays, and 0 is none/,
  ],
  ['half a week', { ...asked, rule: inDays('weeks', 0.5) }, /0.5 is none/],
  [
    'a pause that the rule does not allow',
    { ...asked, rule: inDays('weeks', 2), pauses: [{ reason: 'A wish', from: on('2026-11-25') }] },
    /cannot be paused/,
  ],
  [
    'a pause with no reason',
    { ...asked, pauses: [{ reason: ' ', from: on('2026-11-25') }] },
    /gives no reason/,
  ],
  [
    'a pause that ends before it begins',
    { ...asked, pauses: [{ reason: 'A slip', from: on('2026-11-25'), until: on('2026-11-24') }] },
    /ends on 2026-11-24/,
  ],
];
for (const [name, clock, problem] of mistakes) {
  test(`a clock is refused for ${name}`, () => {
    assert.throws(
      () => readClock(clock, on('2026-11-24')),
      (error: unknown) => error instanceof ClockProblem && problem.test(error.message),
    );
  });
}

test('every state of a clock has words and a colour', () => {
  assert.deepEqual(Object.keys(clockStates), ['running', 'paused', 'due soon', 'overdue', 'stopped']);
});
