import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../platform/language/index.ts';
import { clockInWords } from '../person/where-it-stands.ts';
import { dueTexts } from './show-worklist.ts';

const friday = '2026-11-20';
const on = (day: string) => dueTexts(textIn('en'), Temporal.PlainDate.from(day));
const due = (day: string) => on(day)({ dueOn: friday, pausedOn: null });

test('what fell due on the last working day is overdue on the weekend after it, and not due today', () => {
  assert.deepEqual([due('2026-11-20').due, due('2026-11-20').dueColour], ['Today', 'yellow']);
  for (const day of ['2026-11-21', '2026-11-22'])
    assert.deepEqual([due(day).due, due(day).dueColour], ['Overdue', 'red']);
  assert.equal(due('2026-11-23').due, '1 working day late');
});

test('the person reads on that weekend that the answer is late, too', () => {
  const followed = { state: 'submitted', dueOn: friday, pausedOn: null, view: null } as const;
  const said = (day: string) => clockInWords(followed, Temporal.PlainDate.from(day), textIn('en')) ?? '';
  assert.match(said('2026-11-20'), /That is today\./);
  assert.match(said('2026-11-21'), /should have answered by 20 November 2026\. It is late\./);
  assert.match(said('2026-11-23'), /It is 1 working day late\./);
});

test('what stands still bears the day on which it would be due if it ran again', () => {
  const paused = { dueOn: '2026-12-14', pausedOn: '2026-11-16' };
  assert.deepEqual(on('2026-11-22')(paused), {
    ...{ due: 'Paused', dueDay: '18 December 2026', dueColour: 'grey' },
  });
});
