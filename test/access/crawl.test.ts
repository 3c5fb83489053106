import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Route } from '../../src/platform/web/index.ts';
import { aSite, type TestSite } from '../browser-without-browser.ts';
import { type Canary, canaries, strayIn } from './canaries.ts';
import { type Answered, crawl, fetchAs, isOfACase, pagesOfCase } from './crawl.ts';
import { aForgetfulSite } from './forgetful.ts';
import { type FullHouse, fullHouse } from './full-house.ts';
import { ask, type Caller, callers, isFor, routes } from './matrix-of-routes.ts';
import { type Places, placeOf, placesHere } from './places.ts';

let site: TestSite;
let app: FastifyInstance;
let house: FullHouse;
let everybody: Caller[];
let places: Places;
const seen = new Map<string, Answered[]>();

before(async () => {
  site = await aSite();
  house = await fullHouse(site);
  app = await aForgetfulSite(site);
  everybody = (await callers(site)).filter(({ who }) => !/\((of nobody|not consulted)\)/.test(who));
  places = await placesHere(site, house);
  const waiting = [...everybody];
  const walk = async () => {
    for (let caller = waiting.shift(); caller; caller = waiting.shift()) {
      const starts = ['/', ...pagesOfCase(caller, places)];
      seen.set(caller.who, await crawl(app, caller.visitor, { starts }));
    }
  };
  await Promise.all([walk(), walk(), walk()]);
});
after(async () => {
  await app.close();
  await site.close();
});

const pagesOf = (who: string) => seen.get(who) ?? [];
const usernameOf = (who: string) => everybody.find(caller => caller.who === who)?.username;

test('no page, paper or header that anybody can reach holds a word that is not for them', () => {
  const stray = [...seen].flatMap(([who, answers]) =>
    answers.flatMap(({ path, text, headers }) =>
      strayIn(`${path}\n${JSON.stringify(headers)}\n${text}`, usernameOf(who)).map(
        where => `${who} read ${where} at ${path}`,
      ),
    ),
  );
  assert.deepEqual(stray, []);
});

test('the crawl did reach the words: each is read by somebody who may, or the test above proves nothing', () => {
  const unread = Object.values<Canary>(canaries).filter(
    ({ word }) => ![...seen.values()].some(answers => answers.some(({ text }) => text.includes(word))),
  );
  assert.deepEqual(
    unread.map(({ in: where }) => where),
    [],
  );
});

test('nobody meets a page that fails, and no link leads a reader to nowhere', () => {
  const broken = [...seen].flatMap(([who, answers]) =>
    answers.filter(({ status }) => status >= 500).map(({ path, status }) => `${who}: ${path} → ${status}`),
  );
  assert.deepEqual(broken, []);
});

test('an address with a number larger than any row has fails for nobody: there is nothing there', async () => {
  const failed: string[] = [];
  for (const route of routes) {
    const caller = everybody.find(one => isFor(route, one)) ?? everybody[0];
    if (!caller) continue;
    for (const url of withLargeNumbers(route)) {
      if ((await ask(app, { route, caller, places, url })) === 'a fault')
        failed.push(`${route.method} ${url}`);
    }
  }
  assert.deepEqual(failed, []);
});

/** The route’s address in this house, each of its numbers in turn beyond what PostgreSQL’s `integer`, and `bigint`, hold. */
function withLargeNumbers(route: Route): string[] {
  const parts = route.path.split('/');
  const filled = placeOf(route, places).split('/');
  return parts.flatMap((part, at) =>
    part.startsWith(':')
      ? ['99999999999', '99999999999999999999'].map(number =>
          filled.with(at, part.replace(/:\w+/, number)).join('/'),
        )
      : [],
  );
}

test('every address of a case that its own people saw does not exist for strangers to it', async () => {
  const insiders = ['the person', 'responsible clinician', 'ward staff', 'Mental Health Act office'];
  const strangers = [
    ...[
      'responsible clinician (elsewhere)',
      'ward staff (elsewhere)',
      'Mental Health Act office (elsewhere)',
    ],
    ...['person in the closed case', 'auditor', 'administrator of the system', 'nobody'],
  ];
  const paths = new Set(insiders.flatMap(who => existing(pagesOf(who))));
  const open = await replay([...paths], strangers);
  assert.ok(paths.size > 20, `only ${paths.size} addresses were seen`);
  assert.deepEqual(open, []);
});

test('every address of a closed case that its own people saw does not exist for the rest of the section', async () => {
  const outside = ['caseworker', 'team manager', 'deputy head', 'head of casework', 'responsible clinician'];
  const common = new Set(outside.flatMap(who => existing(pagesOf(who))));
  const insiders = ['extremism head in the closed case', 'person in the closed case'];
  const paths = insiders.flatMap(who => existing(pagesOf(who))).filter(path => !common.has(path));
  assert.ok(paths.length > 0, 'nothing of the closed case was seen');
  assert.deepEqual(await replay(paths, outside), []);
});

/** The addresses of cases that were there. */
const existing = (answers: readonly Answered[]): string[] =>
  answers.filter(({ path, status }) => status === 200 && isOfACase(path)).map(({ path }) => path);

async function replay(paths: readonly string[], who: readonly string[]): Promise<string[]> {
  const open: string[] = [];
  for (const { visitor, who: name } of everybody.filter(caller => who.includes(caller.who))) {
    for (const path of paths) {
      const { status, headers } = await fetchAs(app, visitor, path);
      const isShut = status === 404 || (status === 303 && String(headers.location).startsWith('/sign-in'));
      if (!isShut) open.push(`${name} got ${status} at ${path}`);
    }
  }
  return open;
}

const words = Object.values<Canary>(canaries).map(({ word }) => word);
const telltale = new RegExp(`${words.join('|')}|Example|Placeholder|Sample|Pattern|EX(/|%2F)00`, 'i');

test('nobody’s name and nothing of a case stands in an address, a file name or a header', () => {
  const telling = [...seen].flatMap(([who, answers]) =>
    answers.flatMap(({ path, headers }) => {
      // Of headers that hold letters by chance nothing is asked: two or three of them in a row happen.
      const { 'set-cookie': _cookie, 'content-security-policy': _policy, etag: _tag, ...rest } = headers;
      const text = `${path} ${JSON.stringify(rest)}`;
      return telltale.test(text) ? [`${who}: ${text}`] : [];
    }),
  );
  assert.deepEqual(telling, []);
});

test('the flags of a case stand on no page of those who may not read them', () => {
  const open = [
    'person in the closed case',
    'ward staff (elsewhere)',
    'the person',
    'ward staff',
    'advocate',
    'solicitor',
  ];
  const told = open.flatMap(who =>
    pagesOf(who)
      .filter(({ text }) => /extremis|eithafiaeth|counter-terror|gwrthderfysg|noteworthy/i.test(text))
      .map(({ path }) => `${who}: ${path}`),
  );
  assert.deepEqual(told, []);
});
