import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Authority } from '../register/authority-days.ts';
import type { Movement } from '../register/history.ts';
import { clocksOf } from './clocks-of.ts';
import { factsFromRegister } from './from-register.ts';
import { day } from './reading.ts';

const authority = (kind: string, orderOn: string | null, more: Partial<Authority> = {}): Authority => ({
  ...{ kind, orderOn, receivedOn: null, endedOn: null, releaseOn: null, expiresOn: null, precedence: 1 },
  ...more,
});
const moved = (
  ...movements: readonly (readonly [kind: string, on: string, outcome?: string])[]
): Movement[] =>
  movements.map(([kind, actualOn, outcome = null], sequence) => ({
    ...{ kind, actualOn, outcome, authorisedOn: null, sequence },
  }));

const order = authority('s37/41', '2010-01-15');
const admitted = ['admission', '2010-01-15'] as const;

test('from the register: recalls and discharges on their actual days, and nothing else', () => {
  const movements = moved(
    admitted,
    ['abscond', '2011-01-01'],
    ['return', '2011-01-02'],
    ['conditional discharge by the tribunal', '2015-03-01'],
    ['taken into custody', '2016-03-01'],
    ['released from custody', '2016-04-01'],
    ['recall', '2017-05-01'],
    ['conditional discharge by the Secretary of State', '2019-06-01'],
  );
  assert.deepEqual(factsFromRegister({ authorities: [order], movements }).movements, [
    { kind: 'conditional discharge', on: '2015-03-01' },
    { kind: 'recall', on: '2017-05-01' },
    { kind: 'conditional discharge', on: '2019-06-01' },
  ]);
});

test('from the register: somebody brought over in the community, or discharged to prison, is discharged', () => {
  const discharges = (movements: Movement[]) =>
    factsFromRegister({ authorities: [order], movements }).movements;
  const on = (text: string) => [{ kind: 'conditional discharge', on: text }];
  assert.deepEqual(
    discharges(moved(['brought over', '2015-03-01', 'conditionally discharged'])),
    on('2015-03-01'),
  );
  assert.deepEqual(
    discharges(moved(admitted, ['conditional discharge to prison', '2015-03-01'])),
    on('2015-03-01'),
  );
});

test('from the register: an authority begins with its order, or else when the section received the case', () => {
  const facts = factsFromRegister({
    authorities: [authority('s37/41', null, { receivedOn: '2010-02-01' }), authority('s37/41', null)],
    movements: [],
  });
  assert.deepEqual(facts.authorities, [{ kind: 's37/41', madeOn: '2010-02-01', precedence: 1 }]);
});

test('from the register: a movement that ends the case ends its authorities, but not what had ended before', () => {
  const { authorities } = factsFromRegister({
    authorities: [
      order,
      authority('s47/49', '2010-01-15', { releaseOn: '2012-01-01' }),
      authority('s45A', '2010-01-15', { releaseOn: '2020-01-01' }),
      authority('s37/41', '2010-01-15', { endedOn: '2011-01-01' }),
    ],
    movements: moved(admitted, ['absolute discharge by the tribunal', '2014-01-01']),
  });
  assert.deepEqual(
    authorities.map(({ endedOn }) => endedOn),
    ['2014-01-01', undefined, '2014-01-01', '2011-01-01'],
  );
  assert.deepEqual(clocksOf({ authorities }, day('2014-01-01')), []);
});

test('from the register: an order for a fixed time ends by itself', () => {
  const facts = factsFromRegister({
    authorities: [authority('1959 s60/65', '2010-01-15', { expiresOn: '2015-01-15' })],
    movements: moved(admitted, ['restrictions expired', '2015-01-15']),
  });
  const ends = (on: string) => clocksOf(facts, day(on)).find(({ id }) => id === 'restrictions-end')?.state;
  assert.deepEqual([ends('2015-01-14'), ends('2015-01-15')], ['due soon', 'stopped']);
});
