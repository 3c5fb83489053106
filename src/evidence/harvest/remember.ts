import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { Bringing } from '../bring/bring-rows.ts';
import { storedJson } from '../bring/stored.ts';
import type { Decision, Known } from './decide.ts';
import type { Understood } from './understand.ts';

/** Where records come from and into which import. */
export type Into = { readonly baseUrl: string; readonly repository: number; readonly bringing: Bringing };

/** A record as it was understood, and what is to become of it here. */
export type Decided = Understood & { readonly decision: Decision; readonly known: Known | undefined };
/** With the number of its row in the import. */
export type Taken = Decided & { readonly number: number };

/** Keeps what every record said and what became of it; a name that is none was told of and is not kept. */
export async function remember(
  tx: Tx,
  { baseUrl, repository, bringing }: Into,
  rows: readonly Taken[],
): Promise<void> {
  const named = rows.filter(
    ({ parsed }) => !parsed.problems.some(({ text }) => text === 'evidence-harvest.problem.identifier'),
  );
  await sql`insert into evidence.harvested as h (base_url, identifier, repository, source, datestamp, record, is_ours, version)
    select ${baseUrl}, u.identifier, ${repository}, decode(u.source, 'hex'), u.datestamp, coalesce(r.record, s.record),
      coalesce(r.standing = 'brought', false), r.version
    from unnest(${named.map(({ identifier }) => identifier)}::text[], ${named.map(({ source }) => source)}::text[],
      ${named.map(({ datestamp }) => datestamp)}::text[], ${named.map(({ number }) => number)}::int[]) u (identifier, source, datestamp, number)
    join evidence.import_row r on r.import_id = ${bringing.id} and r.number = u.number
    left join lateral (select o.record from evidence.import_row o
      where r.standing = 'same' and o.source = r.source and o.standing in ('brought', 'filled') limit 1) s on true
    on conflict (base_url, identifier) do update set repository = excluded.repository, source = excluded.source,
      datestamp = excluded.datestamp, record = coalesce(h.record, excluded.record),
      is_ours = h.is_ours or (h.record is null and excluded.is_ours),
      version = case when h.record is null or excluded.record = h.record then coalesce(excluded.version, h.version) else h.version end,
      offered = null, offered_at = null, gone_at = null, gone_seen = false`.execute(tx.db);
}

/** Records are where their library is harvested now, with all that waits on them: it may have been removed and added anew. */
export async function moveHere(
  tx: Tx,
  { baseUrl, repository }: Into,
  items: readonly Understood[],
): Promise<void> {
  await sql`update evidence.harvested set repository = ${repository} where base_url = ${baseUrl} and repository <> ${repository}
    and identifier = any (${items.map(({ identifier }) => identifier)}::text[])`.execute(tx.db);
}

/** Offers what changed there to librarians. */
export async function offer(tx: Tx, { baseUrl }: Into, rows: readonly Taken[]): Promise<void> {
  await sql`update evidence.harvested h set offered = u.entry, offered_at = now()
    from unnest(${rows.map(({ identifier }) => identifier)}::text[], ${rows.map(({ parsed }) => storedJson(parsed.entry))}::jsonb[]) u (identifier, entry)
    where h.base_url = ${baseUrl} and h.identifier = u.identifier and h.is_ours`.execute(tx.db);
}

/** What was deleted there came back as it was. */
export async function stillThere(tx: Tx, { baseUrl }: Into, items: readonly Understood[]): Promise<void> {
  await sql`update evidence.harvested set gone_at = null, gone_seen = false where base_url = ${baseUrl} and gone_at is not null
    and identifier = any (${items.map(({ identifier }) => identifier)}::text[])`.execute(tx.db);
}

/** Says that records were deleted there. */
export async function markGone(tx: Tx, { baseUrl }: Into, items: readonly Understood[]): Promise<void> {
  await sql`update evidence.harvested set gone_at = now(), gone_seen = false, offered = null, offered_at = null
    where base_url = ${baseUrl} and identifier = any (${items.map(({ identifier }) => identifier)}::text[])`.execute(
    tx.db,
  );
}
