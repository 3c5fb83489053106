import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { londonTime, zone } from './london.ts';

test('day and time in London are those of the time zone’s own rules, at any moment', () => {
  const moments = fc.integer({
    min: Date.UTC(1975, 0, 1),
    max: Date.UTC(2060, 0, 1),
  });
  fc.assert(
    fc.property(moments, ms => {
      const at = Temporal.Instant.fromEpochMilliseconds(ms);
      const { day, hour, minute } = londonTime(at);
      const zoned = at.toZonedDateTimeISO(zone);
      assert.deepEqual(
        [day.toString(), hour, minute],
        [zoned.toPlainDate().toString(), zoned.hour, zoned.minute],
      );
    }),
    { numRuns: 2000 },
  );
});

for (const [moment, expected] of [
  ['2026-03-29T00:59:59Z', '2026-03-29 0:59'],
  ['2026-03-29T01:00:00Z', '2026-03-29 2:0'],
  ['2026-10-25T00:59:59Z', '2026-10-25 1:59'],
  ['2026-10-25T01:00:00Z', '2026-10-25 1:0'],
  ['2026-06-30T23:30:00Z', '2026-07-01 0:30'],
] as const) {
  test(`${moment} is ${expected} in London`, () => {
    const { day, hour, minute } = londonTime(Temporal.Instant.from(moment));
    assert.equal(`${day} ${hour}:${minute}`, expected);
  });
}
