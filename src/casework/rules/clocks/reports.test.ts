import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ClockProblem } from '../../../platform/time/index.ts';
import { clocksOf } from './clocks-of.ts';
import { dischargeDueDays } from './due-days.ts';
import type { AgreedInterval, CaseFacts } from './facts.ts';
import { clockLaw } from './law.ts';
import { day } from './reading.ts';
import { reportRules, usualDayFor } from './report-rules.ts';

const order = (madeOn: string): CaseFacts => ({ authorities: [{ kind: 's37/41', madeOn }] });
const discharged = (on: string): CaseFacts => ({
  ...order('2010-03-01'),
  movements: [{ kind: 'conditional discharge', on }],
});
const read = (id: string, facts: CaseFacts, today: string) =>
  clocksOf(facts, day(today)).find(clock => clock.id === id);
const dueOf = (id: string, facts: CaseFacts, today: string) => read(id, facts, today)?.due.toString();

const annual: readonly [name: string, facts: CaseFacts, today: string, due: string | undefined][] = [
  ['on the first anniversary of the order', order('2025-05-06'), '2025-06-01', '2026-05-06'],
  ['still on that day until a report comes', order('2025-05-06'), '2026-07-01', '2026-05-06'],
  [
    'on the next anniversary once it came, however late',
    { ...order('2025-05-06'), reports: [{ kind: 'annual', receivedOn: '2026-09-01' }] },
    '2026-09-01',
    '2027-05-06',
  ],
  [
    'after a report that came early, on the anniversary after the one it was for',
    {
      ...order('2025-05-06'),
      reports: [{ kind: 'annual', receivedOn: '2025-10-01', forDueOn: '2026-05-06' }],
    },
    '2025-10-01',
    '2027-05-06',
  ],
  [
    'where a report answers the time before the order, on the first anniversary all the same',
    { ...order('2025-05-06'), reports: [{ kind: 'annual', receivedOn: '2025-04-01' }] },
    '2025-10-01',
    '2026-05-06',
  ],
  [
    'not before the day from which reports are known',
    { ...order('2008-05-06'), reportsKnownSince: '2026-01-01' },
    '2026-02-01',
    '2026-05-06',
  ],
  [
    'on the anniversary of the recall',
    {
      ...discharged('2020-02-03'),
      movements: [
        { kind: 'conditional discharge', on: '2020-02-03' },
        { kind: 'recall', on: '2026-01-20' },
      ],
    },
    '2026-02-01',
    '2027-01-20',
  ],
  ['never while conditionally discharged', discharged('2020-02-03'), '2026-02-01', undefined],
  ['on 28 February for an order of a leap day', order('2024-02-29'), '2024-03-01', '2025-02-28'],
  [
    'on the leap day again when there is one',
    { ...order('2024-02-29'), reports: [{ kind: 'annual', receivedOn: '2027-02-28' }] },
    '2027-03-01',
    '2028-02-29',
  ],
  [
    'for a transferred prisoner, on the anniversary of the direction and not of admission',
    { authorities: [{ kind: 's47/49', madeOn: '2025-05-06', admittedOn: '2025-05-12' }] },
    '2025-06-01',
    '2026-05-06',
  ],
  [
    'with two authorities, on the anniversary of the one of precedence',
    {
      authorities: [
        { kind: 's47/49', madeOn: '2025-09-01', precedence: 2 },
        { kind: 's37/41', madeOn: '2025-05-06', precedence: 1 },
      ],
    },
    '2025-10-01',
    '2026-05-06',
  ],
];
for (const [name, facts, today, due] of annual) {
  test(`annual-report: it is due ${name}`, () => assert.equal(dueOf('annual-report', facts, today), due));
}

const byAdmission = {
  ...clockLaw,
  reports: reportRules.map(rule => ({
    ...rule,
    value: { ...rule.value, countedFromAdmission: ['s45A', 's47/49'] as const },
  })),
};
test('annual-report: for a transferred prisoner the rule can count from the admission instead', () => {
  const dueBy = (admission: { admittedOn?: string }) =>
    clocksOf(
      { authorities: [{ kind: 's47/49', madeOn: '2025-05-06', ...admission }] },
      day('2025-06-01'),
      byAdmission,
    )
      .find(({ id }) => id === 'annual-report')
      ?.due.toString();
  assert.equal(dueBy({ admittedOn: '2025-05-12' }), '2026-05-12');
  assert.equal(dueBy({}), '2026-05-06');
});

test('annual-report: it says what it is counted from, by which version of the law, and when it is soon', () => {
  const clock = read('annual-report', order('2025-05-06'), '2026-03-25');
  assert.deepEqual(
    [clock?.version, clock?.why, clock?.state, clock?.daysLeft, clock?.startedOn.toString()],
    ['1983-1', 'clocks.why.order', 'due soon', 42, '2025-05-06'],
  );
  assert.equal(read('annual-report', order('2025-05-06'), '2026-03-24')?.state, 'running');
  const late = read('annual-report', order('2025-05-06'), '2026-05-08');
  assert.deepEqual([late?.state, late?.daysLeft], ['overdue', -2]);
});

const firstDischarge = discharged('2025-11-30');
const withReports = (facts: CaseFacts, ...days: string[]): CaseFacts => ({
  ...facts,
  reports: days.map(receivedOn => ({ kind: 'discharge', receivedOn })),
});
const agreed = (facts: CaseFacts, ...agreedIntervals: AgreedInterval[]): CaseFacts => ({
  ...facts,
  agreedIntervals,
});

const onDischarge: readonly [name: string, facts: CaseFacts, today: string, due: string][] = [
  ['within four weeks of the discharge at first', firstDischarge, '2025-12-01', '2025-12-28'],
  [
    'then three months after the discharge, in a month that is shorter on its last day',
    withReports(firstDischarge, '2025-12-27'),
    '2026-01-01',
    '2026-02-28',
  ],
  [
    'three months after it too where the first one came in the first days',
    withReports(firstDischarge, '2025-12-05'),
    '2025-12-06',
    '2026-02-28',
  ],
  [
    'within four weeks where the last report came before the discharge, or on its day',
    withReports(firstDischarge, '2025-11-20', '2025-11-30'),
    '2025-12-01',
    '2025-12-28',
  ],
  [
    'without drift, however late the last one was',
    withReports(firstDischarge, '2025-12-27', '2026-04-10'),
    '2026-04-11',
    '2026-05-30',
  ],
  [
    'at a longer interval from the last due day once that is agreed',
    agreed(withReports(firstDischarge, '2026-02-28'), { agreedOn: '2026-03-10', months: 6 }),
    '2026-03-11',
    '2026-08-30',
  ],
  [
    'at three months again once that is agreed, and never backwards',
    agreed(
      withReports(firstDischarge, '2026-02-28'),
      { agreedOn: '2026-08-01', months: 3 },
      { agreedOn: '2026-03-10', months: 12 },
    ),
    '2026-08-02',
    '2026-08-30',
  ],
  [
    'whatever was agreed for an earlier discharge',
    agreed(firstDischarge, { agreedOn: '2020-01-01', months: 6 }),
    '2025-12-01',
    '2025-12-28',
  ],
];
for (const [name, facts, today, due] of onDischarge) {
  test(`discharge-report: it is due ${name}`, () =>
    assert.equal(dueOf('discharge-report', facts, today), due));
}

for (const months of [0, 1.5]) {
  test(`discharge-report: an interval of ${months} months is refused`, () => {
    const facts = agreed(firstDischarge, { agreedOn: '2025-12-01', months });
    assert.throws(() => clocksOf(facts, day('2026-01-01')), ClockProblem);
  });
}

test('discharge-report: a notice that it will be late stands beside the due day that it is for', () => {
  const notice = { kind: 'discharge', givenOn: '2025-12-20', forDueOn: '2025-12-28' } as const;
  const facts = { ...firstDischarge, lateNotices: [{ ...notice, expectedOn: '2026-01-09' }] };
  const late = read('discharge-report', facts, '2026-01-05');
  assert.equal(late?.willBeLate?.toldOn.toString(), '2025-12-20');
  assert.equal(late?.willBeLate?.expectedOn.toString(), '2026-01-09');
  assert.equal(late?.state, 'overdue');
  const next = read('discharge-report', withReports(facts, '2026-01-08'), '2026-01-08');
  assert.equal(next?.willBeLate, undefined);
  assert.equal(read('discharge-report', facts, '2025-12-19')?.willBeLate, undefined);
});

test('reports: a day without a rule has no such clock', () => {
  const none = { ...clockLaw, reports: [] };
  const ids = (facts: CaseFacts) => clocksOf(facts, day('2026-01-01'), none).map(({ id }) => id);
  assert.ok(!ids(order('2025-05-06')).includes('annual-report'));
  assert.ok(!ids(firstDischarge).includes('discharge-report'));
});

test('discharge-report: a rule without a first report begins with the first interval', () => {
  const rule = { everyMonths: 6, dueSoonWithin: 14, countedFromAdmission: [] };
  assert.equal(dischargeDueDays(day('2026-01-31'), rule, [])(1).toString(), '2026-07-31');
});

test('discharge-report: two reports are never due on one day', () => {
  const rule = reportRules.find(({ id }) => id === 'discharge-report')?.value;
  assert.ok(rule);
  const dueDays = dischargeDueDays(day('2026-01-31'), rule, [{ agreedOn: '2026-01-31', months: 1 }]);
  assert.deepEqual([1, 2].map(dueDays).map(String), ['2026-02-28', '2026-03-31']);
});

const anyDay = fc
  .integer({ min: 0, max: 6_900 })
  .map(days => Temporal.PlainDate.from('2012-01-01').add({ days }));
const rule = reportRules.find(({ id }) => id === 'discharge-report')?.value;

test('discharge-report: due days only go forward and keep the day of the discharge', () => {
  assert.ok(rule);
  const anyAgreement = fc.record({
    after: fc.integer({ min: 0, max: 900 }),
    months: fc.integer({ min: 1, max: 12 }),
  });
  fc.assert(
    fc.property(anyDay, fc.array(anyAgreement, { maxLength: 3 }), (start, agreements) => {
      const intervals = agreements.map(({ after, months }) => ({
        agreedOn: start.add({ days: after }).toString(),
        months,
      }));
      const dueDays = dischargeDueDays(start, rule, intervals);
      const days = Array.from({ length: 12 }, (_, index) => dueDays(index));
      for (const [index, one] of days.entries()) {
        if (index === 0) continue;
        assert.ok(Temporal.PlainDate.compare(days[index - 1] ?? one, one) < 0);
        if (index > 1) assert.ok(one.day === start.day || one.day === one.daysInMonth);
      }
    }),
  );
});

test('reports: as days go by and reports come, what is due never goes back', () => {
  const received = fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 6 });
  fc.assert(
    fc.property(anyDay, received, fc.nat(1500), fc.nat(400), (start, came, first, later) => {
      const reports = came.map(after => ({
        kind: 'annual' as const,
        receivedOn: start.add({ days: after }).toString(),
      }));
      const facts = { ...order(start.toString()), reports };
      const dueAfter = (days: number) => read('annual-report', facts, start.add({ days }).toString())?.due;
      const [before, after] = [dueAfter(first), dueAfter(first + later)];
      assert.ok(before && after && Temporal.PlainDate.compare(before, after) <= 0);
    }),
    { numRuns: 60 },
  );
});

const asked = (askedOn: string, byOn: string): CaseFacts => ({
  ...order('2010-03-01'),
  askedReports: [{ id: '7', askedOn, byOn }],
});
for (const [name, facts, today, said] of [
  [
    'runs to the day that MHCS named',
    asked('2026-11-01', '2026-12-01'),
    '2026-11-10',
    'running 2026-12-01 7',
  ],
  ['is due soon in its last week', asked('2026-11-01', '2026-12-01'), '2026-11-24', 'due soon 2026-12-01 7'],
  ['is late after it', asked('2026-11-01', '2026-12-01'), '2026-12-02', 'overdue 2026-12-01 7'],
  ['is not there before it was asked for', asked('2026-11-01', '2026-12-01'), '2026-10-31', ''],
  ['is not there under a law that knew of none', asked('2011-11-01', '2011-12-01'), '2011-11-02', ''],
  [
    'is not there once the restrictions are over',
    { ...asked('2026-11-01', '2026-12-01'), authorities: [] },
    '2026-11-10',
    '',
  ],
] as const)
  test(`a report on completed leave that was asked for ${name}`, () => {
    const clock = read('leave-report', facts, today);
    assert.equal(clock ? `${clock.state} ${clock.due} ${clock.of}` : '', said);
  });

test('the day that is put forward to whoever asks for a report lies four weeks on', () => {
  assert.equal(usualDayFor(day('2026-11-22')).toString(), '2026-12-20');
});
