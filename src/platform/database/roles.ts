import { createHmac } from 'node:crypto';
import type pg from 'pg';

/** The doors by which the program reaches the database; each is a login role with policies of its own. */
export const doors = ['circle', 'national', 'victim', 'worker'] as const;
export type Door = (typeof doors)[number];

const roleOf = {
  circle: 'ownwords_app',
  national: 'ownwords_national',
  victim: 'ownwords_victim',
  worker: 'ownwords_worker',
} as const satisfies Record<Door, string>;

/** The role that owns every table; nobody can sign in as it. */
export const ownerRole = 'ownwords_owner';

/** The same secret gives the same passwords, so that web and worker processes need not share a file. */
function passwordOf(door: Door, secret: string): string {
  return createHmac('sha256', secret).update(`database role ${roleOf[door]}`).digest('base64url');
}

/** The address at which `door` reaches the database that `adminUrl` names. */
export function doorUrl(adminUrl: string, door: Door, secret: string): string {
  const url = new URL(adminUrl);
  url.username = roleOf[door];
  url.password = passwordOf(door, secret);
  return url.href;
}

/**
 * Makes the owner role and the login roles, or brings their passwords and limits up to date.
 * `client` must be allowed to create roles.
 */
export async function ensureRoles(client: pg.ClientBase, secret: string): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${ownerRole}') then create role ${ownerRole} nologin; end if;
  end $$`);
  for (const door of doors) await ensureLogin(client, door, secret);
  await client.query(`do $$ begin
    if not pg_has_role(current_user, '${ownerRole}', 'SET') then
      execute format('grant ${ownerRole} to %I with set true, inherit true', current_user);
    end if;
  end $$`);
  const database = (await client.query('select quote_ident(current_database()) as name')).rows[0].name;
  await client.query(`grant create, connect on database ${database} to ${ownerRole}, ${roleOf.worker}`);
}

async function ensureLogin(client: pg.ClientBase, door: Door, secret: string): Promise<void> {
  const role = roleOf[door];
  const password = passwordOf(door, secret);
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then
      create role ${role} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
    end if;
  end $$`);
  await client.query(`alter role ${role} login password ${quote(password)}`);
  await client.query(`alter role ${role} set idle_in_transaction_session_timeout = '15s'`);
  await client.query(`alter role ${role} set jit = off`);
  // Planning under row-level security costs more than running: a statement is planned once a connection, and so
  // are the queries inside the functions that policies ask (measured: cases_as 0.65 ms replanned, 0.12 ms kept).
  await client.query(`alter role ${role} set plan_cache_mode = force_generic_plan`);
  if (door !== 'worker') await client.query(`alter role ${role} set statement_timeout = '8s'`);
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
