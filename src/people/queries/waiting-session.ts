import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf, type Tokens } from '../../platform/web/index.ts';

/** The session behind a token, on its way through the second factor or setting one up. */
export type Waiting = {
  account: number;
  username: string;
  factor: 'done' | 'not needed' | 'code' | 'enrol';
  door: string;
  /** Seconds until the next try may be made. */
  wait: number;
  secret: string | undefined;
  pending: string | undefined;
};

type Row = Omit<Waiting, 'secret' | 'pending'> & {
  account: number | null;
  totp_secret: Buffer | null;
  totp_pending: Buffer | null;
};

/** The purpose under which secrets of authenticator apps are sealed. */
export const totpSeal = 'second factor';

/** Who is behind this token, with the secrets opened; undefined when the session has ended. */
export async function waitingSession(
  tx: Tx,
  of: { token: string | undefined; address: string; tokens: Tokens },
): Promise<Waiting | undefined> {
  if (!of.token) return undefined;
  const hash = Buffer.from(hashOf(of.token), 'hex');
  const { rows } = await sql<Row>`select * from access.waiting_session(${hash}, ${of.address})`.execute(
    tx.db,
  );
  const row = rows[0];
  if (!row || row.account === null) return undefined;
  const open = (sealed: Buffer | null) =>
    sealed === null ? undefined : of.tokens.unsealFor(totpSeal, sealed.toString());
  const { account, username, factor, door, wait } = row;
  return {
    account,
    username,
    factor,
    door,
    wait,
    secret: open(row.totp_secret),
    pending: open(row.totp_pending),
  };
}
