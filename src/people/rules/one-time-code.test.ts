import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inGroups, newTotpSecret, totpAddress, totpCounter } from './one-time-code.ts';

// RFC 6238, appendix B: the secret "12345678901234567890" and its codes for SHA-1, last six of eight digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const published = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
] as const;

for (const [seconds, code] of published) {
  test(`at second ${seconds} the published code ${code} is right, and its counter is known`, () => {
    const now = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
    assert.equal(totpCounter(secret, code, now), Math.floor(seconds / 30));
    assert.equal(totpCounter(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now), Math.floor(seconds / 30));
  });
}

test('a clock may be half a minute off, and no more', () => {
  const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
  assert.equal(totpCounter(secret, '279037', at(2_000_000_030)), 66_666_666);
  assert.equal(totpCounter(secret, '279037', at(1_999_999_975)), 66_666_666);
  assert.equal(totpCounter(secret, '279037', at(2_000_000_090)), undefined);
});

for (const wrong of ['', '27903', '2790377', '27903x', '-79037', '٢٧٩٠٣٧', '279037\0', '<script>']) {
  test(`${JSON.stringify(wrong)} is no code`, () => {
    const now = Temporal.Instant.fromEpochMilliseconds(2_000_000_000_000);
    assert.equal(totpCounter(secret, wrong, now), undefined);
  });
}

test('a new secret has 160 bits and can be read in groups of four', () => {
  const fresh = newTotpSecret();
  assert.match(fresh, /^[A-Z2-7]{32}$/);
  assert.notEqual(fresh, newTotpSecret());
  assert.match(inGroups(fresh), /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
});

test('the picture names the service and the account, and holds the secret', () => {
  const address = new URL(totpAddress(secret, 'ash.example'));
  assert.equal(address.protocol, 'otpauth:');
  assert.equal(decodeURIComponent(address.pathname), '/Ownwords:ash.example');
  assert.equal(address.searchParams.get('secret'), secret);
});
