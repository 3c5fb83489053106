import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { merkleTree } from './merkle.ts';

const leaf = (hex: string) => hash('sha256', Buffer.from(`00${hex}`, 'hex'), 'buffer');
const rootOf = (leaves: readonly Buffer[]) => {
  const tree = merkleTree();
  for (const each of leaves) tree.add(each);
  return tree.root().toString('hex');
};

/** RFC 6962, 2.1, word for word: split at the largest power of two smaller than n. */
function byDefinition(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only && leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const halves = [leaves.slice(0, split), leaves.slice(split)].map(byDefinition);
  return hash('sha256', Buffer.concat([Buffer.from([1]), ...halves]), 'buffer');
}

test('the tree of the eight leaves with which certificate transparency logs are tested has their root', () => {
  const data = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  assert.equal(rootOf(data.map(leaf)), '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
});

test('a tree without leaves is the hash of nothing', () => {
  assert.equal(rootOf([]), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('built leaf by leaf, a tree is the tree of the definition, however many leaves it has', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 200 }),
      data => {
        const leaves = data.map(bytes => leaf(Buffer.from(bytes).toString('hex')));
        assert.equal(rootOf(leaves), byDefinition(leaves).toString('hex'));
      },
    ),
  );
});
