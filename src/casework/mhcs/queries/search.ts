import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

export type FoundPatient = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  bornOn: string | null;
  hospital: string;
  team: string;
  /** The application that is open with the section now, if any. */
  openId: number | null;
};

/** More are not shown: more letters find fewer. */
export const mostFound = 50;

/**
 * Finds patients whose names begin with each of the words, or whose MHCS reference begins with the only one.
 * Those who are shown are found first, and only they are looked up elsewhere.
 * The bounds are written as ranges because they alone reach an index under row-level security, whatever was typed.
 * @returns up to one more than `mostFound`, so that the page can say that there are more
 */
export async function findPatients(tx: Tx, typed: string): Promise<FoundPatient[]> {
  const words = typed
    .toLocaleLowerCase('en')
    .split(/[\s,]+/)
    .filter(word => word !== '')
    .slice(0, 6);
  if (words.length === 0) return [];
  const byName = sql.join(words.map(beginsWith), sql` and `);
  const [only] = words;
  const byReference =
    words.length === 1 && only ? sql` or ${between('p.mhcs_reference', only.toUpperCase())}` : sql``;
  const { rows } = await sql<FoundPatient>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, person.born_on as "bornOn", h.name as hospital, team.name as team,
      (select max(a.id) from casework.document a where a.case_id = p.case_id
        and a.state in ('submitted', 'waiting for information', 'awaiting authorisation')) as "openId"
    from (select p.case_id, p.family_name, p.given_names, p.family_key, p.given_key, p.mhcs_reference, p.hospital_id, p.team_id
      from casework.patient p where (${byName})${byReference}
      order by p.family_key, p.given_key, p.case_id limit ${sql.lit(mostFound + 1)}) p
    join people.case k on k.id = p.case_id
    join people.person person on person.id = k.person_id
    join people.unit h on h.id = p.hospital_id
    join people.unit team on team.id = p.team_id
    order by p.family_key, p.given_key, p.case_id`.execute(tx.db);
  return rows;
}

function beginsWith(word: string): RawBuilder<SqlBool> {
  return sql`(${between('p.family_key', word)} or ${between('p.given_key', word)})`;
}

/** From the word itself up to the first text that no longer begins with it. */
function between(column: string, word: string): RawBuilder<SqlBool> {
  return sql`(${sql.ref(column)} ~>=~ ${word} and ${sql.ref(column)} ~<~ ${word + String.fromCodePoint(0x10ffff)})`;
}
