import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../language/index.ts';
import type { Body } from './body.ts';
import { boxesOf, emptyBoxes, readDay, typedBoxes } from './day-boxes.ts';

const asking = { what: 'register.order', t: textIn('en') } as const;
const typedIn = (day: string, month: string, year: string): Body => ({
  'on-day': day,
  'on-month': month,
  'on-year': year,
});

test('a day comes back from its boxes as it went into them', () => {
  const boxes = boxesOf('2026-02-03');
  assert.deepEqual(boxes, { day: '3', month: '2', year: '2026' });
  assert.deepEqual(boxesOf(Temporal.PlainDate.from('2026-02-03')), boxes);
  const read = readDay(typedIn(boxes.day, boxes.month, boxes.year), 'on', asking);
  assert.ok(read.ok);
  assert.equal(read.day.toString(), '2026-02-03');
});

test('boxes of no day are empty, and an empty day is told from one that cannot be read', () => {
  assert.deepEqual(boxesOf(null), emptyBoxes);
  const read = readDay({}, 'on', asking);
  assert.ok(!read.ok);
  assert.ok(read.isEmpty);
  assert.deepEqual(read.typed, emptyBoxes);
});

for (const [typed, field] of [
  [typedIn('', '', ''), 'on-day'],
  [typedIn('3', '', '2026'), 'on-month'],
  [typedIn('3', '2', 'last'), 'on-year'],
  [typedIn('31', '4', '2026'), 'on-day'],
] as const)
  test(`“${Object.values(typed).join('/')}” is refused at ${field}, by the name of the day, and stays as it was typed`, () => {
    const read = readDay(typed, 'on', asking);
    assert.ok(!read.ok);
    assert.equal(read.problem.field, field);
    assert.ok(read.problem.text.includes(asking.t(asking.what)));
    assert.deepEqual(typed, typedIn(read.typed.day, read.typed.month, read.typed.year));
  });

test('a day that is asked for by a question is named without its mark, since a colon follows', () => {
  const read = readDay({}, 'on', { what: 'register.asAt.day', t: textIn('en') });
  assert.equal(read.ok || read.problem.text, 'Which day: write the day, the month and the year');
});

test('what nobody types is cut, and a name that was sent twice counts once', () => {
  const boxes = typedBoxes({ 'on-day': ['1', '2'], 'on-month': 'x'.repeat(5000) }, 'on');
  assert.deepEqual(boxes, { day: '2', month: 'x'.repeat(20), year: '' });
});
