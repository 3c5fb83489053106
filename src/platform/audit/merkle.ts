import { hash } from 'node:crypto';

/** A Merkle tree that is built leaf by leaf and needs memory only for its height. */
export type Tree = { add(leaf: Buffer): void; root(): Buffer };

const one = Buffer.from([1]);

function join(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([one, left, right]), 'buffer');
}

/**
 * The Merkle tree hash of RFC 6962, 2.1. Whole subtrees wait on a stack, larger ones below, and two of one size
 * are joined at once; what is left at the end is joined from the smallest up, which is the RFC's split at the
 * largest power of two.
 */
export function merkleTree(): Tree {
  const stack: { size: number; top: Buffer }[] = [];
  return {
    add(leaf) {
      let made = { size: 1, top: leaf };
      for (let below = stack.at(-1); below?.size === made.size; below = stack.at(-1)) {
        stack.pop();
        made = { size: made.size * 2, top: join(below.top, made.top) };
      }
      stack.push(made);
    },
    root() {
      const [last, ...rest] = stack.toReversed();
      if (!last) return hash('sha256', '', 'buffer');
      return rest.reduce((right, left) => join(left.top, right), last.top);
    },
  };
}
