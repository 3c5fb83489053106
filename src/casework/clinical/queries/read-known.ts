import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Answers } from '../../../platform/forms/index.ts';
import { found } from '../../../platform/web/index.ts';
import { type DocumentKind, kindRules } from '../../rules/document-kinds.ts';
import { nameInSentences } from '../names.ts';

/** What the record knows before a document is begun: who may, on which team it falls, and answers by question. */
export type Known = {
  mayStart: boolean;
  closedOn: string | null;
  status: string;
  teamId: number;
  answers: Answers;
};

type Row = Omit<Known, 'answers'> & {
  familyName: string;
  givenNames: string;
  otherNames: string;
  bornOn: string | null;
  reference: string;
  authority: string;
  orderOn: string | null;
  hospital: string;
  prisonNumber: string | null;
  ward: string | null;
  clinician: { name: string; title: string | null; phone: string | null; email: string | null } | null;
  officeEmail: string | null;
  /** Whoever begins it, in the capacity of a supervisor. */
  supervisor: { as: 'social' | 'clinical'; name: string; phone: string | null; email: string | null } | null;
  dischargedOn: string | null;
  conditions: string[];
};

/**
 * Reads what the record knows of a patient and of their responsible clinician.
 * @param about the kind that would be begun, the case and who would begin it
 * @throws a refusal with 404 when the case is not theirs
 */
export async function readKnown(
  tx: Tx,
  { kind, caseId, accountId }: { kind: DocumentKind; caseId: number; accountId: number },
): Promise<Known> {
  const { rows } = await sql<Row>`
    select k.closed_on as "closedOn", p.status, person.family_name as "familyName", person.given_names as "givenNames",
      person.other_names as "otherNames", person.born_on as "bornOn", p.mhcs_reference as reference, p.authority,
      p.order_on as "orderOn", h.name as hospital, w.name as ward,
      (select i.value from people.identifier i where i.person_id = k.person_id and i.kind = 'prison' and i.ended_at is null
        order by i.id limit 1) as "prisonNumber", p.team_id as "teamId",
      k.id = any ((select access.cases_as(variadic ${[...kindRules[kind].startedBy]}::text[]))::bigint[]) as "mayStart",
      json_build_object('name', rc.display_name, 'title', rc.job_title, 'phone', rc.phone, 'email', rc.email) as clinician,
      case when k.id = any ((select access.cases_as('mha_office'))::bigint[]) then me.email end as "officeEmail",
      case when k.id = any ((select access.cases_as('social_supervisor', 'clinical_supervisor'))::bigint[]) then json_build_object(
        'as', case when k.id = any ((select access.cases_as('social_supervisor'))::bigint[]) then 'social' else 'clinical' end,
        'name', me.display_name, 'phone', me.phone, 'email', me.email) end as supervisor,
      case when p.status = 'conditionally discharged' then (select m.actual_on from casework.movement m
        where m.case_id = p.case_id and m.superseded_by is null and not m.struck_out and m.standing = 'conditionally discharged'
        order by m.actual_on desc, m.sequence desc limit 1) end as "dischargedOn",
      array(select c.wording from casework.discharge_condition c where c.case_id = p.case_id and c.from_on <= access.today()
        and (c.until_on is null or c.until_on > access.today()) order by c.from_on, c.id) as conditions
    from people.case k
    join people.person person on person.id = k.person_id
    join casework.patient p on p.case_id = k.id
    join people.unit h on h.id = p.hospital_id
    left join people.unit w on w.id = p.ward_id
    join people.account me on me.id = ${accountId}
    left join people.account rc on rc.id = case
      when k.id = any ((select access.cases_as('responsible_clinician'))::bigint[]) then me.id
      else (select c.account_id from people.circle c where c.case_id = k.id and c.capacity = 'responsible_clinician'
        and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())
        order by c.id desc limit 1) end
    where k.id = ${caseId}`.execute(tx.db);
  const { mayStart, closedOn, status, teamId, ...row } = found(rows[0]);
  return { mayStart, closedOn, status, teamId, answers: answersOf(row) };
}

function answersOf({ clinician, supervisor, conditions, ...row }: Omit<Row, keyof Known>): Answers {
  const own = given({
    patientName: nameInSentences(row),
    formerNames: row.otherNames,
    patientBorn: row.bornOn,
    mhcsReference: row.reference,
    hospital: row.hospital,
    heldAt: row.hospital,
    prisonNumber: row.prisonNumber,
    ward: row.ward,
    authorityNow: row.authority,
    authorityOn: row.orderOn,
    clinicianName: clinician?.name ?? null,
    clinicianTitle: clinician?.title ?? null,
    clinicianPhone: clinician?.phone ?? null,
    clinicianEmail: clinician?.email ?? null,
    officeEmail: row.officeEmail,
    dischargedOn: row.dischargedOn,
    ...(supervisor ? asSupervisor(supervisor) : {}),
  });
  if (conditions.length === 0) return own;
  const changes = conditions.map(now => ({ now, what: 'keep' }));
  return { ...own, conditions: conditions.map(condition => ({ condition })), changes };
}

function asSupervisor({ as, name, phone, email }: NonNullable<Row['supervisor']>) {
  return {
    ...{ supervisorName: name, supervisorPhone: phone, supervisorEmail: email },
    ...{ [`${as}SupervisorName`]: name, [`${as}SupervisorPhone`]: phone, [`${as}SupervisorEmail`]: email },
  };
}

function given(answers: Record<string, string | null>): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter((pair): pair is [string, string] => (pair[1] ?? '') !== ''),
  );
}
