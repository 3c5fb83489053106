import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { found, notAllowed } from '../../../platform/web/index.ts';
import { mayAllocate, mhcsRoles, teamOf } from '../roles.ts';

/**
 * Lets work be given to somebody or refuses it. A caseworker takes work or hands it to a colleague of the same team;
 * whoever leads a team gives it to anybody in the section.
 * @throws a refusal: 404 when `to` does not work for the section today, 403 for a colleague of another team
 */
export async function refuseUnlessMayGiveWork(
  tx: Tx,
  { to, actor }: { to: number; actor: Actor },
): Promise<void> {
  const teams = await teamsOf(tx, to);
  const own = teamOf(actor);
  const isColleague = own !== undefined && teams.includes(own);
  if (to !== actor.accountId && !mayAllocate(actor) && !isColleague)
    throw notAllowed('mhcs.refusal.otherTeam');
}

/** The units in which an account works for the section today. @throws a refusal with 404 when there is none */
async function teamsOf(tx: Tx, accountId: number): Promise<number[]> {
  const { rows } = await sql<{ unit: number }>`
    select m.unit_id as unit from people.membership m
    where m.account_id = ${accountId} and m.role = any (${[...mhcsRoles]}::text[])
      and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())`.execute(tx.db);
  found(rows[0]);
  return rows.map(({ unit }) => unit);
}
