import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Somebody at the site: their session, and what proves that a form is theirs. */
export type Visitor = { cookie: string; csrf: string };

/** The web process under measurement. */
export type MeasuredSite = {
  pid: number;
  url: string;
  lines: string;
  memory(): Promise<number>;
  /** Signs in to the demonstration; without a name, nobody. */
  signIn(username?: string): Promise<Visitor>;
  stop(): void;
};

/** Starts the web process on the database at `adminUrl`. */
export async function startSite(adminUrl: string, secret: string): Promise<MeasuredSite> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then((): never => {
    throw new Error('The web process under measurement ended.');
  });
  ended.catch(() => {});
  const answer = async <T>(): Promise<T> => ((await Promise.race([once(child, 'message'), ended])) as [T])[0];
  child.send({ adminUrl, secret });
  const ports = await answer<{ site: number; lines: number }>();
  const url = `http://127.0.0.1:${ports.site}`;
  return {
    pid: child.pid ?? 0,
    url,
    lines: `http://127.0.0.1:${ports.lines}`,
    async memory() {
      child.send('memory');
      return (await answer<{ rssMiB: number }>()).rssMiB;
    },
    signIn: async username => (username === undefined ? { cookie: '', csrf: '' } : signIn(url, username)),
    stop: () => child.disconnect(),
  };
}

async function signIn(url: string, username: string): Promise<Visitor> {
  const page = await fetch(`${url}/sign-in`);
  const done = await fetch(`${url}/sign-in/demonstration`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(page) },
    body: new URLSearchParams({ _csrf: await csrfIn(page), username }),
  });
  if (done.status !== 303) throw new Error(`Signing in as ${username} answered ${done.status}.`);
  const cookie = cookiesOf(done);
  return { cookie, csrf: await csrfIn(await fetch(`${url}/account`, { headers: { cookie } })) };
}

async function csrfIn(page: Response): Promise<string> {
  return /name="_csrf" value="([^"]*)"/.exec(await page.text())?.[1] ?? '';
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0] ?? '')
    .join('; ');
}
