import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { type Found, judge, type Standing } from './judge.ts';

/** An address whose turn it is, and what is known of its server. */
export type Due = Standing & {
  readonly record: number;
  readonly url: string;
  readonly host: string;
  /** Its robots.txt; null where it was not asked for a day. */
  readonly robots: string | null;
};

/** So many servers are asked at once, each for one address. */
const serversAtOnce = 5;
/** Nobody asks a server twice within this, in seconds, whatever it allows. */
const shortestPause = 10;
const longestPause = 3600;

/**
 * Takes one address of each of some servers whose turn it is. Until what came of it is kept, nobody else asks them; a kill
 * lets them go after a while.
 */
export async function takeDue(tx: Tx): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with servers as (select h.host, h.robots, h.robots_at from evidence.link_host h
      where h.next_at <= now() and exists (select from evidence.link l where l.host = h.host and l.next_at <= now())
      order by h.next_at, h.host limit ${serversAtOnce} for update skip locked),
    taken as (update evidence.link_host h set next_at = now() + interval '10 minutes' from servers s where h.host = s.host returning h.host)
    select l.record, l.url, l.host, l.state, l.why, l.status, l.moved_to as "movedTo", l.failing_since as "failingSince",
      l.failed_on as "failedOn", l.failed_days as "failedDays", case when s.robots_at > now() - interval '1 day' then s.robots end as robots
    from servers s join taken t on t.host = s.host cross join lateral (select * from evidence.link l where l.host = s.host and l.next_at <= now()
      order by l.next_at, l.record limit 1) l`.execute(tx.db);
  return rows;
}

/** Keeps what came of asking for an address, and lets its server rest. An address that was changed meanwhile is left alone. */
export async function keepFound(
  tx: Tx,
  due: Due,
  {
    found,
    robots,
    delay,
    today,
  }: { found: Found; robots: string | null; delay: number | null; today: Temporal.PlainDate },
): Promise<void> {
  const { standing, days } = judge(due, found, today);
  const { state, why, status, movedTo, failingSince, failedOn, failedDays } = standing;
  const { rows } =
    await sql`update evidence.link set state = ${state}, why = ${why}, status = ${status}, moved_to = ${movedTo}, failing_since = ${failingSince},
      failed_on = ${failedOn}, failed_days = ${failedDays}, asked_at = now(), next_at = now() + ${days} * interval '1 day'
    where record = ${due.record} and url = ${due.url} returning record`.execute(tx.db);
  const isNew = due.robots === null && robots !== null;
  await sql`update evidence.link_host set next_at = now() + ${pauseOf(delay)} * interval '1 second'
      ${isNew ? sql`, robots = ${robots}, robots_at = now()` : sql``} where host = ${due.host}`.execute(
    tx.db,
  );
  if (rows.length > 0 && state !== due.state && (state === 'dead' || due.state === 'dead'))
    tx.record(`evidence.link.${state}`, { detail: { number: due.record } });
}

/** How long a server rests, in seconds. */
const pauseOf = (delay: number | null): number => Math.min(longestPause, Math.max(shortestPause, delay ?? 0));
