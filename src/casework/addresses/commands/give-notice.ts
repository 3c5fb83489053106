import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { notAllowed } from '../../../platform/web/index.ts';
import { tellCapacities } from '../../mhcs/commands/tell-capacities.ts';
import { type Notice, readNotice } from '../../rules/conditions/address-notice.ts';
import { addressPaths } from '../paths.ts';
import type { NoticeFile } from '../queries/read-notices.ts';

export type GiveNotice = {
  readonly file: NoticeFile;
  readonly address: string;
  readonly moveOn: Temporal.PlainDate;
  readonly why: string | null;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Gives notice of a new address. One that is late is taken and marked. The caseworker and the other side hear that
 * there is something to see.
 * @returns whether it was in time
 * @throws a refusal with 403 for whoever gives none in this case; the database's OW163 when the person is not
 *   conditionally discharged
 */
export async function giveNotice(tx: Tx, given: GiveNotice): Promise<Notice> {
  const { file, actor, today } = given;
  const { caseId, givesAs } = file;
  if (givesAs === null) throw notAllowed('addresses.refusal.notYours');
  const notice = readNotice(given.moveOn, today);
  const { id } = await tx.db
    .insertInto('casework.address_notice')
    .values({
      ...{ case_id: caseId, address: given.address, move_on: given.moveOn.toString(), why: given.why },
      ...{ given_by: actor.accountId, given_as: givesAs, days_wanted: notice.daysWanted, rule: notice.rule },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const subject = 'mail.something';
  await sql`select casework.mail_caseworker(${caseId}, ${subject}, ${addressPaths.section(caseId)})`.execute(
    tx.db,
  );
  await tellCapacities(
    tx,
    caseId,
    givesAs === 'subject'
      ? {
          subject,
          path: addressPaths.care(caseId),
          capacities: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor'],
        }
      : { subject, path: addressPaths.mine(), capacities: ['subject'] },
  );
  tx.record('casework.address.given', { caseId, detail: { notice: id, inTime: notice.inTime } });
  return notice;
}
