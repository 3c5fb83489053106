import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

export type Named = { readonly id: number; readonly name: string };
export type Absence = {
  readonly id: number;
  readonly accountId: number;
  readonly who: string;
  readonly cover: string;
  readonly fromOn: string;
  readonly untilOn: string;
};

/** Who is away now or will be, and everybody who can cover. One query. */
export async function readCover(
  tx: Tx,
  today: Temporal.PlainDate,
): Promise<{ absences: readonly Absence[]; colleagues: readonly Named[] }> {
  const { rows } = await sql<{ absences: Absence[]; colleagues: Named[] }>`
    select (select coalesce(json_agg(json_build_object('id', b.id, 'accountId', b.account_id, 'who', a.display_name,
        'cover', c.display_name, 'fromOn', b.from_on, 'untilOn', b.until_on) order by b.from_on, b.id), '[]')
      from casework.absence b join people.account a on a.id = b.account_id join people.account c on c.id = b.cover_id
      where b.until_on > ${today.toString()}::date and b.until_on > b.from_on) as absences,
      (select coalesce(json_agg(w order by w.name), '[]') from (${caseworkers}) w) as colleagues`.execute(
    tx.db,
  );
  return rows[0] ?? { absences: [], colleagues: [] };
}

const caseworkers = sql`
  select distinct a.id, a.display_name as name from people.membership m join people.account a on a.id = m.account_id
  where m.role = any (access.deciders()) and m.from_on <= access.today()
    and (m.until_on is null or m.until_on > access.today())`;

/** Those of the section to whom cases can be given, each with the cases they have. One query. */
export async function readCaseworkers(tx: Tx): Promise<(Named & { readonly cases: number })[]> {
  const { rows } = await sql<Named & { cases: number }>`
    select w.id, w.name, (select count(*)::int from casework.case_allocation g where g.caseworker_id = w.id) as cases
    from (${caseworkers}) w order by w.name`.execute(tx.db);
  return rows;
}
