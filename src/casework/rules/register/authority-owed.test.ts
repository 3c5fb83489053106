import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Authority } from './authority-days.ts';
import { authorityOwed } from './authority-owed.ts';
import type { Movement } from './history.ts';

const authority = (kind: string, more: Partial<Authority> = {}): Authority => ({
  ...{ kind, orderOn: '2024-01-10', receivedOn: null, endedOn: null, releaseOn: null, expiresOn: null },
  ...{ precedence: 1, ...more },
});
const movement = (kind: string, outcome: string | null, actualOn: string): Movement => ({
  ...{ kind, outcome, authorisedOn: null, actualOn, sequence: 1 },
});
const admitted = movement('admission', null, '2024-01-12');
const disposal = (outcome: string) => movement('disposal by court', outcome, '2024-06-03');
const remand = authority('s48/49 remand');

test('a movement that is no decision of a court, or after which nobody stays, owes nothing', () => {
  assert.equal(authorityOwed([admitted], [remand]), undefined);
  assert.equal(authorityOwed([admitted, disposal('guilty, prison')], [remand]), undefined);
});

for (const [outcome, made] of [
  ['guilty, s37/41', 's37/41'],
  ['guilty, s45A', 's45A'],
  ['unfit to plead', 'DVCVA s24'],
  ['not guilty by reason of insanity', 'DVCVA s24'],
] as const)
  test(`a disposal by court, ${outcome}, owes the new authority and the end of the old`, () => {
    const before = authorityOwed([admitted, disposal(outcome)], [remand]);
    assert.deepEqual(before, { on: '2024-06-03', made, over: [remand] });
    const fresh = authority(made, { orderOn: '2024-06-03' });
    const between = authorityOwed([admitted, disposal(outcome)], [remand, fresh]);
    assert.deepEqual(between, { on: '2024-06-03', made: undefined, over: [remand] });
    const ended = authority('s48/49 remand', { endedOn: '2024-06-03' });
    assert.equal(authorityOwed([admitted, disposal(outcome)], [ended, fresh]), undefined);
    assert.equal(authorityOwed([admitted, disposal(outcome)], [ended])?.made, made);
  });

test('somebody who is fit to plead and gets a hospital order is detained no longer as unfit', () => {
  const unfit = authority('CPIA s5');
  const fit = movement('fit to plead', 's37/41', '2024-06-03');
  assert.deepEqual(authorityOwed([admitted, fit], [unfit]), {
    on: '2024-06-03',
    made: 's37/41',
    over: [unfit],
  });
});

test('an older name of the same authority is the authority', () => {
  const older = authority('CPIA s5', { orderOn: '2024-06-03' });
  assert.equal(authorityOwed([admitted, disposal('unfit to plead')], [older]), undefined);
});
