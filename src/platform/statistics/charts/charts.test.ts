import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hidden } from '../schemes.ts';
import { barChart } from './bar-chart.ts';
import { lineChart } from './line-chart.ts';
import { steps } from './svg.ts';

const written = (value: number) => String(value);
const bars = (values: (number | typeof hidden)[]) =>
  barChart({
    ...{ id: 'b', title: 'Bread & <jam>', description: 'Two "bars"', parts: ['one', 'two'], written },
    bars: [{ name: 'October', values }],
  });

test('a picture has a name and a description, and its text is text', () => {
  const picture = bars([10, 20]);
  assert.match(picture, /role="img"/);
  assert.match(picture, /<title id="b-title">Bread &#38; &#60;jam&#62;<\/title>/);
  assert.match(picture, /<desc id="b-desc">Two &#34;bars&#34;<\/desc>/);
});

test('a picture has no style and no script, which the pages would refuse', () => {
  assert.doesNotMatch(bars([1, 2]), /style=|<script|<style/);
});

test('parts of a bar are told apart by a pattern each, and not by colour alone', () => {
  const patterns = [...bars([10, 20]).matchAll(/<pattern[^>]*>(.*?)<\/pattern>/g)].map(([, drawn]) =>
    drawn?.replace(/<rect[^>]*><\/rect>/, ''),
  );
  assert.equal(new Set(patterns).size, 2);
});

test('six parts, as many as there are ways for an application to end, look each their own way', () => {
  const parts = ['granted', 'in part', 'refused', 'returned', 'withdrawn', 'ended'];
  const picture = barChart({
    ...{ id: 'six', title: 'Six', description: 'Six parts', parts, written },
    bars: [{ name: 'October', values: [1, 2, 3, 4, 5, 6] }],
  });
  const looks = [...picture.matchAll(/<pattern[^>]*>(.*?)<\/pattern>/g)].map(([, drawn]) => drawn);
  assert.equal(new Set(looks).size, 6);
});

test('a hidden count is a mark and no length', () => {
  const withMark = bars([40, hidden]);
  assert.match(withMark, />\*<\/text>/);
  assert.equal(withMark.match(/y="38"[^>]*height="20"/g)?.length, 1);
});

test('a line has its own stroke and its own marks, and no mark where nothing is known', () => {
  const picture = lineChart({
    ...{ id: 'l', title: 'Two', description: 'Two lines', marks: [{ at: 0, text: '2000' }], written },
    lines: [
      {
        name: 'whole',
        points: [
          { at: 0, value: 3 },
          { at: 10, value: 8 },
        ],
      },
      { name: 'broken', points: [{ at: 5, value: 4 }] },
    ],
  });
  assert.equal(picture.match(/<polyline/g)?.length, 2);
  assert.match(picture, /stroke-dasharray="7 5"/);
  // Two values and one in the key; one value and one in the key.
  assert.equal(picture.match(/<circle/g)?.length, 3);
  assert.equal(picture.match(/<rect/g)?.length, 2);
});

test('a scale begins at zero, reaches the largest value and has few steps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), most => {
      const scale = steps(most);
      assert.equal(scale[0], 0);
      assert.ok((scale.at(-1) ?? 0) >= most && scale.length <= 6, scale.join(' '));
    }),
  );
});
