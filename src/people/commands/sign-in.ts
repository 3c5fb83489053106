import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashPassphrase } from '../../platform/session/passphrase.ts';
import { hashOf, isStorable, newToken } from '../../platform/web/index.ts';

/** What somebody typed to sign in, and from where. */
export type SigningIn = {
  login: string;
  passphrase: string;
  shared: boolean;
  address: string;
  device: string;
};

/** A session that was opened; `factor` says whether it still waits for a second factor. */
export type Opened = {
  token: string;
  door: string;
  account: number;
  factor: 'not needed' | 'code' | 'enrol';
};

/** Refused, or to wait, or signed in. A login that nobody has and a wrong passphrase are the same answer. */
export type SignedIn = { refused: true } | { wait: number } | Opened;

type Salt = { salt: Buffer; wait: number };
type Row = { outcome: 'wait' | 'refused' | Opened['factor']; door: string; account: number };

/**
 * Signs somebody in by username or e-mail and passphrase. An unknown login takes the same way with a salt made up
 * for it: the same queries, one argon2id, the same row for the failed try.
 */
export async function signIn(tx: Tx, typed: SigningIn): Promise<SignedIn> {
  // PostgreSQL cannot hold it, so nobody has it; the way below stays the same.
  const login = isStorable(typed.login) ? typed.login.slice(0, 320) : '';
  const { salt, wait } = await saltFor(tx, login, typed.address);
  if (wait > 0) return { wait };
  // Longer than any passphrase that could be set.
  const hash = await hashPassphrase(typed.passphrase.slice(0, 2000), salt);
  const token = newToken();
  const tried = sql<Row>`select * from access.sign_in(${login}, ${hash}, ${Buffer.from(hashOf(token), 'hex')},
    ${typed.address}, ${typed.shared}, ${typed.device})`;
  const row = (await tried.execute(tx.db)).rows[0];
  if (!row || row.outcome === 'refused') return { refused: true };
  if (row.outcome === 'wait') return { wait: Math.max(1, (await saltFor(tx, login, typed.address)).wait) };
  recordSignIn(tx, { account: row.account, waiting: row.outcome !== 'not needed' });
  return { token, door: row.door, account: row.account, factor: row.outcome };
}

async function saltFor(tx: Tx, login: string, address: string): Promise<Salt> {
  const { rows } = await sql<Salt>`select * from access.salt_for(${login}, ${address})`.execute(tx.db);
  const row = rows[0];
  if (!row) throw new Error('access.salt_for() always answers one row.');
  return row;
}

/** Written when the passphrase was right, and again when the second factor was. */
export function recordSignIn(tx: Tx, of: { account: number; waiting: boolean }): void {
  const event = of.waiting ? 'people.session.awaits-second-factor' : 'people.session.signed-in';
  tx.record(event, { detail: { account: of.account } });
}
