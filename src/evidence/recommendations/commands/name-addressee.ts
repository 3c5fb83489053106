import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/**
 * Gives an organisation that was asked another name; the old one still leads to it.
 * @throws a refusal with 409 where another bears that name
 */
export async function renameAddressee(tx: Tx, addressee: number, name: string): Promise<void> {
  await sql`select evidence.rename_addressee(${addressee}, ${name})`.execute(tx.db);
  tx.record('evidence.addressee.renamed', { detail: { addressee } });
}

/**
 * Makes two organisations one: what was asked of the first, what it answered and undertook, is the second's.
 * @throws a refusal with 409 where they are one already
 */
export async function putTogether(tx: Tx, gone: number, kept: number): Promise<void> {
  await sql`select evidence.put_addressee_into(${gone}, ${kept})`.execute(tx.db);
  tx.record('evidence.addressee.merged', { detail: { addressee: gone, into: kept } });
}

/**
 * Makes two of what was made one, each with what was its own.
 * @returns the number of the one that it had gone into
 * @throws a refusal with 409 where they are two already
 */
export async function partAddressee(tx: Tx, gone: number): Promise<number> {
  const { rows } = await sql<{ kept: number }>`select evidence.part_addressee(${gone}) as kept`.execute(
    tx.db,
  );
  tx.record('evidence.addressee.parted', { detail: { addressee: gone } });
  return rows[0]?.kept ?? gone;
}
