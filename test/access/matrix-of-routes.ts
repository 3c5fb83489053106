import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { rooms } from '../../src/app.ts';
import { outboxOf } from '../../src/demonstration/outbox.ts';
import { asOwner } from '../../src/platform/database/index.ts';
import type { Route } from '../../src/platform/web/index.ts';
import type { TestSite, Visitor } from '../browser-without-browser.ts';
import { remembered } from '../leave-applications.ts';
import { visitors } from './cast.ts';
import { cookieOf, formTokenOf } from './forgetful.ts';
import { nameThem } from './groups.ts';
import { fieldsOf, type Places, placeOf } from './places.ts';

/** Every route of every room, the demonstration's own too. */
export const routes: readonly Route[] = [...rooms, outboxOf('http://localhost')].flatMap(room => room.routes);

/** What somebody got: the page or the act; a sentence why not; nothing, as if it did not exist; the sign-in page. */
export type Got = 'yes' | 'told why not' | 'nothing' | 'sign in first' | 'a fault';
export type RouteMatrix = Map<Route, Map<string, Got>>;

/** Somebody with a browser. */
export type Caller = {
  who: string;
  username?: string;
  visitor: Visitor;
  address: string;
  roles: readonly string[];
};

/** Everybody who can come by the web, signed in, and nobody. */
export async function callers(site: TestSite): Promise<Caller[]> {
  const nobody = site.nobody();
  // For the token that a visitor's forms need.
  await nobody.get('/sign-in');
  const all: Caller[] = [{ who: 'nobody', visitor: nobody, address: '10.0.0.1', roles: [] }];
  const roles = await readRoles(site);
  // Who is signed in already stays so: signing in is slowed.
  const as = remembered(site.as);
  // Each from an address of their own: the limits on guessing are not what is measured here.
  for (const [index, { who, username }] of visitors.entries()) {
    const address = `10.0.1.${index + 1}`;
    all.push({ who, username, visitor: await as(username), address, roles: roles.get(username) ?? [] });
  }
  return all;
}

async function readRoles(site: TestSite): Promise<Map<string, string[]>> {
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql<{ username: string; roles: string[] }>`select a.username,
      case when a.person_id is not null then '{subject}' else array(select m.role from people.membership m
        where m.account_id = a.id) end as roles from people.account a`.execute(db),
  );
  return new Map(rows.map(({ username, roles }) => [username, roles]));
}

/** Whether the route is stated for one of the caller's roles, so that the rest is up to where they stand. */
export function isFor({ access }: Route, { roles }: Caller): boolean {
  return typeof access !== 'string' && access.some(role => roles.includes(role));
}

/** Asks for every route, GET and POST, as everybody. A POST carries good tokens and little else. */
export async function measureRoutes(
  app: FastifyInstance,
  everybody: readonly Caller[],
  { places, which = routes }: { places: Places; which?: readonly Route[] },
): Promise<RouteMatrix> {
  const matrix: RouteMatrix = new Map();
  for (const route of which) {
    const got = new Map<Caller, Promise<Got>>();
    for (const caller of everybody) {
      // Where the route looks at roles only, those with the same roles get the same.
      const alike = isFor(route, caller) ? undefined : sameRoles(everybody, caller);
      const already = alike && got.get(alike);
      got.set(caller, already ?? ask(app, { route, caller, places }));
    }
    const answers = await Promise.all([...got].map(async ([{ who }, what]) => [who, await what] as const));
    matrix.set(route, new Map(answers));
  }
  return matrix;
}

const sameRoles = (everybody: readonly Caller[], { roles }: Caller): Caller | undefined =>
  everybody.find(other => other.roles.join() === roles.join());

type Asking = { route: Route; caller: Caller; places: Places; url?: string };

/** One request, as one of the cast; at the route’s own place unless another address is given. */
export async function ask(app: FastifyInstance, { route, caller, places, ...at }: Asking): Promise<Got> {
  const url = at.url ?? placeOf(route, places);
  const hidden = { _csrf: formTokenOf(caller.visitor), _once: randomUUID() };
  const form = new URLSearchParams({ ...hidden, ...fieldsOf(places) });
  const response = await app.inject({
    ...{ method: route.method, url, remoteAddress: caller.address },
    headers: { cookie: cookieOf(caller.visitor), 'content-type': 'application/x-www-form-urlencoded' },
    ...(route.method === 'POST' ? { payload: form.toString() } : {}),
  });
  return meaningOf(response.statusCode, String(response.headers.location ?? ''));
}

function meaningOf(status: number, location: string): Got {
  if (status === 401 || (status === 303 && location.startsWith('/sign-in?next='))) return 'sign in first';
  if (status === 404 || status === 410) return 'nothing';
  if (status === 403 || status === 409) return 'told why not';
  if (status < 400 || status === 422 || status === 400) return 'yes';
  return 'a fault';
}

const accessOf = ({ access }: Route) =>
  typeof access === 'string' ? access : access.join(', ').replaceAll('_', ' ');
const auditOf = ({ audit }: Route) => audit.replace(/^none: .*/, '—');

/** The routes as lines of Markdown. */
export function showRoutes(matrix: RouteMatrix): string[] {
  const lines = [...matrix].map(([route, got]) => {
    const those = (wanted: Got) => {
      const who = [...got].filter(([, what]) => what === wanted).map(([one]) => one);
      return who.length === 0 ? '—' : nameThem(who);
    };
    const door = route.door ? ` (${route.door} door)` : '';
    return `| ${route.method} \`${route.path}\`${door} | ${accessOf(route)} | ${auditOf(route)} | ${those('yes')} | ${those('told why not')} |`;
  });
  return ['| route | may ask | audit event | gets it | is told why not |', '|---|---|---|---|---|', ...lines];
}
