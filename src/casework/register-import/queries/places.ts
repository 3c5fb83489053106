import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Place } from '../places.ts';

/** The hospitals, wards and casework teams that there are. */
export async function readPlaces(tx: Tx): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select u.id, u.kind, u.name, u.parent_id as "parentId", parent.name as parent
    from people.unit u join people.unit parent on parent.id = u.parent_id
    where u.kind in ('hospital', 'ward', 'mhcs_team') and (u.ended_on is null or u.ended_on > access.today())`.execute(
    tx.db,
  );
  return rows;
}
