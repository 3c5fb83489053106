import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isTextKey, textIn } from '../language/index.ts';
import { dateProblems, readDate, showDay } from './index.ts';

const readable: ReadonlyArray<[day: string, month: string, year: string, date: string]> = [
  ['21', '11', '2026', '2026-11-21'],
  [' 7', '03 ', '2026', '2026-03-07'],
  ['1', 'November', '2026', '2026-11-01'],
  ['1', 'nov', '2026', '2026-11-01'],
  ['1', 'NOV.', '2026', '2026-11-01'],
  ['1', 'sept', '2026', '2026-09-01'],
  ['1', 'Tachwedd', '2026', '2026-11-01'],
  ['1', 'gorff', '2026', '2026-07-01'],
  ['1', 'mawrth', '2026', '2026-03-01'],
  ['1', 'mai', '2026', '2026-05-01'],
  ['29', '2', '2028', '2028-02-29'],
];
for (const [day, month, year, date] of readable) {
  test(`“${day}” “${month}” “${year}” is read as ${date}`, () => {
    assert.deepEqual(readDate({ day, month, year }), { date: Temporal.PlainDate.from(date) });
  });
}

const wrong: ReadonlyArray<[day: string, month: string, year: string, problem: string, parts: string]> = [
  ['', ' ', '', 'missing', 'day month year'],
  ['', '11', '2026', 'incomplete', 'day'],
  ['21', '', '', 'incomplete', 'month year'],
  ['29', '2', '2027', 'impossible', 'day month year'],
  ['31', 'April', '2026', 'impossible', 'day month year'],
  ['32', '1', '2026', 'impossible', 'day'],
  ['1', '13', '2026', 'impossible', 'month'],
  ['0', '0', '2026', 'impossible', 'day month'],
  ['21', '11', '26', 'shortYear', 'year'],
  ['21', '11', '0026', 'shortYear', 'year'],
  ['29', '2', '27', 'shortYear', 'year'],
  ['21', '11', '20266', 'unreadable', 'year'],
  ['first', '11', '2026', 'unreadable', 'day'],
  ['1', 'no', '2026', 'unreadable', 'month'],
  ['1', 'Novembre', '2026', 'unreadable', 'month'],
  ['-1', '1.5', '２０２６', 'unreadable', 'day month year'],
  ['1\u0000', '11', '2026', 'unreadable', 'day'],
];
for (const [day, month, year, problem, parts] of wrong) {
  test(`“${day}” “${month}” “${year}” is ${problem}, at the ${parts}`, () => {
    assert.deepEqual(readDate({ day, month, year }), { problem, parts: parts.split(' ') });
  });
}

test('boxes that were not sent count as empty', () => {
  assert.deepEqual(readDate({}), { problem: 'missing', parts: ['day', 'month', 'year'] });
  assert.deepEqual(readDate({ day: '1' }), { problem: 'incomplete', parts: ['month', 'year'] });
});

const anyDay = fc
  .integer({ min: 0, max: 60_000 })
  .map(days => Temporal.PlainDate.from('1900-01-01').add({ days }));

test('every date that is shown, in either language, is read back as it was', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom('en', 'cy'), (date, language) => {
      const [day = '', month = '', year = ''] = showDay(date, textIn(language)).split(' ');
      assert.deepEqual(readDate({ day, month, year }), { date });
    }),
  );
});

test('whatever is typed is read or refused, and never throws', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.integer().map(String));
  fc.assert(
    fc.property(anything, anything, anything, (day, month, year) => {
      const read = readDate({ day, month, year });
      if ('problem' in read) assert.ok(read.parts.length > 0);
      else assert.equal(read.date.year, Number(year));
    }),
  );
});

test('no two months share their first three letters, which is what lets a beginning be read', () => {
  const beginnings = new Map<string, number>();
  for (const language of ['en', 'cy'] as const) {
    for (let month = 1; month <= 12; month += 1) {
      const [, name = ''] = showDay(`2026-${String(month).padStart(2, '0')}-01`, textIn(language)).split(' ');
      const beginning = name.slice(0, 3).toLowerCase();
      assert.ok((beginnings.get(beginning) ?? month) === month, `${beginning} begins two months`);
      beginnings.set(beginning, month);
    }
  }
});

test('every problem has its sentence', () => {
  for (const key of Object.values(dateProblems)) assert.ok(isTextKey(key));
});
