import { Secret, TOTP } from 'otpauth';

const period = 30;

/** A new secret for an authenticator app, in Base32 (RFC 6238 asks for at least 128 bits; this has 160). */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator app reads from the picture. */
export function totpAddress(secret: string, username: string): string {
  return totpOf(secret, username).toString();
}

/**
 * The counter of a code that is right now, or was half a minute ago, or will be: clocks differ.
 * @returns undefined for a wrong code
 */
export function totpCounter(secret: string, typed: string, now: Temporal.Instant): number | undefined {
  const token = typed.replace(/\s+/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = now.epochMilliseconds;
  const delta = totpOf(secret, '').validate({ token, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / period) + delta;
}

/** A key that can be read aloud and typed: groups of four. */
export function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

function totpOf(secret: string, label: string): TOTP {
  const key = Secret.fromBase32(secret);
  return new TOTP({ issuer: 'Ownwords', label, secret: key, algorithm: 'SHA1', digits: 6, period });
}
