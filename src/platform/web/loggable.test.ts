import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loggable } from './loggable.ts';

const words = 'I told nobody but Jo';

test('an error of the database keeps its code and table, and no word of the row that it refused', () => {
  const error = Object.assign(new Error(`invalid input: "${words}"`), {
    code: '23514',
    table: 'statement',
    constraint: 'statement_check',
    detail: `Failing row contains (${words}).`,
    where: `unnamed portal parameter $1 = '${words}'`,
  });
  const kept = loggable(error);
  assert.equal(JSON.stringify(kept).includes(words), false);
  assert.equal(kept.code, '23514');
  assert.deepEqual(kept.where, { table: 'statement', constraint: 'statement_check' });
});

test('an error of a parser keeps where it happened, and not the text that it could not read', () => {
  let kept = loggable(undefined);
  try {
    JSON.parse(words);
  } catch (error) {
    kept = loggable(error);
  }
  assert.equal(kept.name, 'SyntaxError');
  assert.equal(JSON.stringify(kept).includes('told'), false);
  assert.ok(kept.at.some(line => line.includes('loggable.test')));
});

test('a mistake in the code keeps its message, because it names code', () => {
  const kept = loggable(new TypeError("Cannot read properties of undefined (reading 'id')"));
  assert.match(kept.message ?? '', /reading 'id'/);
});

test('what was thrown and is no error leaves its kind only', () => {
  assert.deepEqual(loggable(words), { name: 'string', at: [] });
});
