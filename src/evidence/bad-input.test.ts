import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { furnishLibrary } from '../../test/access/furnish-library.ts';
import { libraryPlaceOf, libraryPlaces } from '../../test/access/places.ts';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../test/browser-without-browser.ts';
import { asOwner } from '../platform/database/index.ts';
import type { Route } from '../platform/web/index.ts';
import { evidence } from './index.ts';

/** Everything that can be written into an address of the library or sent to it; the answer is always a sentence. */

let site: TestSite;
let visitors: Record<string, Visitor>;
let placeOf: (route: Pick<Route, 'path'>) => string;
before(async () => {
  site = await aSite();
  await furnishLibrary(site);
  const places = await asOwner(site.database.adminUrl, db => libraryPlaces(db));
  placeOf = ({ path }) => libraryPlaceOf({ path: path.replace('/sitemap/:part', '/sitemap/1') }, places);
  visitors = {
    anyone: site.nobody(),
    librarian: await site.as('lib.page'),
    evidence_grader: await site.as('grade.two'),
    respondent: await site.as('custody.reply'),
  };
});
after(() => site.close());

const corpus: Readonly<Record<string, string>> = {
  nothing: '',
  spaces: '   ',
  NUL: 'a\0b',
  'NUL alone': '\0',
  'half of a pair': '\ud800',
  SQL: "'; drop table evidence.record; --",
  'a sign of a pattern': '%_\\',
  'a query of PostgreSQL': "!& | <-> :*('",
  script: '<script>alert(1)</script>',
  'a name of JavaScript': '__proto__',
  'a sixteenth number': '0x10',
  'no such number': '2147483647',
  'a huge number': '99999999999999999999',
  'no such day': '2026-02-30',
  'many marks': `a${'\u0301'.repeat(1000)}`,
};

/** As whom a route is asked: the first who may. */
const whoMay = ({ access }: Route): Visitor | undefined =>
  visitors[access === 'signed in' ? 'librarian' : typeof access === 'string' ? access : (access[0] ?? '')];

// No address asks so often that it is told to wait.
let asked = 0;
async function ask(who: Visitor | undefined, url: string, form?: URLSearchParams) {
  asked += 1;
  const cookie = [...(who?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  const { statusCode, body } = await site.app.inject({
    ...{ method: form ? 'POST' : 'GET', url, remoteAddress: `10.9.${asked >> 8}.${asked & 255}` },
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    ...(form && { payload: form.toString() }),
  });
  return { status: statusCode, body };
}

function assertCalm({ status, body }: Awaited<ReturnType<typeof ask>>, what: string) {
  assert.ok(status < 500, `${what} gave ${status}`);
  assert.ok(!body.includes('<script>alert'), what);
}

/** What an address may say behind its “?”. */
const namesIn = ({ query }: Route): readonly string[] =>
  query && 'shape' in query
    ? Object.keys(query.shape as object)
    : ['q', 'page', 'verb', 'metadataPrefix', 'from', 'until', 'resumptionToken', 'title', 'year', 'label'];

const reading = () => evidence.routes.filter(({ method }) => method === 'GET');

test('every part of every address takes anything calmly', async () => {
  for (const route of reading())
    for (const [part] of route.path.matchAll(/:\w+/g))
      for (const [what, text] of Object.entries(corpus)) {
        const said = encodeURIComponent(text.toWellFormed()) || '%20';
        const url = placeOf({ path: route.path.replace(part, '@') }).replace('@', said);
        assertCalm(await ask(whoMay(route), url), `${route.path} with ${what} as ${part}`);
      }
});

test('whatever an address says behind its “?” is taken calmly', async () => {
  for (const route of reading().filter(({ query }) => query)) {
    const [place = '', own = ''] = placeOf(route).split('?');
    const names = namesIn(route);
    for (const [what, text] of Object.entries(corpus)) {
      const query = new URLSearchParams([...new URLSearchParams(own), ...names.map(name => [name, text])]);
      assertCalm(await ask(whoMay(route), `${place}?${query}`), `${route.path} with ${what}`);
    }
    const odd = names.map(name => `${name}=1&${name}=2&${name}[]=a&${name}[b]=c&${name}=%zz`).join('&');
    assertCalm(await ask(whoMay(route), `${place}?${odd}`), `${route.path} with odd names`);
  }
});

/** The names of what a page's form asks for, by where the form goes. */
function formsIn(html: string): { action: string; names: string[] }[] {
  return html
    .split('<form')
    .slice(1)
    .flatMap(form => {
      const [inside = ''] = form.split('</form>');
      const action = /^[^>]*\baction="(\/evidence[^"]*)"/.exec(inside)?.[1]?.replaceAll('&amp;', '&');
      const names = [...inside.matchAll(/<(?:input|textarea|select|button)\b[^>]*\bname="([^"_][^"]*)"/g)];
      const isSent = /^[^>]*method="post"/i.test(inside) && !/^[^>]*multipart/.test(inside);
      return action && isSent ? [{ action, names: names.map(([, name = '']) => name) }] : [];
    });
}

test('every field of every form takes anything calmly, and none answers as if nothing had been sent', async () => {
  for (const route of reading()) {
    const who = whoMay(route);
    const page = await ask(who, placeOf(route));
    for (const { action, names } of formsIn(page.body))
      for (const [what, text] of Object.entries(corpus)) {
        const hidden = [
          ['_csrf', hiddenValue(page.body, '_csrf')],
          ['_once', randomUUID()],
        ];
        const sent = [...hidden, ...names.map(name => [name, text]), ['__proto__', 'x'], ['a[b]', 'c']];
        const seen = await ask(who, action, new URLSearchParams(sent as [string, string][]));
        assertCalm(seen, `${action} with ${what}`);
        assert.notEqual(seen.status, 200, `${action} with ${what}`);
      }
  }
});
