import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decisionClock, decisionDue, dueAfterPause, informationDue } from './clocks.ts';
import type { Asked } from './priority.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

const leave = { kind: 'leave application', askedFor: ['unescorted-day'] } as const;

test('a decision is due 20 working days after submission, Christmas and New Year not counted', () => {
  assert.equal(decisionDue(leave, day('2026-11-23')).on.toString(), '2026-12-21');
  assert.equal(decisionDue(leave, day('2026-12-14')).on.toString(), '2027-01-14');
});

const decisions: readonly (readonly [Asked, string, string])[] = [
  [{ kind: 'recall', askedFor: ['recall'] }, 'decision-critical 1', '2026-11-09'],
  [{ ...leave, askedFor: ['unescorted-day', 'compassionate-day'] }, 'decision-critical 1', '2026-11-09'],
  [{ kind: 'medical leave', askedFor: ['dentist'], isUrgent: true }, 'decision-critical 1', '2026-11-09'],
  [{ kind: 'medical leave', askedFor: ['dentist'] }, 'decision-fast-track 1', '2026-11-16'],
  [{ kind: 'transfer', askedFor: ['hospital-transfer'] }, 'decision-transfer 1', '2026-11-23'],
  [{ kind: 'lifting of restrictions', askedFor: [] }, 'decision-other 1', '2026-11-30'],
  [leave, 'leave-decision 2024-1', '2026-11-30'],
  [{ kind: 'annual report', askedFor: [] }, 'leave-decision 2024-1', '2026-11-30'],
];
for (const [asked, rule, on] of decisions) {
  test(`${rule}: what asks for ${asked.askedFor.join(' and ') || asked.kind} and came on 2 November 2026 is due on ${on}`, () => {
    const due = decisionDue(asked, day('2026-11-02'));
    assert.deepEqual([due.rule, due.on.toString()], [rule, on]);
  });
}

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
    'on the weekend after its day it is overdue, by no working day',
    { dueOn: '2026-12-18', pausedOn: null, isOver: false },
    '2026-12-19',
    0,
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
      const dueOn = decisionDue(leave, day('2026-02-02')).on;
      const resumed = dueAfterPause(dueOn, pausedOn, pausedOn.add({ days: length }));
      return Temporal.PlainDate.compare(resumed, dueOn) >= 0;
    }),
  );
});
