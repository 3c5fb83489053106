import { createHash, randomInt } from 'node:crypto';

// Without i, l, o, 0 and 1, which are misread on paper.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** How many codes are given out together. */
export const howMany = 10;

/** New recovery codes, each of 16 letters in groups of four: 79 bits, too many to guess even from its hash. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: howMany }, () => Array.from({ length: 4 }, group).join('-'));
}

function group(): string {
  return Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
}

/** The hash under which a code is kept; capitals, spaces and hyphens do not matter. */
export function recoveryCodeHash(typed: string): Buffer {
  const plain = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  return createHash('sha256').update(plain).digest();
}
