import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addWorkingDays, RuleProblem } from '../../../platform/time/index.ts';
import { dueAfterPause } from '../clocks.ts';
import { recallDuties } from '../recall/duties.ts';
import { clockWork, clockWorkRules, owers } from './clock-work.ts';
import { clocksOf } from './clocks-of.ts';
import type { CaseFacts, Decidable } from './facts.ts';
import { type KeptClock, keptClock, keptDaysLeft, keptState } from './kept-clock.ts';
import { clockLaw } from './law.ts';
import { day, isThere } from './reading.ts';
import { recallClocks } from './recall-duties.ts';

const first = day('2012-01-02');
const text = (start: Temporal.PlainDate, days: number) => start.add({ days }).toString();

const waitingFrom = (on: Temporal.PlainDate): Decidable => ({
  ...{ id: 'd', priority: 'hospital transfer', receivedOn: on.toString() },
  dueOn: addWorkingDays(on, 15).toString(),
});

/** A case in which something of every kind happens within four years. */
function busyCase(start: Temporal.PlainDate, decision: Partial<Decidable> = {}): CaseFacts {
  const on = (days: number) => text(start, days);
  return {
    authorities: [{ kind: 's47/49', madeOn: on(0), releaseOn: on(1500) }],
    movements: [
      { kind: 'conditional discharge', on: on(400) },
      { kind: 'recall', on: on(800) },
    ],
    libertyConditions: [{ fromOn: on(420), untilOn: on(600) }],
    reports: [{ kind: 'annual', receivedOn: on(360) }],
    lateNotices: [{ kind: 'discharge', givenOn: on(420), forDueOn: on(428), expectedOn: on(440) }],
    tribunalCases: [{ id: 't', kind: 'application', madeOn: on(200), hospitalAskedOn: on(203) }],
    transferRequests: [{ id: 'p', requestedOn: on(10) }],
    addressChanges: [{ id: 'a', plannedOn: on(450), movesOn: on(500) }],
    informationRequests: [{ id: 'i', askedOn: on(50) }],
    decidables: [{ ...waitingFrom(start.add({ days: 100 })), ...decision }],
    recallDuties: recallDuties.map((duty, index) => ({
      id: `9/${index}`,
      duty,
      leftOn: on(800),
      dueOn: on(803),
    })),
  };
}

const anyStart = fc.integer({ min: 0, max: 5_000 }).map(days => first.add({ days }));
const keptOn = (facts: CaseFacts, today: Temporal.PlainDate) =>
  clocksOf(facts, today)
    .map(clock => keptClock(clock, today))
    .filter(isThere);

test('a kept clock reads on its day as the clock that was counted: same state, same days left', () => {
  fc.assert(
    fc.property(anyStart, fc.nat(1500), fc.integer({ min: 101, max: 140 }), (start, after, from) => {
      const today = start.add({ days: after });
      for (const decision of [{}, { pausedOn: text(start, from) }]) {
        for (const clock of clocksOf(busyCase(start, decision), today)) {
          const kept = keptClock(clock, today);
          if (clock.state === 'stopped') assert.equal(kept, undefined);
          else {
            assert.ok(kept);
            assert.equal(keptState(kept, today.toString()), clock.state, `${clock.id} on ${today}`);
            assert.equal(keptDaysLeft(kept, today), clock.daysLeft, `${clock.id} on ${today}`);
          }
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('without a pause a kept clock stays right on later days, until something happens', () => {
  fc.assert(
    fc.property(anyStart, fc.nat(90), fc.nat(8), (start, after, later) => {
      const today = start.add({ days: after });
      const next = today.add({ days: later });
      const facts: CaseFacts = { authorities: [{ kind: 's37/41', madeOn: start.toString() }] };
      const counted = clocksOf(facts, next);
      for (const kept of keptOn(facts, today)) {
        const clock = counted.find(({ id }) => id === kept.kind);
        if (clock?.due.toString() === kept.dueOn) assert.equal(keptState(kept, next.toString()), clock.state);
      }
    }),
  );
});

test('pausing and resuming keeps the total: what is left before the pause is left after it', () => {
  fc.assert(
    fc.property(anyStart, fc.integer({ min: 101, max: 110 }), fc.nat(30), (start, from, length) => {
      const pausedOn = start.add({ days: from });
      const resumedOn = pausedOn.add({ days: length });
      const leftOn = (today: Temporal.PlainDate, decision: Partial<Decidable>) => {
        const kept = keptOn(busyCase(start, decision), today).find(
          ({ kind }) => kind === 'decision-transfer',
        );
        assert.ok(kept);
        assert.equal(keptState(kept, today.toString()) === 'paused', decision.pausedOn !== undefined);
        return keptDaysLeft(kept, today);
      };
      const { dueOn } = waitingFrom(start.add({ days: 100 }));
      const moved = dueAfterPause(day(dueOn), pausedOn, resumedOn).toString();
      const left = leftOn(pausedOn, {});
      assert.equal(leftOn(resumedOn, { pausedOn: pausedOn.toString() }), left);
      assert.equal(leftOn(resumedOn, { dueOn: moved }), left);
    }),
  );
});

const running: KeptClock = {
  ...{ kind: 'annual-report', of: '', startedOn: '2025-01-15', dueOn: '2026-01-15', soonOn: '2025-12-04' },
  ...{
    opensOn: null,
    workingDays: false,
    pausedOn: null,
    pauseReason: null,
    pausedLeft: null,
    expectedOn: null,
    toldOn: null,
  },
  ...{ inForce: true, owedBy: 'hospital', rank: 4, why: 'clocks.why.order', ruleVersion: '1', source: 'Any' },
};
const states: readonly (readonly [string, Partial<KeptClock>, string, string, number])[] = [
  ['runs', {}, '2025-12-03', 'running', 43],
  ['is due soon from its day on', {}, '2025-12-04', 'due soon', 42],
  ['is in time on its last day', {}, '2026-01-15', 'due soon', 0],
  ['is overdue on the day after', {}, '2026-01-16', 'overdue', -1],
  ['stands still while it is paused', { pausedOn: '2025-12-01', pausedLeft: 45 }, '2025-12-10', 'paused', 45],
  ['stays overdue though it is paused', { pausedOn: '2026-01-20' }, '2026-01-21', 'overdue', -6],
  ['chases nobody before its law begins', { inForce: false }, '2026-02-01', 'not in force', -17],
  ['counts working days across Christmas', { workingDays: true }, '2025-12-24', 'due soon', 13],
  ['is a right that is not open', { opensOn: '2025-07-15' }, '2025-07-14', 'not open yet', 1],
  ['is a right that is open', { opensOn: '2025-07-15' }, '2025-07-15', 'open', 184],
  ['is a right that closes soon', { opensOn: '2025-07-15' }, '2025-12-04', 'closing soon', 42],
];
for (const [name, change, today, state, left] of states) {
  test(`a kept clock ${name}`, () => {
    assert.equal(keptState({ ...running, ...change }, today), state);
    assert.equal(keptDaysLeft({ ...running, ...change }, day(today)), left);
  });
}

test('what was told and paused is kept with its reason, and a clock that stopped is not kept', () => {
  const start = first;
  const discharge = keptOn(busyCase(start), start.add({ days: 425 })).find(
    ({ kind }) => kind === 'discharge-report',
  );
  assert.deepEqual([discharge?.expectedOn, discharge?.toldOn], [text(start, 440), text(start, 420)]);
  const ended = clocksOf(busyCase(start), start.add({ days: 1500 }));
  assert.ok(ended.some(({ id, state }) => id === 'restrictions-end' && state === 'stopped'));
  assert.ok(
    !keptOn(busyCase(start), start.add({ days: 1500 })).some(({ kind }) => kind === 'restrictions-end'),
  );
});

test('every clock of the law is owed by somebody and has its place in the order of work', () => {
  const rules = [clockLaw.reports, clockLaw.windows, clockLaw.references, clockLaw.notices, clockLaw.expiry];
  const ids = new Set(
    [...rules.flat(), ...clockLaw.askedReports, ...clockLaw.periods].map(({ id }) => id).concat(recallClocks),
  );
  assert.deepEqual(new Set(clockWorkRules.map(({ id }) => id)), ids);
  for (const id of ids) {
    const { owedBy, rank } = clockWork(id, day('2026-11-22'));
    assert.ok(owers.includes(owedBy) && rank >= 1 && rank <= 5, id);
  }
  assert.throws(() => clockWork('none', day('2026-11-22')), RuleProblem);
  assert.throws(() => clockWork('annual-report', day('2011-12-31')), RuleProblem);
});

test('only what the section asked a clinician, and how a recall is looked through, is closed to the person', () => {
  assert.deepEqual(
    clockWorkRules.filter(({ value }) => !value.isOpen).map(({ id }) => id),
    ['recall-evidence', 'recall-review', 'leave-information'],
  );
});
