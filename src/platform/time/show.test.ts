import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../language/index.ts';
import { showDay, showDaysLeft, showMoment, showMonth, showTime, showWeekday } from './index.ts';

const en = textIn('en');
const cy = textIn('cy');

test('a day is shown in words, from text or from Temporal', () => {
  assert.equal(showDay('2026-11-21', en), '21 November 2026');
  assert.equal(showDay(Temporal.PlainDate.from('2026-03-01'), en), '1 March 2026');
  assert.equal(showDay('2026-11-21', cy), '21 Tachwedd 2026');
});

test('a month is shown in words', () => {
  assert.equal(showMonth('2011-09', en), 'September 2011');
  assert.equal(showMonth('2011-09', cy), 'Medi 2011');
  assert.throws(() => showMonth('2011-13', en), RangeError);
});

test('a day is shown with its weekday', () => {
  assert.equal(showWeekday('2026-11-23', en), 'Monday 23 November 2026');
  assert.equal(showWeekday('2026-11-23', cy), 'Dydd Llun 23 Tachwedd 2026');
});

test('the names of days and months are those that the calendars of both languages give', () => {
  const months = Array.from({ length: 12 }, (_, index) => new Date(Date.UTC(2026, index, 1 + index)));
  for (const t of [en, cy]) {
    const calendar = new Intl.DateTimeFormat(t.language, {
      weekday: 'long',
      month: 'long',
      timeZone: 'UTC',
    });
    for (const date of months) {
      const shown = showWeekday(date.toISOString().slice(0, 10), t);
      for (const { type, value } of calendar.formatToParts(date)) {
        if (type !== 'literal') assert.ok(shown.includes(value), `${shown} says ${value}`);
      }
    }
  }
});

const times: ReadonlyArray<[at: string, english: string, welsh: string]> = [
  ['2026-11-21T14:05:00Z', '2:05pm', '2:05yp'],
  ['2026-11-21T09:00:00Z', '9am', '9yb'],
  ['2026-11-21T00:30:00Z', '12:30am', '12:30yb'],
  ['2026-11-21T12:30:00Z', '12:30pm', '12:30yp'],
  ['2026-11-21T12:00:59Z', 'midday', 'canol dydd'],
  ['2026-11-21T00:00:00Z', 'midnight', 'canol nos'],
  ['2026-07-01T23:30:00Z', '12:30am', '12:30yb'],
];
for (const [at, english, welsh] of times) {
  test(`the hour of ${at} is ${english} in London`, () => {
    assert.equal(showTime(at, en), english);
    assert.equal(showTime(at, cy), welsh);
  });
}

test('a moment is shown with its day in London', () => {
  assert.equal(showMoment('2026-11-21T14:05:00Z', en), '21 November 2026 at 2:05pm');
  assert.equal(showMoment('2026-11-21T14:05:00Z', cy), '21 Tachwedd 2026 am 2:05yp');
  assert.equal(showMoment(Temporal.Instant.from('2026-07-01T23:30:00Z'), en), '2 July 2026 at 12:30am');
});

test('midday and midnight take the Welsh mutation after “am”', () => {
  assert.equal(showMoment('2026-11-21T12:00:00Z', cy), '21 Tachwedd 2026 am ganol dydd');
  assert.equal(showMoment('2026-11-21T00:00:00Z', cy), '21 Tachwedd 2026 am ganol nos');
  assert.equal(showMoment('2026-11-21T00:00:00Z', en), '21 November 2026 at midnight');
});

const left: ReadonlyArray<[count: number, working: string, calendar: string]> = [
  [3, 'in 3 working days', 'in 3 days'],
  [1, 'in 1 working day', 'tomorrow'],
  [0, 'today', 'today'],
  [-1, '1 working day ago', 'yesterday'],
  [-4, '4 working days ago', '4 days ago'],
];
for (const [count, working, calendar] of left) {
  test(`${count} days from now is “${working}” or “${calendar}”`, () => {
    assert.equal(showDaysLeft(count, 'workingDays', en), working);
    assert.equal(showDaysLeft(count, 'calendarDays', en), calendar);
  });
}

test('days from now are counted in Welsh with its mutations', () => {
  assert.equal(showDaysLeft(3, 'workingDays', cy), 'ymhen 3 diwrnod gwaith');
  assert.equal(showDaysLeft(2, 'calendarDays', cy), 'ymhen 2 ddiwrnod');
  assert.equal(showDaysLeft(-1, 'calendarDays', cy), 'ddoe');
});

test('what is no day or moment is not shown as one', () => {
  assert.throws(() => showDay('2027-02-29', en), RangeError);
  assert.throws(() => showMoment('2026-11-21', en), RangeError);
});

test('a day that is over is not today, though no working day has gone by since', () => {
  assert.equal(showDaysLeft(0, 'workingDays', textIn('en')), 'today');
  assert.equal(showDaysLeft(0, 'workingDays', textIn('en'), true), 'on the last working day');
  assert.equal(showDaysLeft(-1, 'workingDays', textIn('en')), '1 working day ago');
  assert.equal(showDaysLeft(-1, 'calendarDays', textIn('en')), 'yesterday');
});
