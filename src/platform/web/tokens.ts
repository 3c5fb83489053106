import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** What the web pipeline proves to itself: keys made from the installation's one secret. */
export type Tokens = {
  /** The form token that belongs to this session (or anonymous visitor). */
  csrf(cookieToken: string): string;
  csrfFits(cookieToken: string, given: string): boolean;
  /** A mark that is the same for the same text and tells nobody what that was: to know it again without keeping it. */
  markOf(purpose: string, text: string): string;
  /** Text sealed against reading and change, for a hidden field; opened again by `unseal`, else undefined. */
  seal(text: string): string;
  unseal(sealed: string): string | undefined;
  /** The same with a key of its own for one purpose, such as a partition of the database. */
  sealFor(purpose: string, text: string): string;
  unsealFor(purpose: string, sealed: string): string | undefined;
  /** The same for bytes, such as a picture, which would grow by half as text. */
  sealBytesFor(purpose: string, bytes: Uint8Array): Buffer;
  unsealBytesFor(purpose: string, sealed: Uint8Array): Buffer | undefined;
};

/** A new unguessable token, 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The only form in which a session token is stored, as hexadecimal. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Makes the token keys from the installation's secret. */
export function tokensFrom(secret: string): Tokens {
  const csrfKey = derived(secret, 'csrf');
  const sealKey = derived(secret, 'seal');
  const csrf = (cookieToken: string) => createHmac('sha256', csrfKey).update(cookieToken).digest('base64url');
  return {
    csrf,
    csrfFits(cookieToken, given) {
      const expected = Buffer.from(csrf(cookieToken));
      const actual = Buffer.from(given);
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
    markOf: (purpose, text) =>
      createHmac('sha256', derived(secret, `mark ${purpose}`))
        .update(text)
        .digest('base64url'),
    seal: text => sealed(sealKey, text),
    unseal: text => opened(sealKey, text),
    sealFor: (purpose, text) => sealed(derived(secret, `seal ${purpose}`), text),
    unsealFor: (purpose, text) => opened(derived(secret, `seal ${purpose}`), text),
    sealBytesFor: (purpose, bytes) => sealedBytes(derived(secret, `seal ${purpose}`), bytes),
    unsealBytesFor: (purpose, bytes) => openedBytes(derived(secret, `seal ${purpose}`), bytes),
  };
}

/** A 256-bit key for one purpose. */
export function derived(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'ownwords', purpose, 32));
}

function sealed(key: Buffer, text: string): string {
  return sealedBytes(key, Buffer.from(text, 'utf8')).toString('base64url');
}

function sealedBytes(key: Buffer, bytes: Uint8Array): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const inside = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...inside]);
}

function opened(key: Buffer, text: string): string | undefined {
  return openedBytes(key, Buffer.from(text, 'base64url'))?.toString('utf8');
}

function openedBytes(key: Buffer, bytes: Uint8Array): Buffer | undefined {
  if (bytes.length < 28) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  } catch {
    return undefined;
  }
}
