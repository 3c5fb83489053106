import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isUsername, proposeUsername } from './propose-username.ts';

const proposals = [
  ['Ash Example', 'ash.example'],
  ['Dr Siân O’Brien-Jones', 'sian.obrien-jones'],
  ['Prof. Łucja  van der Sample', 'ucja.sample'],
  ['Mx Sam', 'sam'],
  ['Ŵyn ap Enghraifft', 'wyn.enghraifft'],
  ['李 小龍', 'colleague'],
  ['Dr', 'colleague'],
  ['', 'colleague'],
  ['<script>alert(1)</script>', 'scriptalertscript'],
] as const;
for (const [name, username] of proposals) {
  test(`the name “${name}” proposes the username ${username}`, () => {
    assert.equal(proposeUsername(name), username);
  });
}

test('whatever the name is, what is proposed is a username', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), name => {
      const proposed = proposeUsername(name);
      assert.ok(isUsername(proposed) || proposed.length === 1, proposed);
    }),
  );
});

for (const bad of ['', 'a', 'A.b', 'a b', 'a@b', '.ab', '-ab', 'ŵyn', 'a'.repeat(51), 'ab\0', 'ab\n']) {
  test(`${JSON.stringify(bad.slice(0, 10))} is not a username`, () => assert.equal(isUsername(bad), false));
}
