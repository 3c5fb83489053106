import assert from 'node:assert/strict';
import { test } from 'node:test';
import { informationClock } from './information-clock.ts';
import { mayLeaveStart } from './leave-start.ts';
import { stillToWait } from './no-answer.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

// Asked on a Monday: the five working days are Tuesday to Monday.
const week: [string, string, boolean][] = [
  ['2026-11-16', 'waiting', false],
  ['2026-11-20', 'waiting', false],
  ['2026-11-23', 'waiting', false],
  ['2026-11-24', 'likely to be rejected', true],
];

for (const [on, state, needsConfirming] of week) {
  test(`LG-2: asked on Monday 16 November, on ${on} the request is ${state}`, () => {
    const clock = informationClock({ askedOn: '2026-11-16' }, day(on));
    assert.deepEqual([clock.state, clock.needsConfirming], [state, needsConfirming]);
    assert.equal(clock.dueOn.toString(), '2026-11-23');
  });
}

test('LG-2: Christmas and the New Year are not counted', () => {
  const { dueOn, rule } = informationClock({ askedOn: '2026-12-23' }, day('2026-12-23'));
  assert.equal(dueOn.toString(), '2027-01-04');
  assert.equal(rule, 'leave-information 2024-1');
});

test('LG-2: a late answer is called late and left to a person', () => {
  const clock = informationClock({ askedOn: '2026-11-16', answeredOn: '2026-11-24' }, day('2026-11-25'));
  assert.deepEqual([clock.state, clock.needsConfirming], ['answered late', true]);
});

test('silence is counted in reminders on different days after asking, and in working days', () => {
  const rule = { reminders: 2, workingDays: 10 };
  const waited = (remindedOn: string[], on: string) =>
    stillToWait({ askedOn: '2026-11-02', remindedOn }, rule, day(on));
  assert.deepEqual(waited([], '2026-11-02'), { reminders: 2, workingDays: 10 });
  assert.deepEqual(waited(['2026-11-02', '2026-11-09', '2026-11-09'], '2026-11-13'), {
    reminders: 1,
    workingDays: 1,
  });
  assert.deepEqual(waited(['2026-11-09', '2026-11-30'], '2026-11-16'), { reminders: 1, workingDays: 0 });
  assert.deepEqual(waited(['2026-11-09', '2026-11-12'], '2026-11-16'), { reminders: 0, workingDays: 0 });
});

const starts: [string, Parameters<typeof mayLeaveStart>[0], string | true][] = [
  ['without MAPPA', {}, true],
  ['at level 2, where notice came before submission', { mappaLevel: 2 }, true],
  ['at level 1 with a notice', { mappaLevel: 1, notifiedOn: '2026-11-20' }, true],
  [
    'at level 1 with an undertaking that was kept',
    { mappaLevel: 1, undertaking: { givenOn: '2026-11-01', metOn: '2026-11-21' } },
    true,
  ],
  [
    'at level 1 with an open undertaking',
    { mappaLevel: 1, undertaking: { givenOn: '2026-11-01' } },
    'gates.lg4.notStarted',
  ],
  ['at level 1 with neither', { mappaLevel: 1 }, 'gates.lg4.notStarted'],
  ['before the day of the notice', { mappaLevel: 1, notifiedOn: '2026-11-22' }, 'gates.lg4.notifiedLater'],
  [
    'with an open undertaking, whatever the level is now',
    { undertaking: { givenOn: '2026-11-01' } },
    'gates.lg4.notStarted',
  ],
];

for (const [name, facts, expected] of starts) {
  test(`LG-4: leave ${expected === true ? 'may' : 'may not'} start ${name}`, () => {
    const start = mayLeaveStart(facts, day('2026-11-21'));
    assert.equal(start.may ? true : start.reason, expected);
  });
}
