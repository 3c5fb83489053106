import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { FileKind, Scan } from '../../platform/files/index.ts';
import { found } from '../../platform/web/index.ts';
import type { ReceivedKind } from './kinds.ts';

export type Received = {
  id: number;
  kind: ReceivedKind;
  title: string;
  fromWhom: string;
  receivedOn: string;
  isOpen: boolean;
  bySection: boolean;
  media: FileKind;
  size: number;
  scan: Scan;
  by: string | null;
  struckOutBecause: string | null;
  /** Whose case it is. */
  person: string;
};

const listed = (where: RawBuilder<unknown>) => sql<Received>`
  select r.id, r.kind, r.title, r.from_whom as "fromWhom", r.received_on as "receivedOn", r.is_open as "isOpen",
    r.by_section as "bySection", r.media_type as media, r.size, r.scan, by.display_name as by,
    r.struck_out_because as "struckOutBecause", trim(concat(person.given_names, ' ', person.family_name)) as person
  from casework.received r
  join people.case k on k.id = r.case_id
  left join people.person person on person.id = k.person_id
  left join people.account by on by.id = r.recorded_by
  where ${where} order by r.received_on desc, r.id desc limit 200`;

/** What came another way in a case, the latest first, as far as the section reads it. */
export async function receivedInCase(tx: Tx, caseId: number): Promise<Received[]> {
  return (await listed(sql`r.case_id = ${caseId}`).execute(tx.db)).rows;
}

/** What the hospital keeps with a document, the latest first. */
export async function receivedWithDocument(tx: Tx, document: number): Promise<Received[]> {
  return (await listed(sql`r.document_id = ${document}`).execute(tx.db)).rows;
}

/** What the person, or somebody who helps them, may read of what came another way. */
export async function receivedOfMine(tx: Tx): Promise<Received[]> {
  const mine = sql`r.case_id = any ((select access.cases_as('subject', 'advocate', 'solicitor'))::bigint[])`;
  return (await listed(mine).execute(tx.db)).rows;
}

/** A case as the head of its page says it. */
export async function headOfCase(tx: Tx, caseId: number) {
  const { rows } = await sql<{ familyName: string; givenNames: string; reference: string }>`
    select family_name as "familyName", given_names as "givenNames", mhcs_reference as reference
    from casework.patient where case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}

export type Opened = { id: number; caseId: number; kind: FileKind; scan: Scan; bytes: Buffer };

type Within = { caseId?: number; document?: number };

const isWithin = (id: number, { caseId, document }: Within) => sql`
  r.id = ${id} and (${caseId ?? null}::bigint is null or r.case_id = ${caseId ?? null})
  and (${document ?? null}::bigint is null or r.document_id = ${document ?? null})`;

/**
 * Asks whether there is one that the actor may read, before they are told what else is wrong.
 * @throws a refusal with 404 when there is none
 */
export async function findReceived(tx: Tx, id: number, within: Within): Promise<void> {
  const { rows } = await sql`select from casework.received r where ${isWithin(id, within)}`.execute(tx.db);
  found(rows[0]);
}

/**
 * One of them with its bytes; `within` says of which case or document, none for the person's own.
 * @throws a refusal with 404 when there is none that the actor may read
 */
export async function openReceived(tx: Tx, id: number, within: Within = {}): Promise<Opened> {
  const { rows } = await sql<Opened>`
    select r.id, r.case_id as "caseId", r.media_type as kind, r.scan, r.content as bytes from casework.received r
    where ${isWithin(id, within)}`.execute(tx.db);
  return found(rows[0]);
}
