import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashPassphrase } from '../../platform/session/passphrase.ts';
import { countFailure } from './count-failure.ts';

/** The actor's passphrase once more, before something that a borrowed screen must not be able to do. */
export type Proof = { token: string | undefined; address: string; passphrase: string };

/** `right` comes with its hash. A wrong one counts as a failed try. */
export type Proved = { right: Buffer } | { wrong: true } | { wait: number };

/** Asks whether this is the actor's passphrase. */
export async function provePassphrase(tx: Tx, proof: Proof): Promise<Proved> {
  const asked = sql<{ salt: Buffer | null; wait: number }>`select * from access.my_salt(${proof.address})`;
  const mine = (await asked.execute(tx.db)).rows[0];
  if (mine && mine.wait > 0) return { wait: mine.wait };
  if (!mine?.salt || !proof.token) return { wrong: true };
  const hash = await hashPassphrase(proof.passphrase.slice(0, 2000), mine.salt);
  const checked = sql<{ mine: boolean }>`select access.passphrase_is_mine(${hash}) as mine`;
  if ((await checked.execute(tx.db)).rows[0]?.mine) return { right: hash };
  await countFailure(tx, { token: proof.token, address: proof.address });
  return { wrong: true };
}
