import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../platform/language/index.ts';
import type { ListedClock } from './queries/listed.ts';
import { showLeft } from './show-clock.ts';

const clock: ListedClock = {
  ...{ id: 1, caseId: 1, kind: 'leave-decision', of: '1', startedOn: '2026-11-02', dueOn: '2026-11-20' },
  ...{ soonOn: '2026-11-17', opensOn: null, workingDays: true, pausedOn: null, pauseReason: null },
  ...{ pausedLeft: null, expectedOn: null, inForce: true, owedBy: 'section', rank: 5 },
};
const left = (change: Partial<ListedClock>, day: string) =>
  showLeft({ ...clock, ...change }, { t: textIn('en'), today: Temporal.PlainDate.from(day) });

test('how long there is: late on the weekend after, standing still, and of a law that has not begun', () => {
  assert.equal(left({}, '2026-11-20'), 'today');
  assert.equal(left({}, '2026-11-21'), 'on the last working day');
  assert.equal(left({}, '2026-11-23'), '1 working day ago');
  assert.equal(left({ pausedOn: '2026-11-16', pausedLeft: 4 }, '2026-11-18'), '4 working days left');
  assert.equal(left({ inForce: false }, '2026-11-18'), '');
});
