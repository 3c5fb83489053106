import assert from 'node:assert/strict';
import { test } from 'node:test';
import { easterSunday } from './bank-holidays.ts';
import { bankHolidaysOf, coveredYears } from './index.ts';

// Written out by hand from the calendar of each year, so that the rule is held against something else than itself.
const keptOn: Readonly<Record<number, string>> = {
  2012: '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26',
  2013: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2014: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2015: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2016: '01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27',
  2017: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2029: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2030: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
};

test('every covered year stands in the table', () => {
  const { first, last } = coveredYears;
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  assert.deepEqual(Object.keys(keptOn).map(Number), years);
});

for (const [year, days] of Object.entries(keptOn)) {
  test(`the bank holidays of ${year} are those of the calendar`, () => {
    const expected = days.split(' ').map(day => `${year}-${day}`);
    assert.deepEqual(
      bankHolidaysOf(Number(year)).map(holiday => holiday.on),
      expected,
    );
  });
}

test('a day that was moved or proclaimed keeps its name', () => {
  const named = (year: number, on: string) => bankHolidaysOf(year).find(day => day.on === on)?.name;
  assert.equal(named(2012, '2012-06-04'), 'spring');
  assert.equal(named(2012, '2012-06-05'), 'Diamond Jubilee');
  assert.equal(named(2020, '2020-05-08'), 'early May');
  assert.equal(named(2022, '2022-06-02'), 'spring');
  assert.equal(named(2022, '2022-06-03'), 'Platinum Jubilee');
  assert.equal(named(2022, '2022-09-19'), 'State Funeral');
  assert.equal(named(2023, '2023-05-08'), 'Coronation');
});

test('with Christmas on a Sunday, Boxing Day keeps its Monday and Christmas is kept on the Tuesday', () => {
  const december = bankHolidaysOf(2022).filter(({ on }) => on > '2022-12');
  assert.deepEqual(december, [
    { on: '2022-12-26', name: 'Boxing Day' },
    { on: '2022-12-27', name: 'Christmas Day' },
  ]);
});

// The years in which Gauss's rule has to be corrected, and the earliest and latest Easters around them.
const easters = [
  '1954-04-18',
  '1981-04-19',
  '2000-04-23',
  '2008-03-23',
  '2011-04-24',
  '2038-04-25',
  '2049-04-18',
];
for (const easter of easters) {
  test(`Easter Sunday of ${easter.slice(0, 4)} is ${easter}`, () => {
    assert.equal(easterSunday(Number(easter.slice(0, 4))).toString(), easter);
  });
}

for (const year of [2011, 2031, Number.NaN]) {
  test(`the year ${year} is refused with the years that are known`, () => {
    assert.throws(
      () => bankHolidaysOf(year),
      new RangeError(`Bank holidays are known for 2012 to 2030, and ${year} was asked for.`),
    );
  });
}
