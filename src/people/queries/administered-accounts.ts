import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/** What an account is at the moment; `unplaced` has no role now or to come. */
export const accountStates = ['open', 'invited', 'expired', 'unplaced', 'ended'] as const;
export type AccountState = (typeof accountStates)[number];

export type RoleHeld = {
  id: number;
  role: string;
  level: number | null;
  unitId: number;
  unit: string;
  from: string;
  until: string | null;
};

/** An account of the actor's units. */
export type AdministeredAccount = {
  id: number;
  username: string;
  email: string | null;
  name: string;
  jobTitle: string | null;
  endedOn: string | null;
  state: AccountState;
  secondFactor: boolean;
  lastSeen: string | null;
  roles: RoleHeld[];
};

/** What is looked for; empty text and 0 mean everything. */
export type AccountSearch = { words: string; unit: number; role: string; state: string; page: number };

export const rowsOnAPage = 50;

const account = sql`a.id, a.username, a.email, a.display_name as name, a.job_title as "jobTitle", a.ended_on as "endedOn",
  a.state, a.second_factor as "secondFactor", a.last_seen as "lastSeen"`;

const roles = sql`(select coalesce(json_agg(json_build_object('id', m.id, 'role', m.role, 'level', m.authority_level,
    'unitId', m.unit_id, 'unit', u.name, 'from', m.from_on, 'until', m.until_on) order by m.from_on, m.id), '[]')
  from people.membership m join people.unit u on u.id = m.unit_id where m.account_id = found.id)`;

/** One page of the accounts of the actor's units, by name, and how many there are in all. */
export async function administeredAccounts(
  tx: Tx,
  wanted: AccountSearch,
): Promise<{ total: number; accounts: AdministeredAccount[] }> {
  const asked = sql<{ total: number; accounts: AdministeredAccount[] }>`
    with recursive below as (
      select id from people.unit where id = ${wanted.unit}::bigint
      union select u.id from people.unit u join below b on u.parent_id = b.id
    ), found as materialized (
      select ${account} from access.administered_accounts() a
      where (${wanted.words}::text = '' or position(lower(${wanted.words}::text)
          in lower(concat_ws(' ', a.display_name, a.username, a.email))) > 0)
        and (${wanted.state}::text = '' or a.state = ${wanted.state}::text)
        and (${wanted.role}::text = '' and ${wanted.unit}::bigint = 0 or exists (select from people.membership m
          where m.account_id = a.id and (a.state = 'ended' or m.until_on is null or m.until_on > access.today())
            and (${wanted.role}::text = '' or m.role = ${wanted.role}::text)
            and (${wanted.unit}::bigint = 0 or m.unit_id in (select id from below))))
    ), place as (select count(*)::int as total, greatest(1, ceil(count(*) / ${rowsOnAPage}::numeric))::int as last from found)
    select (select total from place) as total, coalesce(json_agg(to_jsonb(shown)), '[]') as accounts from (
      select found.*, ${roles} as roles from found order by lower(name), id
      limit ${rowsOnAPage} offset (select (least(${wanted.page}::int, last) - 1) * ${rowsOnAPage} from place)
    ) shown`;
  return (await asked.execute(tx.db)).rows[0] ?? { total: 0, accounts: [] };
}

/** What an administrator did to an account, and when. */
export type AdministrationAct = { at: string; event: string; by: string | null };

/** One account with its roles and what administrators did to it; undefined when it is not the actor's. */
export async function administeredAccount(
  tx: Tx,
  id: number,
): Promise<(AdministeredAccount & { acts: AdministrationAct[] }) | undefined> {
  const asked = sql<AdministeredAccount & { acts: AdministrationAct[] }>`
    with found as (select ${account} from access.administered_accounts() a where a.id = ${id})
    select found.*, ${roles} as roles, (select coalesce(json_agg(json_build_object('at', h.at, 'event', h.event,
      'by', h.by_name) order by h.at desc), '[]') from access.administration_of(found.id) h) as acts from found`;
  return (await asked.execute(tx.db)).rows[0];
}
