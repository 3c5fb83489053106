import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addWorkingDays, isWorkingDay, nextWorkingDay, workingDaysBetween } from './index.ts';

const on = (text: string) => Temporal.PlainDate.from(text);

// At least half a year inside the covered years, so that no count runs out of them.
const anyDay = fc.integer({ min: 0, max: 6_300 }).map(days => on('2012-07-01').add({ days }));
const anyCount = fc.integer({ min: -60, max: 60 }).filter(count => count !== 0);

const workingDays: ReadonlyArray<[day: string, isWorking: boolean, why: string]> = [
  ['2026-11-20', true, 'a Friday'],
  ['2026-11-21', false, 'a Saturday'],
  ['2026-11-22', false, 'a Sunday'],
  ['2026-12-24', true, 'Christmas Eve'],
  ['2026-12-25', false, 'Christmas Day'],
  ['2026-12-28', false, 'the day kept for Boxing Day'],
  ['2022-09-19', false, 'the State Funeral'],
  ['2020-05-04', true, 'the Monday that gave up its holiday for VE Day'],
  ['2022-05-30', true, 'the Monday that gave up its holiday for the Jubilee'],
];
for (const [day, isWorking, why] of workingDays) {
  test(`${day}, ${why}, is ${isWorking ? 'a' : 'no'} working day`, () => {
    assert.equal(isWorkingDay(on(day)), isWorking);
  });
}

const sums: ReadonlyArray<[from: string, count: number, to: string]> = [
  ['2026-11-23', 5, '2026-11-30'],
  ['2026-11-21', 1, '2026-11-23'],
  ['2026-11-21', 0, '2026-11-21'],
  ['2026-11-21', -1, '2026-11-20'],
  ['2026-12-24', 1, '2026-12-29'],
  ['2026-12-29', -1, '2026-12-24'],
  ['2027-12-24', 5, '2028-01-05'],
  ['2022-05-27', 5, '2022-06-07'],
];
for (const [from, count, to] of sums) {
  test(`${count} working days from ${from} is ${to}`, () => {
    assert.equal(addWorkingDays(on(from), count).toString(), to);
  });
}

const years = Array.from({ length: 19 }, (_, index) => 2012 + index);
// Counted by hand on the calendar of each year: five working days from 23 December, over Christmas and New Year.
const overChristmas: Readonly<Record<number, string>> = {
  ...{ 2012: '2013-01-02', 2013: '2014-01-02', 2014: '2015-01-02', 2015: '2016-01-04', 2016: '2017-01-04' },
  ...{ 2017: '2018-01-03', 2018: '2019-01-02', 2019: '2020-01-02', 2020: '2021-01-04', 2021: '2022-01-04' },
  ...{ 2022: '2023-01-04', 2023: '2024-01-03', 2024: '2025-01-02', 2025: '2026-01-02', 2026: '2027-01-04' },
  ...{ 2027: '2028-01-04', 2028: '2029-01-03', 2029: '2030-01-02' },
};
// Likewise from the Thursday before Easter: the Monday after the week of Easter Monday.
const overEaster: Readonly<Record<number, string>> = {
  ...{ 2012: '2012-04-16', 2013: '2013-04-08', 2014: '2014-04-28', 2015: '2015-04-13', 2016: '2016-04-04' },
  ...{ 2017: '2017-04-24', 2018: '2018-04-09', 2019: '2019-04-29', 2020: '2020-04-20', 2021: '2021-04-12' },
  ...{ 2022: '2022-04-25', 2023: '2023-04-17', 2024: '2024-04-08', 2025: '2025-04-28', 2026: '2026-04-13' },
  ...{ 2027: '2027-04-05', 2028: '2028-04-24', 2029: '2029-04-09', 2030: '2030-04-29' },
};

test('12.5: working days are right across every Christmas and every Easter from 2012 to 2030', () => {
  for (const year of years) {
    const christmas = overChristmas[year];
    const eve = on(`${year}-12-23`);
    if (christmas) assert.equal(addWorkingDays(eve, 5).toString(), christmas);
    else assert.equal(addWorkingDays(eve, 4).toString(), '2030-12-31', 'the last day that is known');
    const easter = on(overEaster[year] ?? '');
    assert.equal(addWorkingDays(easter.subtract({ days: 11 }), 5).toString(), easter.toString());
    assert.equal(workingDaysBetween(easter.subtract({ days: 11 }), easter), 5);
  }
});

test('the next working day after Good Friday is the Tuesday', () => {
  assert.equal(nextWorkingDay(on('2026-04-03')).toString(), '2026-04-07');
});

test('no working days lie between a day and itself', () => {
  assert.equal(workingDaysBetween(on('2026-11-23'), on('2026-11-23')), 0);
});

test('counting working days on, then counting them between, gives the number back', () => {
  fc.assert(
    fc.property(anyDay, anyCount, (day, count) => {
      assert.equal(workingDaysBetween(day, addWorkingDays(day, count)), count);
    }),
  );
});

test('counting any working days on never lands on a weekend or a bank holiday', () => {
  fc.assert(
    fc.property(anyDay, anyCount, (day, count) => {
      const reached = addWorkingDays(day, count);
      assert.ok(reached.dayOfWeek <= 5);
      assert.ok(isWorkingDay(reached));
    }),
  );
});

test('from a working day, counting on and back again returns to it', () => {
  fc.assert(
    fc.property(anyDay.filter(isWorkingDay), anyCount, (day, count) => {
      assert.equal(addWorkingDays(addWorkingDays(day, count), -count).toString(), day.toString());
    }),
  );
});

test('counting on in two steps is counting on in one', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(40), fc.nat(40), (day, first, second) => {
      const inTwo = addWorkingDays(addWorkingDays(day, first), second);
      assert.equal(inTwo.toString(), addWorkingDays(day, first + second).toString());
    }),
  );
});

test('a count that is not whole, or leads out of the known years, is refused', () => {
  assert.throws(() => addWorkingDays(on('2026-11-23'), 1.5), /counted whole, and 1.5 is not/);
  assert.throws(() => addWorkingDays(on('2026-11-23'), Number.NaN), RangeError);
  assert.throws(() => addWorkingDays(on('2030-12-31'), 1), /2031 was asked for/);
  assert.throws(() => isWorkingDay(on('2011-12-30')), /2011 was asked for/);
});
