import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReminderDue } from './consultation-reminders.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

// 9 November 2026 is a Monday.
const cases: [what: string, remindedOn: string[], today: string, due: boolean][] = [
  ['on the day of asking', [], '2026-11-09', false],
  ['three working days later', [], '2026-11-12', false],
  ['four working days later', [], '2026-11-13', true],
  ['over a weekend, which does not count', ['2026-11-13'], '2026-11-18', false],
  ['four working days after the first reminder', ['2026-11-13'], '2026-11-19', true],
  ['the day after a reminder that the clinician sent', ['2026-11-16'], '2026-11-17', false],
  ['four working days after asking again, whatever was before', ['2026-11-02'], '2026-11-13', true],
  ['after two reminders', ['2026-11-13', '2026-11-19'], '2026-12-01', false],
];

for (const [what, remindedOn, today, due] of cases)
  test(`somebody asked on a Monday is ${due ? '' : 'not '}reminded ${what}`, () => {
    assert.equal(isReminderDue(day('2026-11-09'), remindedOn.map(day), day(today)), due);
  });
