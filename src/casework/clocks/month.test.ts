import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bankHolidaysOf, coveredYears, isWorkingDay } from '../../platform/time/index.ts';
import { monthBeside, monthOf, weeksOf } from './month.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const daysIn = (month: string, today = '2026-11-22') => weeksOf(day(`${month}-01`), [], day(today)).flat();
const off = (month: string) =>
  daysIn(month)
    .filter(one => !one.isOutside && !one.isWorking && one.on.dayOfWeek <= 5)
    .map(one => `${one.on.day} ${one.holiday}`);

// Christmas and Easter as the calendars of those years have them.
const holidays: readonly (readonly [month: string, expected: readonly string[]])[] = [
  ['2021-12', ['27 Christmas Day', '28 Boxing Day']],
  ['2022-12', ['26 Boxing Day', '27 Christmas Day']],
  ['2023-01', ['2 New Year']],
  ['2024-12', ['25 Christmas Day', '26 Boxing Day']],
  ['2026-12', ['25 Christmas Day', '28 Boxing Day']],
  ['2024-03', ['29 Good Friday']],
  ['2024-04', ['1 Easter Monday']],
  ['2026-04', ['3 Good Friday', '6 Easter Monday']],
  ['2027-03', ['26 Good Friday', '29 Easter Monday']],
  ['2023-05', ['1 early May', '8 Coronation', '29 spring']],
  ['2030-04', ['19 Good Friday', '22 Easter Monday']],
];
for (const [month, expected] of holidays) {
  test(`the calendar of ${month} marks ${expected.join(', ')}`, () => assert.deepEqual(off(month), expected));
}

test('every month from 2012 to 2030 has whole weeks, every day once, and the working days of the law', () => {
  let month: string | undefined = `${coveredYears.first}-01`;
  let months = 0;
  while (month !== undefined) {
    const from = day(`${month}-01`);
    const weeks = weeksOf(from, [], day('2026-11-22'));
    assert.ok(weeks.every(week => week.length === 7 && week[0]?.on.dayOfWeek === 1));
    const own = weeks.flat().filter(({ isOutside }) => !isOutside);
    assert.deepEqual(
      own.map(({ on }) => on.day),
      Array.from({ length: from.daysInMonth }, (_, index) => index + 1),
    );
    for (const one of own) assert.equal(one.isWorking, isWorkingDay(one.on), one.on.toString());
    const named = own.filter(({ holiday }) => holiday !== undefined).map(({ on }) => on.toString());
    const known = bankHolidaysOf(from.year).map(({ on }) => on);
    assert.deepEqual(
      named,
      known.filter(on => on.startsWith(month ?? '')),
    );
    months += 1;
    month = monthBeside(from, 1);
  }
  assert.equal(months, 12 * (coveredYears.last - coveredYears.first + 1));
});

test('the calendar does not go beyond the years whose bank holidays are known', () => {
  assert.equal(monthBeside(day('2012-01-01'), -1), undefined);
  assert.equal(monthBeside(day('2030-12-01'), 1), undefined);
  assert.equal(monthBeside(day('2026-01-01'), -1), '2025-12');
  const { from, until } = monthOf(day('2028-02-10'));
  assert.deepEqual([from.toString(), until.toString()], ['2028-02-01', '2028-02-29']);
});

test('what is due stands on its day and today is marked, but not in the days that fill a week', () => {
  const due = [
    { on: '2026-11-30', kind: 'annual-report', count: 2 },
    { on: '2026-12-01', kind: 'annual-report', count: 1 },
  ];
  const days = weeksOf(day('2026-11-01'), due, day('2026-11-22')).flat();
  assert.deepEqual(
    days.filter(one => one.due.length > 0).map(({ on }) => on.toString()),
    ['2026-11-30'],
  );
  assert.deepEqual(
    days.filter(one => one.isToday).map(({ on }) => on.toString()),
    ['2026-11-22'],
  );
});
