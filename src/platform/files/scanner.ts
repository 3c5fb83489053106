import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What clamd says of a file; `no answer` when it could not be asked, or did not understand. */
export type Verdict = 'clean' | 'infected' | 'no answer';
export type Scanner = (bytes: Uint8Array) => Promise<Verdict>;

/** Where clamd listens. */
export type ClamdAddress = { host: string; port: number } | { path: string };

/** Reads the setting: tcp://host:port, host:port or unix:/path; undefined for anything else. */
export function readClamdAddress(text: string): ClamdAddress | undefined {
  const [, path] = /^unix:(?:\/\/)?(\/.+)$/.exec(text) ?? [];
  if (path !== undefined) return { path };
  const [, host, port] = /^(?:tcp:\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d{1,5})\/?$/i.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

const piece = 64 * 1024;
// Below the 15 seconds after which PostgreSQL ends a transaction that says nothing.
const patience = 10_000;

/**
 * Asks clamd by its INSTREAM command: pieces, each behind its length, and an empty one at the end (clamd(8)). A client
 * of our own, because it is one command and the packages for it are not kept up any more.
 */
export function clamdScanner(address: ClamdAddress, wait = patience): Scanner {
  return async bytes => {
    const socket = connect(address);
    try {
      return verdictFrom(await ask(socket, bytes, wait));
    } catch {
      return 'no answer';
    } finally {
      socket.destroy();
    }
  };
}

async function ask(socket: Socket, bytes: Uint8Array, wait: number): Promise<string> {
  const signal = AbortSignal.timeout(wait);
  const said = hear(socket, signal);
  // Whoever is sent too much answers and hangs up while we are still sending.
  send(socket, bytes, signal).catch(() => {});
  return said;
}

async function send(socket: Socket, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += piece) {
    const part = bytes.subarray(at, at + piece);
    socket.write(lengthOf(part.length));
    if (!socket.write(part)) await once(socket, 'drain', { signal });
  }
  socket.write(lengthOf(0));
}

function lengthOf(length: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length);
  return head;
}

async function hear(socket: Socket, signal: AbortSignal): Promise<string> {
  const pieces: Buffer[] = [];
  const stop = () => socket.destroy(new Error('clamd took too long.'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const part of socket) pieces.push(part as Buffer);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return Buffer.concat(pieces).toString('latin1');
}

function verdictFrom(said: string): Verdict {
  if (/^stream: OK\0?\s*$/.test(said)) return 'clean';
  return /^stream: .+ FOUND\0?\s*$/.test(said) ? 'infected' : 'no answer';
}
