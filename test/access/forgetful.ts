import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { buildApp } from '../../src/app.ts';
import type { Pools } from '../../src/platform/database/index.ts';
import { tokensFrom } from '../../src/platform/web/index.ts';
import type { TestSite, Visitor } from '../browser-without-browser.ts';
import { testSecret } from '../database.ts';

/**
 * The same site on the same database, except that it forgets everything: each commit is a rollback. Every form can
 * be sent by everybody, and the story stands as it was.
 */
export async function aForgetfulSite(site: TestSite): Promise<FastifyInstance> {
  const pools = Object.fromEntries(
    Object.entries(site.database.pools).map(([door, pool]) => [door, forgetful(pool)]),
  ) as Pools;
  return buildApp({ pools, secret: testSecret, demonstration: true, clock: site.clock });
}

function forgetful(pool: pg.Pool): pg.Pool {
  return new Proxy(pool, {
    get(target, name) {
      if (name !== 'connect') return bound(target, name);
      return async () => notCommitting(await target.connect());
    },
  });
}

function notCommitting(client: pg.PoolClient): pg.PoolClient {
  return new Proxy(client, {
    get(target, name) {
      if (name !== 'query') return bound(target, name);
      return (statement: unknown, ...rest: unknown[]) => {
        if (typeof statement !== 'string' || !statement.endsWith('commit'))
          return Reflect.apply(target.query, target, [statement, ...rest]);
        return asIfKept(target.query(statement.replace(/commit$/, 'rollback')));
      };
    },
  });
}

/** What a commit would have answered. */
async function asIfKept(answer: Promise<pg.QueryResult | pg.QueryResult[]>) {
  const results = [await answer].flat();
  return results.with(-1, { ...results.at(-1), command: 'COMMIT' } as pg.QueryResult);
}

function bound(target: object, name: string | symbol): unknown {
  const value = Reflect.get(target, name, target);
  return typeof value === 'function' ? value.bind(target) : value;
}

const tokens = tokensFrom(testSecret);

/** The form token of whoever holds these cookies. */
export function formTokenOf({ cookies }: Visitor): string {
  const token =
    (cookies.get('__Host-ownwords') ?? '').split('.')[1] ?? cookies.get('__Host-ownwords-visitor');
  return tokens.csrf(token ?? '');
}

/** What a browser with these cookies sends. */
export const cookieOf = ({ cookies }: Visitor): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
