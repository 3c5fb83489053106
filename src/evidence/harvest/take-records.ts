import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { bringStep } from '../bring/bring-rows.ts';
import { takeAll } from '../bring/check-file.ts';
import { inPieces } from '../bring/in-pieces.ts';
import { storedJson } from '../bring/stored.ts';
import { holdLibrary } from '../record/commands/save-record.ts';
import { type Decision, decide, type Known } from './decide.ts';
import {
  type Decided,
  type Into,
  markGone,
  moveHere,
  offer,
  remember,
  stillThere,
  type Taken,
} from './remember.ts';
import type { Understood } from './understand.ts';

/** What became of the records of an answer. */
export type Counts = Readonly<Record<'seen' | 'same' | 'changed' | 'offered' | 'gone', number>>;

/**
 * Takes in the records of one answer, all or nothing: new ones by the rules of every import, changed ones where nobody worked
 * on them here. What was taken in before changes nothing.
 */
export async function takeRecords(tx: Tx, into: Into, items: readonly Understood[]): Promise<Counts> {
  // The same may come in by another set of the same library at this very moment.
  await holdLibrary(tx);
  await moveHere(tx, into, items);
  const known = await readKnown(tx, into, items);
  const decided = items.map((item): Decided => {
    const before = known.get(item.identifier);
    const isReadable = item.parsed.entry !== undefined;
    return { ...item, known: before, decision: decide({ ...item, isReadable }, before) };
  });
  const is = (...wanted: Decision[]) => decided.filter(({ decision }) => wanted.includes(decision));
  const rows = is('bring', 'change', 'offer').map(
    (one, place): Taken => ({ ...one, number: into.bringing.rows + 1 + place }),
  );
  await takeAll(
    tx,
    into.bringing.id,
    rows.map(({ parsed, number }) => ({ ...parsed, number })),
  );
  const changed = await changeRecords(
    tx,
    into,
    rows.filter(({ decision }) => decision === 'change'),
  );
  // Somebody may have worked on a record in this very moment.
  const left = await leaveOut(
    tx,
    into,
    rows.filter(({ decision, number }) => decision !== 'bring' && !changed.has(number)),
  );
  const offers = rows.filter(({ number }) => left.has(number));
  await bringRest(tx, into, rows);
  await remember(tx, into, rows);
  await offer(tx, into, offers);
  // What was deleted there, and is not here either, is nothing that anybody has.
  const same = is('same').filter(({ isDeleted }) => !isDeleted);
  await stillThere(tx, into, same);
  const gone = is('gone');
  await markGone(tx, into, gone);
  return {
    seen: items.length,
    same: same.length,
    changed: changed.size,
    offered: offers.length,
    gone: gone.length,
  };
}

async function readKnown(
  tx: Tx,
  { baseUrl }: Into,
  items: readonly Understood[],
): Promise<Map<string, Known>> {
  const { rows } = await sql<Known>`
    select h.identifier, encode(h.source, 'hex') as source, h.record, h.is_ours as "isOurs", h.version, r.version as "nowVersion", r.state,
      h.gone_at is not null as "isGone"
    from evidence.harvested h left join evidence.record r on r.number = h.record
    where h.base_url = ${baseUrl} and h.identifier = any (${items.map(({ identifier }) => identifier)}::text[])`.execute(
    tx.db,
  );
  return new Map(rows.map(one => [one.identifier, one]));
}

/** Writes the newer version of records that nobody worked on here. Answers which rows they were. */
async function changeRecords(tx: Tx, into: Into, rows: readonly Taken[]): Promise<ReadonlySet<number>> {
  const changed = new Set<number>();
  const { id, fileName } = into.bringing;
  const refused = await inPieces(tx, rows, async some => {
    const { rows: done } = await sql<{ number: number; record: number }>`
      with said as (select u.record, u.version, r.entry, r.number as row_number
        from unnest(${some.map(({ known }) => known?.record ?? 0)}::int[], ${some.map(({ known }) => known?.version ?? 0)}::int[],
          ${some.map(({ number }) => number)}::int[]) u (record, version, number)
        join evidence.import_row r on r.import_id = ${id} and r.number = u.number and r.entry is not null),
      changed as (update evidence.record r set entry = said.entry, change_note = ${fileName} from said
        where r.number = said.record and r.version = said.version and r.state = 'public' returning r.number, r.version, said.row_number)
      update evidence.import_row r set standing = 'filled', record = c.number, version = c.version, entry = null
      from changed c where r.import_id = ${id} and r.number = c.row_number returning r.number, r.record`.execute(
      tx.db,
    );
    for (const { number } of done) changed.add(number);
    if (done.length > 0)
      tx.record('evidence.records.harvested', {
        detail: { import: id, numbers: done.map(({ record }) => record) },
      });
  });
  const numbers = refused.map(({ number }) => number);
  await sql`update evidence.import_row set standing = 'refused', entry = null,
    problems = ${storedJson([{ line: 1, text: 'bring.problem.unstorable' }])}::jsonb
    where import_id = ${id} and number = any (${numbers}::int[])`.execute(tx.db);
  return changed;
}

/** What is only offered comes in by nobody but a librarian. Answers which rows they are: what cannot be stored is none. */
async function leaveOut(tx: Tx, { bringing }: Into, rows: readonly Taken[]): Promise<ReadonlySet<number>> {
  const { rows: left } = await sql<{ number: number }>`
    update evidence.import_row r set standing = 'skipped', entry = null, like_record = u.record
    from unnest(${rows.map(({ number }) => number)}::int[], ${rows.map(({ known }) => known?.record ?? null)}::int[]) u (number, record)
    where r.import_id = ${bringing.id} and r.number = u.number and r.standing <> 'refused' returning r.number`.execute(
    tx.db,
  );
  return new Set(left.map(({ number }) => number));
}

async function bringRest(tx: Tx, { bringing }: Into, rows: readonly Taken[]): Promise<void> {
  const last = bringing.rows + rows.length;
  for (let done = bringing.rows; done < last; ) done = await bringStep(tx, { ...bringing, rows: last }, done);
  await tx.db.updateTable('evidence.import').set({ rows: last }).where('id', '=', bringing.id).execute();
}
