import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Layout } from './layout.ts';

/** Where PostgreSQL listens: a socket in its own directory, else the loopback. Never the network. */
export type Address = { socketDirectory: string | undefined; port: number };

/** The kernel keeps a socket's whole path in about 108 bytes (104 on a Mac). */
const longestSocketDirectory = 85;

/**
 * Chooses where to listen. A socket, because only who may enter the data directory can then reach the
 * database at all; the loopback when a port is asked for, when the path is too long, and on Windows.
 */
export async function chooseAddress(layout: Layout, port: number | undefined): Promise<Address> {
  if (port !== undefined) return { socketDirectory: undefined, port };
  const socketsWork =
    process.platform !== 'win32' && Buffer.byteLength(layout.cluster) <= longestSocketDirectory;
  if (socketsWork) return { socketDirectory: layout.cluster, port: 5432 };
  return { socketDirectory: undefined, port: await freePort() };
}

/** The administrator's connection URL. Change its pathname to reach another database. */
export function adminUrlOf(address: Address, password: string): string {
  const url = new URL(`postgres://postgres:${password}@127.0.0.1:${address.port}/postgres`);
  if (address.socketDirectory) url.searchParams.set('host', address.socketDirectory);
  return url.href;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The loopback gave no port.');
  return address.port;
}
