import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { aSite, type TestSite } from '../browser-without-browser.ts';
import { type Answered, crawl, pagesOfCase } from './crawl.ts';
import { aForgetfulSite } from './forgetful.ts';
import { fullHouse } from './full-house.ts';
import { type Caller, callers } from './matrix-of-routes.ts';
import { type Places, placeOf, placesHere } from './places.ts';

/**
 * Two databases with one story, except that in the second nothing closed ever happened: nobody was consulted, the
 * closed answers and the flags are others, no victim told anything. Whoever reads only the open part must not be able
 * to tell in which of the two they are.
 */
type Side = { app: FastifyInstance; site: TestSite; places: Places; everybody: Caller[] };

const readers = [
  { who: 'the person', username: 'ash.example' },
  { who: 'their advocate', username: 'indy.marrow' },
  { who: 'their solicitor', username: 'ola.fable' },
  { who: 'the ward', username: 'jo.thimble' },
];

let sides: Side[];
before(async () => {
  sides = await Promise.all([aSide(true), aSide(false)]);
});
after(async () => {
  for (const { app, site } of sides) {
    await app.close();
    await site.close();
  }
});

async function aSide(closed: boolean): Promise<Side> {
  const site = await aSite();
  const places = await placesHere(site, await fullHouse(site, { closed }));
  // What is asked of others exists in one world only, and its address is a guess in both.
  const guessed = { ...places, consultation: 1 };
  return { site, app: await aForgetfulSite(site), places: guessed, everybody: await callers(site) };
}

for (const { who, username } of readers) {
  test(`${who} cannot tell whether anything closed ever happened`, async () => {
    const [one, other] = await Promise.all(sides.map(async side => walk(side, username)));
    assert.ok(one && other && one.length > 8, 'little was seen');
    assert.deepEqual(
      one.map(({ path, status }) => `${status} ${path}`),
      other.map(({ path, status }) => `${status} ${path}`),
    );
    assert.deepEqual(differing(one, other), []);
  });
}

/** The lines that differ, rather than pages side by side. */
function differing(one: readonly Answered[], other: readonly Answered[]): string[] {
  return one.flatMap((page, index) => {
    const lines = linesOf(page);
    const others = linesOf(other[index] ?? page);
    return [
      ...lines.filter(line => !others.includes(line)).map(line => `${page.path} + ${line}`),
      ...others.filter(line => !lines.includes(line)).map(line => `${page.path} − ${line}`),
      ...(lines.join() !== others.join() && lines.length === others.length
        ? [`${page.path} in another order`]
        : []),
    ];
  });
}

// A long line of a paper is cut at its tags, so that what differs stands alone.
const linesOf = ({ text, headers }: Answered) => [...text.split(/\n|(?=<)/), JSON.stringify(headers)];

async function walk({ app, places, everybody }: Side, username: string): Promise<Answered[]> {
  const caller = everybody.find(one => one.username === username);
  assert.ok(caller);
  // Some that are not theirs: what is refused must be refused alike.
  const others = [
    placeOf({ path: '/documents/:id/consultations' }, places),
    placeOf({ path: '/consultations/:id' }, places),
  ];
  const starts = ['/', ...pagesOfCase(caller, places), ...others];
  const seen = await crawl(app, caller.visitor, { starts, limit: 80 });
  return seen.map(withoutChance);
}

/** Without what is different at every look: tokens, moments, and what is made from a moment. */
function withoutChance({ path, status, text, headers }: Answered): Answered {
  const {
    date: _date,
    'set-cookie': _cookie,
    'content-security-policy': _policy,
    'content-length': _length,
    ...steady
  } = headers;
  return { path: steadyText(path), status, text: steadyText(text), headers: steady };
}

const steadyText = (text: string): string =>
  text
    .replace(/(name="_(?:csrf|once)" value=")[^"]*/g, '$1')
    .replace(/((?:nonce|data-once|data-csrf)=")[^"]*/g, '$1')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, 'MOMENT')
    .replace(/\b\d{1,2}[:.]\d\d ?(am|pm|yb|yh)\b/g, 'TIME')
    .replace(/\b[0-9A-HJKMNP-Z]{4}(?:-?[0-9A-HJKMNP-Z]{4}){4}\b/g, 'CODE')
    .replace(/before=\d+/g, 'before=EVENT');
