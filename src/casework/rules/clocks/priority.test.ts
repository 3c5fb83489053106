import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RuleProblem } from '../../../platform/time/index.ts';
import type { Priority } from './priorities.ts';
import { orderWork, priorityOf, priorityRules, type WorkItem } from './priority.ts';
import { day } from './reading.ts';

const today = day('2026-11-22');
const everyWork = priorityRules.flatMap(({ value }) => value.work);

const table: readonly (readonly [WorkItem['work'], Priority])[] = [
  ['prison transfer', 'critical'],
  ['remission', 'critical'],
  ['recall', 'critical'],
  ['urgent medical leave', 'critical'],
  ['compassionate leave', 'critical'],
  ['level transfer', 'fast track'],
  ['medical leave', 'fast track'],
  ['hospital transfer', 'hospital transfer'],
  ['trial leave', 'hospital transfer'],
  ['discharge', 'other'],
  ['escorted leave', 'community leave'],
  ['unescorted leave', 'community leave'],
];
for (const [work, priority] of table) {
  test(`priority: ${work} is ${priority}`, () => {
    assert.equal(priorityOf(work, today).value.priority, priority);
  });
}

test('priority: every kind of work stands in the scheme once', () => {
  assert.equal(new Set(everyWork).size, everyWork.length);
  assert.equal(everyWork.length, 16);
});

test('priority: work that the scheme does not name is refused', () => {
  assert.throws(() => priorityOf('recall', today, []), RuleProblem);
  assert.throws(() => priorityOf('recall', day('2011-12-31')), RuleProblem);
});

test('orderWork: by priority, then by what is due first, then by what came first', () => {
  const item = (id: string, work: WorkItem['work'], receivedOn: string, dueOn?: string): WorkItem => ({
    ...{ id, work, receivedOn },
    ...(dueOn !== undefined && { dueOn }),
  });
  const items = [
    item('leave', 'unescorted leave', '2026-01-01', '2026-02-01'),
    item('no day', 'recall', '2026-01-01'),
    item('later', 'recall', '2026-11-02', '2026-11-20'),
    item('b', 'recall', '2026-11-01', '2026-11-20'),
    item('a', 'recall', '2026-11-01', '2026-11-20'),
    item('transfer', 'hospital transfer', '2026-11-01', '2026-11-10'),
    item('level', 'level transfer', '2026-11-01', '2026-12-10'),
  ];
  const ids = orderWork(items, today).map(({ id }) => id);
  assert.deepEqual(ids, ['a', 'b', 'later', 'no day', 'level', 'transfer', 'leave']);
  assert.equal(items[0]?.id, 'leave');
});

test('orderWork: nothing is lost, and community leave never comes before other work', () => {
  const anyItem = fc.record({
    id: fc.uuid(),
    work: fc.constantFrom(...everyWork),
    receivedOn: fc.constantFrom('2026-10-01', '2026-11-01'),
    dueOn: fc.constantFrom('2026-11-10', '2026-11-20'),
  });
  fc.assert(
    fc.property(fc.array(anyItem), items => {
      const ordered = orderWork(items, today);
      assert.deepEqual(new Set(ordered), new Set(items));
      const isLast = ordered.map(({ work }) => priorityOf(work, today).value.priority === 'community leave');
      assert.ok(!isLast.includes(true) || isLast.slice(isLast.indexOf(true)).every(Boolean));
    }),
  );
});
