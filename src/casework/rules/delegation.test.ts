import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { delegationTable, type FlagsOfCase, levelNeeded, type Matter } from './delegation.ts';

const plain: FlagsOfCase = { noteworthy: false, extremismLevel: 'none' };
const on = '2026-11-22';

const table: readonly [Matter, FlagsOfCase, number][] = [
  ['leave', plain, 2],
  ['leave', { ...plain, noteworthy: true }, 3],
  ['leave', { ...plain, extremismLevel: 'medium' }, 2],
  ['leave', { ...plain, extremismLevel: 'high' }, 4],
  ['leave', { noteworthy: true, extremismLevel: 'critical' }, 4],
  ['urgent recall', { noteworthy: true, extremismLevel: 'critical' }, 2],
  ['absolute discharge', plain, 4],
  ['supervised discharge', plain, 3],
  ['annual report', plain, 1],
  ['annual report', { ...plain, extremismLevel: 'high' }, 4],
  ['discharge report', plain, 1],
];
for (const [matter, flags, level] of table) {
  test(`delegation: ${matter}, ${JSON.stringify(flags)}, needs level ${level}`, () => {
    assert.equal(levelNeeded(matter, { flags, on })?.value.level, level);
  });
}

test('delegation: before the table was in force nobody is high enough', () => {
  assert.equal(levelNeeded('leave', { flags: plain, on: '2024-11-19' }), undefined);
});

test('delegation: another flag never lowers the level', () => {
  const matters = [...new Set(delegationTable.map(({ value }) => value.matter))];
  const anyFlags = fc.record({
    noteworthy: fc.boolean(),
    extremismLevel: fc.constantFrom('none', 'low', 'medium', 'high', 'critical'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...matters), anyFlags, (matter, flags) => {
      const levelOf = (some: FlagsOfCase) => levelNeeded(matter, { flags: some, on })?.value.level ?? 0;
      assert.ok(levelOf(plain) >= (matter.endsWith(' report') ? 1 : 2));
      assert.ok(levelOf(flags) >= levelOf(plain));
      assert.ok(levelOf({ ...flags, noteworthy: true }) >= levelOf(flags));
    }),
  );
});
