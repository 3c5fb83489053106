import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentsFor } from './by-consent.ts';

const moved = { kind: 'transfer', actualOn: '2026-11-20' };
for (const [name, consent, found] of [
  [
    'to the same movement, given before',
    { movement: 'transfer', authorisedOn: '2026-11-01', state: 'stands' },
    1,
  ],
  ['given on the day itself', { movement: 'transfer', authorisedOn: '2026-11-20', state: 'stands' }, 1],
  ['given afterwards', { movement: 'transfer', authorisedOn: '2026-11-21', state: 'stands' }, 0],
  ['to another movement', { movement: 'trial leave', authorisedOn: '2026-11-01', state: 'stands' }, 0],
  ['that was used', { movement: 'transfer', authorisedOn: '2026-11-01', state: 'done' }, 0],
  ['that was withdrawn', { movement: 'transfer', authorisedOn: '2026-11-01', state: 'withdrawn' }, 0],
] as const)
  test(`a movement ${found ? 'can' : 'cannot'} have happened by a consent ${name}`, () => {
    assert.equal(consentsFor(moved, [consent]).length, found);
  });
