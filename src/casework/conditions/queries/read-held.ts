import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Language } from '../../../platform/language/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { ConditionAuthority } from '../../rules/conditions/may-set.ts';
import type { FlagsOfCase } from '../../rules/delegation.ts';

/** A condition of a discharge, whether it holds, will hold or is over. */
export type HeldCondition = {
  id: number;
  standard: string | null;
  wording: string;
  plain: string;
  onLiberty: boolean;
  setBy: ConditionAuthority;
  fromOn: string;
  untilOn: string | null;
  liftedBy: ConditionAuthority | 'recall' | 'end of restrictions' | 'mistake' | null;
  liftedWhy: string | null;
  /** Null for whoever may not know their name. */
  recordedBy: string | null;
  recordedAt: string;
};

/** The conditions of a case as everybody in its circle reads them. */
export type HeldFile = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  status: string;
  conditions: HeldCondition[];
};

/** A condition as a tribunal worded it: which of which result. */
export type WordedCondition = {
  result: number;
  place: number;
  wording: string;
  decidedOn: string;
  onLiberty: boolean;
};

/** What the section reads beside them: what raises the level, and whether the discharge is a supervised one. */
export type SectionFile = HeldFile & {
  closedOn: string | null;
  isSupervised: boolean;
  flags: FlagsOfCase;
  /** What a tribunal worded and nobody has set yet, with plain words, so that it holds. */
  worded: WordedCondition[];
  /** In which language the person reads. */
  language: Language;
  easyRead: boolean;
};

const head = sql`p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
  p.mhcs_reference as reference, p.status,
  (select coalesce(json_agg(json_build_object('id', c.id, 'standard', c.standard, 'wording', c.wording, 'plain', c.plain,
      'onLiberty', c.on_liberty, 'setBy', c.set_by, 'fromOn', c.from_on, 'untilOn', c.until_on, 'liftedBy', c.lifted_by,
      'liftedWhy', c.lifted_why, 'recordedBy', a.display_name, 'recordedAt', c.recorded_at) order by c.from_on, c.id), '[]')
    from casework.discharge_condition c left join people.account a on a.id = c.recorded_by
    where c.case_id = p.case_id) as conditions`;

/**
 * Every condition of a discharge in a case, the oldest first. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readHeld(tx: Tx, caseId: number): Promise<HeldFile> {
  const { rows } = await sql<HeldFile>`
    select ${head} from casework.patient p where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}

/**
 * The same for the section, which sets them. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readForSection(tx: Tx, caseId: number): Promise<SectionFile> {
  const { rows } = await sql<SectionFile>`
    select ${head}, k.closed_on as "closedOn", coalesce(r.supervised_discharge, false) as "isSupervised",
      json_build_object('noteworthy', coalesce(f.noteworthy, false), 'extremismLevel', coalesce(f.extremism_level, 'none')) as flags,
      w.language, w.easy_read as "easyRead",
      (select coalesce(json_agg(json_build_object('result', r.id, 'place', worded.place, 'wording', worded.wording,
          'decidedOn', r.decided_on, 'onLiberty', r.on_liberty) order by r.decided_on desc, r.id, worded.place), '[]')
        from casework.tribunal_result r, unnest(r.conditions) with ordinality worded (wording, place)
        where r.case_id = p.case_id and r.superseded_by is null and not r.struck_out
          and r.outcome in ('conditional discharge', 'conditions changed')
          and not exists (select from casework.discharge_condition c
            where c.case_id = r.case_id and ((c.tribunal_result_id = r.id and c.tribunal_place = worded.place)
              -- What a tribunal left as it was.
              or (r.outcome = 'conditions changed' and c.wording = worded.wording and c.until_on is null)))) as worded
    from casework.patient p join people.case k on k.id = p.case_id
    left join casework.register_flag r on r.case_id = p.case_id
    left join casework.patient_flags f on f.case_id = p.case_id
    cross join lateral casework.wording_of(p.case_id) w
    where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}

/** The conditions of whoever asks, in their own case; undefined when they have none. One query. */
export async function readMyConditions(tx: Tx): Promise<HeldFile | undefined> {
  const { rows } = await sql<HeldFile>`
    select ${head} from casework.patient p where p.case_id = any (access.cases_as('subject'))
    order by p.case_id desc limit 1`.execute(tx.db);
  return rows[0];
}
