import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readClock, type StatutoryClock } from './index.ts';

const on = (text: string) => Temporal.PlainDate.from(text);

// Asked on a Monday, with no holiday near.
const asked: StatutoryClock = {
  start: on('2026-11-23'),
  rule: { unit: 'workingDays', count: 5, dueSoonWithin: 2, mayPause: true },
};
const read = (clock: StatutoryClock, day: string) => {
  const { due, daysLeft, state } = readClock(clock, on(day));
  return [due.toString(), daysLeft, state];
};

test('days of a pause do not count, from its first day until the day the clock runs again', () => {
  const pauses = [
    { reason: 'The clinician is on sick leave', from: on('2026-11-25'), until: on('2026-11-27') },
  ];
  assert.deepEqual(read({ ...asked, pauses }, '2026-11-24'), ['2026-12-02', 4, 'running']);
  assert.deepEqual(read({ ...asked, pauses }, '2026-11-26'), ['2026-12-02', 4, 'paused']);
  assert.deepEqual(read({ ...asked, pauses }, '2026-11-27'), ['2026-12-02', 3, 'running']);
});

test('two pauses that overlap take the days they share only once', () => {
  const pauses = [
    { reason: 'First reason', from: on('2026-11-25'), until: on('2026-11-27') },
    { reason: 'Second reason', from: on('2026-11-26'), until: on('2026-11-28') },
  ];
  assert.deepEqual(read({ ...asked, pauses }, '2026-11-24'), ['2026-12-03', 4, 'running']);
});

test('a clock paused on its last day is not overdue', () => {
  const pauses = [{ reason: 'The ward is closed', from: on('2026-11-30') }];
  assert.deepEqual(read({ ...asked, pauses }, '2026-12-04'), ['2026-12-07', 1, 'paused']);
});

test('an open pause says why, and is not counted before it begins', () => {
  const pause = { reason: 'The person asked for more time', from: on('2026-11-25') };
  const clock = { ...asked, pauses: [pause] };
  assert.deepEqual(read(clock, '2026-11-24'), ['2026-11-30', 4, 'running']);
  assert.equal(readClock(clock, on('2026-12-10')).pause, pause);
  assert.equal(readClock(clock, on('2026-11-24')).pause, undefined);
});

test('a clock that ran out before it was paused stays overdue', () => {
  const pauses = [{ reason: 'Too late', from: on('2026-12-02') }];
  assert.deepEqual(read({ ...asked, pauses }, '2026-12-03'), ['2026-11-30', -3, 'overdue']);
});

const anyStart = fc.integer({ min: 0, max: 3_000 }).map(days => on('2016-01-01').add({ days }));
const anyUnit = fc.constantFrom('workingDays', 'calendarDays', 'weeks', 'months', 'anniversary');
const anyRule = fc.record({
  unit: anyUnit,
  count: fc.integer({ min: 1, max: 3 }),
  dueSoonWithin: fc.nat(10),
  mayPause: fc.constant(true),
});

test('while a clock is paused, the days that are left stay the same', () => {
  fc.assert(
    fc.property(anyStart, anyRule, fc.nat(2), fc.nat(40), (start, rule, before, during) => {
      const from = start.add({ days: before });
      const clock = { start, rule, pauses: [{ reason: 'Any', from }] };
      const first = readClock(clock, from);
      fc.pre(first.state !== 'overdue');
      const later = readClock(clock, from.add({ days: during }));
      assert.deepEqual([later.state, later.daysLeft], ['paused', first.daysLeft]);
    }),
  );
});

test('a pause never makes a clock end earlier', () => {
  fc.assert(
    fc.property(anyStart, anyRule, fc.nat(60), fc.nat(60), (start, rule, after, length) => {
      const from = start.add({ days: after });
      const pauses = [{ reason: 'Any', from, until: from.add({ days: length }) }];
      const without = readClock({ start, rule }, start).due;
      const paused = readClock({ start, rule, pauses }, start).due;
      assert.ok(Temporal.PlainDate.compare(paused, without) >= 0);
    }),
  );
});
