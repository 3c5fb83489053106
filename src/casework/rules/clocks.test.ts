import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decisionClock, decisionDue, dueAfterPause, informationDue } from './clocks.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('a decision is due 20 working days after submission, Christmas and New Year not counted', () => {
  assert.equal(decisionDue(day('2026-11-23')).on.toString(), '2026-12-21');
  assert.equal(decisionDue(day('2026-12-14')).on.toString(), '2027-01-14');
});

test('further information is awaited for 5 working days (LG-2), and the rule is named', () => {
  const due = informationDue(day('2026-11-20'));
  assert.equal(due.on.toString(), '2026-11-27');
  assert.equal(due.rule, 'leave-information 2024-1');
});

const readings: [
  string,
  Parameters<typeof decisionClock>[0],
  string,
  number | undefined,
  string | undefined,
][] = [
  [
    'a draft has no clock',
    { dueOn: null, pausedOn: null, isOver: false },
    '2026-11-23',
    undefined,
    undefined,
  ],
  [
    'far from its end it runs',
    { dueOn: '2026-12-21', pausedOn: null, isOver: false },
    '2026-11-23',
    20,
    'running',
  ],
  [
    'within 3 working days it is due soon',
    { dueOn: '2026-12-21', pausedOn: null, isOver: false },
    '2026-12-16',
    3,
    'due soon',
  ],
  [
    'after its day it is overdue',
    { dueOn: '2026-12-21', pausedOn: null, isOver: false },
    '2026-12-22',
    -1,
    'overdue',
  ],
  [
    'while paused the days left stand still',
    { dueOn: '2026-12-21', pausedOn: '2026-11-27', isOver: false },
    '2026-12-10',
    16,
    'paused',
  ],
  [
    'after the decision it has stopped',
    { dueOn: '2026-12-21', pausedOn: null, isOver: true },
    '2026-12-30',
    -5,
    'stopped',
  ],
];
for (const [name, kept, today, daysLeft, state] of readings) {
  test(`decision clock: ${name}`, () => {
    const reading = decisionClock(kept, day(today));
    assert.equal(reading?.daysLeft, daysLeft);
    assert.equal(reading?.state, state);
  });
}

test('a pause never shortens the time for a decision, and gives back as many days as it took', () => {
  const anyDay = fc.integer({ min: 0, max: 300 }).map(days => day('2026-02-02').add({ days }));
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 40 }), (pausedOn, length) => {
      const dueOn = decisionDue(day('2026-02-02')).on;
      const resumed = dueAfterPause(dueOn, pausedOn, pausedOn.add({ days: length }));
      return Temporal.PlainDate.compare(resumed, dueOn) >= 0;
    }),
  );
});
