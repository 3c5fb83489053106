import { hash, type KeyObject, sign } from 'node:crypto';

/** What a seal says and what is signed; hashes in hexadecimal. */
export type SealText = {
  id: number;
  from: string;
  to: string;
  rows: number;
  root: string;
  /** The hash of the seal before, so that none can be taken out. */
  previous: string;
  at: string;
};

/** A seal with its signature, in hexadecimal. */
export type Seal = SealText & { signature: string };

/** What stands in the place of the seal before the first. */
export const beforeTheFirst = '0'.repeat(64);

function textOf({ id, from, to, rows, root, previous, at }: SealText): string {
  return ['ownwords seal 1', id, from, to, rows, root, previous, at].join('\n');
}

/** Signs a seal with Ed25519. */
export function signed(text: SealText, key: KeyObject): Seal {
  return { ...text, signature: sign(null, Buffer.from(textOf(text)), key).toString('hex') };
}

/** The hash by which the next seal, and a checkpoint, name this one. */
export function hashOfSeal(seal: Seal): string {
  return hash('sha256', `${textOf(seal)}\n${seal.signature}`);
}
