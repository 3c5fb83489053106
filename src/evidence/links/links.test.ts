import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testDay, written } from '../../../test/days.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { type Outgoing, openOutgoing, Unreachable } from '../../platform/outgoing/index.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords, changeRecord } from '../record/commands/save-record.ts';
import type { Entry } from '../record/entry.ts';
import { askLink } from './ask-link.ts';
import { checkLinks } from './job.ts';
import { type Found, judge, type Standing } from './judge.ts';
import { linkPaths } from './paths.ts';
import { askedOf } from './robots.ts';
import { keepFound } from './take-links.ts';

let site: TestSite;
let librarian: Visitor;
let server: Server;
let origin = '';
let asked: string[] = [];
let robots = '';
const pages: Record<string, (response: ServerResponse, method: string) => void> = {
  '/works': r => r.end('Here.'),
  '/no-head': (r, method) => (method === 'HEAD' ? r.writeHead(405) : r.writeHead(206)).end(),
  '/head-lies': (r, method) => r.writeHead(method === 'HEAD' ? 404 : 200).end(),
  '/missing': r => r.writeHead(404).end(),
  '/gone': r => r.writeHead(410).end(),
  '/fault': r => r.writeHead(500).end(),
  '/busy': r => r.writeHead(503, { 'retry-after': '200000' }).end(),
  '/door': r => r.writeHead(403).end(),
  '/moved': r => r.writeHead(301, { location: '/moved-on' }).end(),
  '/moved-on': r => r.writeHead(308, { location: '/works' }).end(),
  '/for-now': r => r.writeHead(302, { location: '/works' }).end(),
  '/half': r => r.writeHead(301, { location: '/for-now' }).end(),
  '/thrown-away': r => r.writeHead(302, { location: '/' }).end(),
  '/': r => r.end('Home.'),
  '/round': r => r.writeHead(302, { location: '/round' }).end(),
  '/broken': r => r.destroy(),
  '/robots.txt': r => r.end(robots),
};

before(async () => {
  site = await aSite();
  librarian = await site.as('lib.page');
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    (pages[request.url ?? ''] ?? pages['/missing'])?.(response, request.method ?? '');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await site.close();
});

const outgoing: Outgoing = {
  ...openOutgoing({ reach: 'anywhere', baseUrl: 'https://here.example', contact: 'library@here.example' }),
  pause: async () => {},
};
const owner = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);

test('what an address answers is understood, and a head that is refused is asked for as a page', async () => {
  const asker = {
    outgoing,
    signal: new AbortController().signal,
    now: Temporal.Instant.from('2026-11-22T10:00:00Z'),
  };
  const table: [path: string, found: Found][] = [
    ['/works', { is: 'works' }],
    ['/no-head', { is: 'works' }],
    ['/head-lies', { is: 'works' }],
    ['/for-now', { is: 'works' }],
    ['/moved', { is: 'moved', to: `${origin}/works` }],
    ['/half', { is: 'moved', to: `${origin}/for-now` }],
    ['/missing', { is: 'failed', why: 'notFound', status: 404 }],
    ['/gone', { is: 'failed', why: 'gone', status: 410 }],
    ['/fault', { is: 'failed', why: 'status', status: 500 }],
    ['/thrown-away', { is: 'failed', why: 'home' }],
    ['/round', { is: 'failed', why: 'redirects' }],
    ['/broken', { is: 'failed', why: 'broken' }],
    ['/door', { is: 'closed', why: 'login', status: 403 }],
    ['/busy', { is: 'later', days: 3 }],
  ];
  for (const [path, found] of table) assert.deepEqual(await askLink(asker, origin + path), found, path);
  const inside = {
    ...asker,
    outgoing: openOutgoing({
      reach: 'public',
      baseUrl: 'https://here.example',
      contact: 'library@here.example',
    }),
  };
  assert.deepEqual(await askLink(inside, `${origin}/works`), { is: 'closed', why: 'private' });
  assert.deepEqual(await askLink(inside, 'http://user:secret@example.org/'), {
    is: 'closed',
    why: 'address',
  });
});

const fresh: Standing = {
  state: 'unasked',
  why: null,
  status: null,
  movedTo: null,
  failingSince: null,
  failedOn: null,
  failedDays: 0,
};
const failed: Found = { is: 'failed', why: 'notFound', status: 404 };

test('an address is dead after failures on three days, and well again as soon as it works', () => {
  const days: [day: string, found: Found, state: string, since: string | null, again: number][] = [
    ['2026-05-03', failed, 'failing', '2026-05-03', 1],
    ['2026-05-03', failed, 'failing', '2026-05-03', 1],
    ['2026-05-04', failed, 'failing', '2026-05-03', 1],
    ['2026-05-05', { is: 'later', days: 2 }, 'failing', '2026-05-03', 2],
    ['2026-05-07', failed, 'dead', '2026-05-03', 14],
    ['2026-05-21', failed, 'dead', '2026-05-03', 14],
    ['2026-06-04', { is: 'works' }, 'works', null, 30],
    ['2026-07-04', failed, 'failing', '2026-07-04', 1],
    ['2026-07-05', { is: 'moved', to: 'https://x.example/' }, 'moved', null, 30],
    ['2026-08-05', { is: 'closed', why: 'login' }, 'closed', null, 90],
  ];
  let standing = fresh;
  for (const [day, found, state, since, again] of days) {
    const judged = judge(standing, found, Temporal.PlainDate.from(day));
    standing = judged.standing;
    assert.deepEqual([standing.state, standing.failingSince, judged.days], [state, since, again], day);
  }
});

test('a site says what programs may ask for, and how slowly', () => {
  const said =
    'User-agent: other\nDisallow: /\n\nUser-agent: *\nUser-agent: x\nDisallow: /private # all of it\nAllow: /private/open\nDisallow: /*.pdf$\nCrawl-delay: 30\n';
  const of = (text: string, path = '/x') => askedOf(text, new URL(`https://a.example${path}`));
  const paths = ['/', '/private/x', '/private/open/y', '/a.pdf', '/a.pdf?x', '/other'];
  assert.deepEqual(
    paths.map(path => of(said, path).mayAsk),
    [true, false, true, false, true, true],
  );
  assert.equal(of(said).delay, 30);
  assert.ok(of('User-agent: *\nDisallow: /\nUser-agent: Ownwords-Library\nDisallow:\n').mayAsk);
  assert.ok(!of('User-agent: *\nAllow: /\nUser-agent: ownwords-library/1.0\nDisallow: /\n').mayAsk);
  for (const text of [
    '',
    'Disallow: /',
    '<!doctype html><p>User-agent: *',
    'User-agent: *\nCrawl-delay: soon',
  ])
    assert.deepEqual(of(text), { mayAsk: true, delay: null }, text);
});

const entry = (path: string): Entry => ({ type: 'report', title: `Of ${path}`, url: origin + path });
const add = (path: string) =>
  librarian.transaction(async tx => (await addRecords(tx, [entry(path)], 'librarian'))[0] ?? 0);
const work = (signal = new AbortController().signal, by = outgoing) =>
  runOne({ ...site.database, clock: site.clock }, checkLinks(by), { payload: {}, signal });
const stateOf = async (record: number) =>
  (
    await owner(sql<{
      state: string;
      days: number;
      waits: boolean;
    }>`select l.state, l.failed_days as days, h.next_at > now() as waits
    from evidence.link l join evidence.link_host h on h.host = l.host where l.record = ${record}`)
  )[0];
/** The servers have rested. */
const rested = () => owner(sql`update evidence.link_host set next_at = now() returning host`);
/** It is the day after, as far as this address is concerned. */
const nextDay = (record: number) =>
  owner(
    sql`update evidence.link set next_at = now(), failed_on = failed_on - 1, failing_since = failing_since - 1 where record = ${record} returning record`,
  );

test('a dead address is told to every reader with its copy, a moved one is set right in one step', async () => {
  const [gone, moved] = [await add('/gone'), await add('/moved')];
  asked = [];
  await work();
  assert.deepEqual(
    asked,
    ['GET /robots.txt', 'HEAD /gone', 'GET /gone'],
    'a server is asked for one address, then rests',
  );
  assert.deepEqual(await stateOf(gone), { state: 'failing', days: 1, waits: true });
  await rested();
  await work();
  assert.equal((await stateOf(moved))?.state, 'moved');
  for (const state of ['failing', 'dead']) {
    assert.doesNotMatch((await site.nobody().get(evidencePaths.record(gone))).text(), /Dead since/);
    await rested();
    await nextDay(gone);
    await work();
    assert.equal((await stateOf(gone))?.state, state);
  }
  const since = written(testDay.subtract({ days: 2 }));
  assert.ok((await site.nobody().get(evidencePaths.record(gone))).text().includes(`Dead since ${since}.`));

  assert.match((await librarian.get(addressOf('works'))).text(), /No address was found to work yet/);
  const list = await librarian.get(linkPaths.all());
  assert.match(list.text(), /Dead \(1\).*Moved \(1\).*Of \/gone.*Its owner took it away for good \(410\)/s);
  const fixing = linkPaths.link(gone);
  const fixed = (await librarian.get(fixing)).html;
  assert.ok(
    fixed.includes(`href="https://web.archive.org/web/*/${origin}/gone"`),
    'where others may have kept it',
  );
  const version = hiddenValue(fixed, 'version');
  const wrong = await librarian.post(fixing, { url: 'nonsense', archivedUrl: '', version }, fixing);
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /value="nonsense"/);
  const copy = 'https://archive.example/copy';
  assert.equal(
    (await librarian.post(fixing, { url: `${origin}/gone`, archivedUrl: copy, version }, fixing)).status,
    303,
  );
  assert.match(
    (await site.nobody().get(evidencePaths.record(gone))).html,
    /Dead since[^<]*<\/strong> <a class="govuk-link" href="https:\/\/archive\.example\/copy">Archived copy/,
  );
  assert.equal(
    (await librarian.post(fixing, { url: `${origin}/works`, archivedUrl: '', version }, fixing)).status,
    409,
  );

  const movedList = addressOf('moved');
  assert.match((await librarian.get(movedList)).text(), /Of \/moved/);
  assert.equal((await librarian.get(`${movedList}&page=7`)).location, movedList, 'no page of nothing');
  const elsewhere = { version: '1', movedTo: 'https://elsewhere.example/' };
  assert.equal((await librarian.post(linkPaths.move(moved), elsewhere, movedList)).status, 409);
  const seen = {
    version: '1',
    movedTo: hiddenValue((await librarian.get(movedList)).html, 'movedTo'),
  };
  const done = await librarian.post(linkPaths.move(moved), seen, movedList);
  assert.equal(done.location, movedList, 'whoever works through a list stays in it');
  const [now] = await owner(
    sql<{
      url: string;
      version: number;
    }>`select entry ->> 'url' as url, version from evidence.record where number = ${moved}`,
  );
  assert.deepEqual(now, { url: `${origin}/works`, version: 2 });
  assert.equal((await stateOf(moved))?.state, 'unasked', 'a new address is asked anew');
  assert.equal((await librarian.post(linkPaths.ask(gone), {}, linkPaths.all())).status, 303);
  const table = await librarian.get(linkPaths.csv());
  assert.match(table.html, /"Of \/gone","http:\/\/127\.0\.0\.1:\d+\/gone","Dead since/);
  assert.equal((await site.nobody().get(linkPaths.all())).status, 303);
});

const addressOf = (state: string) => `${linkPaths.all()}?state=${state}`;

test('a program that stops keeps nothing half done, one that asks nobody changes nothing, and rules are obeyed', async () => {
  const record = await add('/works');
  const stop = new AbortController();
  await rested();
  const dies: Outgoing = {
    ...outgoing,
    ask: (...of) => {
      stop.abort();
      return outgoing.ask(...of);
    },
  };
  await owner(
    sql`update evidence.link set next_at = now() + interval '1 day' where record <> ${record} returning record`,
  );
  await owner(sql`update evidence.link_host set robots_at = null returning host`);
  await work(stop.signal, dies);
  assert.deepEqual(await stateOf(record), { state: 'unasked', days: 0, waits: true });
  await rested();
  asked = [];
  await work(undefined, { ...outgoing, reach: 'off' });
  assert.deepEqual(asked, []);
  const rules = pages['/robots.txt'];
  pages['/robots.txt'] = r => r.writeHead(503).end();
  await work();
  assert.equal((await stateOf(record))?.state, 'works', 'a site that cannot say is asked all the same');
  if (rules) pages['/robots.txt'] = rules;
  robots = 'User-agent: *\nDisallow: /works\n\0';
  await rested();
  await owner(sql`update evidence.link set next_at = now() where record = ${record} returning record`);
  asked = [];
  await work();
  assert.deepEqual(asked, ['GET /robots.txt'], 'and asked for its rules again the next time');
  assert.equal((await stateOf(record))?.state, 'closed');
  await owner(
    sql`update evidence.record set state = 'withdrawn', withdrawn_because = 'Twice' where number = ${record} returning number`,
  );
  assert.equal(await stateOf(record), undefined, 'what is no more is not asked');
});

test('a library that has lost its own line calls no record dead; one server that is away is still found out', async () => {
  const far = await librarian.transaction(tx =>
    addRecords(
      tx,
      [1, 2, 3, 4].map(
        (n): Entry => ({ type: 'report', title: `Far ${n}`, url: `http://far-${n}.example/a` }),
      ),
      'librarian',
    ),
  );
  robots = '';
  await owner(sql`update evidence.link_host set robots_at = null returning host`);
  const well = await add('/works');
  const onlyFar = () =>
    owner(sql`update evidence.link set next_at = case when record = any (${far}::int[]) or record = ${well} then now()
      else now() + interval '9 days' end returning record`);
  const ask = async (isDown: (address: string) => boolean) => {
    await onlyFar();
    await rested();
    const by: Outgoing = {
      ...outgoing,
      ask: (address, asking) =>
        isDown(address) ? Promise.reject(new Unreachable('dns')) : outgoing.ask(address, asking),
    };
    await work(undefined, by);
  };
  await ask(() => true);
  for (const record of far) assert.equal((await stateOf(record))?.state, 'unasked');
  await ask(address => address.includes('far-'));
  assert.equal((await stateOf(well))?.state, 'works');
  for (const record of far) assert.equal((await stateOf(record))?.state, 'failing');
  await ask(() => true);
  assert.deepEqual([(await stateOf(well))?.state, (await stateOf(far[0] ?? 0))?.days], ['works', 1]);
});

test('what came of an address that was changed meanwhile is neither kept nor recorded', async () => {
  const url = `${origin}/missing?meanwhile`;
  const [number = 0] = await librarian.transaction(tx =>
    addRecords(tx, [{ type: 'report', title: 'Asked meanwhile', url }], 'librarian'),
  );
  const stands = { why: 'gone', status: 410, movedTo: null, failingSince: null, failedOn: null };
  const due = { ...stands, state: 'dead', failedDays: 3, record: number, url, host: '', robots: '' } as const;
  const found = { found: { is: 'works' }, robots: '', delay: null, today: testDay } as const;
  const keep = () => asWorker(site.database.pools, 'test', tx => keepFound(tx, due, found));
  const told = () =>
    owner(
      sql`select from audit.event where event = 'evidence.link.works' and (detail ->> 'number')::int = ${number}`,
    );
  await keep();
  assert.equal((await told()).length, 1);
  const entry: Entry = { type: 'report', title: 'Asked meanwhile', url: `${origin}/works?meanwhile` };
  await librarian.transaction(tx => changeRecord(tx, { number, version: 1, entry }));
  await keep();
  assert.equal((await told()).length, 1);
});
