import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateFrom, dateOf, dayOf } from './dates.ts';

test('a date is put into the form of ISO 8601 only where it cannot be mistaken', () => {
  const dates = {
    '06.05.2014': '2014-05-06',
    '25/12/2014': '2014-12-25',
    '12/25/2014': '2014-12-25',
    '06/05/2014': '06/05/2014',
    '2011-21': 'Spring 2011',
    '2011-24': 'Winter 2011',
    '2011-13': '2011-13',
    '5 May 2011': '2011-05-05',
    'Spring 2011': 'Spring 2011',
  };
  for (const [written, date] of Object.entries(dates)) assert.equal(dateOf(written), date);
  assert.equal(dateFrom('2011', '22'), 'Summer 2011');
});

test('a day that no calendar has is no day, and stays as it was written', () => {
  assert.equal(dateOf('2021-02-29'), '2021-02-29');
  assert.equal(dateOf('31 April 2014'), '31 April 2014');
  assert.equal(dayOf('2021-02-29'), undefined);
  assert.equal(dayOf('2020-02-29'), '2020-02-29');
});
