import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { paginate } from './paginate.ts';

const href = (page: number) => `?page=${page}`;
const shown = (page: number, total: number) =>
  paginate({ page, size: 50, total }, href).items.map(item => (item.gap ? '…' : item.number));

test('first, last and neighbours are shown, with gaps between', () => {
  assert.deepEqual(shown(1, 0), [1]);
  assert.deepEqual(shown(1, 150), [1, 2, 3]);
  assert.deepEqual(shown(3, 250), [1, 2, 3, 4, 5]);
  assert.deepEqual(shown(7, 7171), [1, '…', 6, 7, 8, '…', 144]);
});

test('a page past the end is the last one', () => {
  const { from, to, previous, next } = paginate({ page: 99, size: 50, total: 120 }, href);
  assert.deepEqual([from, to, previous, next], [101, 120, '?page=2', undefined]);
});

test('an empty list counts from nought to nought', () => {
  const { from, to } = paginate({ page: 1, size: 50, total: 0 }, href);
  assert.deepEqual([from, to], [0, 0]);
});

test('whatever is asked for, one page is current and its rows are in the list', () => {
  const place = fc.record({
    page: fc.integer(),
    size: fc.integer({ min: 1, max: 200 }),
    total: fc.nat(10_000),
  });
  fc.assert(
    fc.property(place, asked => {
      const { items, from, to, total } = paginate(asked, href);
      assert.equal(items.filter(item => !item.gap && item.current).length, 1);
      assert.ok(from <= to && to <= total);
      assert.ok(to - from < asked.size);
    }),
  );
});
