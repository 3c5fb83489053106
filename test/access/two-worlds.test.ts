import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { aSite, type TestSite } from '../browser-without-browser.ts';
import { type Answered, crawl, pagesOfCase } from './crawl.ts';
import { differing, withoutChance } from './differing.ts';
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
