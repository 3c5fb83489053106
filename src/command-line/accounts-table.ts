import type { Pools } from '../platform/database/index.ts';
import { isTextKey, textIn } from '../platform/language/index.ts';

type Account = { username: string; display_name: string; role: string; unit: string };

/** The accounts of the demonstration, as a table that fits a terminal. */
export async function accountsTable(pools: Pools): Promise<string> {
  const { rows } = await pools.circle.query<Account>('select * from access.demonstration_accounts()');
  const t = textIn('en', false);
  const roleName = (role: string) => {
    const key = `people.role.${role}`;
    return isTextKey(key) ? t(key) : role;
  };
  const lines = rows.map(row => [row.username, row.display_name, roleName(row.role), row.unit]);
  return tableOf([['Username', 'Name', 'Role', 'Where'], ...lines]);
}

/** Lays out rows in columns as wide as their widest cell; the first row is the heading. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map(row => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map(row => (row[at] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    widths
      .map((width, at) => (row[at] ?? '').padEnd(width))
      .join('  ')
      .trimEnd();
  const [heading = [], ...rest] = rows;
  return [line(heading), widths.map(width => '─'.repeat(width)).join('  '), ...rest.map(line)]
    .map(text => `  ${text}`)
    .join('\n');
}
