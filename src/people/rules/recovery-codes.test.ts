import assert from 'node:assert/strict';
import { test } from 'node:test';
import { howMany, newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts';

test('ten codes are made, each different and easy to read from paper', () => {
  const codes = newRecoveryCodes();
  assert.equal(new Set(codes).size, howMany);
  for (const code of codes)
    assert.match(code, /^([abcdefghjkmnpqrstuvwxyz2-9]{4}-){3}[abcdefghjkmnpqrstuvwxyz2-9]{4}$/);
});

test('capitals, spaces and hyphens make no difference; a letter does', () => {
  const hash = recoveryCodeHash('abcd-efgh-jkmn-pqrs');
  assert.deepEqual(recoveryCodeHash(' ABCD EFGH jkmnpqrs '), hash);
  assert.notDeepEqual(recoveryCodeHash('abcd-efgh-jkmn-pqrt'), hash);
});
