import { sql } from 'kysely';
import { asActor, asOwner, asWorker, type Door, type Tx } from '../../src/platform/database/index.ts';
import { hashOf } from '../../src/platform/web/index.ts';
import type { TestSite, Visitor } from '../browser-without-browser.ts';
import type { Asker } from './cast.ts';
import type { Table } from './tables.ts';

/** Somebody of the cast, ready to ask. */
export type Ready = Asker & {
  accountId: number | null;
  role: string;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

const roleOf = {
  circle: 'ownwords_app',
  national: 'ownwords_national',
  victim: 'ownwords_victim',
  worker: 'ownwords_worker',
} as const satisfies Record<Door, string>;

/**
 * Two functions of the test's own that try a statement as whoever calls them and leave nothing behind, and the
 * story's triggers put to sleep: they guard states, which have tests of their own, and would hide a policy.
 */
export async function prepareToMeasure(adminUrl: string, tables: readonly Table[]): Promise<void> {
  await asOwner(adminUrl, async (_db, client) => {
    await client.query('reset role');
    await client.query(`create schema measuring; grant usage on schema measuring to public;
      create function measuring.rows(statement text) returns text language plpgsql as $f$
      declare found text;
      begin
        execute 'select coalesce(json_agg(x), ''[]'')::text from (' || statement || ') x' into found;
        return found;
      exception when others then return sqlstate;
      end $f$;
      create function measuring.attempts(statements text[]) returns text[] language plpgsql as $f$
      declare statement text; outcomes text[] := '{}'; n bigint;
      begin
        foreach statement in array statements loop
          begin
            execute statement;
            get diagnostics n = row_count;
            raise exception 'done' using errcode = 'T0000', detail = n;
          exception when others then
            get stacked diagnostics statement = pg_exception_detail;
            outcomes := outcomes || case sqlstate when 'T0000' then statement else sqlstate end;
          end;
        end loop;
        return outcomes;
      end $f$;
      grant execute on all functions in schema measuring to public;`);
    for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
  });
}

/** Lets somebody of the cast ask by their door, with the browser in which they are signed in. */
export async function ready(site: TestSite, asker: Asker, visitor: Visitor): Promise<Ready> {
  const transaction = byDoor(site, asker, visitor);
  const accountId = asker.username
    ? await visitor.transaction(async tx => {
        const { rows } = await sql<{ id: number }>`select access.account_id() as id`.execute(tx.db);
        return rows[0]?.id ?? null;
      })
    : null;
  return { ...asker, accountId, role: roleOf[asker.door], transaction };
}

function byDoor({ database }: TestSite, { door }: Asker, visitor: Visitor): Ready['transaction'] {
  if (door === 'worker') return work => asWorker(database.pools, 'measure', work);
  if (door !== 'victim') return work => visitor.transaction(work);
  const token = (visitor.cookies.get('__Host-ownwords') ?? '').split('.')[1];
  const entry = { door, tokenHash: token && hashOf(token), purpose: 'measure' } as const;
  return work => asActor(database.pools, entry, work);
}
