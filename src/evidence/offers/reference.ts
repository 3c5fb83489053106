import { createHash } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As a number of an offer is written: “ABCD-EFGH-IJKL-MNOP”. */
export const referenceShape = /^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/;

/** The number that somebody typed from paper, as it is written: with or without its lines, in small letters or large. */
export function referenceIn(typed: string): string | undefined {
  const signs = typed.toUpperCase().replace(/[^A-Z2-7]/g, '');
  return signs.length === 16 ? inFours(signs) : undefined;
}

/**
 * The number of an offer, which nobody guesses who did not have its form: the same for the same form sent twice, another
 * as soon as a word in it is another.
 * @param once the hidden key of the form
 * @param sent what was typed
 */
export function referenceOf(once: string, sent: object): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([once, sent]))
    .digest();
  const signs = Array.from(hash.subarray(0, 16), byte => letters[byte % 32]).join('');
  return inFours(signs);
}

const inFours = (signs: string) => signs.replace(/(.{4})(?=.)/g, '$1-');

/**
 * From where a visitor comes, as limits count: an address, or the network of one of the longer kind, of which a household
 * has as many as it likes.
 */
export function networkOf(address: string): string {
  const short = /\d+\.\d+\.\d+\.\d+$/.exec(address)?.[0];
  if (short !== undefined || !address.includes(':')) return short ?? address;
  const [before = '', after] = address.split('::');
  const first = before === '' ? [] : before.split(':');
  const last = after === undefined || after === '' ? [] : after.split(':');
  const zeros =
    after === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}
