import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DatabaseFault } from '../embedded/fault.ts';

/** PostgreSQL's own programs for a database whose files we cannot reach. */
export type Tool = 'pg_dump' | 'pg_restore';

/**
 * Makes sure that a tool on the PATH is new enough for a server.
 * @throws DatabaseFault `backup-tool-missing` with one sentence that says what to use.
 */
export async function requireTool(tool: Tool, serverMajor: number): Promise<void> {
  const found = await majorOf(tool);
  if (found !== undefined && found >= serverMajor) return;
  const instead =
    found === undefined ? `no ${tool} is on the PATH` : `the ${tool} on the PATH is version ${found}`;
  throw new DatabaseFault(
    'backup-tool-missing',
    `The database is PostgreSQL ${serverMajor} and ${instead}: install postgresql-client-${serverMajor}, ` +
      'or use the backup of whoever runs the database.',
  );
}

/**
 * Runs a tool against the database that `url` names. The password travels in the environment: arguments can be
 * read by everybody on the machine.
 * @throws DatabaseFault `backup-failed` with what the tool said.
 */
export async function runTool(tool: Tool, url: string, args: readonly string[]): Promise<void> {
  const open = new URL(url);
  const password = decodeURIComponent(open.password);
  open.password = '';
  const env = { ...process.env, ...(password ? { PGPASSWORD: password } : {}) };
  try {
    await promisify(execFile)(tool, [...args, `--dbname=${open.href}`], { env });
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new DatabaseFault('backup-failed', `${tool} failed: ${said}`, cause);
  }
}

async function majorOf(tool: Tool): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)(tool, ['--version']);
    return Number(/(\d+)(\.\d+|devel|beta\d*|rc\d*)/.exec(stdout)?.[1]) || undefined;
  } catch {
    return undefined;
  }
}
