import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import { asActor, type Tx } from '../src/platform/database/index.ts';
import { fixedClock } from '../src/platform/time/index.ts';
import { hashOf } from '../src/platform/web/index.ts';
import { freshDatabase, type TestDatabase, testSecret } from './database.ts';
import { testNow } from './days.ts';
import { type Walker, walker } from './walker.ts';

export { hiddenValue, type Seen } from './walker.ts';

/** Somebody with a browser that has no JavaScript: keeps cookies, follows nothing by itself. */
export type Visitor = Walker & {
  /** Runs `work` in this visitor's transaction, as a handler would. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

/** A whole site on a database of its own, whose clock stands at the moment at which the tests began. */
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
  return siteOn(await freshDatabase());
}

/** A site on a database that is there already. */
export async function siteOn(database: TestDatabase): Promise<TestSite> {
  const clock = fixedClock(testNow.toString());
  const app = await buildApp({ pools: database.pools, secret: testSecret, demonstration: true, clock });
  return {
    app,
    database,
    clock,
    nobody: () => visitor(app, database),
    async as(username) {
      const who = visitor(app, database, addressOfNext());
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

let visitors = 0;

/** Somebody who signs in comes from an address of their own, since one address may try so often and no more. */
function addressOfNext(): string {
  visitors += 1;
  return `10.0.${visitors >> 8}.${visitors & 255}`;
}

function visitor(app: FastifyInstance, database: TestDatabase, remoteAddress = '127.0.0.1'): Visitor {
  const walking = walker(async ({ method, path, body, headers }) => {
    const response = await app.inject({
      method,
      url: path,
      headers,
      remoteAddress,
      ...(body === undefined ? {} : { payload: body }),
    });
    return {
      status: response.statusCode,
      html: response.body,
      location: response.headers.location?.toString(),
      headers: response.headers,
      setCookies: response.cookies,
    };
  });
  return {
    ...walking,
    transaction(work) {
      const [door, token] = (walking.cookies.get('__Host-ownwords') ?? '').split('.');
      const entry = {
        door: door === 'n' ? 'national' : 'circle',
        tokenHash: token && hashOf(token),
        purpose: 'test',
      } as const;
      return asActor(database.pools, entry, work);
    },
  };
}
