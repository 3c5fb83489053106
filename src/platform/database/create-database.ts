import pg from 'pg';
import { onOwnConnection } from './own-connection.ts';

/**
 * Makes a database on the server that `serverUrl` names when it is missing, and answers its address.
 * @param name a plain identifier
 */
export async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const url = new URL(serverUrl);
  await onOwnConnection(url.href, 'create', async client => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  });
  url.pathname = `/${name}`;
  return url.href;
}
