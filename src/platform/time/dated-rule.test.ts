import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DatedRule, datedRules, RuleProblem, ruleInForce, rulesInForce } from './index.ts';

const on = (text: string) => Temporal.PlainDate.from(text);

const aRule = (change: Partial<DatedRule<number>> = {}): DatedRule<number> => ({
  id: 'days-to-answer',
  version: '1',
  source: { name: 'An invented guidance note', mark: 'design' },
  inForceFrom: '2020-01-01',
  value: 5,
  ...change,
});

const first = aRule({ inForceUntil: '2026-02-18' });
const second = aRule({ version: '2', inForceFrom: '2026-02-18', value: 10 });
const unrelated = aRule({ id: 'visits', inForceFrom: '2026-02-18' });
const rules = datedRules([first, second, unrelated]);

const days: ReadonlyArray<[day: string, version: string]> = [
  ['2020-01-01', '1'],
  ['2026-02-17', '1'],
  ['2026-02-18', '2'],
  ['2099-01-01', '2'],
];
for (const [day, version] of days) {
  test(`on ${day} the law is version ${version}`, () => {
    assert.equal(ruleInForce(rules, 'days-to-answer', on(day)).version, version);
  });
}

test('before any version was in force, or for an unknown rule, there is no law to guess', () => {
  assert.throws(() => ruleInForce(rules, 'days-to-answer', on('2019-12-31')), RuleProblem);
  assert.throws(
    () => ruleInForce(rules, 'no-such-rule', on('2026-01-01')),
    new RuleProblem('No version of the rule no-such-rule is in force on 2026-01-01.'),
  );
});

test('the rules in force on a day are one version of each', () => {
  assert.deepEqual(rulesInForce(rules, on('2026-02-17')), [first]);
  assert.deepEqual(rulesInForce(rules, on('2026-02-18')), [second, unrelated]);
});

const mistakes: ReadonlyArray<[name: string, rules: DatedRule<number>[], problem: RegExp]> = [
  ['a first version that never ends', [aRule(), second], /on the same day/],
  ['the later version given first', [second, aRule()], /on the same day/],
  ['an overlap of one day', [aRule({ inForceUntil: '2026-02-19' }), second], /on the same day/],
  [
    'one version inside another',
    [aRule(), aRule({ version: '2', inForceFrom: '2021-01-01', inForceUntil: '2022-01-01' })],
    /on the same day/,
  ],
  [
    'the same version twice',
    [first, aRule({ inForceFrom: '2026-02-18' })],
    /two of the rule days-to-answer version 1/,
  ],
  ['an end before the beginning', [aRule({ inForceUntil: '2019-01-01' })], /before it was ever in force/],
  ['an end on the first day', [aRule({ inForceUntil: '2020-01-01' })], /before it was ever in force/],
  ['a day that is not in the calendar', [aRule({ inForceFrom: '2025-02-29' })], /not a day/],
  ['a day written another way', [aRule({ inForceFrom: '20250228' })], /not a day/],
];
for (const [name, wrong, problem] of mistakes) {
  test(`a set of rules is refused for ${name}`, () => {
    assert.throws(() => datedRules(wrong), problem);
  });
}

test('a gap between two versions is allowed, and nothing is in force in it', () => {
  const withGap = datedRules([first, aRule({ version: '2', inForceFrom: '2026-03-01' })]);
  assert.deepEqual(rulesInForce(withGap, on('2026-02-20')), []);
});
