import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clocksOf } from './clocks-of.ts';
import type { CaseFacts } from './facts.ts';
import { clockLaw } from './law.ts';
import { day } from './reading.ts';
import { reportsDue } from './reports-due.ts';

const order = (madeOn: string, more: Partial<CaseFacts> = {}): CaseFacts => ({
  authorities: [{ kind: 's37/41', madeOn }],
  ...more,
});
const annual = (receivedOn: string) => ({ kind: 'annual', receivedOn }) as const;
const discharge = (receivedOn: string) => ({ kind: 'discharge', receivedOn }) as const;
const discharged = (on: string, more: Partial<CaseFacts> = {}) =>
  order('2010-03-01', { movements: [{ kind: 'conditional discharge', on }], ...more });

type Row = readonly [
  what: string,
  facts: CaseFacts,
  due: readonly (readonly [string, string, string | null])[],
];
const rows: readonly Row[] = [
  [
    'the anniversaries of the order, with the report that came for each',
    order('2020-05-06', { reports: [annual('2024-04-30'), annual('2025-06-01')] }),
    [
      ['annual', '2024-05-06', '2024-04-30'],
      ['annual', '2025-05-06', '2025-06-01'],
    ],
  ],
  [
    'a year without a report',
    order('2020-05-06', { reports: [annual('2024-04-30')] }),
    [
      ['annual', '2024-05-06', '2024-04-30'],
      ['annual', '2025-05-06', null],
    ],
  ],
  [
    'the first of two reports for one day',
    order('2024-05-06', { reports: [annual('2025-05-20'), annual('2025-05-01')] }),
    [['annual', '2025-05-06', '2025-05-01']],
  ],
  ['nothing in the first year', order('2025-03-06'), []],
  ['nothing before reports are known', order('2020-05-06', { reportsKnownSince: '2025-05-07' }), []],
  [
    'nothing after the restrictions ended',
    { authorities: [{ kind: 's37/41', madeOn: '2020-05-06', endedOn: '2025-01-01' }] },
    [['annual', '2024-05-06', null]],
  ],
  [
    'after a discharge four weeks, then every three months, and no anniversary',
    discharged('2025-01-10', { reports: [discharge('2025-02-06'), discharge('2025-08-01')] }),
    [
      ['annual', '2024-03-01', null],
      ['discharge', '2025-02-07', '2025-02-06'],
      ['discharge', '2025-04-10', null],
      ['discharge', '2025-07-10', '2025-08-01'],
      ['discharge', '2025-10-10', null],
    ],
  ],
  [
    'the first report after a discharge, which came in the first days',
    discharged('2025-09-20', { reports: [discharge('2025-09-25')] }),
    [
      ['annual', '2024-03-01', null],
      ['annual', '2025-03-01', null],
      ['discharge', '2025-10-18', '2025-09-25'],
      ['discharge', '2025-12-20', null],
    ],
  ],
  [
    'at the interval that was agreed',
    discharged('2024-01-10', { agreedIntervals: [{ agreedOn: '2024-05-01', months: 6 }] }),
    [
      ['discharge', '2024-02-07', null],
      ['discharge', '2024-04-10', null],
      ['discharge', '2024-10-10', null],
      ['discharge', '2025-04-10', null],
      ['discharge', '2025-10-10', null],
    ],
  ],
  [
    'after a recall its own anniversary',
    order('2010-03-01', {
      movements: [
        { kind: 'conditional discharge', on: '2023-12-20' },
        { kind: 'recall', on: '2024-06-01' },
      ],
    }),
    [
      ['annual', '2025-06-01', null],
      ['discharge', '2024-01-17', null],
      ['discharge', '2024-03-20', null],
    ],
  ],
];
const between = { from: day('2024-01-01'), until: day('2025-12-31') };
for (const [what, facts, due] of rows) {
  test(`reports due: ${what}`, () => {
    assert.deepEqual(
      reportsDue(facts, between).map(({ kind, dueOn, receivedOn }) => [kind, dueOn, receivedOn]),
      due,
    );
  });
}

test('reports due: without a rule nothing is', () => {
  assert.deepEqual(reportsDue(discharged('2025-01-10'), between, { ...clockLaw, reports: [] }), []);
});

test('reports due: what the clock says is waited for falls due, and has not come', () => {
  const anyDay = fc
    .integer({ min: 0, max: 1400 })
    .map(after => day('2020-01-01').add({ days: after }).toString());
  fc.assert(
    fc.property(anyDay, fc.array(anyDay, { maxLength: 4 }), fc.boolean(), (start, received, isOut) => {
      const facts = isOut
        ? discharged(start, { reports: received.map(discharge) })
        : order(start, { reports: received.map(annual) });
      const id = isOut ? 'discharge-report' : 'annual-report';
      const today = day('2024-12-31');
      const waiting = clocksOf(facts, today).find(clock => clock.id === id)?.due;
      assert.ok(waiting);
      const due = reportsDue(facts, { from: day('2020-01-01'), until: waiting });
      assert.deepEqual(due.at(-1), {
        ...{ kind: isOut ? 'discharge' : 'annual', dueOn: waiting.toString(), receivedOn: null },
      });
    }),
  );
});
