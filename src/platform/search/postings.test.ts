import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bestOf } from './best.ts';
import { impactOf, rarityOf } from './bm25f.ts';
import { emptyList, grow, written } from './growing.ts';
import type { List } from './lists.ts';
import { decodeNumbers, encodeNumbers } from './postings.ts';
import { scored, type Term } from './rank.ts';
import { readWords } from './read-words.ts';

const ascending = fc
  .uniqueArray(fc.integer({ min: 0, max: 5_000_000 }), { maxLength: 60 })
  .map(numbers => numbers.toSorted((one, other) => one - other));

test('numbers of documents come back as they were, near or far apart', () => {
  fc.assert(
    fc.property(ascending, numbers => {
      assert.deepEqual([...decodeNumbers(encodeNumbers(numbers), numbers.length)], numbers);
    }),
  );
  assert.throws(() => encodeNumbers([4, 4]), RangeError);
});

test('a list that grows takes documents in their order alone', () => {
  const list = emptyList();
  grow(list, 4, 0x0101);
  assert.throws(() => grow(list, 4, 0x0101), RangeError);
  grow(list, 300, 0x0208);
  const { numbers, impacts, parts } = written(list);
  assert.deepEqual(
    [[...decodeNumbers(numbers, 2)], [...impacts], [...parts]],
    [
      [4, 300],
      [1, 2],
      [1, 8],
    ],
  );
});

test('what PostgreSQL prints of a document is read word for word, whatever the word is made of', () => {
  const quoted = `'o''neil':1A,4B 'a\\\\b':2 'it''s':7C,9 'plain'`;
  assert.deepEqual(
    [...readWords(quoted)],
    [
      { lexeme: "o'neil", frequency: 5, parts: 3 },
      { lexeme: 'a\\b', frequency: 1, parts: 8 },
      { lexeme: "it's", frequency: 3, parts: 12 },
      { lexeme: 'plain', frequency: 1, parts: 8 },
    ],
  );
});

test('a word says more the rarer it is, and a document is more about it the oftener it stands there', () => {
  assert.ok(rarityOf(1, 1000) > rarityOf(10, 1000));
  assert.ok(rarityOf(1000, 1000) > 0);
  assert.ok(impactOf(3, 100, 100) > impactOf(1, 100, 100));
  assert.ok(impactOf(1, 50, 100) > impactOf(1, 200, 100));
  for (const frequency of [1, 5, 10_000]) {
    const impact = impactOf(frequency, 1, 1);
    assert.ok(impact >= 1 && impact <= 255);
  }
});

type Holding = Record<number, number>;
const listOf = (holding: Holding): List => {
  const numbers = Object.keys(holding).map(Number);
  return {
    n: numbers.length,
    numbers: Uint32Array.from(numbers),
    impacts: Uint8Array.from(numbers, number => holding[number] ?? 0),
    parts: new Uint8Array(numbers.length).fill(4),
  };
};

test('the best are those that a plain count finds, in its order, and nobody who is gone', () => {
  const holding = fc.dictionary(
    fc.integer({ min: 0, max: 300 }).map(String),
    fc.integer({ min: 1, max: 255 }),
  );
  const words = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 9 }), holding }), { maxLength: 4 });
  fc.assert(
    fc.property(words, fc.uniqueArray(fc.nat(300), { maxLength: 20 }), fc.nat(12), (asked, gone, top) => {
      const scores = new Map<number, number>();
      for (const { weight, holding: held } of asked)
        for (const [number, impact] of Object.entries(held))
          scores.set(Number(number), (scores.get(Number(number)) ?? 0) + weight * impact);
      for (const number of gone) scores.delete(number);
      const expected = [...scores].toSorted(([a, one], [b, other]) => other - one || b - a);
      const terms: Term[] = asked.map(({ weight, holding: held }) => ({ weight, lists: [listOf(held)] }));
      const found = scored(terms, { last: 300, gone }, scores => ({
        all: [...scores.found],
        best: bestOf(scores.found, scores.of, top),
      }));
      assert.deepEqual(
        found.best.map(({ number, score }) => [number, score]),
        expected.slice(0, top),
      );
      assert.deepEqual(new Set(found.all), new Set(scores.keys()));
    }),
  );
});
