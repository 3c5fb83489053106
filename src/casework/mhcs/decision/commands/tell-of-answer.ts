import { sql } from 'kysely';
import type { Tx } from '../../../../platform/database/index.ts';
import { clinicalPaths } from '../../../clinical/paths.ts';
import { personPaths } from '../../../person/paths.ts';
import { kindRules } from '../../../rules/document-kinds.ts';
import type { DecisionFile } from '../queries/read-decision-file.ts';

const helpers = ['advocate', 'solicitor'] as const;

/**
 * Those who lead, begin or answer for it, the person, and whoever helps them for as long as they let them, each get a link
 * to what is theirs to read, and no word of it.
 */
export async function tellOfAnswer(
  tx: Tx,
  { id, caseId, kind }: Pick<DecisionFile, 'id' | 'caseId' | 'kind'>,
): Promise<void> {
  const { ledBy, startedBy, closedBy } = kindRules[kind];
  const told = [...new Set([...ledBy, ...startedBy, ...closedBy, 'subject', ...helpers])];
  await sql`
    select platform.queue_mail(w.id, 'mail.answer', case when w.capacity = any (${['subject', ...helpers]}) then ${personPaths.answer(id)}
      else ${clinicalPaths.decision(id)} end)
    from (select distinct on (coalesce(c.account_id, m.account_id)) coalesce(c.account_id, m.account_id) as id, c.capacity
      from people.circle c
      left join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity
        and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
      where c.case_id = ${caseId} and c.capacity = any (${told})
        and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())) w
    where w.id is not null`.execute(tx.db);
}
