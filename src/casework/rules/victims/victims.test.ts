import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unfitForOutside } from './fit-for-outside.ts';
import { mayBeTold, mayGiveStatement, summarised, tellable } from './may-be-told.ts';
import { type Telling, tellsOfSomebody } from './tells-of-somebody.ts';
import { areaOf, readCorners } from './zone.ts';

const day = Temporal.PlainDate.from('2026-11-22');

test('6.5: a victim who wants all is told of discharge, of changed and of ended conditions', () => {
  for (const what of summarised)
    assert.ok(mayBeTold(what, { standing: 'active', wants: tellable }, day), what);
});

test('6.5: nobody is told what they do not want to be told', () => {
  assert.equal(mayBeTold('absolute discharge', { standing: 'active', wants: ['changes'] }, day), false);
  assert.equal(mayBeTold('conditions changed', { standing: 'active', wants: ['changes'] }, day), true);
  assert.equal(mayBeTold('conditions ended', { standing: 'active', wants: [] }, day), false);
});

test('6.5: whoever opted out, and whoever cannot be reached, is told nothing', () => {
  for (const standing of ['opted out', 'dormant'] as const)
    for (const what of summarised) assert.equal(mayBeTold(what, { standing, wants: tellable }, day), false);
});

test('6.5: community leave is nothing that a victim has a right to be told', () => {
  assert.equal([...tellable, ...summarised].join(' ').includes('leave'), false);
});

test('6.5: a personal statement can be given from March 2024', () => {
  assert.equal(mayGiveStatement(Temporal.PlainDate.from('2024-02-29')), false);
  assert.equal(mayGiveStatement(Temporal.PlainDate.from('2024-03-01')), true);
});

const known = {
  name: 'Zoë Inventeda',
  address: '7 Pretend Lane\nMadeuptown\nZZ1 1ZZ',
  telephone: '01632 960 001',
  email: 'zoe@example.invalid',
};

const wordings: readonly (readonly [string, Telling[]])[] = [
  ['Not to enter Madeuptown between Pretend Hill and the river.', []],
  ['Not to contact the people whom your supervisors name to you.', []],
  ['Not to go near the victim.', ['victim']],
  ['Peidio â mynd yn agos at y dioddefwr.', ['victim']],
  ['Not to contact Zoe.', ['name']],
  ['Not to contact ms INVENTEDA.', ['name']],
  ['Not to go to Inventeda’s home.', ['name']],
  ["Not to go near Zoe's school.", ['name']],
  ['Not to enter the home of the ‘Inventeda’ family.', ['name']],
  ['Not to ring 01632 960002 or +44 1632 960001.', ['telephone']],
  ['Not to enter 7, Pretend  Lane.', ['address']],
  ['Not to enter zz11zz.', ['address']],
  ['Not to ring 01632960001.', ['telephone']],
  ['Not to write to ZOE@example.invalid.', ['name', 'e-mail']],
];
for (const [wording, telling] of wordings) {
  test(`6.6: “${wording}” tells of somebody by ${telling.join(' and ') || 'nothing'}`, () => {
    assert.deepEqual(tellsOfSomebody(wording, [known]), telling);
  });
}

const among: readonly (readonly [Partial<typeof known>, string, Telling[]])[] = [
  [{ name: 'Bo Li' }, 'Not to contact Bo Li.', ['name']],
  [{ name: 'Li Bo' }, 'Not to contact LI  BO’s mother.', ['name']],
  [{ name: 'Bo Li' }, 'Not to enter Li Street.', []],
  [{ name: "Sam O'Neverwas" }, 'Not to contact O’Neverwas.', ['name']],
  [{ telephone: '07700 900123 or +44 (0)1632 960 001' }, 'Not to ring 01632 960001.', ['telephone']],
  [{ telephone: '07700 900123, 01632 960001' }, 'Not to ring +447700900123.', ['telephone']],
  [{ telephone: '01632 960001 07700 900123' }, 'Not to ring 07700 900123.', ['telephone']],
  [{ telephone: '01632 960001' }, 'Not to ring 07700 900123.', []],
  [{ telephone: 'none' }, 'Not to enter before 18 00 or after 20 30.', []],
  [{ email: 'zoe@example.invalid; z@example.invalid' }, 'Not to write to z@example.invalid.', ['e-mail']],
];
for (const [of, wording, telling] of among) {
  test(`6.6: of ${Object.values(of)}, “${wording}” tells by ${telling.join(' and ') || 'nothing'}`, () => {
    const nothing = { name: '', address: '', telephone: '', email: '' };
    assert.deepEqual(tellsOfSomebody(wording, [{ ...nothing, ...of }]), telling);
  });
}

test('6.6: a condition that names nobody tells of nobody, however little is known of them', () => {
  const unknown = { name: 'Al', address: '', telephone: '', email: '' };
  assert.deepEqual(tellsOfSomebody('Not to enter Al Fresco Square.', [unknown]), []);
  assert.deepEqual(tellsOfSomebody('Not to enter the square.', []), []);
  assert.deepEqual(tellsOfSomebody('…', [{ ...unknown, name: 'Alwen Example' }]), []);
});

const outside: readonly (readonly [string, string[]])[] = [
  ['The Secretary of State decided on a conditional discharge. You are not to be contacted.', []],
  ['He takes his medication.', ['health']],
  ['The diagnosis has changed.', ['health']],
  ['Mae’n cymryd ei feddyginiaeth o’r clinig.', ['health']],
  ['She had unescorted leave in May.', ['leave']],
  ['He will live at AB1 2CD.', ['address']],
  ['He will live in Pretend Street.', ['address']],
  ['Schizophrenia; overnight leave; Otter Ward.', ['health', 'leave', 'address']],
];
for (const [text, kinds] of outside) {
  test(`6.6: “${text}” is ${kinds.length === 0 ? 'fit for a victim' : `not for a victim: ${kinds.join(', ')}`}`, () => {
    assert.deepEqual(
      unfitForOutside(text).map(({ kind }) => kind),
      kinds,
    );
  });
}

test('6.6: each finding names the words, so that the writer can take them out', () => {
  assert.deepEqual(unfitForOutside('On Clozapine since May.'), [{ kind: 'health', found: 'Clozapine' }]);
});

const square = 'SK 100 100\nSK 110 100\nSK 110 110\nSK 100 110';

test('LG-9: corners are read as references of the National Grid, in metres', () => {
  const read = readCorners(square);
  assert.ok('corners' in read);
  assert.deepEqual(read.corners[0], { east: 410_000, north: 310_000, reference: 'SK 100 100' });
  assert.equal(areaOf(read.corners), 1_000_000);
});

test('LG-9: the grid is read right at its far ends', () => {
  const ends = readCorners('SW 000 000\nTV 9999 9999\nHP 10000 10000\n\nnn 16650 71250');
  assert.ok('corners' in ends);
  assert.deepEqual(
    ends.corners.map(({ east, north }) => [east, north]),
    [
      [100_000, 0],
      [599_990, 99_990],
      [410_000, 1_210_000],
      [216_650, 771_250],
    ],
  );
});

const refused: readonly (readonly [string, string])[] = [
  ['', 'few'],
  ['SK 100 100\nSK 110 100', 'few'],
  [`${'SK 100 100\n'.repeat(31)}`, 'many'],
  ['SK 100 100\nnowhere\nSK 110 110', 'unreadable'],
  ['SI 100 100\nSK 110 100\nSK 110 110', 'unreadable'],
  ['SK 1 2\nSK 110 100\nSK 110 110', 'unreadable'],
  ['SK 100 100\nSK 110 110\nSK 110 100\nSK 100 110', 'crossing'],
  ['SK 100 100\nSK 120 100\nSK 110 100', 'flat'],
];
for (const [typed, problem] of refused) {
  test(`LG-9: a boundary is refused because it is ${problem}: ${typed.slice(0, 30).replaceAll('\n', ', ')}`, () => {
    const read = readCorners(typed);
    assert.ok('problem' in read);
    assert.equal(read.problem, problem);
    if (read.problem === 'unreadable') assert.ok(read.line >= 1);
  });
}

test('LG-9: where the list of corners begins, and which way round it goes, changes no area', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), fc.boolean(), (turn, backwards) => {
      const lines = square.split('\n');
      const turned = [...lines.slice(turn), ...lines.slice(0, turn)];
      const read = readCorners((backwards ? turned.reverse() : turned).join('\r\n'));
      assert.ok('corners' in read);
      assert.equal(areaOf(read.corners), 1_000_000);
    }),
  );
});

test('LG-9: whatever is typed, the answer is corners or a reason', () => {
  fc.assert(
    fc.property(fc.string(), typed => {
      const read = readCorners(typed);
      assert.ok('corners' in read || 'problem' in read);
    }),
  );
});
