import type { FastifyInstance, InjectOptions } from 'fastify';
import { buildApp } from '../src/app.ts';
import { asActor, type Tx } from '../src/platform/database/index.ts';
import { fixedClock } from '../src/platform/time/index.ts';
import { hashOf } from '../src/platform/web/index.ts';
import { freshDatabase, type TestDatabase, testDay, testSecret } from './database.ts';

/** A page as a test sees it. */
export type Seen = {
  status: number;
  html: string;
  location: string | undefined;
  headers: Record<string, unknown>;
  text(): string;
};

/** Somebody with a browser that has no JavaScript: keeps cookies, follows nothing by itself. */
export type Visitor = {
  get(path: string): Promise<Seen>;
  /** Opens `from` for its hidden keys, then sends `fields` to `path` as its form would. */
  post(path: string, fields: Record<string, string | string[]>, from?: string): Promise<Seen>;
  /** Runs `work` in this visitor's transaction, as a handler would. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  cookies: Map<string, string>;
};

/** A whole site on a database of its own, on a fixed day. */
export type TestSite = {
  app: FastifyInstance;
  database: TestDatabase;
  as(username: string): Promise<Visitor>;
  nobody(): Visitor;
  clock: ReturnType<typeof fixedClock>;
  close(): Promise<void>;
};

/** Starts a site for one test file: `before(async () => { site = await aSite(); })`. */
export async function aSite(): Promise<TestSite> {
  const database = await freshDatabase();
  const clock = fixedClock(`${testDay}T10:00:00Z`);
  const app = await buildApp({ pools: database.pools, secret: testSecret, demonstration: true, clock });
  return {
    app,
    database,
    clock,
    nobody: () => visitor(app, database),
    async as(username) {
      const who = visitor(app, database);
      const signedIn = await who.post('/sign-in/demonstration', { username }, '/sign-in');
      if (signedIn.status !== 303) throw new Error(`There is no demonstration account "${username}".`);
      return who;
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

function visitor(app: FastifyInstance, database: TestDatabase): Visitor {
  const cookies = new Map<string, string>();
  const send = async (options: InjectOptions): Promise<Seen> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.inject({
      ...options,
      headers: { ...options.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const set of response.cookies) {
      if (set.value === '' || set.maxAge === 0) cookies.delete(set.name);
      else cookies.set(set.name, set.value);
    }
    const html = response.body;
    return {
      status: response.statusCode,
      html,
      location: response.headers.location?.toString(),
      headers: response.headers,
      text: () => textOf(html),
    };
  };
  return {
    cookies,
    get: path => send({ method: 'GET', url: path }),
    async post(path, fields, from = path) {
      const page = await send({ method: 'GET', url: from });
      const hidden = { _csrf: hiddenValue(page.html, '_csrf'), _once: hiddenValue(page.html, '_once') };
      return send({
        method: 'POST',
        url: path,
        payload: encode({ ...hidden, ...fields }),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    },
    transaction(work) {
      const [door, token] = (cookies.get('__Host-ownwords') ?? '').split('.');
      const entry = {
        door: door === 'n' ? 'national' : 'circle',
        tokenHash: token && hashOf(token),
        purpose: 'test',
      } as const;
      return asActor(database.pools, entry, work);
    },
  };
}

/** The value of a hidden input on a page. */
export function hiddenValue(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

function encode(fields: Record<string, string | string[]>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of Array.isArray(value) ? value : [value]) form.append(name, each);
  }
  return form.toString();
}

/** The words of a page, without its tags; entities undone as far as tests need. */
function textOf(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
}
