import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** Runs one statement on a connection of its own. For the tests of this folder. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A test that is broken off ends by its exit handlers, so that it leaves no PostgreSQL behind. */
export function leaveNothingBehind(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
}

const script = `
  const { startEmbedded } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
  const { stopWithParent } = await import(${JSON.stringify(new URL('../../launched.ts', import.meta.url).href)});
  const { ask } = await import(${JSON.stringify(import.meta.url)});
  try {
    const embedded = await startEmbedded({ dataDirectory: process.argv[1], log: () => {} });
    const working = setInterval(() => {}, 1000);
    process.on('message', () => process.exit(3));
    stopWithParent(async reason => {
      const rows = await ask(embedded.adminUrl, 'SELECT 1 AS one');
      await embedded.stop();
      clearInterval(working);
      console.log(JSON.stringify({ reason, one: rows[0].one }));
    });
    console.log(JSON.stringify({ adminUrl: embedded.adminUrl, pid: embedded.pid }));
  } catch (fault) {
    console.log(JSON.stringify({ code: fault.code, message: fault.message }));
  }
`;

/** A program of its own that starts PostgreSQL on `data` and drains with a last query when it is stopped. */
export function program(
  data: string,
  options: { uid?: number; gid?: number; detached?: boolean } = {},
): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', script, data], {
    ...options,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
}

/** What such a program prints next. */
export type Printed = {
  adminUrl: string;
  pid: number;
  code?: string;
  message?: string;
  reason?: string;
  one?: number;
};

/** Resolves with the next line that the program prints. */
export async function untilPrinted(child: ChildProcess): Promise<Printed> {
  if (!child.stdout) throw new Error('The program has no output.');
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  lines.close();
  return JSON.parse(String(line)) as Printed;
}
