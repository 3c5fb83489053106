import type { Config } from '../config.ts';
import { findRunning, startEmbedded } from '../platform/database/embedded/index.ts';
import { ensureDatabase } from '../platform/database/index.ts';
import { installationSecret } from '../platform/session/keys.ts';

/** A database to work on. */
export type OpenDatabase = {
  adminUrl: string;
  /** The installation's secret, from which the doors' passwords are made. */
  secret: string;
  /** What it is, for a line on the screen. */
  what: string;
  stop(): Promise<void>;
};

const databaseName = 'ownwords';

/**
 * Reaches the database: the one of DATABASE_URL, else our own, which is started when it does not run.
 * @param way `beside`: another Ownwords may be running on it; else it must be ours alone
 */
export async function openDatabase(
  config: Config,
  way: { beside: boolean; log: (sentence: string) => void },
): Promise<OpenDatabase> {
  const { databaseUrl, dataDirectory } = config;
  const secret = () => installationSecret(dataDirectory, config.secret);
  if (databaseUrl)
    return { adminUrl: databaseUrl, secret: secret(), what: 'the PostgreSQL of DATABASE_URL', stop: nothing };
  const running = way.beside ? findRunning(dataDirectory) : undefined;
  if (running) {
    const adminUrl = await ensureDatabase(running.adminUrl, databaseName);
    return { adminUrl, secret: secret(), what: 'the running PostgreSQL', stop: nothing };
  }
  const embedded = await startEmbedded({ dataDirectory, log: way.log });
  try {
    const adminUrl = await ensureDatabase(embedded.adminUrl, databaseName);
    return { adminUrl, secret: secret(), what: `PostgreSQL ${embedded.version}`, stop: embedded.stop };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

const nothing = async () => {};

/** Opens the database for one command, runs `work`, and stops what was started. */
export async function withDatabase<T>(
  config: Config,
  log: (sentence: string) => void,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(config, { beside: true, log });
  try {
    return await work(database);
  } finally {
    await database.stop();
  }
}
