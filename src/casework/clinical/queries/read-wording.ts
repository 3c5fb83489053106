import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Language } from '../../../platform/language/index.ts';

/** In which language and wording the person of a case reads. */
export type Wording = { language: Language; easyRead: boolean };

/** What the person chose in their own account; without one, the language of the record in standard wording. */
export async function wordingOf(tx: Tx, caseId: number): Promise<Wording> {
  const { rows } = await sql<Wording>`
    select coalesce(a.language, person.language) as language, coalesce(a.easy_read, false) as "easyRead"
    from people.case k join people.person person on person.id = k.person_id
    left join people.account a on a.person_id = person.id and a.ended_on is null
    where k.id = ${caseId}`.execute(tx.db);
  return rows[0] ?? { language: 'en', easyRead: false };
}
