import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { numberText } from './number-text.ts';

test('a number has its separators, and is written alike in both languages', () => {
  for (const [number, text] of [
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
    [-1200, '-1,200'],
    [2.5, '2.5'],
  ] as const)
    assert.equal(numberText(number), text);
  const formats = ['en-GB', 'cy'].map(language => new Intl.NumberFormat(language));
  fc.assert(
    fc.property(fc.integer(), number => {
      for (const format of formats) assert.equal(numberText(number), format.format(number));
    }),
  );
});
