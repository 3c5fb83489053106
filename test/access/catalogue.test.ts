import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../database.ts';

/** What the catalogue of the database must look like, whatever a migration forgot. */

let database: TestDatabase;
let client: pg.Client;
before(async () => {
  database = await freshDatabase();
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});
after(async () => {
  await client.end();
  await database.drop();
});

const appRoles = ['ownwords_app', 'ownwords_national', 'ownwords_victim', 'ownwords_worker'];
/** Schemas of others: PostgreSQL itself, the job queue, the list of migrations. */
const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'jobs', 'migration') and n.nspname !~ '^pg_'`;

async function names(sql: string): Promise<string[]> {
  return (await client.query(sql)).rows.map(row => row.name);
}

test('every table has row-level security, and it is forced', async () => {
  const without =
    await names(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${ours} and not (c.relrowsecurity and c.relforcerowsecurity)`);
  assert.deepEqual(without, []);
});

test('no view goes round the policies of its tables', async () => {
  const views =
    await names(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and (c.relkind in ('m', 'f') or (c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)))`);
  assert.deepEqual(views, []);
});

test('every definer function pins its search path, and PUBLIC may call none of ours', async () => {
  const loose =
    await names(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'migration') and n.nspname !~ '^pg_'
      and p.proowner in (select oid from pg_roles where rolname like 'ownwords_%')
      and ((p.prosecdef and not coalesce(exists (select from unnest(p.proconfig) c where c like 'search_path=%'), false))
        or has_function_privilege('public', p.oid, 'execute'))`);
  assert.deepEqual(loose, []);
});

test('the login roles are nobody special and own nothing of ours', async () => {
  const special = await names(`select rolname as name from pg_roles where rolname = any ('{${appRoles}}')
    and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`);
  const owned =
    await names(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relowner in (select oid from pg_roles where rolname = any ('{${appRoles}}'))`);
  const members = await names(
    `select r.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = any ('{${appRoles}}')`,
  );
  assert.deepEqual({ special, owned, members }, { special: [], owned: [], members: [] });
});

test('no login role may truncate, reference or put triggers on a table', async () => {
  const able = await names(`select r.rolname || ' ' || n.nspname || '.' || c.relname as name
    from pg_roles r cross join pg_class c join pg_namespace n on n.oid = c.relnamespace
    where r.rolname = any ('{${appRoles}}') and c.relkind = 'r' and ${ours}
      and has_table_privilege(r.oid, c.oid, 'truncate, references, trigger')`);
  assert.deepEqual(able, []);
});

test('what was sealed, audited or submitted can be changed by no login role', async () => {
  const lasting = [
    'audit.event',
    'audit.seal',
    'voice.statement',
    'voice.shown',
    'voice.withdrawal',
    'voice.comment',
    'voice.translation',
    'voice.opportunity',
    'casework.submission',
    'casework.submission_closed',
    'casework.leave_event',
    'casework.authority',
    'casework.movement',
    'casework.tribunal_case',
    'casework.tribunal_step',
    'casework.tribunal_result',
    'casework.tribunal_words',
    'casework.tribunal_withholding',
    'victim.note',
    'victim.event',
    'victim.representation',
    'victim.personal_statement',
    'victim.delivery',
    'victim.zone_map',
  ];
  const able =
    await names(`select r.rolname || ' ' || t as name from unnest('{${appRoles}}'::text[]) as r(rolname) cross join unnest('{${lasting}}'::text[]) t
    where has_table_privilege(r.rolname, t, 'delete') or has_any_column_privilege(r.rolname, t, 'update')`);
  assert.deepEqual(able, []);
});

test('only the national, circle and victim doors exist beside the worker, and victim material has one of its own', async () => {
  const readers = await names(`select r.rolname as name from unnest('{${appRoles}}'::text[]) as r(rolname)
    where has_schema_privilege(r.rolname, 'victim', 'usage')`);
  assert.deepEqual(readers, ['ownwords_victim']);
});

test('every column that points to a case is indexed, because every policy asks for it', async () => {
  const slow =
    await names(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
    where c.relkind = 'r' and ${ours} and n.nspname <> 'platform'
      and not exists (select from pg_index i where i.indrelid = c.oid and a.attnum = any (i.indkey))
    order by 1`);
  assert.deepEqual(slow, []);
});

test('a row of a case hangs on nothing of another case: every key within a case names the case too', async () => {
  const loose =
    await names(`select k.conrelid::regclass || ' → ' || k.confrelid::regclass as name from pg_constraint k
    join pg_attribute child on child.attrelid = k.conrelid and child.attname = 'case_id'
    join pg_attribute parent on parent.attrelid = k.confrelid and parent.attname = 'case_id'
    where k.contype = 'f' and k.connamespace::regnamespace::text not in ('graphile_worker')
      and not child.attnum = any (k.conkey) order by 1`);
  assert.deepEqual(loose, []);
});
