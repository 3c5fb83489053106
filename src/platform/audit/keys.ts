import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Pools } from '../database/index.ts';
import { keepOnce, makeDirectory } from '../session/keys.ts';

/** The key that signs seals, and the one that proves them, as PEM. */
export type AuditKeys = { privateKey: KeyObject; publicKey: string };

/** Something is wrong with the audit's key; the message is a sentence that says what to do. */
export class AuditKeyFault extends Error {
  override readonly name = 'AuditKeyFault';
}

const privateFile = (data: string) => join(data, 'audit.key');

/** Where the public key lies, for whoever checks the audit. */
export const publicKeyFile = (data: string) => join(data, 'audit.pub');

/**
 * The audit's key: the one given, else the one kept in the data directory, made at the first need.
 * @param given OWNWORDS_AUDIT_KEY: an Ed25519 private key as PEM, or its PKCS #8 in base64
 * @throws AuditKeyFault when it is no such key
 */
export function auditKeys(dataDirectory: string, given: string | undefined): AuditKeys {
  const text = given ?? keepOnce(privateFile(dataDirectory), newKey);
  const privateKey = readKey(text, given ? 'OWNWORDS_AUDIT_KEY' : privateFile(dataDirectory));
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  keepPublicKey(publicKeyFile(dataDirectory), publicKey);
  return { privateKey, publicKey };
}

function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function readKey(text: string, from: string): KeyObject {
  try {
    const key = text.includes('-----BEGIN')
      ? createPrivateKey(text.replaceAll('\\n', '\n'))
      : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, without a word of the key itself.
  }
  throw new AuditKeyFault(
    `${from} is no Ed25519 private key. Make one with: openssl genpkey -algorithm ed25519`,
  );
}

function keepPublicKey(file: string, pem: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === pem) return;
  makeDirectory(dirname(file));
  writeFileSync(file, pem, { mode: 0o644 });
}

/**
 * Makes sure that seals are signed with the key that the database knows, and tells it at the first seal.
 * @throws AuditKeyFault when it knows another one
 */
export async function claimKey(pools: Pools, { publicKey }: AuditKeys): Promise<void> {
  const { rows } = await pools.worker.query('select audit.keep_public_key($1) as key', [publicKey]);
  if (rows[0].key === publicKey) return;
  throw new AuditKeyFault(
    'The audit of this database is sealed with another key. Use the data directory that holds its audit.key, ' +
      'or set OWNWORDS_AUDIT_KEY to it.',
  );
}

/** The public key that the database was told at its first seal; undefined before that. */
export async function knownPublicKey(pools: Pools): Promise<string | undefined> {
  const { rows } = await pools.worker.query(
    "select value #>> '{}' as key from platform.setting where key = 'audit_public_key'",
  );
  return rows[0]?.key;
}
