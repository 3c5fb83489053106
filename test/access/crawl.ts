import type { FastifyInstance } from 'fastify';
import { paragraphsOfWord, textOfPdf } from '../../src/platform/documents/read-back.ts';
import type { Visitor } from '../browser-without-browser.ts';
import { cookieOf } from './forgetful.ts';
import { type Caller, isFor, routes } from './matrix-of-routes.ts';
import { isInCase, type Places, placeOf } from './places.ts';

/** One answer, with everything in it that a reader or a program could read. */
export type Answered = {
  path: string;
  status: number;
  /** The page as it was sent, or the text layer of a paper. */
  text: string;
  headers: Record<string, unknown>;
};

/** Asks for one address as `visitor`, without keeping cookies: the crawl changes nothing. */
export async function fetchAs(app: FastifyInstance, visitor: Visitor, path: string): Promise<Answered> {
  const response = await app.inject({ method: 'GET', url: path, headers: { cookie: cookieOf(visitor) } });
  const type = String(response.headers['content-type'] ?? '');
  return {
    path,
    status: response.statusCode,
    text: textIn(response.rawPayload, response.body, type),
    headers: { ...response.headers },
  };
}

function textIn(bytes: Buffer, body: string, type: string): string {
  // Without pdftotext the bytes stand in; what a PDF holds in the clear is found in them too.
  if (type.startsWith('application/pdf')) return textOfPdf(bytes) ?? body;
  if (type.includes('wordprocessingml')) return paragraphsOfWord(bytes).join('\n');
  return body;
}

/** Follows every link of this site from `starts` on; at most `limit` answers, and three for one page's variants. */
export async function crawl(
  app: FastifyInstance,
  visitor: Visitor,
  { starts = ['/'], limit = 150 }: { starts?: readonly string[]; limit?: number } = {},
): Promise<Answered[]> {
  const waiting = [...starts];
  const known = new Set(waiting);
  const variants = new Map<string, number>();
  const seen: Answered[] = [];
  for (let path = waiting.shift(); path !== undefined && seen.length < limit; path = waiting.shift()) {
    const page = path.split('?')[0] ?? path;
    const variant = (variants.get(page) ?? 0) + 1;
    variants.set(page, variant);
    if (variant > 3) continue;
    const answered = await fetchAs(app, visitor, path);
    seen.push(answered);
    for (const next of linksIn(answered)) {
      if (known.has(next)) continue;
      known.add(next);
      waiting.push(next);
    }
  }
  return seen;
}

function linksIn({ text, headers }: Answered): string[] {
  const linked = Array.from(text.matchAll(/href="(\/[^"#]*)/g), ([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  );
  const location = String(headers.location ?? '');
  const all = location.startsWith('/') ? [...linked, location] : linked;
  return all.filter(
    path => !path.startsWith('//') && !path.startsWith('/assets') && !path.startsWith('/outbox'),
  );
}

const inCase = routes
  .filter(isInCase)
  .map(({ path }) => new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`));

/** True when an address is of one case: it fits a route that names a case, an application or an occasion. */
export const isOfACase = (path: string): boolean =>
  inCase.some(pattern => pattern.test(path.split('?')[0] ?? path));

/** The pages of one case that are stated for the caller's roles, whether or not a link leads there. */
export const pagesOfCase = (caller: Caller, places: Places): string[] =>
  routes
    .filter(route => route.method === 'GET' && isInCase(route) && isFor(route, caller))
    .map(route => placeOf(route, places));
