import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The web process under measurement. */
export type MeasuredSite = {
  url: string;
  lines: string;
  memory(): Promise<number>;
  signIn(username: string): Promise<string>;
  stop(): void;
};

/** Starts the web process on the database at `adminUrl`. */
export async function startSite(adminUrl: string, secret: string): Promise<MeasuredSite> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send({ adminUrl, secret });
  const ports = await answer<{ site: number; lines: number }>(child);
  const url = `http://127.0.0.1:${ports.site}`;
  return {
    url,
    lines: `http://127.0.0.1:${ports.lines}`,
    async memory() {
      child.send('memory');
      return (await answer<{ rssMiB: number }>(child)).rssMiB;
    },
    signIn: username => signIn(url, username),
    stop: () => child.disconnect(),
  };
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const early = once(child, 'exit').then(() => {
    throw new Error('The web process under measurement ended.');
  });
  const [message] = (await Promise.race([once(child, 'message'), early])) as [T];
  return message;
}

/** Signs in to the demonstration and answers the session cookie. */
async function signIn(url: string, username: string): Promise<string> {
  const page = await fetch(`${url}/sign-in`);
  const visitor = cookiesOf(page);
  const csrf = /name="_csrf" value="([^"]*)"/.exec(await page.text())?.[1] ?? '';
  const done = await fetch(`${url}/sign-in/demonstration`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: visitor },
    body: new URLSearchParams({ _csrf: csrf, username }),
  });
  if (done.status !== 303) throw new Error(`Signing in as ${username} answered ${done.status}.`);
  return cookiesOf(done);
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0] ?? '')
    .join('; ');
}
