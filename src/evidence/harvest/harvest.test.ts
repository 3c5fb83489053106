import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { sideBySide } from '../../../test/side-by-side.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { type Outgoing, openOutgoing } from '../../platform/outgoing/index.ts';
import { withdrawRecord } from '../desk/commands/withdraw-record.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords, changeRecord, holdLibrary } from '../record/commands/save-record.ts';
import type { Entry } from '../record/entry.ts';
import { worklistPaths } from '../worklist/paths.ts';
import { moveRepository } from './commands/move-repository.ts';
import { decide, type Known } from './decide.ts';
import { harvestJobs } from './harvest-jobs.ts';
import { isStill, openHarvest, rest } from './open-harvest.ts';
import { harvestPaths } from './paths.ts';
import { readAnswer } from './read-answer.ts';
import { nextFrom } from './repository.ts';

let here: TestSite;
let there: TestSite;
let librarian: Visitor;
let server: Server;
let origin = '';
/** What the other server answers; by itself it is our own library, as anybody reads it. */
let answers: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
let asked: string[] = [];

before(async () => {
  [here, there] = [await aSite(), await aSite()];
  librarian = await here.as('lib.page');
  answers = ourOwn;
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    void answers(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await here.close();
  await there.close();
});

async function ourOwn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { search } = new URL(request.url ?? '', origin);
  const seen = await there.nobody().get(`${evidencePaths.oai()}${search}`);
  response.writeHead(seen.status, { 'content-type': 'text/xml' }).end(seen.html);
}

const way = openOutgoing({
  reach: 'anywhere',
  baseUrl: 'https://here.example',
  contact: 'library@here.example',
});
/** Other servers, without the pauses. */
const outgoing: Outgoing = { ...way, pause: async () => {} };

const work = (task: string, id: number, by = outgoing, signal = new AbortController().signal) => {
  const found = harvestJobs(by).find(one => one.task === task);
  assert.ok(found);
  return runOne({ ...here.database, clock: here.clock }, found, { payload: { repository: id }, signal });
};
const harvest = (id: number) => work('evidence-harvest', id);
const owner = <T>(site: TestSite, query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);

const entry = (at: number): Entry => ({
  ...{
    type: 'report',
    title: `Report ${at} of what was <heard>`,
    year: 2001 + (at % 20),
    url: `https://example.org/${at}`,
  },
  creators: [{ role: 'author', family: 'Example', given: `Ash ${at}` }],
  ...{ keywords: ['Prisons'], summary: `Of number ${at}.` },
});
const publish = (from: number, to: number) =>
  asWorker(there.database.pools, 'test', tx =>
    addRecords(
      tx,
      Array.from({ length: to - from + 1 }, (_, place) => entry(from + place)),
      'import',
    ),
  );

/** Adds a library by the pages, up to its first harvest. */
async function add(path: string, chosen: Record<string, string> = {}): Promise<number> {
  const sent = await librarian.post(harvestPaths.all(), { address: origin + path });
  const id = Number(sent.location?.split('/').at(-1));
  await work('evidence-ask-repository', id);
  const wanted = { prefix: 'marc21', set: '', every: '7', duplicates: 'skip', licence: 'CC0', ...chosen };
  const begun = await librarian.post(harvestPaths.begin(id), wanted, harvestPaths.repository(id));
  assert.equal(begun.status, 303, begun.text());
  return id;
}
const text = async (id: number) => (await librarian.get(harvestPaths.repository(id))).text();
type Row = { identifier: string; number: number; version: number; entry: Entry; cameBy: string };
const brought = (id: number) =>
  owner(
    here,
    sql<Row>`select h.identifier, r.number, r.version, r.entry, r.came_by as "cameBy" from evidence.harvested h
      join evidence.record r on r.number = h.record where h.repository = ${id} and h.is_ours order by h.identifier`,
  );
/** It is time to ask it again. */
const due = (id: number) =>
  owner(here, sql`update evidence.repository set next_at = now() where id = ${id} returning id`);
const lastRun = async (id: number) => {
  const [run] = await owner(
    here,
    sql<{
      state: string;
      token: string | null;
      tries: number;
      pages: number;
      from: string | null;
      problem: { text: string } | null;
    }>`
      select state, token, tries, pages, asked_from as "from", problem from evidence.harvest where repository = ${id} order by id desc limit 1`,
  );
  assert.ok(run);
  return run;
};

test('a library is asked what it is, harvested in parts, and again by what changed; what was written here is not overwritten', async () => {
  const numbers = await publish(1, 130);
  const refused = await librarian.post(harvestPaths.all(), { address: 'ftp://somewhere' });
  assert.equal(refused.status, 422);
  assert.match(refused.html, /value="ftp:\/\/somewhere"/);
  const id = await add('/oai?verb=Identify');
  assert.match(await text(id), /Ownwords evidence library.*marc21.*It tells of it for good/s);
  await harvest(id);
  const first = await brought(id);
  assert.equal(first.length, 130);
  assert.deepEqual(
    asked.map(one => new URL(one, origin).searchParams.get('verb')),
    [...['Identify', 'ListMetadataFormats', 'ListSets', 'ListRecords', 'ListRecords']],
  );
  const [one] = first.filter(({ entry: is }) => is.title === entry(7).title);
  assert.deepEqual(one?.entry, {
    ...entry(7),
    ...{ source: 'Ownwords evidence library', licence: 'CC0', others: { oai: one?.identifier } },
  });
  assert.equal(one?.cameBy, 'harvest');
  assert.match(await text(id), /Done.*130 of 130 records were looked at.*130 records came in/s);
  assert.equal((await here.nobody().get(evidencePaths.record(one?.number ?? 0))).status, 200);

  const [changed = 0, worked = 0, gone = 0] = numbers;
  const visitor = await there.as('lib.page');
  const anew = (at: number): Entry => ({ ...entry(at), title: `Report ${at}, second edition` });
  await visitor.transaction(tx => changeRecord(tx, { number: changed, version: 1, entry: anew(1) }));
  await visitor.transaction(tx => changeRecord(tx, { number: worked, version: 1, entry: anew(2) }));
  await visitor.transaction(tx =>
    tx.db
      .updateTable('evidence.record')
      .set({ state: 'withdrawn', withdrawn_because: 'Twice' })
      .where('number', '=', gone)
      .execute(),
  );
  const at = (number: number) => {
    const found = first.find(({ identifier }) => identifier.endsWith(`:${number}`));
    assert.ok(found);
    return found;
  };
  const ours = { ...at(worked).entry, summary: 'Read here.' };
  await librarian.transaction(tx => changeRecord(tx, { number: at(worked).number, version: 1, entry: ours }));
  asked = [];
  await librarian.post(harvestPaths.run(id), {}, harvestPaths.repository(id));
  await harvest(id);
  assert.match(asked[0] ?? '', /from=\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\dZ/);
  const second = await brought(id);
  assert.equal(second.length, 130, 'nothing twice');
  const now = (number: number) => second.find(({ identifier }) => identifier === at(number).identifier);
  assert.equal(now(changed)?.entry.title, anew(1).title);
  assert.equal(now(changed)?.version, 2);
  assert.deepEqual(now(worked)?.entry, ours);
  assert.deepEqual(now(gone)?.entry, at(gone).entry, 'never removed by itself');
  assert.match(
    await text(id),
    /1 record here was brought up to date.*127 records are here as they are there/s,
  );
  assert.match(await text(id), /Changed there, worked on here.*Deleted there/s);
  const last = /href="(\/evidence\/imports\/\d+)"/.exec(
    (await librarian.get(harvestPaths.repository(id))).html,
  )?.[1];
  const report = (await librarian.get(last ?? '')).text();
  assert.match(report, /1 record here was brought up to date/);
  assert.doesNotMatch(report, /gave one that is here/);

  const offer = harvestPaths.offer(id, at(worked).number);
  const page = await librarian.get(offer);
  assert.match(page.text(), /second edition.*Read here/s);
  const compared = (html: string) => ({ compared: /name="compared" value="([^"]*)"/.exec(html)?.[1] ?? '' });
  await librarian.transaction(tx =>
    changeRecord(tx, { number: at(worked).number, version: 2, entry: { ...ours, summary: 'Read twice.' } }),
  );
  for (const way of [offer, harvestPaths.keep(id, at(worked).number)])
    assert.equal((await librarian.post(way, compared(page.html), offer)).status, 409, 'changed meanwhile');
  const shown = compared((await librarian.get(offer)).html);
  const newer = (meeting: () => Promise<void>) =>
    asWorker(here.database.pools, 'test', async tx => {
      await holdLibrary(tx);
      await sql`update evidence.harvested set offered_at = now() where record = ${at(worked).number}`.execute(
        tx.db,
      );
      await meeting();
    });
  let answered = 0;
  await sideBySide(here.database.adminUrl, newer, async () => {
    answered = (await librarian.post(offer, shown, offer)).status;
  });
  assert.equal(answered, 409, 'a still newer one came');
  assert.equal((await librarian.post(offer, compared((await librarian.get(offer)).html), offer)).status, 303);
  assert.equal(
    (await brought(id)).find(({ number }) => number === at(worked).number)?.entry.title,
    anew(2).title,
  );
  assert.equal((await librarian.get(offer)).status, 404);
  await librarian.post(harvestPaths.seen(id, at(gone).number), {}, harvestPaths.repository(id));
  assert.match(await text(id), /Nothing waits for you/);

  // A library that is no longer harvested, and then is again, has its records still, and what waited on them.
  await owner(
    here,
    sql`update evidence.harvested set gone_seen = false where record = ${at(gone).number} returning record`,
  );
  const toDo = async () => (await librarian.get(worklistPaths.all())).text();
  assert.match(await toDo(), /Records that changed or were deleted in another library 1 /);
  await librarian.post(harvestPaths.remove(id), {}, harvestPaths.remove(id));
  assert.match(await toDo(), /Records that changed or were deleted in another library 0 /);
  const anewId = await add('/oai');
  await visitor.transaction(tx =>
    tx.db
      .updateTable('evidence.record')
      .set({ state: 'withdrawn', withdrawn_because: 'Twice' })
      .where('number', '=', numbers[3] ?? 0)
      .execute(),
  );
  await harvest(anewId);
  const told = await text(anewId);
  assert.match(told, /1 record was deleted there.*Report 3 of what was.*Report 4 of what was/s);
  assert.doesNotMatch(told, /Report 5 of what was/);
  // Whoever withdraws it here as well has done all that there is to do.
  await librarian.transaction(tx =>
    withdrawRecord(tx, { number: at(gone).number, version: at(gone).version, because: 'Gone there' }),
  );
  assert.doesNotMatch(await text(anewId), /Report 3 of what was/);
  const audit = await owner(
    here,
    sql<{
      event: string;
    }>`select distinct event from audit.event where event like 'evidence.harvest%' or event like 'evidence.repo%'`,
  );
  assert.ok(audit.length >= 5);
});

test('a harvest that was killed goes on after the last part that was kept, and stops when somebody stops it', async () => {
  const id = await add('/again');
  let parts = 0;
  const stop = new AbortController();
  const dies: Outgoing = {
    ...outgoing,
    ask: async (...of) => {
      const answered = await outgoing.ask(...of);
      parts += 1;
      if (parts === 2) throw new Error('killed');
      return answered;
    },
  };
  await assert.rejects(work('evidence-harvest', id, dies), /killed/);
  const { pages, token } = await lastRun(id);
  assert.equal(pages, 1);
  assert.ok(token);
  stop.abort();
  await work('evidence-harvest', id, outgoing, stop.signal);
  assert.equal((await lastRun(id)).pages, 1, 'a program that is stopping asks nothing more');
  asked = [];
  await librarian.post(harvestPaths.stop(id), {}, harvestPaths.repository(id));
  await harvest(id);
  assert.deepEqual(asked, []);
  assert.match(await text(id), /Stopped/);
  await due(id);
  await harvest(id);
  assert.equal((await lastRun(id)).state, 'done');
  // All of it looks like what came from the first address.
  const rows = await owner(
    here,
    sql<{
      standing: string;
      count: number;
    }>`select r.standing, count(*)::int from evidence.import_row r join evidence.import i on i.id = r.import_id
      where i.repository = ${id} group by 1`,
  );
  assert.ok(
    rows.every(({ standing }) => standing !== 'brought'),
    JSON.stringify(rows),
  );
  await librarian.post(harvestPaths.pause(id), {}, harvestPaths.repository(id));
  await due(id);
  await harvest(id);
  assert.match(await text(id), /Paused/);
  assert.equal((await librarian.post(harvestPaths.run(id), {}, harvestPaths.repository(id))).status, 409);
  assert.match((await librarian.get(harvestPaths.remove(id))).text(), /records that came stay/);
  await librarian.post(harvestPaths.remove(id), {}, harvestPaths.remove(id));
  assert.equal((await librarian.get(harvestPaths.repository(id))).status, 404);
});

const envelope = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2020-11-20T10:00:00Z</responseDate>${inside}</OAI-PMH>`;
const dc = (title: string, more = '') =>
  `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title>${more}</oai_dc:dc>`;
const record = (name: string, metadata: string) =>
  `<record><header><identifier>${name}</identifier><datestamp>2020-11-01</datestamp></header><metadata>${metadata}</metadata></record>`;
const list = (...records: string[]) => envelope(`<ListRecords>${records.join('')}</ListRecords>`);
const said = (code: string) => envelope(`<error code="${code}">So it is.</error>`);
const identity = `<Identify><repositoryName>Hostile <![CDATA[<b>]]></repositoryName><protocolVersion>2.0</protocolVersion><adminEmail>a@b.example</adminEmail><deletedRecord>no</deletedRecord><granularity>YYYY-MM-DD</granularity></Identify>`;
const formats = `<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat></ListMetadataFormats>`;
const listed: { give: (response: ServerResponse, query: URLSearchParams) => void } = {
  give: response => response.end(),
};

/** A library that answers what it is, and to ListRecords whatever the test says. */
async function hostile(path: string): Promise<number> {
  answers = (request, response) => {
    const { searchParams: query } = new URL(request.url ?? '', origin);
    const verb = query.get('verb');
    if (verb === 'Identify') return void response.end(envelope(identity));
    if (verb === 'ListMetadataFormats') return void response.end(envelope(formats));
    if (verb === 'ListSets') return void response.end(said('noSetHierarchy'));
    return listed.give(response, query);
  };
  return add(path, { prefix: 'oai_dc', licence: '' });
}

const endings: [name: string, give: typeof listed.give, problem: string, state: 'failed' | 'running'][] = [
  [
    'another server',
    r => void r.writeHead(302, { location: 'http://elsewhere.example/' }).end(),
    'elsewhere',
    'failed',
  ],
  [
    'a private address',
    r => void r.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
    'elsewhere',
    'failed',
  ],
  [
    'entities',
    r => void r.end(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${list(record('a', dc('&b;')))}`),
    'declares',
    'failed',
  ],
  ['what is no OAI', r => void r.end('<html><body>Maintenance</body></html>'), 'notOai', 'running'],
  ['patience', r => void r.writeHead(503, { 'retry-after': '7200' }).end(), 'status', 'running'],
  ['no such page', r => void r.writeHead(404).end(), 'status', 'failed'],
  [
    'a refusal of the protocol that has a status, too',
    r => void r.writeHead(422).end(said('badArgument')),
    'said',
    'failed',
  ],
  ['a protocol error', r => void r.end(said('cannotDisseminateFormat')), 'said', 'failed'],
  [
    'a list without end',
    r => void r.end(envelope('<ListRecords><resumptionToken>round</resumptionToken></ListRecords>')),
    'endless',
    'failed',
  ],
  ['a connection that breaks', r => void r.destroy(), 'broken', 'running'],
  [
    'a program that fails in the middle of a list',
    r => void r.end(list(record('a', dc('First')), record('b', dc('Second'))).split('<dc:title>Second')[0]),
    'broken',
    'running',
  ],
  [
    'a program that fails behind a whole record',
    r => void r.end(list(record('a', dc('First'))).replace(/<\/ListRecords>.*/s, '<b>Out of memory</b>')),
    'broken',
    'running',
  ],
];

test('what answers otherwise than the protocol wants ends with a sentence, or waits', async () => {
  const id = await hostile('/hostile');
  for (const [name, give, problem, state] of endings) {
    await owner(
      here,
      sql`update evidence.harvest set state = 'stopped' where repository = ${id} and state = 'running' returning id`,
    );
    await due(id);
    listed.give = give;
    await harvest(id);
    const run = await lastRun(id);
    assert.deepEqual([run.problem?.text, run.state], [`evidence-harvest.problem.${problem}`, state], name);
    assert.ok((await text(id)).length > 0);
  }
  listed.give = response => void response.writeHead(503, { 'retry-after': '7200' }).end();
  await harvest(id);
  const [waits] = await owner(
    here,
    sql<{ minutes: number }>`select extract(epoch from not_before - now())::int / 60 as minutes
    from evidence.harvest where repository = ${id} and state = 'running'`,
  );
  assert.ok((waits?.minutes ?? 0) < 120, 'the one that broke off waits, and is not asked before');
  await owner(
    here,
    sql`update evidence.harvest set not_before = now() where repository = ${id} and state = 'running' returning id`,
  );
  await harvest(id);
  const [patient] = await owner(
    here,
    sql<{ minutes: number }>`select ceil(extract(epoch from not_before - now()) / 60)::int as minutes
    from evidence.harvest where repository = ${id} and state = 'running'`,
  );
  assert.equal(patient?.minutes, 120);
  assert.match(await text(id), /answered with the code 503.*It waits until/s);
});

test('a fault in one record harms no other, bytes in a wrong encoding are read, and a lost place begins again', async () => {
  const id = await hostile('/records');
  let lost = 0;
  listed.give = (response, query) => {
    if (query.get('resumptionToken') === 'lost' && lost === 0) {
      lost += 1;
      return void response.end(said('badResumptionToken'));
    }
    if (query.get('resumptionToken') === 'lost')
      return void response.end(list(record('e', dc('Last of all'))));
    const records = [
      record('a', dc('Good', '<dc:creator>Example, Ash</dc:creator><dc:date>2019</dc:date>')),
      record('b', '<oai_dc:dc><dc:language>en</dc:language></oai_dc:dc>'),
      record('c', dc('Caf\u00e9 in prison')),
      record('d', dc('Broken').replace('</dc:title>', '')),
      record('', dc('Nameless')),
      '<record><header status="deleted"><identifier>z</identifier><datestamp>2020-11-01</datestamp></header></record>',
    ];
    const more = '<resumptionToken completeListSize="6">lost</resumptionToken></ListRecords>';
    return void response.end(Buffer.from(list(...records).replace('</ListRecords>', more), 'latin1'));
  };
  await harvest(id);
  assert.equal((await lastRun(id)).state, 'done');
  const titles = (await brought(id)).map(({ entry: { title } }) => title);
  assert.deepEqual([titles[0], titles[1], titles.at(-1)], ['Good', 'Café in prison', 'Last of all']);
  const refused = await owner(
    here,
    sql<{
      raw: string;
    }>`select convert_from(r.raw, 'UTF8') as raw from evidence.import_row r join evidence.import i on i.id = r.import_id
      where i.repository = ${id} and r.standing = 'refused'`,
  );
  assert.ok(
    refused.some(({ raw }) => raw.includes('<identifier>b</identifier>')),
    'kept as it came',
  );
  assert.match(await text(id), /records? cannot be brought in/);
  // It began again, and saw four a second time; what was deleted before it ever came is none of them.
  assert.match(await text(id), /13 records were looked at.*4 records are here as they are there/s);
  listed.give = response => void response.end(said('noRecordsMatch'));
  await due(id);
  asked = [];
  await harvest(id);
  assert.equal((await lastRun(id)).state, 'done');
  listed.give = response => void response.writeHead(404).end(said('noRecordsMatch'));
  await due(id);
  await harvest(id);
  assert.equal((await lastRun(id)).state, 'done', 'whatever status stands beside it');
  assert.match(asked[0] ?? '', /from=2020-11-19(&|$)/, 'a day earlier, as this library counts in days');
  const report = await librarian.get(
    `/evidence/imports/${(await owner(here, sql<{ id: number }>`select max(import_id)::int as id from evidence.harvest where repository = ${id} and seen > 0`))[0]?.id}`,
  );
  assert.equal(report.status, 200);
});

test('where a library does not say when it answered, the next harvest asks from when the last began, however long that took', async () => {
  const id = await hostile('/timeless');
  const part = (name: string, more = '') =>
    `${list(record(name, dc(name))).replace('</ListRecords>', `${more}</ListRecords>`)}`.replace(
      /<responseDate>.*?<\/responseDate>/,
      '',
    );
  const stop = new AbortController();
  listed.give = (response, query) => {
    if (query.has('resumptionToken')) return void response.end(part('b'));
    return void response.end(part('a', '<resumptionToken>on</resumptionToken>'));
  };
  const once: Outgoing = { ...outgoing, pause: async () => stop.abort() };
  await work('evidence-harvest', id, once, stop.signal);
  assert.equal((await lastRun(id)).token, 'on');
  await owner(
    here,
    sql`update evidence.harvest set started_at = now() - interval '5 days' where repository = ${id} returning id`,
  );
  await harvest(id);
  const [days] = await owner(
    here,
    sql<{ ago: number }>`select current_date - since::date as ago from evidence.repository where id = ${id}`,
  );
  // The day before it began; whoever counts days elsewhere may be a day further on.
  assert.ok((days?.ago ?? 0) >= 5, JSON.stringify(days));
});

test('sets that come in parts are all offered, and a list of sets without end is not followed for ever', async () => {
  const one = (spec: string) => `<set><setSpec>${spec}</setSpec><setName>Set ${spec}</setName></set>`;
  let times = 0;
  answers = (request, response) => {
    const { searchParams: query } = new URL(request.url ?? '', origin);
    if (query.get('verb') === 'Identify') return void response.end(envelope(identity));
    if (query.get('verb') === 'ListMetadataFormats') return void response.end(envelope(formats));
    times += 1;
    const token = query.get('resumptionToken') ?? '0';
    const more = `<resumptionToken>${Number(token) + 1}</resumptionToken>`;
    return void response.end(envelope(`<ListSets>${one(`s${token}`)}${more}</ListSets>`));
  };
  const sent = await librarian.post(harvestPaths.all(), { address: `${origin}/sets` });
  const id = Number(sent.location?.split('/').at(-1));
  await work('evidence-ask-repository', id);
  const { html } = await librarian.get(harvestPaths.repository(id));
  for (const spec of ['s0', 's1', 's19']) assert.match(html, new RegExp(`value="${spec}"`));
  assert.equal(times, 20);
});

test('what is not public is never asked, and says so', async () => {
  const sent = await librarian.post(harvestPaths.all(), { address: `${origin}/inside` });
  const id = Number(sent.location?.split('/').at(-1));
  asked = [];
  await work(
    'evidence-ask-repository',
    id,
    openOutgoing({ reach: 'public', baseUrl: 'https://here.example', contact: 'library@here.example' }),
  );
  assert.deepEqual(asked, []);
  assert.match(await text(id), /Did not answer.*leads into a private network/s);
  assert.equal((await here.nobody().get(harvestPaths.all())).status, 303);
});

const known: Known = {
  identifier: 'x',
  source: 'a',
  record: 1,
  isOurs: true,
  version: 2,
  nowVersion: 2,
  state: 'public',
  isGone: false,
};
const item = { isDeleted: false, source: 'b', isReadable: true };
test('what becomes of a record is decided by what is known of it', () => {
  const table: [ReturnType<typeof decide>, Partial<typeof item>, Partial<Known> | undefined][] = [
    ['bring', {}, undefined],
    ['same', { source: 'a' }, {}],
    ['change', {}, {}],
    ['offer', {}, { nowVersion: 3 }],
    ['same', {}, { state: 'withdrawn' }],
    ['same', {}, { state: 'merged', nowVersion: 3 }],
    ['same', {}, { isOurs: false }],
    ['bring', {}, { record: null, isOurs: false }],
    ['bring', { isReadable: false }, {}],
    ['gone', { isDeleted: true }, {}],
    ['same', { isDeleted: true }, { isGone: true }],
    ['same', { isDeleted: true }, { record: null }],
    ['same', { isDeleted: true }, undefined],
  ];
  for (const [expected, is, was] of table)
    assert.equal(
      decide({ ...item, ...is }, was && { ...known, ...was }),
      expected,
      JSON.stringify([is, was]),
    );
});

test('the next harvest asks from a little before the last, and believes no clock that runs ahead', () => {
  const began = Temporal.Instant.from('2026-11-22T12:00:00Z');
  const from = (at: string | null, granularity: 'day' | 'second') => nextFrom(at, { granularity, began });
  assert.equal(from('2026-11-22T11:59:00Z', 'second'), '2026-11-22T10:59:00Z');
  assert.equal(from('2026-11-22T00:30:00Z', 'day'), '2026-11-21');
  assert.equal(from('2099-01-01T00:00:00Z', 'second'), '2026-11-22T11:00:00Z');
  assert.equal(from('yesterday', 'day'), '2026-11-21');
  assert.equal(from(null, 'day'), '2026-11-21');
});

test('the place where a list goes on is said back sign by sign', () => {
  const token = 'metadataPrefix=oai_dc&amp;parameter=1  2&amp;copy=3';
  const answer = readAnswer(
    envelope(`<ListRecords><resumptionToken> ${token}\n</resumptionToken></ListRecords>`),
  );
  assert.equal(answer.token, 'metadataPrefix=oai_dc&parameter=1  2&copy=3');
});

test('an answer that was made to be slow to read is read at once', () => {
  const began = performance.now();
  for (const noise of [
    '<record>'.repeat(300_000),
    '<record '.repeat(300_000),
    `<record>${' '.repeat(1_000_000)}`.repeat(2),
  ])
    assert.throws(() => readAnswer(envelope(noise)));
  assert.ok(performance.now() - began < 20_000);
});

test('whoever pauses a harvest in the moment of its end waits for it, and is not waited for', async () => {
  answers = ourOwn;
  const id = await add('/pausing');
  const asWork = <T>(work: Parameters<typeof asWorker<T>>[2]) => asWorker(here.database.pools, 'test', work);
  const going = await asWork(tx => openHarvest(tx, id));
  assert.ok(going);
  const ends = await sideBySide(
    here.database.adminUrl,
    meeting =>
      asWork(async tx => {
        assert.ok(await isStill(tx, going));
        await meeting();
        await rest(tx, id);
      }),
    () => librarian.transaction(tx => moveRepository(tx, id, { from: ['active'], to: 'paused' })),
  );
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
  );
});
