import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { clinicalPaths } from '../../clinical/paths.ts';
import { mhcsPaths } from '../../mhcs/paths.ts';
import { personPaths } from '../../person/paths.ts';
import type { Entry } from '../queries/read-entry.ts';

/**
 * Tells everybody around the documents that were open when a movement closed their case, or that came back when it
 * opened again: the person, the care team and whoever has one of them in hand, each by one mail that says nothing.
 * The database ends the documents by itself and writes the trail (migration 0026), so that no door can forget it.
 * @param entry the case as it was before the movement
 */
export async function tellOfDocuments(
  tx: Tx,
  { entry, actor }: { entry: Pick<Entry, 'caseId' | 'closedOn'>; actor: Actor },
): Promise<void> {
  const { caseId, closedOn } = entry;
  await sql`
    with moved as (
      select d.caseworker_id from casework.document d join people.case k on k.id = d.case_id
      where d.case_id = ${caseId} and (k.closed_on is null) = ${closedOn !== null}
        and case when k.closed_on is null then not casework.is_over(d.state) else d.state = 'ended with the case' end
    ), stands as (
      select coalesce(c.account_id, m.account_id) as account, c.capacity from people.circle c
      left join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity
        and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
      where c.case_id = ${caseId} and c.capacity = any (${around}::text[])
        and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())
    ), told as (
      select distinct on (account) account, case capacity when 'subject' then ${personPaths.home()}
        else ${clinicalPaths.patient(caseId)} end as path
      from stands where account is not null and exists (select from moved)
      union
      select caseworker_id, ${mhcsPaths.case(caseId)} from moved where caseworker_id is not null
    )
    select platform.queue_mail(account, 'mail.something', path) from told where account <> ${actor.accountId}`.execute(
    tx.db,
  );
}

const around = ['subject', 'responsible_clinician', 'mha_office', 'social_supervisor', 'clinical_supervisor'];
