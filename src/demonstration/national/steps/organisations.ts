import { sql } from 'kysely';
import { hospitalNames, providerNames, wardNames } from '../names.ts';
import { list, type Step } from './step.ts';

/** Providers with their hospitals and wards, and a third casework team. */
export const organisations: Step = {
  name: 'hospitals, wards and teams',
  async run(db) {
    const [root] = await db.selectFrom('people.unit').select('id').where('kind', '=', 'system').execute();
    const [section] = await db.selectFrom('people.unit').select('id').where('kind', '=', 'mhcs').execute();
    await sql`insert into people.unit (parent_id, kind, name) select ${root?.id ?? 0}, 'provider', unnest(${list(providerNames)})`.execute(
      db,
    );
    await sql`insert into people.unit (parent_id, kind, name, security_level)
      select p.id, 'hospital', h.name, (array['medium', 'low', 'low', 'other', 'high'])[1 + (h.at * 7 % 23 % 5)]
      from unnest(${list(hospitalNames)}) with ordinality h (name, at)
      join people.unit p on p.kind = 'provider' and h.name like split_part(p.name, ' ', 1) || '%'`.execute(
      db,
    );
    await sql`insert into people.unit (parent_id, kind, name)
      select h.id, 'ward', w from people.unit h cross join unnest(${list(wardNames)}) w
      where h.kind = 'hospital' and not exists (select from people.unit u where u.parent_id = h.id)`.execute(
      db,
    );
    await sql`insert into people.unit (parent_id, kind, name) values (${section?.id ?? 0}, 'mhcs_team', 'Casework Team Three')`.execute(
      db,
    );
  },
};
