import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { documentKinds } from './document-kinds.ts';
import {
  becameOf,
  canBeReconsidered,
  hadAHand,
  type Link,
  levelAgain,
  type Made,
  outcomesAgain,
  type SecondPerson,
  whyNotNext,
} from './reconsideration.ts';

const made = (change: Partial<Made> = {}): Made => ({
  ...{ kind: 'grant', granted: ['a', 'b'], conditions: ['Be back by four.'] },
  ...change,
});

describe('looking at a decision again', () => {
  it('is for what can be refused, and neither for reports nor for an urgent recall', () => {
    const cannot = documentKinds.filter(kind => !canBeReconsidered(kind));
    assert.deepEqual(cannot.toSorted().slice(0, 2), ['annual report', 'discharge report']);
    assert.ok(cannot.includes('urgent recall'));
    assert.ok(canBeReconsidered('leave application') && canBeReconsidered('recall'));
  });

  it('never sends anything back as incomplete', () => {
    assert.deepEqual(outcomesAgain('leave application'), ['grant', 'grant in part', 'refuse']);
    for (const kind of documentKinds) assert.ok(!outcomesAgain(kind).includes('return'));
  });

  const cases: readonly [string, Made, 'stands' | 'replaced'][] = [
    ['the same', made(), 'stands'],
    ['the same things in another order', made({ granted: ['b', 'a'] }), 'stands'],
    ['another outcome', made({ kind: 'refuse', granted: [] }), 'replaced'],
    ['less', made({ kind: 'grant', granted: ['a'] }), 'replaced'],
    ['another thing', made({ granted: ['a', 'c'] }), 'replaced'],
    ['another condition', made({ conditions: ['Be back by five.'] }), 'replaced'],
    ['no condition', made({ conditions: [] }), 'replaced'],
  ];
  for (const [what, now, became] of cases)
    it(`leaves the decision as it was, or replaces it: ${what}`, () =>
      assert.equal(becameOf(made(), now), became));
});

const first: Link = { id: 1, reconsiders: null, hands: [10, 20], level: 2 };
const by = (change: Partial<SecondPerson> = {}): SecondPerson => ({
  ...{ account: 30, held: 3, wrote: [10] },
  ...change,
});

describe('the next decision in a line', () => {
  const next = { reconsiders: 1, neededToday: 2 };
  it('is issued by somebody new who is high enough', () =>
    assert.equal(whyNotNext([first], { ...next, by: by() }), undefined));
  it('looks at the last decision, and at none of before', () => {
    const second: Link = { id: 2, reconsiders: 1, hands: [11, 30], level: 3 };
    assert.equal(whyNotNext([first, second], { ...next, by: by({ account: 40 }) }), 'not the last');
    assert.equal(whyNotNext([], { ...next, by: by() }), 'not the last');
  });
  it('is not issued by whoever wrote it', () =>
    assert.equal(whyNotNext([first], { ...next, by: by({ wrote: [30] }) }), 'wrote it'));
  it('is not issued by whoever wrote or issued the first', () => {
    assert.equal(whyNotNext([first], { ...next, by: by({ account: 20 }) }), 'had a hand');
    assert.equal(whyNotNext([first], { ...next, by: by({ account: 10, wrote: [] }) }), 'had a hand');
  });
  it('takes no lower a level than before, though the table asks for less today', () => {
    const high = { ...first, level: 4 };
    assert.equal(whyNotNext([high], { ...next, by: by() }), 'level');
    assert.equal(whyNotNext([high], { ...next, by: by({ held: 4 }) }), undefined);
    assert.equal(whyNotNext([first], { ...next, neededToday: 4, by: by() }), 'level');
  });
});

const attempt = fc.record({
  reconsiders: fc.nat({ max: 6 }),
  neededToday: fc.integer({ min: 1, max: 5 }),
  writer: fc.nat({ max: 8 }),
  account: fc.nat({ max: 8 }),
  held: fc.integer({ min: 1, max: 5 }),
});

/** Whatever is tried, in the order in which it is tried, on one document. */
function lineOf(attempts: readonly (typeof attempt extends fc.Arbitrary<infer T> ? T : never)[]): Link[] {
  const line: Link[] = [{ id: 0, reconsiders: null, hands: [0, 1], level: 2 }];
  for (const { reconsiders, neededToday, writer, account, held } of attempts) {
    const second = { account, held, wrote: [writer] };
    if (whyNotNext(line, { reconsiders, neededToday, by: second })) continue;
    line.push({
      ...{ id: line.length, reconsiders, hands: [writer, account] },
      level: levelAgain(neededToday, line),
    });
  }
  return line;
}

it('whatever is tried, a line has no fork, its level never falls, and every second person is new to it', () => {
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 40 }), attempts => {
      const line = lineOf(attempts);
      const looked = line.slice(1).map(({ reconsiders }) => reconsiders);
      assert.equal(new Set(looked).size, looked.length);
      for (const [place, link] of line.entries()) {
        const before = line.slice(0, place);
        assert.equal(link.reconsiders, before.at(-1)?.id ?? null);
        assert.ok(before.every(({ level }) => level <= link.level));
        const second = link.hands[1];
        assert.ok(second !== undefined && !hadAHand(second, before));
        assert.ok(place === 0 || second !== link.hands[0]);
      }
    }),
  );
});
