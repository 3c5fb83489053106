import pg from 'pg';

/**
 * Runs some work on a connection of its own, which is ended after it. A server that goes away is told by the statement that
 * it interrupts, or by the next one; it ends no program.
 * @param name what the server calls the connection in its lists, behind "ownwords"
 */
export async function onOwnConnection<T>(
  url: string,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `ownwords ${name}`,
    options: '-c timezone=UTC',
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
