import { type RawBuilder, sql } from 'kysely';

/** Two dates of birth between which there is one slip of the pen: day and month swapped, or one part another. */
export const nearBorn: RawBuilder<boolean> = sql`(
  (date_part('year', a.born_on) = date_part('year', b.born_on) and date_part('month', a.born_on) = date_part('day', b.born_on)
    and date_part('day', a.born_on) = date_part('month', b.born_on))
  or (to_char(a.born_on, 'YYYYMM') = to_char(b.born_on, 'YYYYMM'))
  or (to_char(a.born_on, 'YYYYDD') = to_char(b.born_on, 'YYYYDD'))
  or (to_char(a.born_on, 'MMDD') = to_char(b.born_on, 'MMDD')
    and abs(date_part('year', a.born_on) - date_part('year', b.born_on)) in (1, 10)))`;

/** In what the persons `a` and `b` of a query are alike: a JSON object as `Alike` reads it. */
export const alike: RawBuilder<unknown> = sql`json_build_object(
  'sharedKinds', (select coalesce(json_agg(distinct i.kind), '[]') from people.identifier i join people.identifier j
    on j.kind = i.kind and j.value = i.value and j.person_id = b.id and j.ended_at is null
    where i.person_id = a.id and i.ended_at is null),
  'born', case when a.born_on is null or b.born_on is null then 'unknown' when a.born_on = b.born_on then 'same'
    when ${nearBorn} then 'near' else 'other' end,
  'family', case when a.family_key = b.family_key then 'same'
    when a.family_sound = b.family_sound and a.family_sound <> '' then 'sounds' else 'other' end,
  'given', case when a.given_key = b.given_key and a.given_key <> '' then 'same'
    when a.given_sound = b.given_sound and a.given_sound <> '' then 'sounds' else 'other' end,
  'swapped', a.family_sound = b.given_sound and a.given_sound = b.family_sound and a.family_sound <> a.given_sound)`;
