import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isNearMove, readNotice } from './address-notice.ts';
import { conditionsOn, type Held, stateOn } from './conditions-on.ts';
import {
  conditionAuthorities,
  lawOfCondition,
  matterOfCondition,
  refuseCondition,
  refuseEnd,
} from './may-set.ts';
import { standardConditionsOf } from './standard-conditions.ts';

const today = Temporal.PlainDate.from('2026-11-22');
const good = {
  ...{ wording: 'To live at Pretend House.', fromOn: '2026-12-01', onLiberty: false, isSupervised: false },
  ...({ setBy: 'Secretary of State', today } as const),
};

test('5: the bank holds every topic of the form, each in two wordings, and liberty only since 18 February 2026', () => {
  const topics = (day: string) => standardConditionsOf(Temporal.PlainDate.from(day)).map(({ id }) => id);
  const plain = ['residence', 'nights-away', 'access', 'treatment', 'engagement', 'alcohol', 'drugs'];
  assert.deepEqual(topics('2026-02-17'), [...plain, 'testing', 'contact', 'exclusion']);
  assert.deepEqual(topics('2026-02-18').at(-1), 'accompanied');
  assert.deepEqual(
    standardConditionsOf(today).flatMap(({ id, value }) => (value.onLiberty ? id : [])),
    ['accompanied'],
  );
});

const refused: [string, Partial<Parameters<typeof refuseCondition>[0]>, string | undefined][] = [
  ['a condition that is whole', {}, undefined],
  ['one with a gap left in it', { wording: 'To live at [address].' }, 'conditions.refusal.gaps'],
  ['one for a day far ahead', { fromOn: '2027-12-01' }, 'conditions.refusal.ahead'],
  ['one before there was a law', { fromOn: '1983-09-29' }, 'conditions.refusal.law'],
  ['one on liberty in a supervised discharge', { onLiberty: true, isSupervised: true }, undefined],
  ['one on liberty in another discharge', { onLiberty: true }, 'conditions.refusal.supervised'],
  [
    'one on liberty before 18 February 2026',
    { onLiberty: true, isSupervised: true, fromOn: '2026-02-17' },
    'conditions.refusal.law',
  ],
];
for (const [what, change, says] of refused) {
  test(`7: ${what} ${says ? `is refused: ${says}` : 'can be set'}`, () => {
    assert.equal(refuseCondition({ ...good, ...change })?.says, says);
  });
}

test('a condition ends on no day before it began, and on none far ahead', () => {
  const end = (day: string) => refuseEnd({ fromOn: '2026-12-01' }, day, today);
  assert.equal(end('2026-11-30'), 'conditions.refusal.before');
  assert.equal(end('2026-12-01'), undefined);
  assert.equal(end('2027-12-01'), 'conditions.refusal.ahead');
});

test('7: each authority sets a condition under its own section', () => {
  const law = (onLiberty: boolean) =>
    conditionAuthorities.map(setBy => lawOfCondition({ onLiberty, setBy }, '2026-03-01'));
  assert.deepEqual(law(false), ['s42(2)', 's73(4)(b)']);
  assert.deepEqual(law(true), ['s42(2A)', 's73(5A)']);
});

test('7: what eases or ends a condition on liberty has a matter of its own', () => {
  assert.equal(matterOfCondition(true, false), 'relaxing conditions on liberty');
  assert.equal(matterOfCondition(true, true), 'relaxing conditions on liberty');
  assert.equal(matterOfCondition(false, true), 'supervised discharge');
  assert.equal(matterOfCondition(undefined, true), 'supervised discharge');
  assert.equal(matterOfCondition(undefined, false), 'change of conditions');
});

const anyDay = fc
  .integer({ min: 0, max: 900 })
  .map(days => Temporal.PlainDate.from('2025-01-01').add({ days }));

const states: readonly (readonly [held: Held, state: string])[] = [
  [{ fromOn: '2026-11-22', untilOn: null }, 'holds'],
  [{ fromOn: '2026-11-23', untilOn: null }, 'comes'],
  [{ fromOn: '2026-11-01', untilOn: '2026-11-23' }, 'holds'],
  [{ fromOn: '2026-11-01', untilOn: '2026-11-22' }, 'over'],
  [{ fromOn: '2026-11-24', untilOn: '2026-11-24' }, 'over'],
  [{ fromOn: '2026-11-24', untilOn: '2026-11-25' }, 'comes'],
];
for (const [held, state] of states) {
  test(`a condition from ${held.fromOn} until ${held.untilOn ?? 'no day'} ${state} on 22 November`, () => {
    assert.equal(stateOn(held, '2026-11-22'), state);
  });
}

test('a condition is on every day in one state alone, and once it is over it stays over', () => {
  const anyHeld = fc.tuple(anyDay, fc.option(anyDay)).map(([fromOn, untilOn]): Held => {
    return { fromOn: fromOn.toString(), untilOn: untilOn?.toString() ?? null };
  });
  fc.assert(
    fc.property(anyHeld, anyDay, anyDay, (held, one, other) => {
      const [first, last] = [one.toString(), other.toString()].sort() as [string, string];
      const states = (['holds', 'comes', 'over'] as const).flatMap(state =>
        conditionsOn([held], first, state).map(() => state),
      );
      assert.equal(states.length, 1);
      if (stateOn(held, first) === 'over') assert.equal(stateOn(held, last), 'over');
      if (stateOn(held, last) === 'comes') assert.equal(stateOn(held, first), 'comes');
    }),
  );
});

const notices: [move: string, inTime: boolean, days: number][] = [
  ['2026-12-06', true, 14],
  ['2026-12-05', false, 13],
  ['2026-11-22', false, 0],
  ['2026-11-20', false, -2],
  ['2027-03-01', true, 99],
];
for (const [move, inTime, days] of notices) {
  test(`5: notice on 22 November of a move on ${move} is ${inTime ? 'in time' : 'late'}`, () => {
    const notice = readNotice(Temporal.PlainDate.from(move), today);
    assert.deepEqual(notice, { inTime, days, daysWanted: 14, rule: 'address-notice 1' });
  });
}

test('a move more than a year away is a slip of the pen', () => {
  const near = (days: number) => isNearMove(today.add({ days }), today);
  assert.deepEqual([-367, -366, 366, 367].map(near), [false, true, true, false]);
});

test('5: notice that is given earlier is never later', () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.integer({ min: 0, max: 90 }), (move, given, earlier) => {
      if (readNotice(move, given).inTime)
        assert.ok(readNotice(move, given.subtract({ days: earlier })).inTime);
    }),
  );
});
