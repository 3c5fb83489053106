import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The text that a file keeps, made by `make` when there is none yet. Only the owner may read it. Two programs
 * that ask at once get the same text, and a program that is killed leaves the whole text or none.
 */
export function keepOnce(file: string, make: () => string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  makeDirectory(dirname(file));
  const draft = `${file}.${process.pid}.new`;
  writeDurably(draft, make());
  try {
    // A link fails when somebody was faster, where a rename would replace what they already use.
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}

/** The installation's one secret: the one given, else a random one that the data directory keeps. */
export function installationSecret(dataDirectory: string, given: string | undefined): string {
  if (given !== undefined) return given;
  return keepOnce(join(dataDirectory, 'ownwords.secret'), () => randomBytes(48).toString('base64url')).trim();
}

/**
 * Makes a directory for what others must not see. Root's PostgreSQL runs under another account, which must be able to
 * pass through and not to look around.
 */
export function makeDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
}
