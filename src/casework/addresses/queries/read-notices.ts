import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** In which capacity notice of a new address can be given. */
export const givers = [
  'subject',
  'responsible_clinician',
  'social_supervisor',
  'clinical_supervisor',
] as const;
export type Giver = (typeof givers)[number];

export type AddressNotice = {
  id: number;
  address: string;
  moveOn: string;
  why: string | null;
  givenAs: Giver;
  /** Null for whoever may not know their name. */
  giver: string | null;
  givenOn: string;
  inTime: boolean;
  daysWanted: number;
  outcome: 'acknowledged' | 'objected' | null;
  reasons: string | null;
  answeredOn: string | null;
  /** The case closed before anybody answered. */
  endedOn: string | null;
};

export type NoticeFile = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  status: string;
  /** In which capacity the actor can give notice here, if in any. */
  givesAs: Giver | null;
  notices: AddressNotice[];
};

const fileOf = (which: RawBuilder<unknown>) => sql<NoticeFile>`
  select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
    p.mhcs_reference as reference, p.status,
    (select stands from unnest(${[...givers]}::text[]) stands where p.case_id = any (access.cases_as(stands)) limit 1) as "givesAs",
    (select coalesce(json_agg(json_build_object('id', n.id, 'address', n.address, 'moveOn', n.move_on, 'why', n.why,
        'givenAs', n.given_as, 'giver', a.display_name, 'givenOn', n.given_on, 'inTime', n.in_time,
        'daysWanted', n.days_wanted, 'outcome', n.outcome, 'reasons', n.reasons, 'answeredOn', n.answered_on, 'endedOn', n.ended_on)
        order by n.outcome is not null or n.ended_on is not null, n.id desc), '[]')
      from casework.address_notice n left join people.account a on a.id = n.given_by
      where n.case_id = p.case_id) as notices
  from casework.patient p where ${which}`;

/**
 * The notices of a case, those that wait for an answer first. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readNotices(tx: Tx, caseId: number): Promise<NoticeFile> {
  const { rows } = await fileOf(sql`p.case_id = ${caseId}`).execute(tx.db);
  return found(rows[0]);
}

/**
 * The notices of whoever asks, about their own move. One query.
 * @throws a refusal with 404 when they have no case
 */
export async function readMyNotices(tx: Tx): Promise<NoticeFile> {
  const { rows } = await fileOf(
    sql`p.case_id = any (access.cases_as('subject')) order by p.case_id desc limit 1`,
  ).execute(tx.db);
  return found(rows[0]);
}

export type WaitingNotice = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  moveOn: string;
  inTime: boolean;
};

/** The notices that wait for an answer, the nearest move first; at most 200. One query. */
export async function noticesWaiting(tx: Tx): Promise<WaitingNotice[]> {
  const { rows } = await sql<WaitingNotice>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
      n.move_on::text as "moveOn", n.in_time as "inTime"
    from casework.address_notice n join casework.patient p on p.case_id = n.case_id
    where n.outcome is null and n.ended_on is null and p.status = 'conditionally discharged' order by n.move_on, n.id limit 200`.execute(
    tx.db,
  );
  return rows;
}
