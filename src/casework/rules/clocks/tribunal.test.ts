import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clocksOf } from './clocks-of.ts';
import type { CaseFacts, TribunalCase } from './facts.ts';
import { clockLaw } from './law.ts';
import { type CaseClock, day } from './reading.ts';
import { windowRules } from './tribunal-rules.ts';
import { windowAt } from './tribunal-windows.ts';

const held = (kind: string, madeOn: string): CaseFacts => ({ authorities: [{ kind, madeOn }] });
const order = held('s37/41', '2024-01-15');
const discharged: CaseFacts = {
  ...held('s37/41', '2010-01-15'),
  movements: [{ kind: 'conditional discharge', on: '2024-03-10' }],
};
const recalled: CaseFacts = {
  ...discharged,
  movements: [...(discharged.movements ?? []), { kind: 'recall', on: '2026-01-31' }],
};
const withCases = (facts: CaseFacts, ...tribunalCases: TribunalCase[]): CaseFacts => ({
  ...facts,
  tribunalCases,
});
const application = (madeOn: string, more: Partial<TribunalCase> = {}): TribunalCase => ({
  ...{ id: 'a', kind: 'application', madeOn },
  ...more,
});
const reference = (madeOn: string, more: Partial<TribunalCase> = {}): TribunalCase => ({
  ...{ id: 'r', kind: 'reference', madeOn },
  ...more,
});
const read = (id: string, facts: CaseFacts, today: string): CaseClock | undefined =>
  clocksOf(facts, day(today)).find(clock => clock.id === id);
const said = (clock: CaseClock | undefined) =>
  clock?.window && [clock.window.from.toString(), clock.window.until.toString(), clock.state, clock.daysLeft];

const liberty = (fromOn: string, untilOn?: string) => ({ fromOn, ...(untilOn !== undefined && { untilOn }) });
const deprived = (...conditions: ReturnType<typeof liberty>[]): CaseFacts => ({
  ...discharged,
  libertyConditions: conditions,
});

type Row = readonly [rule: string, name: string, facts: CaseFacts, today: string, expected: unknown];
const windows: readonly Row[] = [
  [
    'window-in-hospital',
    'opens after six months',
    order,
    '2024-07-14',
    ['2024-07-15', '2025-01-14', 'not open yet', 1],
  ],
  [
    'window-in-hospital',
    'is open from that day',
    order,
    '2024-07-15',
    ['2024-07-15', '2025-01-14', 'open', 183],
  ],
  [
    'window-in-hospital',
    'closes with the twelfth month',
    order,
    '2025-01-14',
    ['2024-07-15', '2025-01-14', 'closing soon', 0],
  ],
  [
    'window-in-hospital',
    'comes back each year',
    order,
    '2025-01-15',
    ['2025-01-15', '2026-01-14', 'open', 364],
  ],
  [
    'window-in-hospital',
    'is used up by one application',
    withCases(order, application('2024-08-01')),
    '2024-08-02',
    ['2025-01-15', '2026-01-14', 'not open yet', 166],
  ],
  [
    'window-in-hospital',
    'is not used up by an application that was withdrawn, nor by a reference',
    withCases(order, application('2024-08-01', { withdrawnOn: '2024-08-05' }), reference('2024-08-01')),
    '2024-08-06',
    ['2024-07-15', '2025-01-14', 'open', 161],
  ],
  [
    'window-in-hospital',
    'begins anew with a recall',
    recalled,
    '2026-02-01',
    ['2026-07-31', '2027-01-30', 'not open yet', 180],
  ],
  [
    'window-in-hospital',
    'is not known for a committal under section 44',
    held('s43/44', '2024-01-15'),
    '2024-08-01',
    undefined,
  ],
  [
    'window-first-six-months',
    'is there for a transferred prisoner',
    held('s47/49', '2024-01-15'),
    '2024-01-15',
    ['2024-01-15', '2024-07-14', 'open', 181],
  ],
  ['window-first-six-months', 'is there once', held('s48/49 remand', '2024-01-15'), '2024-07-15', undefined],
  [
    'window-first-six-months',
    'is not there on a hospital direction',
    held('s45A', '2024-01-15'),
    '2024-02-15',
    undefined,
  ],
  [
    'window-discharged',
    'opens after twelve months',
    discharged,
    '2024-04-01',
    ['2025-03-10', '2026-03-09', 'not open yet', 343],
  ],
  [
    'window-discharged',
    'comes back every two years',
    discharged,
    '2026-03-10',
    ['2026-03-10', '2028-03-09', 'open', 730],
  ],
  [
    'window-deprived-of-liberty',
    'opens six months after the conditions began',
    deprived(liberty('2026-03-01')),
    '2026-04-01',
    ['2026-09-01', '2027-02-28', 'not open yet', 153],
  ],
  [
    'window-deprived-of-liberty',
    'comes back every two years',
    deprived(liberty('2026-03-01')),
    '2027-03-01',
    ['2027-03-01', '2029-02-28', 'open', 730],
  ],
  [
    'window-deprived-of-liberty',
    'counts conditions written anew as one',
    deprived(liberty('2026-05-01'), liberty('2026-03-01', '2026-05-01')),
    '2026-06-01',
    ['2026-09-01', '2027-02-28', 'not open yet', 92],
  ],
  [
    'window-deprived-of-liberty',
    'counts from new conditions after a time without',
    deprived(liberty('2026-05-01'), liberty('2026-03-01', '2026-04-01')),
    '2026-06-01',
    ['2026-11-01', '2027-04-30', 'not open yet', 153],
  ],
  [
    'window-discharged',
    'counts from the day on which conditions that deprive of liberty ended',
    deprived(liberty('2026-03-01', '2026-05-01'), liberty('2026-04-01', '2026-06-01')),
    '2026-07-01',
    ['2027-06-01', '2028-05-31', 'not open yet', 335],
  ],
  [
    'window-discharged',
    'leaves alone conditions of an earlier discharge',
    deprived(liberty('2023-03-01', '2023-05-01')),
    '2026-07-01',
    ['2026-03-10', '2028-03-09', 'open', 617],
  ],
  [
    'window-discharged',
    'before 18 February 2026 does not ask about conditions on liberty',
    deprived(liberty('2024-03-10')),
    '2026-02-17',
    ['2025-03-10', '2026-03-09', 'closing soon', 20],
  ],
  [
    'window-discharged',
    'before 18 February 2026 does not begin anew when they end',
    deprived(liberty('2024-03-10', '2025-06-01')),
    '2026-02-17',
    ['2025-03-10', '2026-03-09', 'closing soon', 20],
  ],
];
for (const [rule, name, facts, today, expected] of windows) {
  test(`${rule}: it ${name}`, () => assert.deepEqual(said(read(rule, facts, today)), expected));
}

const references: readonly Row[] = [
  ['recall-reference', 'is due a month after the return', recalled, '2026-02-01', ['2026-02-28', 'running']],
  ['recall-reference', 'is overdue on the day after', recalled, '2026-03-01', ['2026-02-28', 'overdue']],
  [
    'recall-reference',
    'is met by a reference',
    withCases(recalled, reference('2026-02-03')),
    '2026-02-03',
    undefined,
  ],
  [
    'recall-reference',
    'is not met by a reference from before, by one withdrawn, or by an application',
    withCases(
      recalled,
      reference('2026-01-30'),
      reference('2026-02-02', { withdrawnOn: '2026-02-02' }),
      application('2026-02-02'),
    ),
    '2026-02-03',
    ['2026-02-28', 'running'],
  ],
  ['recall-reference', 'is not due without a recall', order, '2024-02-01', undefined],
  ['reference-in-hospital', 'is due after three years', order, '2024-02-01', ['2027-01-15', 'running']],
  ['reference-in-hospital', 'begins anew with a recall', recalled, '2026-02-01', ['2029-01-31', 'running']],
  [
    'reference-in-hospital',
    'begins anew when a tribunal has considered the case',
    withCases(order, application('2024-08-01', { consideredOn: '2024-11-20' })),
    '2024-11-20',
    ['2027-11-20', 'running'],
  ],
  [
    'reference-in-hospital',
    'is met while a reference waits',
    withCases(order, reference('2026-12-01')),
    '2026-12-02',
    undefined,
  ],
  [
    'reference-deprived-of-liberty',
    'is due after twelve months',
    deprived(liberty('2026-03-01')),
    '2026-04-01',
    ['2027-03-01', 'running'],
  ],
  [
    'reference-deprived-of-liberty',
    'is due two years after a tribunal considered the case',
    withCases(deprived(liberty('2026-03-01')), reference('2027-02-20', { consideredOn: '2027-04-05' })),
    '2027-04-06',
    ['2029-04-05', 'running'],
  ],
  [
    'reference-deprived-of-liberty',
    'is not due without such conditions',
    discharged,
    '2026-04-01',
    undefined,
  ],
  [
    'reference-deprived-of-liberty',
    'is not due before the law',
    deprived(liberty('2024-03-10')),
    '2026-02-17',
    undefined,
  ],
];

const asked = (more: Partial<TribunalCase>) => withCases(order, application('2024-08-01', more));
const community = (more: Partial<TribunalCase>) => withCases(discharged, application('2025-04-01', more));
const onRecall = (more: Partial<TribunalCase>) => withCases(recalled, reference('2026-02-03', more));
const papers: readonly Row[] = [
  [
    'hospital-statement',
    'is due three weeks after asking',
    asked({ hospitalAskedOn: '2024-08-05' }),
    '2024-08-06',
    ['2024-08-26', 'running'],
  ],
  ['hospital-statement', 'has no clock before asking', asked({}), '2024-08-06', undefined],
  [
    'state-comments',
    'are due three weeks after the statement',
    asked({ hospitalAskedOn: '2024-08-05', hospitalStatementOn: '2024-08-20' }),
    '2024-08-21',
    ['2024-09-10', 'running'],
  ],
  [
    'state-comments',
    'end when the case is considered',
    asked({ hospitalStatementOn: '2024-08-20', consideredOn: '2024-09-01' }),
    '2024-09-02',
    undefined,
  ],
  [
    'state-comments',
    'end when the application is withdrawn',
    asked({ hospitalStatementOn: '2024-08-20', withdrawnOn: '2024-09-01' }),
    '2024-09-02',
    undefined,
  ],
  [
    'state-comments-on-recall',
    'are due two weeks after the statement',
    onRecall({ hospitalStatementOn: '2026-02-20' }),
    '2026-02-21',
    ['2026-03-06', 'running'],
  ],
  [
    'state-comments',
    'have three weeks on a later application after a recall',
    withCases(
      recalled,
      reference('2026-02-03', { consideredOn: '2026-04-01' }),
      application('2026-08-01', { hospitalStatementOn: '2026-08-20' }),
    ),
    '2026-08-21',
    ['2026-09-10', 'running'],
  ],
  ['naming-supervisors', 'is due on the day itself', community({}), '2025-04-01', ['2025-04-01', 'due soon']],
  ['naming-supervisors', 'is overdue the day after', community({}), '2025-04-02', ['2025-04-01', 'overdue']],
  [
    'supervisors-reports',
    'are due three weeks after they were named',
    community({ supervisorsNamedOn: '2025-04-02' }),
    '2025-04-03',
    ['2025-04-23', 'running'],
  ],
  [
    'state-comments',
    'follow the reports of the supervisors too',
    community({ supervisorsNamedOn: '2025-04-02', supervisorsReportsOn: '2025-04-20' }),
    '2025-04-21',
    ['2025-05-11', 'running'],
  ],
];
for (const [rule, name, facts, today, expected] of [...references, ...papers]) {
  test(`${rule}: it ${name}`, () => {
    const clock = read(rule, facts, today);
    assert.deepEqual(clock && [clock.due.toString(), clock.state], expected);
  });
}

test('tribunal: papers say which case they belong to', () => {
  assert.equal(read('hospital-statement', asked({ hospitalAskedOn: '2024-08-05' }), '2024-08-06')?.of, 'a');
});

test('tribunal: before the rules of 6 April 2012 and without law there is no such clock', () => {
  const early: CaseFacts = {
    authorities: [{ kind: 's37/41', madeOn: '2005-01-15' }],
    movements: [{ kind: 'conditional discharge', on: '2010-03-10' }],
    tribunalCases: [application('2012-04-05', { supervisorsNamedOn: '2012-04-05' })],
  };
  const ids = clocksOf(early, day('2012-04-10')).map(({ id }) => id);
  assert.ok(!ids.includes('naming-supervisors') && !ids.includes('supervisors-reports'));
  const none = { ...clockLaw, windows: [], references: [], periods: [] };
  for (const facts of [order, discharged, recalled]) {
    const left = clocksOf(facts, day('2026-02-01'), none).map(({ id }) => id);
    assert.ok(left.every(id => id === 'annual-report' || id === 'discharge-report'));
  }
});

const anyDay = fc
  .integer({ min: 0, max: 6_939 })
  .map(days => Temporal.PlainDate.from('2012-01-01').add({ days }));

test('windows: they never overlap, leave no gap, and none ends before it begins, for every day and 29 February', () => {
  const leapDays = ['2012-02-29', '2016-02-29', '2020-02-29', '2024-02-29', '2028-02-29'].map(day);
  fc.assert(
    fc.property(
      fc.oneof(anyDay, fc.constantFrom(...leapDays)),
      fc.constantFrom(...windowRules),
      (base, { value }) => {
        let before = windowAt(base, value, 0);
        assert.ok(before && Temporal.PlainDate.compare(base, before.from) <= 0);
        for (let index = 1; index < 8 && before; index += 1) {
          assert.ok(Temporal.PlainDate.compare(before.from, before.until) < 0);
          const next = windowAt(base, value, index);
          if (next) assert.ok(next.from.equals(before.until.add({ days: 1 })));
          before = next;
        }
      },
    ),
  );
});

test('windows: twelve months that begin with a leap day end on 28 February', () => {
  const yearly = windowRules.find(({ id }) => id === 'window-in-hospital')?.value;
  assert.ok(yearly);
  const window = windowAt(day('2024-02-29'), yearly, 0);
  assert.deepEqual([window?.from.toString(), window?.until.toString()], ['2024-08-29', '2025-02-28']);
  assert.equal(windowAt(day('2024-08-31'), yearly, 0)?.from.toString(), '2025-03-01');
});

test('windows: the one shown is never over and is never one that was used', () => {
  const applied = fc.array(fc.nat(2_000), { maxLength: 5 });
  fc.assert(
    fc.property(anyDay, applied, fc.nat(2_000), (base, days, after) => {
      const made = days.map((at, index) =>
        application(base.add({ days: at }).toString(), { id: String(index) }),
      );
      const today = base.add({ days: after });
      const clock = read(
        'window-in-hospital',
        withCases(held('s37/41', base.toString()), ...made),
        today.toString(),
      );
      assert.ok(clock?.window && Temporal.PlainDate.compare(today, clock.window.until) <= 0);
      const { from, until } = clock.window;
      const past = made.filter(({ madeOn }) => madeOn <= today.toString());
      assert.ok(past.every(({ madeOn }) => madeOn < from.toString() || madeOn > until.toString()));
    }),
    { numRuns: 80 },
  );
});
