import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayNumbered, isWeekend, numberOf } from './day-number.ts';

const anyNumber = fc.integer({ min: -40_000, max: 60_000 });

test('1 January 1970 has the number 0, and days before it have numbers too', () => {
  assert.equal(numberOf(Temporal.PlainDate.from('1970-01-01')), 0);
  assert.equal(numberOf(Temporal.PlainDate.from('1969-12-31')), -1);
  assert.equal(numberOf(Temporal.PlainDate.from('2026-11-21')), 20_778);
});

test('counting by numbers and counting by the calendar come to the same day', () => {
  const start = Temporal.PlainDate.from('1970-01-01');
  fc.assert(
    fc.property(anyNumber, days => {
      const day = start.add({ days });
      assert.equal(numberOf(day), days);
      assert.equal(dayNumbered(days).toString(), day.toString());
      assert.equal(isWeekend(days), day.dayOfWeek > 5);
    }),
  );
});
