import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { IdentifierKind } from '../../rules/identifiers/reading.ts';

/** What is stored with a person; the MHCS reference stands in the register, one a case. */
export const storedKinds = ['nhs', 'prison', 'pnc', 'cro'] as const satisfies readonly IdentifierKind[];
export type StoredKind = (typeof storedKinds)[number];

export type Identifier = {
  id: number;
  kind: StoredKind;
  value: string;
  typed: string;
  source: string;
  sinceOn: string;
  endedAt: string | null;
  /** Somebody else whom the actor may see has the same number. */
  shared: boolean;
};

/** The numbers of the person of a case, past ones too, the newest first: those that the actor may see. */
export async function readIdentifiers(tx: Tx, personId: number): Promise<Identifier[]> {
  const { rows } = await sql<Identifier>`
    select i.id, i.kind, i.value, i.typed, i.source, i.since_on as "sinceOn", i.ended_at as "endedAt",
      i.ended_at is null and exists (select from people.identifier other where other.kind = i.kind
        and other.value = i.value and other.ended_at is null and other.person_id <> i.person_id) as shared
    from people.identifier i where i.person_id = ${personId} order by i.id desc`.execute(tx.db);
  return rows;
}
