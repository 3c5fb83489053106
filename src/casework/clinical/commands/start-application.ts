import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { Answers } from '../../../platform/forms/index.ts';
import { found, notAllowed, tooLate } from '../../../platform/web/index.ts';
import { openOccasion } from '../../../voice/index.ts';
import { formOn, nameOfForm } from '../../forms/forms.ts';
import { nameInSentences } from '../names.ts';

type Known = {
  closedOn: string | null;
  leads: boolean;
  familyName: string;
  givenNames: string;
  otherNames: string;
  bornOn: string | null;
  reference: string;
  hospital: string;
  ward: string | null;
  teamId: number;
  phone: string | null;
  email: string | null;
};

/**
 * Starts a leave application for a patient on the form of the day, with what the record already knows filled in.
 * @param start the case, and the clinician who starts it
 * @returns the id of the application
 * @throws a refusal: 404 when the case is not the actor's, 403 when they are not its responsible clinician,
 *   409 when the case is closed
 */
export async function startApplication(
  tx: Tx,
  { caseId, actor, today }: { caseId: number; actor: Actor; today: Temporal.PlainDate },
): Promise<number> {
  const known = await readKnown(tx, caseId, actor.accountId);
  if (!known.leads) throw notAllowed('casework.refusal.onlyClinician');
  if (known.closedOn !== null) throw tooLate('casework.refusal.caseClosed');
  const occasionId = await openOccasion(tx, { caseId, room: 'casework' });
  const { id } = await tx.db
    .insertInto('casework.document')
    .values({
      case_id: caseId,
      kind: 'leave application',
      occasion_id: occasionId,
      team_id: known.teamId,
      form_version: nameOfForm(formOn('leave application', today)),
      created_by: actor.accountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const sections = knownAnswers(known, actor.name);
  await tx.db
    .insertInto('casework.open_answers')
    .values(
      Object.entries(sections).map(([section, answers]) => ({
        document_id: id,
        case_id: caseId,
        section,
        answers: JSON.stringify(answers),
        changed_by: actor.accountId,
      })),
    )
    .execute();
  tx.record('casework.document.started', { caseId, detail: { application: id } });
  return id;
}

async function readKnown(tx: Tx, caseId: number, accountId: number): Promise<Known> {
  const { rows } = await sql<Known>`
    select k.closed_on as "closedOn", person.family_name as "familyName", person.given_names as "givenNames",
      person.other_names as "otherNames", person.born_on as "bornOn", p.mhcs_reference as reference,
      h.name as hospital, w.name as ward, p.team_id as "teamId", me.phone, me.email,
      k.id = any ((select access.cases_as('responsible_clinician'))::bigint[]) as leads
    from people.case k
    join people.person person on person.id = k.person_id
    join casework.patient p on p.case_id = k.id
    join people.unit h on h.id = p.hospital_id
    left join people.unit w on w.id = p.ward_id
    join people.account me on me.id = ${accountId}
    where k.id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}

function knownAnswers(known: Known, clinicianName: string): Record<'1' | '2', Answers> {
  return {
    '1': given({
      patientName: nameInSentences(known),
      formerNames: known.otherNames,
      patientBorn: known.bornOn,
      mhcsReference: known.reference,
      hospital: known.hospital,
      ward: known.ward,
    }),
    '2': given({ clinicianName, clinicianPhone: known.phone, clinicianEmail: known.email }),
  };
}

function given(answers: Record<string, string | null>): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter((pair): pair is [string, string] => (pair[1] ?? '') !== ''),
  );
}
