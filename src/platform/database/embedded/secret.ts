import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseFault } from './fault.ts';
import type { Layout } from './layout.ts';

/** Makes names in a directory durable; a rename alone may be forgotten by a power cut. */
export function syncDirectory(directory: string): void {
  // Windows cannot open a directory, and needs no such call.
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/**
 * The administrator's password: read, or made when there is no cluster yet that would know another one.
 * @throws DatabaseFault `data-directory-unusable` when the cluster stands there without its password.
 */
export function adminPassword(layout: Layout): string {
  if (existsSync(layout.secret)) return readFileSync(layout.secret, 'utf8').trim();
  if (existsSync(layout.cluster)) {
    throw new DatabaseFault(
      'data-directory-unusable',
      `${layout.secret} is missing, so the database in ${layout.cluster} cannot be opened. Restore that file from a backup.`,
    );
  }
  const made = randomBytes(32).toString('base64url');
  writeDurably(layout.secret, `${made}\n`);
  return made;
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
  syncDirectory(dirname(file));
}
