import { argon2, randomBytes } from 'node:crypto';

/** A passphrase is refused for one of these reasons, each with a sentence in the catalogue. */
export type PassphraseProblem = 'tooShort' | 'tooLong' | 'common' | 'context';

const minimumLength = 15;

/** Beginnings that people reach for first; a long passphrase made of them is still the first guess. */
const common = [
  'password',
  'passphrase',
  'letmein',
  'qwerty',
  '123456',
  'abcdef',
  'iloveyou',
  'welcome',
  'administrator',
];
const context = ['ownwords', 'hospital', 'ministry', 'justice'];

/**
 * Whether a passphrase may be used: at least 15 characters, any characters, none forced; not one of the common
 * ones padded out, not the name of the service or of the person.
 * @param about names that must not be the heart of it: username, display name
 */
export function passphraseProblem(
  passphrase: string,
  about: readonly string[],
): PassphraseProblem | undefined {
  const length = [...passphrase].length;
  if (length < minimumLength) return 'tooShort';
  if (length > 1000) return 'tooLong';
  const core = lettersOf(passphrase);
  if (new Set(passphrase.toLowerCase()).size < 6) return 'common';
  if (core.length > 0 && common.some(word => core.replaceAll(word, '').length < 4)) return 'common';
  const names = [...context, ...about.map(lettersOf)].filter(name => name.length > 3);
  if (names.some(name => core.includes(name) && core.replaceAll(name, '').length < 6)) return 'context';
  return undefined;
}

/** The letters of a text, in any script: a passphrase in Russian is no shorter for three letters of English in it. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}]+/gu, '');
}

/** A new random salt, 128 bits. */
export function newSalt(): Buffer {
  return randomBytes(16);
}

// Two at a time: a flood of sign-ins queues here instead of starving every other page of memory and processor.
const atMost = 2;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * The argon2id hash of a passphrase: 19 MiB, two passes, one lane (OWASP password storage cheat sheet), 32 bytes.
 * Unicode is normalised first (NFKC), because keyboards differ.
 */
export async function hashPassphrase(passphrase: string, salt: Buffer): Promise<Buffer> {
  if (running >= atMost) await new Promise<void>(resolve => waiting.push(resolve));
  running += 1;
  try {
    return await derive(passphrase.normalize('NFKC'), salt);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function derive(message: string, nonce: Buffer): Promise<Buffer> {
  const settings = { message, nonce, parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };
  return new Promise((resolve, reject) => {
    argon2('argon2id', settings, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
