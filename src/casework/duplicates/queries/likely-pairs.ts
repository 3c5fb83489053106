import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Alike } from '../rules-alike.ts';
import { alike, nearBorn } from './alike.ts';

export type Side = {
  id: number;
  familyName: string;
  givenNames: string;
  bornOn: string | null;
  references: string[];
};
export type LikelyPair = { one: Side; other: Side; alike: Alike };

/** More are not shown: the likeliest stand first, and what was looked at leaves the list. */
export const mostPairs = 50;

/**
 * Pairs of records that are likely one person: the same number, the same birthday and a name that sounds alike, or both
 * names alike and a birthday that differs by one slip of the pen or is unknown. Pairs that somebody found to be two
 * people, or that are joined or proposed already, are left out, and so is whoever the actor may not see.
 * @returns up to one more than `mostPairs`, the likeliest first
 */
export async function likelyPairs(tx: Tx): Promise<LikelyPair[]> {
  const { rows } = await sql<LikelyPair>`
    with person as materialized (
      select p.id, p.born_on, p.family_name, p.given_names, p.family_key, p.given_key, p.family_sound, p.given_sound
      from people.person p where p.id in (select k.person_id from people.case k where k.room = 'casework')
    ), pair as (
      select i.person_id as one, j.person_id as other, 20 as points from people.identifier i join people.identifier j
        on j.kind = i.kind and j.value = i.value and j.ended_at is null and i.person_id < j.person_id where i.ended_at is null
      union all select a.id, b.id, 8 from person a join person b
        on b.born_on = a.born_on and b.family_sound = a.family_sound and a.id < b.id where a.family_sound <> ''
      union all select a.id, b.id, 7 from person a join person b
        on b.born_on = a.born_on and b.given_sound = a.given_sound and a.id < b.id where a.given_sound <> ''
      union all select a.id, b.id, 12 from person a join person b
        on b.born_on = a.born_on and b.given_sound = a.family_sound and b.family_sound = a.given_sound and a.id < b.id
        where a.family_sound <> '' and a.given_sound <> '' and a.family_sound <> a.given_sound
      union all select a.id, b.id, case when a.born_on is null or b.born_on is null then 5 else 9 end from person a join person b
        on b.family_sound = a.family_sound and b.given_sound = a.given_sound and a.id < b.id
        where a.family_sound <> '' and a.given_sound <> '' and a.born_on is distinct from b.born_on
          and (a.born_on is null or b.born_on is null or ${nearBorn})
    ), likely as (
      select one, other, sum(points) as points from pair
      where not exists (select from people.not_same n where n.one_id = one and n.other_id = other and n.taken_back_at is null)
        and not exists (select from people.merge m where least(m.kept_id, m.merged_id) = one
          and greatest(m.kept_id, m.merged_id) = other and m.state in ('proposed', 'merged', 'undo proposed'))
      group by one, other order by 3 desc, one, other limit ${sql.lit(mostPairs + 1)}
    )
    select ${side('a')} as one, ${side('b')} as other, ${alike} as alike
    from likely join person a on a.id = one join person b on b.id = other
    order by likely.points desc, likely.one, likely.other`.execute(tx.db);
  return rows;
}

const side = (name: 'a' | 'b') => {
  const column = (text: string) => sql.ref(`${name}.${text}`);
  return sql`json_build_object('id', ${column('id')}, 'familyName', ${column('family_name')},
    'givenNames', ${column('given_names')}, 'bornOn', ${column('born_on')}, 'references',
    (select coalesce(json_agg(c.mhcs_reference order by c.case_id), '[]') from casework.patient c
      join people.case k on k.id = c.case_id where k.person_id = ${column('id')}))`;
};
