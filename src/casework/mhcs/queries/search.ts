import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { plainName } from '../../clinical/names.ts';

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
 * Finds patients of whom each of the words begins a name, or the only one the MHCS reference. Those who are shown are
 * found first, in an index that has them in the order of the page, and only they are looked up elsewhere.
 * @returns up to one more than `mostFound`, so that the page can say that there are more
 */
export async function findPatients(tx: Tx, typed: string): Promise<FoundPatient[]> {
  const words = plainName(typed)
    .split(/[\s,]+/)
    .filter(word => word !== '')
    .slice(0, 6)
    // The longest finds the fewest.
    .toSorted((one, other) => other.length - one.length);
  const [first, ...others] = words;
  if (first === undefined) return [];
  // Asked for each case that the first word found, since another may begin half of all names.
  const withOthers = others.map(
    word => sql` and k.is_name and (select true from casework.search_key o
      where o.case_id = k.case_id and o.is_name and ${between('o.key', word)} limit 1)`,
  );
  const { rows } = await sql<FoundPatient>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, p.born_on as "bornOn", p.hospital_name as hospital, team.name as team,
      (select max(w.document_id) from casework.open_work w where w.case_id = p.case_id) as "openId"
    from (select distinct k.family_key, k.given_key, k.case_id from casework.search_key k
      where ${between('k.key', first)}${sql.join(withOthers, sql``)}
      order by k.family_key, k.given_key, k.case_id limit ${sql.lit(mostFound + 1)}) f
    cross join lateral (select * from casework.patient where case_id = f.case_id offset 0) p
    join people.unit team on team.id = p.team_id
    order by f.family_key, f.given_key, f.case_id`.execute(tx.db);
  return rows;
}

/**
 * From the word itself up to the first text that no longer begins with it, written as a range because that alone reaches
 * an index under row-level security, whatever was typed.
 */
function between(column: string, word: string): RawBuilder<SqlBool> {
  return sql`(${sql.ref(column)} ~>=~ ${word} and ${sql.ref(column)} ~<~ ${word + String.fromCodePoint(0x10ffff)})`;
}
