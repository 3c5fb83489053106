import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { dayOf } from '../../../platform/time/index.ts';
import { found, notAllowed, tooLate } from '../../../platform/web/index.ts';
import { clinicalPaths } from '../paths.ts';
import type { ApplicationFile } from '../queries/read-application.ts';

type Remind = {
  readonly file: ApplicationFile;
  readonly consultationId: number;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Reminds somebody who was asked. The reminders are the trail that the form accepts when no answer comes (gates
 * LG-7 and LG-10), so there is at most one a day: two on one day would prove nothing more.
 * @throws a refusal: 404 for another application's consultation, 409 when it is answered, over, or was reminded today
 */
export async function remindConsultee(tx: Tx, remind: Remind): Promise<void> {
  const { file, consultationId, actor } = remind;
  if (!file.mayReadClosed) throw notAllowed('casework.refusal.notYourPart');
  const consultation = found(file.consultations.find(({ id }) => id === consultationId));
  if (consultation.answeredAt !== null) throw tooLate('casework.refusal.answered');
  if (consultation.reminders.some(({ sentAt }) => isOn(sentAt, remind.today))) {
    throw tooLate('casework.refusal.remindedToday');
  }
  await tx.db
    .insertInto('casework.reminder')
    .values({ consultation_id: consultationId, case_id: file.caseId, sent_by: actor.accountId })
    .execute();
  await sql`
    select platform.queue_mail(c.account_id, 'casework.mail.reminder', ${clinicalPaths.consultation(consultationId)})
    from casework.consultation c where c.id = ${consultationId}`.execute(tx.db);
  tx.record('casework.consultation.reminded', {
    caseId: file.caseId,
    detail: { application: file.id, consultation: consultationId },
  });
}

const isOn = (at: string, day: Temporal.PlainDate) => dayOf(Temporal.Instant.from(at)).equals(day);
