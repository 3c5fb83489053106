import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Summarised, Tellable } from '../../rules/victims/may-be-told.ts';

export type Registration = {
  id: number;
  sealed: string;
  basis: 'statutory' | 'discretionary';
  standing: 'active' | 'opted out' | 'dormant';
  wants: Tellable[];
  version: number;
};
export type OutsideSummary = { id: number; what: Summarised; decidedOn: string; text: string };
export type Delivery = { victimId: number; summaryId: number; way: string; deliveredOn: string };
export type VictimCase = {
  caseId: number;
  familyName: string;
  givenNames: string;
  officers: { id: number; name: string; fromOn: string }[];
  registrations: Registration[];
  summaries: OutsideSummary[];
  deliveries: Delivery[];
};

/**
 * A case as the victim side knows it: whose it is, the officers, the victims, what they are to be told. One query.
 * @throws a refusal with 404 when the actor does not stand in it here
 */
export async function readCase(tx: Tx, caseId: number): Promise<VictimCase> {
  const { rows } = await sql<VictimCase>`
    select k.id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      (select coalesce(json_agg(json_build_object('id', l.account_id, 'name', a.display_name, 'fromOn', l.from_on) order by l.id), '[]')
        from victim.liaison l join people.account a on a.id = l.account_id
        where l.case_id = k.id and (l.until_on is null or l.until_on > access.today())) as officers,
      (select coalesce(json_agg(json_build_object('id', r.id, 'sealed', convert_from(r.sealed, 'UTF8'), 'basis', r.basis,
          'standing', r.standing, 'wants', r.wants, 'version', r.version) order by r.id), '[]')
        from victim.registration r where r.case_id = k.id) as registrations,
      (select coalesce(json_agg(json_build_object('id', s.summary_id, 'what', s.what, 'decidedOn', s.decided_on, 'text', s.text)
          order by s.decided_on desc, s.summary_id desc), '[]')
        from casework.outside_summary s where s.case_id = k.id) as summaries,
      (select coalesce(json_agg(json_build_object('victimId', d.victim_id, 'summaryId', d.summary_id, 'way', d.way,
          'deliveredOn', d.delivered_on) order by d.id), '[]')
        from victim.delivery d where d.case_id = k.id) as deliveries
    from people.case k join people.person p on p.id = k.person_id
    where k.id = ${caseId} and k.id = any (victim.cases())`.execute(tx.db);
  return found(rows[0]);
}
