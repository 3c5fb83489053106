import { sql } from 'kysely';
import type { StoredKind } from '../../../people/index.ts';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Alike } from '../rules-alike.ts';
import { alike } from './alike.ts';

export type CaseOfSide = { id: number; reference: string; authority: string; hospital: string };
export type PersonRecord = {
  id: number;
  familyName: string;
  givenNames: string;
  otherNames: string;
  bornOn: string | null;
  cases: CaseOfSide[];
  numbers: { kind: StoredKind; value: string }[];
};
export type Pair = { one: PersonRecord; other: PersonRecord; alike: Alike };

/**
 * Two records beside each other, the older first.
 * @throws a refusal with 404 when the actor may not see both
 */
export async function readPair(tx: Tx, one: number, other: number): Promise<Pair> {
  const { rows } =
    await sql<Pair>`select ${recordOf('a')} as one, ${recordOf('b')} as other, ${alike} as alike
    from people.person a join people.person b on a.id = ${one} and b.id = ${other} where a.id < b.id`.execute(
      tx.db,
    );
  return found(rows[0]);
}

function recordOf(name: 'a' | 'b') {
  const column = (text: string) => sql.ref(`${name}.${text}`);
  return sql`json_build_object('id', ${column('id')}, 'familyName', ${column('family_name')},
    'givenNames', ${column('given_names')}, 'otherNames', ${column('other_names')}, 'bornOn', ${column('born_on')},
    'cases', (select coalesce(json_agg(json_build_object('id', c.case_id, 'reference', c.mhcs_reference,
        'authority', c.authority, 'hospital', c.hospital_name) order by c.case_id), '[]')
      from casework.patient c join people.case k on k.id = c.case_id where k.person_id = ${column('id')}),
    'numbers', (select coalesce(json_agg(json_build_object('kind', i.kind, 'value', i.value) order by i.id), '[]')
      from people.identifier i where i.person_id = ${column('id')} and i.ended_at is null))`;
}
