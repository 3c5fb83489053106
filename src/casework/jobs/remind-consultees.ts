import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import { job } from '../../platform/jobs/index.ts';
import { tell } from '../../platform/mail/index.ts';
import { dayOf } from '../../platform/time/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { isReminderDue } from '../rules/consultation-reminders.ts';

/**
 * Reminds everybody who was asked about an application that is still being written, and has not answered, when
 * the rule says that it is time. The reminder stands in the trail that the form accepts when no answer comes.
 */
export const remindConsultees = job({
  task: 'remind-consultees',
  payload: z.object({}),
  // Every hour of the day, so that a day is not missed when the program was off in the morning.
  at: '10 7-18 * * *',
  run: ({ transaction, today }) =>
    transaction(async tx => {
      // Whoever runs this at the same moment waits, and then finds the reminders that this one sent.
      await sql`select pg_advisory_xact_lock(hashtext('remind consultees'))`.execute(tx.db);
      for (const asked of await unanswered(tx)) {
        const remindedOn = asked.reminders.map(({ sent_at }) => dayOf(Temporal.Instant.from(sent_at)));
        if (isReminderDue(dayOf(Temporal.Instant.from(asked.asked_at)), remindedOn, today))
          await remind(tx, asked);
      }
    }),
});

type Asked = { id: number; case_id: number; account_id: number };

function unanswered(tx: Tx) {
  return tx.db
    .selectFrom('casework.consultation as asked')
    .innerJoin('casework.document as application', 'application.id', 'asked.document_id')
    .innerJoin('people.case as about', 'about.id', 'asked.case_id')
    .where('about.closed_on', 'is', null)
    .where('application.state', '=', 'draft')
    .where('asked.answered_at', 'is', null)
    .select(['asked.id', 'asked.case_id', 'asked.account_id', 'asked.asked_at'])
    .select(nested => [
      jsonArrayFrom(
        nested
          .selectFrom('casework.reminder')
          .select('casework.reminder.sent_at')
          .whereRef('casework.reminder.consultation_id', '=', 'asked.id'),
      ).as('reminders'),
    ])
    .orderBy('asked.id')
    .execute();
}

async function remind(tx: Tx, asked: Asked): Promise<void> {
  await tx.db
    .insertInto('casework.reminder')
    .values({ consultation_id: asked.id, case_id: asked.case_id, sent_by: null })
    .execute();
  await tell(tx, asked.account_id, {
    subject: 'casework.mail.reminder',
    path: clinicalPaths.consultation(asked.id),
  });
  tx.record('casework.consultation.reminded', {
    caseId: asked.case_id,
    detail: { consultation: asked.id, automatic: true },
  });
}
