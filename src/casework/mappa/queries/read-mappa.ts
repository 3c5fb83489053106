import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

export type MappaStanding = {
  category: number | null;
  level: number | null;
  fromOn: string;
  why: string | null;
  /** Null for what was brought over. */
  by: string | null;
};
export type MappaNotice = { sentOn: string; to: string; by: string };
/** The Chair's last decision on a comment, and what the person may read, if anything. */
export type ChairDecision = {
  id: number;
  agrees: boolean;
  chair: string;
  decidedOn: string;
  why: string | null;
  words: string | null;
};
export type AgencyComment = {
  id: number;
  agency: string;
  saidOn: string;
  text: string;
  by: string;
  decision: ChairDecision | null;
};
export type MappaFile = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  leads: boolean;
  coordinates: boolean;
  /** The latest first. */
  standings: MappaStanding[];
  notices: MappaNotice[];
  comments: AgencyComment[];
};

const fileOf = (which: RawBuilder<unknown>) => sql<MappaFile>`
  select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
    p.case_id = any ((select access.cases_as('responsible_clinician'))::bigint[]) as leads,
    p.case_id = any ((select access.cases_as('mappa_coordinator'))::bigint[]) as coordinates,
    (select coalesce(json_agg(json_build_object('category', s.category, 'level', s.level, 'fromOn', s.from_on, 'why', s.why,
        'by', a.display_name) order by s.from_on desc, s.id desc), '[]')
      from casework.mappa_standing s left join people.account a on a.id = s.recorded_by where s.case_id = p.case_id) as standings,
    (select coalesce(json_agg(json_build_object('sentOn', n.sent_on, 'to', c.display_name, 'by', a.display_name)
        order by n.sent_on desc, n.id desc), '[]')
      from casework.mappa_notice n join people.account c on c.id = n.coordinator_id join people.account a on a.id = n.recorded_by
      where n.case_id = p.case_id) as notices,
    (select coalesce(json_agg(json_build_object('id', m.id, 'agency', m.agency, 'saidOn', m.said_on, 'text', m.text,
        'by', a.display_name, 'decision', (select json_build_object('id', x.id, 'agrees', x.agrees, 'chair', x.chair,
            'decidedOn', x.decided_on, 'why', x.why, 'words', d.text)
          from casework.mappa_chair_decision x left join casework.mappa_disclosure d on d.id = x.disclosure_id
          where x.comment_id = m.id order by x.id desc limit 1)) order by m.said_on desc, m.id desc), '[]')
      from casework.mappa_comment m join people.account a on a.id = m.recorded_by where m.case_id = p.case_id) as comments
  from casework.patient p where ${which}`;

/**
 * The MAPPA part of a case, for the clinician, the Mental Health Act office and the coordinator. One query.
 * @throws a refusal with 404 for everybody else
 */
export async function readMappa(tx: Tx, caseId: number): Promise<MappaFile> {
  const { rows } = await fileOf(sql`p.case_id = ${caseId} and p.case_id = any (
    (select access.cases_as('responsible_clinician', 'mha_office', 'mappa_coordinator'))::bigint[])`).execute(
    tx.db,
  );
  return found(rows[0]);
}

/**
 * The same for the section, which reads it. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readMappaForSection(tx: Tx, caseId: number): Promise<MappaFile> {
  const { rows } = await fileOf(sql`p.case_id = ${caseId}`).execute(tx.db);
  return found(rows[0]);
}

export type Coordinator = { id: number; name: string; unit: string };

/** Everybody who coordinates MAPPA today, by unit and name. */
export async function readCoordinators(tx: Tx): Promise<Coordinator[]> {
  const { rows } = await sql<Coordinator>`
    select a.id, a.display_name as name, u.name as unit from people.membership m
    join people.account a on a.id = m.account_id join people.unit u on u.id = m.unit_id
    where m.role = 'mappa_coordinator' and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
      and (a.ended_on is null or a.ended_on > access.today())
    order by u.name, a.display_name limit 500`.execute(tx.db);
  return rows;
}

export type CoordinatedCase = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  category: number | null;
  level: number | null;
  undecided: number;
};

/** The cases in which the actor coordinates, by name; at most 500. One query. */
export async function readCoordinated(tx: Tx): Promise<CoordinatedCase[]> {
  const { rows } = await sql<CoordinatedCase>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
      last.category, last.level,
      (select count(*)::int from casework.mappa_comment m where m.case_id = p.case_id
        and not exists (select from casework.mappa_chair_decision x where x.comment_id = m.id)) as undecided
    from casework.patient p
    left join lateral (select s.category, s.level from casework.mappa_standing s where s.case_id = p.case_id
      order by s.from_on desc, s.id desc limit 1) last on true
    where p.case_id = any ((select access.cases_as('mappa_coordinator'))::bigint[])
    order by p.family_key, p.given_key, p.case_id limit 500`.execute(tx.db);
  return rows;
}
