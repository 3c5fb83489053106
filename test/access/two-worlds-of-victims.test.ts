import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { conditionPaths } from '../../src/casework/conditions/paths.ts';
import { liaisonPaths } from '../../src/casework/victim-liaison/paths.ts';
import { aSite, type TestSite, type Visitor } from '../browser-without-browser.ts';
import { aDischarge, decideOn } from '../discharges.ts';
import type { Application } from '../leave-applications.ts';
import { type Answered, crawl, pagesOfCase } from './crawl.ts';
import { differing, withoutChance } from './differing.ts';
import { aForgetfulSite } from './forgetful.ts';
import { type FullHouse, fullHouse } from './full-house.ts';
import { callers } from './matrix-of-routes.ts';
import { type Places, placesHere, placesOf } from './places.ts';
import { readTables } from './tables.ts';
import { releaseOne, tellVictim, victimsCome } from './victim-story.ts';

/**
 * One database before and after an officer registers victims, who then say and ask for all that there is. In both
 * the person’s discharge was asked for, granted with an instrument, and told in two versions that differ. Everybody
 * outside the partition looks at both through a site that keeps nothing, so that the two differ in the victims alone:
 * no page, count, list, paper, header or row tells which of the two it is.
 */

// Whoever decides learns of what was released, and of nothing else.
const deciders = ['robin.quill', 'drew.sealing', 'ezra.watch'];
const outside = [
  ...[
    'ash.example',
    'bryn.sample',
    'indy.marrow',
    'ola.fable',
    'dr.vale',
    'dr.finch',
    'jo.thimble',
    'pat.ledger',
  ],
  ...[
    'social.mentor',
    'clinical.mentor',
    'mo.parley',
    'oz.harbour',
    'cam.turnstile',
    'val.idle',
    'ada.tally',
  ],
  ...['admin.larkmoor', 'admin.system'],
];

/** Those who read papers of the case, and whoever reads of all that happened. */
const readersOfPapers = ['ash.example', 'indy.marrow', 'dr.vale', 'jo.thimble', 'pat.ledger', 'ada.tally'];

let site: TestSite;
let app: FastifyInstance;
let house: FullHouse;
/** The discharge that was granted: its papers, its instrument and what was authorised stand beside the two summaries. */
let discharge: Application;
let places: Places;
let officer: Visitor;
let everybody: Awaited<ReturnType<typeof callers>>;
let pagesBefore: Map<string, Answered[]>;
let rowsBefore: string[];

before(async () => {
  site = await aSite();
  house = await fullHouse(site, { closed: true, victims: false });
  everybody = await callers(site);
  // Signing in is slowed: whoever is in already is not asked again.
  const inAlready = (username: string) => everybody.find(one => one.username === username)?.visitor;
  const known = { ...site, as: async (username: string) => inAlready(username) ?? site.as(username) };
  discharge = await aDischarge(known);
  await decideOn(known, discharge);
  const vic = everybody.find(({ username }) => username === 'vic.lantern')?.visitor;
  assert.ok(vic);
  officer = vic;
  // Addresses of the victim side are guesses before anything stands there.
  places = { ...(await placesHere(site, house)), victim: 1, request: 1, map: 1 };
  app = await aForgetfulSite(site);
  rowsBefore = await rowsBeyond();
  pagesBefore = await look([...outside, ...deciders]);
  await victimsCome(site, officer, { here: house.here.caseId, elsewhere: house.elsewhere.caseId });
});
after(async () => {
  await app.close();
  await site.close();
});

/** The pages of the victim side, which are there for nobody else: whether or not something stands behind them. */
const partition = () => [
  liaisonPaths.cases(),
  liaisonPaths.case(house.here.caseId),
  liaisonPaths.victim(house.here.caseId, 1),
  liaisonPaths.release(house.here.caseId, 1),
  liaisonPaths.map(house.here.caseId, 1),
];

async function look(usernames: readonly string[]): Promise<Map<string, Answered[]>> {
  const seen = new Map<string, Answered[]>();
  for (const caller of everybody) {
    if (!caller.username || !usernames.includes(caller.username)) continue;
    const of = new Set([...pagesOfCase(caller, places), ...pagesOfCase(caller, placesOf(places, discharge))]);
    const starts = ['/', ...partition(), conditionPaths.all(), ...of];
    // Whoever came by a door before saves a round trip, and the page says so: the first look is not counted.
    await crawl(app, caller.visitor, { starts: ['/', liaisonPaths.cases()], limit: 2 });
    const answers = await crawl(app, caller.visitor, { starts, limit: starts.length });
    seen.set(caller.username, answers.map(withoutChance));
  }
  return seen;
}

async function whatDiffers(usernames: readonly string[]): Promise<string[]> {
  const now = await look(usernames);
  return usernames.flatMap(username => {
    const [one, other] = [pagesBefore.get(username), now.get(username)];
    assert.ok(one && other && one.length > 4, `${username} saw little`);
    assert.equal(one.length, other.length, `${username} saw another number of pages`);
    return differing(one, other).map(line => `${username}: ${line}`);
  });
}

/** How many rows there are of each table that another door may read; of forms that were sent, only their sender may. */
async function rowsBeyond(): Promise<string[]> {
  const tables = await readTables(site.database.adminUrl);
  const beyond = tables.filter(
    ({ name, columns }) =>
      name !== 'platform.submission' &&
      columns.some(({ select }) => select.some(role => role !== 'ownwords_victim')),
  );
  const { rows } = await site.database.pools.worker.query(
    'select count(*)::int as jobs from graphile_worker._private_jobs',
  );
  return [...beyond.map(table => `${table.name}: ${table.rows.length}`), `jobs: ${rows[0].jobs}`];
}

test('nobody outside the partition can tell by any page that a victim exists', async () => {
  assert.deepEqual(await whatDiffers([...outside, ...deciders]), []);
});

test('no table that another door may read holds one row more: audit, mail and jobs included', async () => {
  assert.ok(rowsBefore.length > 30);
  assert.deepEqual(await rowsBeyond(), rowsBefore);
});

test('when a condition is released, those who decide see its words, and everybody else still cannot tell', async () => {
  await releaseOne(site, officer, house.here.caseId);
  assert.deepEqual(await whatDiffers(outside), []);
  const told = await whatDiffers(['robin.quill']);
  const where = [conditionPaths.all(), conditionPaths.putForward(house.here.caseId)];
  assert.ok(told.some(line => line.includes('Zqwording')));
  assert.deepEqual(
    told.filter(line => !where.some(path => line.includes(`: ${path} `))),
    [],
  );
});

test('when a victim is told of the discharge in the version for them, nobody else can tell by its papers or instrument', async () => {
  await tellVictim(site, officer, house.here.caseId);
  assert.deepEqual(await whatDiffers(readersOfPapers), []);
  const papers = pagesBefore
    .get('dr.vale')
    ?.filter(({ status, path }) => status === 200 && isOfDischarge(path));
  assert.ok(papers && papers.length > 4, 'the papers of the discharge were looked at');
});

const isOfDischarge = (path: string) =>
  path.includes(`/documents/${discharge.id}/`) || path.includes('/instruments/');
