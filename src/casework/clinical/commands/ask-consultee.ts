import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tell } from '../../../platform/mail/index.ts';
import { notAllowed, tooLate } from '../../../platform/web/index.ts';
import { askedIn } from '../../rules/asked-in.ts';
import { isOver } from '../../rules/document-states.ts';
import type { Consultee } from '../../rules/leave-facts.ts';
import { clinicalPaths } from '../paths.ts';
import type { ApplicationFile } from '../queries/read-application.ts';
import { answersOf } from '../walked.ts';

export type Ask = {
  readonly file: ApplicationFile;
  readonly consultee: Consultee;
  /** The account that is asked; it must hold the role today. */
  readonly accountId: number;
  readonly question: string;
  readonly actor: Actor;
};

/**
 * Asks somebody outside the hospital: lets them into the case for this question only, keeps what was asked, and
 * sends them a link.
 * @throws a refusal: 403 for whoever may not read the closed part or chose an account without the role, 409 when
 *   the case is closed, the application is over, or this consultee was asked already
 */
export async function askConsultee(tx: Tx, ask: Ask): Promise<number> {
  const { file, consultee, accountId } = ask;
  if (!file.mayReadClosed) throw notAllowed('casework.refusal.notYourPart');
  if (file.caseClosedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (!isUnderWay(file)) throw tooLate('casework.refusal.over');
  if (!(await holdsRole(tx, accountId, consultee))) throw notAllowed('casework.refusal.notTheirRole');
  await letIn(tx, ask);
  const id = await keepQuestion(tx, ask);
  await tell(tx, accountId, {
    subject: 'casework.mail.consultation',
    path: clinicalPaths.consultation(id),
  });
  tx.record('casework.consultation.asked', {
    caseId: file.caseId,
    detail: { application: file.id, consultation: id },
  });
  return id;
}

/** Somebody can be asked until the decision is made. */
export function isUnderWay({ state }: Pick<ApplicationFile, 'state'>): boolean {
  return !isOver({ state });
}

async function holdsRole(tx: Tx, accountId: number, role: Consultee): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`
    select exists (select from people.membership m join people.account a on a.id = m.account_id
      where a.id = ${accountId} and m.role = ${role} and m.from_on <= access.today()
        and (m.until_on is null or m.until_on > access.today())
        and (a.ended_on is null or a.ended_on > access.today())) as holds`.execute(tx.db);
  return rows[0]?.holds === true;
}

async function letIn(tx: Tx, { file, consultee, accountId, actor }: Ask): Promise<void> {
  await tx.db
    .insertInto('people.circle')
    .values({
      case_id: file.caseId,
      account_id: accountId,
      capacity: consultee,
      basis: `consulted on leave application ${file.id}`,
      added_by: actor.accountId,
    })
    // Asked about an earlier application of the same case, they are in it already.
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

async function keepQuestion(tx: Tx, { file, consultee, accountId, question, actor }: Ask): Promise<number> {
  const kept = await tx.db
    .insertInto('casework.consultation')
    .values({
      document_id: file.id,
      case_id: file.caseId,
      consultee,
      account_id: accountId,
      asked_for: [...askedIn(file.kind, answersOf(file.open))],
      question,
      asked_by: actor.accountId,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!kept) throw tooLate('casework.refusal.alreadyAsked');
  return kept.id;
}
