import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { RepositoryAnswer, Said } from '../repository.ts';

/** A repository as its page shows it. Moments are ISO. */
export type Repository = {
  readonly id: number;
  readonly baseUrl: string;
  readonly state: 'asking' | 'answered' | 'silent' | 'active' | 'paused' | 'removed';
  readonly answer: RepositoryAnswer | null;
  readonly problem: Said | null;
  readonly prefix: string | null;
  readonly set: string | null;
  readonly everyDays: number | null;
  readonly nextAt: string | null;
  readonly since: string | null;
};
/** One harvest and what came of it so far. */
export type HarvestRun = {
  readonly id: number;
  readonly importId: number;
  readonly state: 'running' | 'stopped' | 'failed' | 'done';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly waitsUntil: string | null;
  readonly expected: number | null;
  readonly problem: Said | null;
  readonly counts: Readonly<Record<HarvestCount, number>>;
};
export type HarvestCount =
  | 'seen'
  | 'brought'
  | 'filled'
  | 'changed'
  | 'same'
  | 'alike'
  | 'refused'
  | 'offered'
  | 'gone';

const columns = sql`r.id, r.base_url as "baseUrl", r.state, r.answer, r.problem, r.prefix, r.set_spec as set, r.every_days as "everyDays",
  to_json(r.next_at) #>> '{}' as "nextAt", r.since`;
const run = sql`json_build_object('id', h.id, 'importId', h.import_id, 'state', h.state, 'startedAt', h.started_at, 'endedAt', h.ended_at,
  'waitsUntil', case when h.not_before > now() then h.not_before end, 'expected', h.expected, 'problem', h.problem, 'counts',
  (select json_build_object('seen', h.seen, 'same', h.same + n.same, 'changed', h.changed, 'offered', h.offered, 'gone', h.gone,
      'brought', n.brought, 'filled', n.filled - h.changed, 'alike', n.skipped - h.offered, 'refused', n.refused)
    from (select count(*) filter (where i.standing in ('brought', 'undone', 'kept')) as brought, count(*) filter (where i.standing = 'filled') as filled,
        count(*) filter (where i.standing = 'skipped') as skipped, count(*) filter (where i.standing = 'refused') as refused,
        count(*) filter (where i.standing = 'same') as same
      from evidence.import_row i where i.import_id = h.import_id) n))`;

/**
 * Whether something of `evidence.harvested h` waits for a librarian: what changed or was deleted there, as long as the
 * record still stands here.
 */
const waits = sql`(h.offered is not null or (h.gone_at is not null and not h.gone_seen))
  and exists (select from evidence.record k where k.number = h.record and k.state = 'public')`;

/** How much waits in all; nothing of a library that was removed, which has no page any more. */
export const countWaiting = sql`select count(*) from evidence.harvested h
  join evidence.repository o on o.id = h.repository and o.state <> 'removed' where ${waits}`;

/** The repositories that were not removed, and the last harvest of each. */
export async function readRepositories(
  tx: Tx,
): Promise<(Repository & { readonly last: HarvestRun | null; readonly waiting: number })[]> {
  const { rows } = await sql<Repository & { last: HarvestRun | null; waiting: number }>`
    select ${columns}, (select ${run} from evidence.harvest h where h.repository = r.id order by h.id desc limit 1) as last,
      (select count(*)::int from evidence.harvested h where h.repository = r.id and ${waits}) as waiting
    from evidence.repository r where r.state <> 'removed' order by r.id`.execute(tx.db);
  return rows;
}

/** Reads a repository. Throws a refusal with 404 when there is none, or whoever asks is no librarian. */
export async function readRepository(
  tx: Tx,
  id: number,
): Promise<Repository & { readonly runs: readonly HarvestRun[] }> {
  const { rows } = await sql<Repository & { runs: HarvestRun[] }>`
    select ${columns}, (select coalesce(json_agg(h.run), '[]') from (select ${run} as run from evidence.harvest h
      where h.repository = r.id order by h.id desc limit 10) h) as runs
    from evidence.repository r where r.id = ${id} and r.state <> 'removed'`.execute(tx.db);
  return found(rows[0]);
}

/** A record with which a librarian has something to do. */
export type Waiting = {
  readonly record: number;
  readonly title: string;
  readonly language: string | null;
  readonly kind: 'offered' | 'gone';
  readonly at: string;
};

export const mostWaiting = 50;

/** The records that somebody worked on here and that changed there, and those that were deleted there; the oldest first. */
export async function readWaiting(tx: Tx, repository: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select h.record, r.title, r.entry ->> 'language' as language, case when h.offered is not null then 'offered' else 'gone' end as kind,
      to_json(coalesce(h.offered_at, h.gone_at)) #>> '{}' as at
    from evidence.harvested h join evidence.record r on r.number = h.record
    where h.repository = ${repository} and ${waits}
    order by coalesce(h.offered_at, h.gone_at), h.record limit ${mostWaiting}`.execute(tx.db);
  return rows;
}
