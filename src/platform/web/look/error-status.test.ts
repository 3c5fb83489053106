import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorStatus } from './error-status.ts';

const cases: [number, number][] = [
  [404, 404],
  [409, 409],
  [405, 400],
  [413, 400],
  [415, 400],
  [500, 500],
  [502, 500],
  [503, 503],
];

for (const [status, worded] of cases) {
  test(`status ${status} is said in the words of ${worded}`, () => {
    assert.equal(errorStatus(status), worded);
  });
}
