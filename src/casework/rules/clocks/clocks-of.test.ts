import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addWorkingDays, dayOf } from '../../../platform/time/index.ts';
import { dutyDue, type RecallDuty } from '../recall/duties.ts';
import { clocksOf } from './clocks-of.ts';
import { decisionRuleOf } from './decision-rules.ts';
import type { Authority, CaseFacts, Decidable, TransferRequest } from './facts.ts';
import { clockLaw } from './law.ts';
import { clockName, isOfDocument } from './names.ts';
import { viewDue } from './notices.ts';
import type { Priority } from './priorities.ts';
import { caseClockStates, day } from './reading.ts';
import { documentOfDuty, recallClocks } from './recall-duties.ts';
import { isNotionalHospitalOrder, isRestrictedOn, restrictionsEndOn } from './restrictions-end.ts';

const order: CaseFacts = { authorities: [{ kind: 's37/41', madeOn: '2024-01-15' }] };
const discharged: CaseFacts = { ...order, movements: [{ kind: 'conditional discharge', on: '2025-12-01' }] };
const prisoner: Authority = { kind: 's47/49', madeOn: '2024-01-15', releaseOn: '2026-06-01' };
const held = (...authorities: Authority[]): CaseFacts => ({ authorities });
const read = (id: string, facts: CaseFacts, today: string, law = clockLaw) =>
  clocksOf(facts, day(today), law).find(clock => clock.id === id);
const said = (...args: Parameters<typeof read>) => {
  const clock = read(...args);
  return clock && [clock.due.toString(), clock.state, clock.daysLeft];
};

type Row = readonly [name: string, facts: CaseFacts, today: string, expected: unknown];
const ends: readonly Row[] = [
  ['runs to the release date', held(prisoner), '2026-01-01', ['2026-06-01', 'running', 151]],
  ['warns three months before', held(prisoner), '2026-03-03', ['2026-06-01', 'due soon', 90]],
  ['has stopped on the release date', held(prisoner), '2026-06-01', ['2026-06-01', 'stopped', 0]],
  [
    'runs for a hospital direction',
    held({ ...prisoner, kind: 's45A' }),
    '2026-05-31',
    ['2026-06-01', 'due soon', 1],
  ],
  ['is not there for a restriction order', held({ ...prisoner, kind: 's37/41' }), '2026-01-01', undefined],
  [
    'is not there for an indeterminate sentence',
    held({ kind: 's47/49', madeOn: '2024-01-15' }),
    '2026-01-01',
    undefined,
  ],
  [
    'is not there while another authority restricts without an end',
    held(prisoner, { kind: 's37/41', madeOn: '2023-01-15' }),
    '2026-07-01',
    undefined,
  ],
  [
    'waits for the later of two release dates',
    held(prisoner, { ...prisoner, madeOn: '2025-01-15', releaseOn: '2026-09-01' }),
    '2026-07-01',
    ['2026-09-01', 'due soon', 62],
  ],
  ['is not there after remission', held({ ...prisoner, endedOn: '2026-02-01' }), '2026-02-01', undefined],
];
for (const [name, facts, today, expected] of ends) {
  test(`restrictions-end: it ${name}`, () =>
    assert.deepEqual(said('restrictions-end', facts, today), expected));
}

test('restrictions-end: on that day every other clock of MHCS has gone', () => {
  const facts: CaseFacts = {
    ...held(prisoner, { kind: 'notional s37', madeOn: '2026-06-01' }),
    informationRequests: [{ id: 'i', askedOn: '2026-05-30' }],
  };
  const ids = (today: string) => clocksOf(facts, day(today)).map(({ id }) => id);
  assert.ok(ids('2026-05-31').length > 3);
  assert.deepEqual(ids('2026-06-01'), ['restrictions-end']);
});

test('restrictions-end: who is restricted, until when, and who stays “as if under section 37”', () => {
  const facts = held(prisoner);
  assert.equal(restrictionsEndOn(facts, day('2026-01-01'))?.toString(), '2026-06-01');
  assert.equal(restrictionsEndOn(order, day('2026-01-01')), undefined);
  assert.deepEqual(
    ['2024-01-14', '2024-01-15', '2026-05-31', '2026-06-01'].map(on => isRestrictedOn(facts, day(on))),
    [false, true, true, false],
  );
  const isNotional = (some: CaseFacts, on: string) => isNotionalHospitalOrder(some, day(on));
  assert.equal(isNotional(facts, '2026-05-31'), false);
  assert.equal(isNotional(facts, '2026-06-01'), true);
  assert.equal(isNotional(order, '2026-06-01'), false);
  const notional: Authority = { kind: 'notional s37', madeOn: '2026-06-01', endedOn: '2026-08-01' };
  assert.equal(isNotional(held(prisoner, notional), '2026-07-31'), true);
  assert.equal(isNotional(held(prisoner, notional), '2026-08-01'), false);
  const inTheCommunity = {
    ...facts,
    movements: [{ kind: 'conditional discharge', on: '2026-02-01' }] as const,
  };
  assert.equal(isNotional(inTheCommunity, '2026-06-01'), false);
});

const standings: readonly (readonly [name: string, facts: CaseFacts, today: string, expected: string])[] = [
  [
    'a paper recall and a new discharge on one day leave the person discharged',
    {
      ...order,
      movements: [
        { kind: 'conditional discharge', on: '2024-06-01' },
        { kind: 'recall', on: '2025-06-01' },
        { kind: 'conditional discharge', on: '2025-06-01' },
      ],
    },
    '2025-06-02',
    'discharge-report 2025-06-01',
  ],
  [
    'a new order while in the community brings the person back, and counts from its own day',
    {
      authorities: [
        { kind: 's37/41', madeOn: '2010-01-15', precedence: 1 },
        { kind: 's37/41', madeOn: '2026-01-20', precedence: 2 },
      ],
      movements: [{ kind: 'conditional discharge', on: '2025-06-01' }],
    },
    '2026-02-01',
    'annual-report 2026-01-20',
  ],
  [
    'without precedence the older authority counts',
    held({ kind: '1959 s60/65', madeOn: '1980-01-15' }, { kind: 's37/41', madeOn: '2025-06-20' }),
    '2026-02-01',
    'annual-report 1980-01-15',
  ],
];
for (const [name, facts, today, expected] of standings) {
  test(`standing: ${name}`, () => {
    const clocks = clocksOf(facts, day(today)).map(({ id, startedOn }) => `${id} ${startedOn}`);
    assert.ok(clocks.includes(expected), clocks.join(', '));
  });
}

const move = { id: 'm', plannedOn: '2026-01-05', movesOn: '2026-02-10' };
const moving = (toldOn?: string): CaseFacts => ({
  ...discharged,
  addressChanges: [{ ...move, ...(toldOn !== undefined && { toldOn }) }],
});
test('address-notice: it is given 14 days before the move, by somebody conditionally discharged', () => {
  assert.deepEqual(said('address-notice', moving(), '2026-01-05'), ['2026-01-27', 'running', 22]);
  assert.deepEqual(said('address-notice', moving(), '2026-01-28'), ['2026-01-27', 'overdue', -1]);
  assert.equal(said('address-notice', moving('2026-01-20'), '2026-01-20'), undefined);
  assert.deepEqual(said('address-notice', moving('2026-01-20'), '2026-01-19'), ['2026-01-27', 'due soon', 8]);
  assert.equal(said('address-notice', { ...moving(), movements: [] }, '2026-01-19'), undefined);
  assert.equal(said('address-notice', moving(), '2026-01-05', { ...clockLaw, notices: [] }), undefined);
});

const askedFor = (answeredOn?: string): CaseFacts => ({
  ...order,
  informationRequests: [{ id: 'i', askedOn: '2026-12-23', ...(answeredOn !== undefined && { answeredOn }) }],
});
type LeftRow = readonly [duty: RecallDuty, clock: string, due: string, soonOn: string, daysAre: string];
const leftRows: readonly LeftRow[] = [
  ['told briefly', 'recall-told', '2026-12-24', '2026-12-24', 'calendarDays'],
  ['full reasons', 'recall-reasons', '2026-12-27', '2026-12-26', 'calendarDays'],
  ['medical evidence', 'recall-evidence', '2026-12-31', '2026-12-30', 'workingDays'],
  ['review', 'recall-review', '2026-12-29', '2026-12-29', 'workingDays'],
  ['ask for words', 'recall-asking', '2026-12-31', '2026-12-29', 'calendarDays'],
  ['answer words', 'recall-answer', '2026-12-31', '2026-12-29', 'calendarDays'],
];
for (const [duty, id, due, soonOn, daysAre] of leftRows) {
  test(`${id}: left by a warrant on Christmas Eve it is due on ${due}, as the duty itself is, until it is met`, () => {
    const issuedAt = Temporal.Instant.from('2026-12-24T22:30:00Z');
    const dueOn = dayOf(dutyDue(duty, issuedAt).at).toString();
    const left = { id: '7/3', duty, leftOn: '2026-12-24', dueOn };
    const facts: CaseFacts = {
      authorities: [{ kind: 's37/41', madeOn: '2020-01-01' }],
      recallDuties: [left],
    };
    const clock = read(id, facts, '2026-12-24');
    assert.deepEqual(
      [clock?.due.toString(), clock?.soonOn.toString(), clock?.daysAre, clock?.version],
      [due, soonOn, daysAre, '2026-1'],
    );
    assert.equal(documentOfDuty({ kind: id, of: clock?.of ?? '' }), 7);
    assert.equal(
      read(id, { ...facts, recallDuties: [{ ...left, metOn: '2026-12-25' }] }, '2026-12-26'),
      undefined,
    );
    assert.equal(read(id, facts, '2026-12-26', { ...clockLaw, recall: [] }), undefined);
    assert.equal(read(id, { ...facts, authorities: [] }, '2026-12-26'), undefined, 'MHCS has no part in it');
  });
}

test('no other clock belongs to a recall', () => {
  assert.equal(documentOfDuty({ kind: 'annual-report', of: '7/3' }), undefined);
});

test('address-answer: it is due by the day of the move, or of a later notice, until it is answered', () => {
  const change = { id: 'a', plannedOn: '2026-11-02', movesOn: '2026-11-30', toldOn: '2026-11-02' };
  const answer = (more: object, today = '2026-11-10', law = clockLaw) =>
    said('address-answer', { ...discharged, addressChanges: [{ ...change, ...more }] }, today, law);
  assert.deepEqual(answer({}), ['2026-11-30', 'running', 20]);
  assert.deepEqual(answer({ movesOn: '2026-10-30' }), ['2026-11-02', 'overdue', -8]);
  assert.equal(answer({ answeredOn: '2026-11-09' }), undefined);
  assert.equal(answer({ toldOn: '2026-11-20' }), undefined, 'nobody has told it yet');
  assert.equal(answer({}, '2026-11-10', { ...clockLaw, notices: [] }), undefined);
});

test('leave-information: five working days, Christmas and New Year not counted', () => {
  assert.deepEqual(said('leave-information', askedFor(), '2026-12-29'), ['2027-01-04', 'running', 3]);
  assert.deepEqual(said('leave-information', askedFor(), '2027-01-05'), ['2027-01-04', 'overdue', -1]);
  assert.equal(said('leave-information', askedFor('2026-12-30'), '2026-12-30'), undefined);
  assert.equal(said('leave-information', askedFor(), '2026-12-29', { ...clockLaw, periods: [] }), undefined);
  const extended = {
    ...order,
    informationRequests: [{ id: 'i', askedOn: '2026-12-23', extendedUntil: '2027-01-11' }],
  };
  const { willBeLate } = read('leave-information', extended, '2027-01-05') ?? {};
  assert.equal(willBeLate?.expectedOn.toString(), '2027-01-11');
});

const viewOf = (facts: CaseFacts, answeredOn?: string): CaseFacts => ({
  ...facts,
  viewsAsked: [{ id: 'v', askedOn: '2026-12-23', ...(answeredOn !== undefined && { answeredOn }) }],
});
test('clinician-view: ten working days for what the person asks for; in the community the supervisor’s', () => {
  assert.deepEqual(said('clinician-view', viewOf(order), '2026-12-29'), ['2027-01-11', 'running', 8]);
  assert.equal(viewDue(day('2026-12-23')).toString(), '2027-01-11');
  assert.deepEqual(said('supervisor-view', viewOf(discharged), '2027-01-12'), ['2027-01-11', 'overdue', -1]);
  assert.equal(said('clinician-view', viewOf(discharged), '2027-01-12'), undefined);
  assert.equal(said('clinician-view', viewOf(order, '2026-12-30'), '2026-12-30'), undefined);
  assert.equal(said('clinician-view', viewOf(order), '2026-12-29', { ...clockLaw, periods: [] }), undefined);
});

const transfer = (more: Partial<TransferRequest> = {}): CaseFacts => ({
  ...held(),
  transferRequests: [{ id: 't', requestedOn: '2026-05-04', ...more }],
});
const commenced = (inForceFrom: string) => ({
  ...clockLaw,
  periods: clockLaw.periods.map(rule => (rule.id === 'prison-transfer' ? { ...rule, inForceFrom } : rule)),
});
test('prison-transfer: 28 days from the first request, kept but not in force until a day is set', () => {
  assert.deepEqual(said('prison-transfer', transfer(), '2026-05-05'), ['2026-06-01', 'not in force', 27]);
  assert.deepEqual(said('prison-transfer', transfer(), '2026-06-05'), ['2026-06-01', 'not in force', -4]);
  const law = commenced('2026-05-04');
  assert.deepEqual(said('prison-transfer', transfer(), '2026-06-02', law), ['2026-06-01', 'overdue', -1]);
  assert.deepEqual(said('prison-transfer', transfer(), '2026-06-02', commenced('2026-05-05')), [
    ...['2026-06-01', 'not in force', -1],
  ]);
  assert.equal(said('prison-transfer', transfer({ admittedOn: '2026-05-20' }), '2026-05-20'), undefined);
  assert.equal(said('prison-transfer', transfer({ endedOn: '2026-05-20' }), '2026-05-20', law), undefined);
  assert.equal(said('prison-transfer', transfer(), '2026-05-05', { ...clockLaw, periods: [] }), undefined);
});

const waiting = (more: Partial<Decidable> = {}): CaseFacts => ({
  ...order,
  decidables: [
    { ...{ id: 'd', priority: 'hospital transfer', receivedOn: '2026-11-02', dueOn: '2026-11-23' }, ...more },
  ],
});
for (const [priority, id] of Object.entries(decisionRuleOf)) {
  test(`${id}: a decision on ${priority} work is due on the day that its document keeps`, () => {
    const facts = waiting({ priority: priority as Priority });
    assert.deepEqual(said(id, facts, '2026-11-03'), ['2026-11-23', 'running', 14]);
    assert.deepEqual(said(id, facts, '2026-11-18'), ['2026-11-23', 'due soon', 3]);
    assert.deepEqual(said(id, facts, '2026-11-24'), ['2026-11-23', 'overdue', -1]);
  });
}

test('decision: it ends with the decision, needs a rule, and waits for a prisoner who is not restricted yet', () => {
  assert.equal(said('decision-transfer', waiting({ decidedOn: '2026-11-04' }), '2026-11-04'), undefined);
  assert.equal(said('decision-transfer', waiting(), '2026-11-03', { ...clockLaw, periods: [] }), undefined);
  const prison = (more: Partial<TransferRequest> = {}): CaseFacts => ({
    ...waiting({ priority: 'critical', dueOn: '2026-11-09' }),
    ...{ authorities: [], transferRequests: [{ id: 't', requestedOn: '2026-11-02', ...more }] },
  });
  assert.deepEqual(said('decision-critical', prison(), '2026-11-03'), ['2026-11-09', 'running', 4]);
  assert.equal(said('decision-critical', prison({ endedOn: '2026-11-03' }), '2026-11-03'), undefined);
  assert.deepEqual(clocksOf({ ...waiting(), authorities: [] }, day('2026-11-03')), []);
});

test('pause: a decision stands still with its reason, and its day moves away with every working day', () => {
  const paused = waiting({ pausedOn: '2026-11-09' });
  assert.deepEqual(said('decision-transfer', paused, '2026-11-08'), ['2026-11-23', 'running', 11]);
  assert.deepEqual(said('decision-transfer', paused, '2026-11-19'), ['2026-12-03', 'paused', 10]);
  const { pause } = read('decision-transfer', paused, '2026-11-19') ?? {};
  assert.deepEqual([pause?.reason, pause?.from.toString()], ['clocks.why.informationAwaited', '2026-11-09']);
  const resumed = waiting({ dueOn: '2026-12-03' });
  assert.deepEqual(said('decision-transfer', resumed, '2026-11-19'), ['2026-12-03', 'running', 10]);
});

test('every rule has a name that a page can show, and every state its colour', () => {
  const rules = [clockLaw.reports, clockLaw.windows, clockLaw.references, clockLaw.notices, clockLaw.expiry];
  const ids = [...rules.flat(), ...clockLaw.periods].map(({ id }) => id).concat(recallClocks);
  for (const id of ids) assert.match(clockName(id), /^clocks\.name\./);
  assert.throws(() => clockName('none'), /has no name/);
  assert.deepEqual([isOfDocument('leave-decision'), isOfDocument('annual-report')], [true, false]);
  assert.deepEqual(Object.keys(caseClockStates).slice(-4), [
    'not open yet',
    'open',
    'closing soon',
    'not in force',
  ]);
});

const first = Temporal.PlainDate.from('2012-01-01');
/** A day on which something may be due that is counted in working days. */
const workingDayFrom = (on: Temporal.PlainDate) => addWorkingDays(on, 1).toString();

const fullCase = (start: Temporal.PlainDate): CaseFacts => {
  const after = (days: number) => start.add({ days }).toString();
  return {
    authorities: [{ ...prisoner, madeOn: after(0), releaseOn: after(1500), endedOn: after(1400) }],
    movements: [
      { kind: 'conditional discharge', on: after(400) },
      { kind: 'recall', on: after(800) },
    ],
    libertyConditions: [{ fromOn: after(400), untilOn: after(600) }],
    reports: [{ kind: 'annual', receivedOn: after(370) }],
    tribunalCases: [
      {
        id: 'a',
        kind: 'application',
        madeOn: after(200),
        hospitalAskedOn: after(205),
        consideredOn: after(260),
      },
      {
        id: 'r',
        kind: 'reference',
        madeOn: after(810),
        hospitalAskedOn: after(812),
        hospitalStatementOn: after(830),
      },
    ],
    recallDuties: [
      { id: '9/1', duty: 'full reasons', leftOn: after(800), dueOn: after(803), metOn: after(802) },
    ],
    decidables: [
      {
        ...{ id: 'd', priority: 'fast track', receivedOn: after(100), decidedOn: after(140) },
        ...{ dueOn: workingDayFrom(start.add({ days: 114 })), pausedOn: after(104) },
      },
    ],
  };
};
const anyStart = fc.integer({ min: 0, max: 5_300 }).map(days => first.add({ days }));

test('as at any date: what came later changes nothing', () => {
  const upTo = (facts: CaseFacts, on: string): CaseFacts => ({
    ...facts,
    movements: (facts.movements ?? []).filter(movement => movement.on <= on),
    libertyConditions: (facts.libertyConditions ?? []).filter(({ fromOn }) => fromOn <= on),
    tribunalCases: (facts.tribunalCases ?? []).filter(({ madeOn }) => madeOn <= on),
    decidables: (facts.decidables ?? []).filter(({ receivedOn }) => receivedOn <= on),
  });
  fc.assert(
    fc.property(anyStart, fc.nat(1500), (start, after) => {
      const today = start.add({ days: after });
      const facts = fullCase(start);
      assert.deepEqual(clocksOf(upTo(facts, today.toString()), today), clocksOf(facts, today));
    }),
    { numRuns: 60 },
  );
});

test('a clock never runs backwards: a day later the same clock has no more days left, and is due no earlier', () => {
  fc.assert(
    fc.property(anyStart, fc.nat(1500), (start, after) => {
      const today = start.add({ days: after });
      const facts = fullCase(start);
      const tomorrow = clocksOf(facts, today.add({ days: 1 }));
      for (const clock of clocksOf(facts, today)) {
        const next = tomorrow.find(
          ({ id, of, startedOn }) => id === clock.id && of === clock.of && startedOn.equals(clock.startedOn),
        );
        if (!next) continue;
        assert.ok(Temporal.PlainDate.compare(clock.due, next.due) <= 0, clock.id);
        if (next.due.equals(clock.due) && next.state !== 'open')
          assert.ok(next.daysLeft <= clock.daysLeft, clock.id);
      }
    }),
    { numRuns: 60 },
  );
});

test('every day from 2012 to 2030 can be read', () => {
  for (let on = first; on.year < 2030; on = on.add({ days: 29 })) {
    assert.ok(clocksOf(fullCase(on), on.add({ days: 110 })).length > 0, on.toString());
  }
  for (const leapDay of ['2012-02-29', '2016-02-29', '2020-02-29', '2024-02-29', '2028-02-29']) {
    assert.ok(clocksOf(fullCase(day(leapDay)), day(leapDay)).length > 0);
  }
});
