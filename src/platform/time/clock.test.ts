import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock, systemClock, todayIn } from './index.ts';

const today = (instantText: string) => todayIn(fixedClock(instantText)).toString();

test('today is the day in London, not in UTC', () => {
  assert.equal(today('2026-06-30T22:59:59Z'), '2026-06-30');
  assert.equal(today('2026-06-30T23:00:00Z'), '2026-07-01');
  assert.equal(today('2026-12-31T23:59:59Z'), '2026-12-31');
});

test('a fixed clock stands still until it is moved', () => {
  const clock = fixedClock('2026-11-21T14:05:00Z');
  assert.equal(clock.now().toString(), '2026-11-21T14:05:00Z');
  clock.moveBy({ hours: 2 });
  assert.equal(clock.now().toString(), '2026-11-21T16:05:00Z');
  clock.moveTo('2027-01-01T00:00:00Z');
  assert.equal(clock.now().toString(), '2027-01-01T00:00:00Z');
});

test('one day on is the same hour in London when the clocks go back', () => {
  const clock = fixedClock('2026-10-24T11:00:00Z');
  clock.moveBy({ days: 1 });
  assert.equal(clock.now().toString(), '2026-10-25T12:00:00Z');
});

test('a text that is no moment makes no clock', () => {
  assert.throws(() => fixedClock('2026-11-21'), RangeError);
});

test('the clock of the machine runs forward', () => {
  const first = systemClock.now();
  assert.ok(Temporal.Instant.compare(systemClock.now(), first) >= 0);
});
