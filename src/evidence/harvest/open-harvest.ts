import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { DuplicateChoice } from '../bring/choices.ts';
import type { RepositoryAnswer } from './repository.ts';

/** A harvest under way and its place. */
export type Going = {
  readonly harvest: number;
  readonly importId: number;
  readonly repository: number;
  readonly baseUrl: string;
  readonly answer: RepositoryAnswer;
  readonly prefix: string;
  readonly set: string | null;
  readonly duplicates: DuplicateChoice;
  readonly licence: string | null;
  readonly rows: number;
  /** When it began, by our clock. */
  readonly startedAt: string;
  readonly askedFrom: string | null;
  readonly answeredAt: string | null;
  readonly token: string | null;
  readonly pages: number;
  readonly restarts: number;
  readonly tries: number;
};

/** The harvest of a repository that goes on now, or begins because it is time; undefined where there is nothing to do. */
export async function openHarvest(tx: Tx, repository: number): Promise<Going | undefined> {
  const { rows } = await sql<{ isTime: boolean; since: string | null }>`
    select next_at <= now() as "isTime", since from evidence.repository where id = ${repository} and state = 'active' for update`.execute(
    tx.db,
  );
  const found = rows[0];
  if (!found) return undefined;
  const going = await readGoing(tx, repository);
  if (going) return going.waits ? undefined : going;
  if (!found.isTime) return undefined;
  await begin(tx, repository);
  return readGoing(tx, repository);
}

async function readGoing(tx: Tx, repository: number): Promise<(Going & { waits: boolean }) | undefined> {
  const { rows } = await sql<Going & { waits: boolean }>`
    select h.id as harvest, h.import_id as "importId", r.id as repository, r.base_url as "baseUrl", r.answer, r.prefix,
      r.set_spec as set, r.duplicates, r.licence, i.rows, to_json(h.started_at) #>> '{}' as "startedAt",
      h.asked_from as "askedFrom", h.answered_at as "answeredAt", h.token, h.pages,
      h.restarts, h.tries, h.not_before > now() as waits
    from evidence.harvest h join evidence.repository r on r.id = h.repository join evidence.import i on i.id = h.import_id
    where h.repository = ${repository} and h.state = 'running'`.execute(tx.db);
  return rows[0];
}

async function begin(tx: Tx, repository: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    with r as (select * from evidence.repository where id = ${repository}),
    i as (insert into evidence.import (file_name, format, state, duplicates, repository)
      select left(r.answer ->> 'name', 200), coalesce((select f ->> 'format' from jsonb_array_elements(r.answer -> 'formats') f
        where f ->> 'prefix' = r.prefix), 'oai-dc'), 'importing', r.duplicates, r.id from r returning id)
    insert into evidence.harvest (repository, import_id, asked_from) select r.id, i.id, r.since from r, i returning id`.execute(
    tx.db,
  );
  tx.record('evidence.harvest.begun', { detail: { repository, harvest: rows[0]?.id ?? null } });
}

/**
 * A harvest has ended: the next begins in its time.
 * @param since from when on it asks for what changed; what was said before stands where this one came to no end
 */
export async function rest(tx: Tx, repository: number, since?: string): Promise<void> {
  await sql`update evidence.repository set since = coalesce(${since ?? null}, since), next_at = now() + every_days * interval '1 day'
    where id = ${repository}`.execute(tx.db);
}

/** Whoever moves a library or a harvest of it on holds the library first: the two lead to one another. */
export async function holdRepository(tx: Tx, repository: number): Promise<void> {
  await sql`select from evidence.repository where id = ${repository} for no key update`.execute(tx.db);
}

/** Whether it is still where it was when its next part was asked for: somebody may have stopped it, or another have done it. */
export async function isStill(tx: Tx, { repository, harvest, pages, restarts }: Going): Promise<boolean> {
  await holdRepository(tx, repository);
  const { rows } =
    await sql`select from evidence.harvest where id = ${harvest} and state = 'running' and pages = ${pages}
    and restarts = ${restarts} for update`.execute(tx.db);
  return rows.length > 0;
}
