import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { buildApp } from '../app.ts';
import type { Config } from '../config.ts';
import type { Pools } from '../platform/database/index.ts';
import { clamdScanner } from '../platform/files/index.ts';
import type { Lifetime } from './lifetime.ts';

const patience = 10_000;

/**
 * Finds out whether the program may listen where it is to, before anything long begins.
 * @throws EADDRINUSE, EACCES
 */
export async function tryToListen({ port, host }: Config): Promise<void> {
  const server = createServer().listen({ port, host });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}

/** Builds the web application and serves it; stopping waits for the requests under way, at most ten seconds. */
export async function serve(
  { config, pools, secret }: { config: Config; pools: Pools; secret: string },
  life: Lifetime,
): Promise<void> {
  const demonstration = config.mode === 'demonstration';
  const files = {
    largest: config.largestFile * 1024 * 1024,
    scanner: config.clamd && clamdScanner(config.clamd),
  };
  const { baseUrl, contact } = config;
  const app = await buildApp({ pools, secret, demonstration, baseUrl, contact, files, log: true });
  await life.keep(async () => {
    const closed = app.close();
    await Promise.race([closed, wait(patience, undefined, { ref: false })]);
    app.server.closeAllConnections();
  });
  await app.listen({ port: config.port, host: config.host });
}
