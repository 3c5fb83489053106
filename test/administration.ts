import { sql } from 'kysely';
import { asOwner } from '../src/platform/database/index.ts';
import { aSite, type TestSite, type Visitor } from './browser-without-browser.ts';
import { dayBoxes } from './days.ts';

/** A site with the provider's administrator and the system's, and what their tests look up past every policy. */
export type AdministrationSite = TestSite & {
  lou: Visitor;
  uma: Visitor;
  accountId(username: string): Promise<number>;
  unitId(name: string): Promise<number>;
  /** The newest role of an account. */
  membershipId(username: string): Promise<number>;
  /** The audit events of somebody, and all their details as text. */
  eventsBy(username: string): Promise<{ events: string[]; details: string }>;
};

/** A page with a form whose hidden keys any other form may use. */
export const anyForm = '/account';

/** Starts such a site. */
export async function administrationSite(): Promise<AdministrationSite> {
  const site = await aSite();
  const ids = (table: 'account' | 'unit', column: 'username' | 'name') => async (name: string) =>
    asOwner(site.database.adminUrl, async db => {
      const asked = sql<{
        id: number;
      }>`select id from ${sql.table(`people.${table}`)} where ${sql.ref(column)} = ${name}`;
      const row = (await asked.execute(db)).rows[0];
      if (!row) throw new Error(`There is no ${table} "${name}".`);
      return row.id;
    });
  const accountId = ids('account', 'username');
  return {
    ...site,
    lou: await site.as('admin.larkmoor'),
    uma: await site.as('admin.system'),
    accountId,
    unitId: ids('unit', 'name'),
    membershipId: async username => newestMembership(site, await accountId(username)),
    eventsBy: async username => eventsBy(site, await accountId(username)),
  };
}

async function newestMembership(site: TestSite, account: number): Promise<number> {
  return asOwner(site.database.adminUrl, async db => {
    const roles = db.selectFrom('people.membership').select('id').where('account_id', '=', account);
    return (await roles.orderBy('id', 'desc').executeTakeFirstOrThrow()).id;
  });
}

async function eventsBy(site: TestSite, account: number): Promise<{ events: string[]; details: string }> {
  return asOwner(site.database.adminUrl, async db => {
    const rows = await db
      .selectFrom('audit.event')
      .select(['event', 'detail'])
      .where('account_id', '=', account)
      .execute();
    return { events: rows.map(row => row.event), details: JSON.stringify(rows.map(row => row.detail)) };
  });
}

/** The three boxes of the day on which something begins or ends. */
export function onDay(day: Temporal.PlainDate): Record<string, string> {
  return dayBoxes('on', day);
}
