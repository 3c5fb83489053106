import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SaxesParser } from 'saxes';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testSecret } from '../../../test/database.ts';
import { buildApp } from '../../app.ts';
import { asWorker } from '../../platform/database/index.ts';
import { parseRecords } from '../formats/index.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords, changeRecord } from '../record/commands/save-record.ts';
import type { Entry } from '../record/entry.ts';
import { termPaths } from '../thesaurus/paths.ts';
import { dublinCore } from './dublin-core.ts';
import { type Element, faultsOf } from './protocol-schema.ts';

let site: TestSite;
let page: Visitor;
let numbers: number[];
const entry = (at: number): Entry => ({
  ...{
    type: at % 5 === 0 ? 'lived experience' : 'report',
    title: `Report ${at} <&> “more”`,
    year: 2000 + (at % 20),
  },
  creators: [
    { role: 'author', family: 'Example', given: 'Ash' },
    { role: 'editor', name: 'Pretend Society' },
  ],
  ...{ keywords: ['Prisons'], summary: `Of number ${at}.`, isbn: ['9780306406157'] },
});

before(async () => {
  site = await aSite();
  page = await site.as('lib.page');
  numbers = [];
  // In several transactions, so that not all have one moment.
  for (let from = 1; from <= 230; from += 60) {
    const some = Array.from({ length: Math.min(60, 231 - from) }, (_, place) => entry(from + place));
    numbers.push(...(await asWorker(site.database.pools, 'test', tx => addRecords(tx, some, 'import'))));
  }
});
after(() => site.close());

/** A document of XML as a tree; throws where it is not well formed, or a prefix has no namespace. */
function tree(xml: string): Element {
  type Open = { name: string; attributes: Record<string, string>; text: string; inside: Open[] };
  const parser = new SaxesParser({ xmlns: true });
  const root: Open = { name: '', attributes: {}, text: '', inside: [] };
  const open = [root];
  parser.on('error', error => {
    throw error;
  });
  parser.on('opentag', tag => {
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes).map(([name, { value }]) => [name, value]),
    );
    const element: Open = { name: tag.name, attributes, text: '', inside: [] };
    open.at(-1)?.inside.push(element);
    open.push(element);
  });
  parser.on('text', text => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  const [document] = root.inside;
  assert.ok(document);
  return document;
}

const all = (element: Element, name: string): Element[] =>
  element.inside.flatMap(one => [...(one.name === name ? [one] : []), ...all(one, name)]);
const asks = async (asked: Record<string, string>) => {
  const seen = await site.nobody().get(`${evidencePaths.oai()}?${new URLSearchParams(asked)}`);
  assert.equal(seen.status, 200);
  assert.match(String(seen.headers['content-type']), /^text\/xml/);
  const answer = tree(seen.html);
  assert.equal(answer.name, 'OAI-PMH');
  assert.deepEqual(faultsOf(answer), []);
  const [, , body] = answer.inside;
  return body ?? answer;
};
const codeOf = async (asked: Record<string, string>) => (await asks(asked)).attributes.code;

/** Everything that a list gives, going on by its tokens; `meanwhile` happens after the first part. */
async function harvest(first: Record<string, string>, meanwhile = async () => {}) {
  const found = new Map<string, boolean>();
  let parts = 0;
  let asked: Record<string, string> = first;
  for (;;) {
    const body = await asks(asked);
    parts += 1;
    for (const header of all(body, 'header'))
      found.set(all(header, 'identifier')[0]?.text ?? '', header.attributes.status === 'deleted');
    const [token] = all(body, 'resumptionToken');
    if (!token || token.text === '') return { found, parts, token };
    if (parts === 1) await meanwhile();
    asked = { verb: first.verb ?? '', resumptionToken: token.text };
  }
}

test('the schema finds what is not as it should be, or the tests of answers prove nothing', () => {
  const [space, date] = ['xmlns="http://www.openarchives.org/OAI/2.0/"', '2026-01-01T00:00:00Z'];
  const faults = (inside: string, at = date) =>
    faultsOf(tree(`<OAI-PMH ${space}><responseDate>${at}</responseDate>${inside}</OAI-PMH>`));
  const request = '<request>https://library.example/oai</request>';
  assert.deepEqual(faults(`${request}<error code="badVerb"/>`), []);
  assert.equal(faults(`${request}<error code="badVerb"/>`, 'today').length, 1);
  assert.equal(faults(request).length, 1);
  assert.equal(faults(`${request}<error/>`).length, 1);
  assert.equal(faults(`${request}<error code="other"/>`).length, 1);
  assert.equal(faults(`<error code="badVerb"/>${request}`).length, 1);
  assert.equal(faults(`${request}<ListSets><set><setName>All</setName></set></ListSets>`).length, 1);
});

test('Identify says what the protocol wants, in its order', async () => {
  const body = await asks({ verb: 'Identify' });
  assert.deepEqual(
    body.inside.map(({ name }) => name),
    [
      ...['repositoryName', 'baseURL', 'protocolVersion', 'adminEmail'],
      ...['earliestDatestamp', 'deletedRecord', 'granularity'],
    ],
  );
});

test('Dublin Core has the number by which a paper is known', () => {
  const paper: Entry = { type: 'report', title: 'Closing the gap', reportNumber: 'Cm 1234' };
  assert.match(
    dublinCore(paper, 'https://ownwords.example/evidence/1'),
    /<dc:identifier>https:[^<]*evidence\/1<\/dc:identifier><dc:identifier>Cm 1234</,
  );
});

test('Identify gives the address to which the settings want letters', async () => {
  const { pools } = site.database;
  const contact = 'evidence@trust.example';
  const app = await buildApp({ pools, secret: testSecret, demonstration: true, contact });
  const { body } = await app.inject({ url: `${evidencePaths.oai()}?verb=Identify` });
  assert.match(body, /<adminEmail>evidence@trust\.example<\/adminEmail>/);
  await app.close();
});

test('every record comes once, in parts, though one changes and one is withdrawn on the way', async () => {
  const [first = 0, second = 0] = numbers;
  const { found, parts, token } = await harvest(
    { verb: 'ListRecords', metadataPrefix: 'oai_dc' },
    async () => {
      await page.transaction(tx =>
        changeRecord(tx, { number: first, version: 1, entry: { ...entry(1), title: 'Changed' } }),
      );
      await page.transaction(tx =>
        tx.db
          .updateTable('evidence.record')
          .set({ state: 'withdrawn', withdrawn_because: 'Twice' })
          .where('number', '=', second)
          .execute(),
      );
    },
  );
  assert.equal(parts, 3);
  assert.equal(found.size, numbers.length);
  assert.deepEqual(
    [...found].filter(([, gone]) => gone).map(([name]) => name),
    [`oai:localhost:${second}`],
  );
  assert.equal(token?.text, '');
  // The two came once more as they are now.
  assert.equal(token?.attributes.completeListSize, String(numbers.length + 2));
});

test('a record is given as Dublin Core and as MARC, and the MARC is read back as it was', async () => {
  const number = numbers[9] ?? 0;
  const identifier = `oai:localhost:${number}`;
  const core = await asks({ verb: 'GetRecord', identifier, metadataPrefix: 'oai_dc' });
  assert.deepEqual(
    all(core, 'dc:title').map(({ text }) => text),
    [entry(10).title],
  );
  assert.deepEqual(
    all(core, 'dc:creator').map(({ text }) => text),
    ['Example, Ash'],
  );
  const marc = (
    await site
      .nobody()
      .get(
        `${evidencePaths.oai()}?${new URLSearchParams({ verb: 'GetRecord', identifier, metadataPrefix: 'marc21' })}`,
      )
  ).html;
  const inner = /<metadata>([\s\S]*)<\/metadata>/.exec(marc)?.[1] ?? '';
  assert.match(inner, /^<record [^>]*xsi:schemaLocation="http:\/\/www\.loc\.gov\/MARC21\/slim http:/);
  const source = (async function* () {
    yield Buffer.from(`<collection xmlns="http://www.loc.gov/MARC21/slim">${inner}</collection>`);
  })();
  for await (const read of parseRecords(source, { format: 'marcxml' }))
    assert.deepEqual(read.entry, entry(10));
});

test('a list is narrowed to a set and to a time, and says when nothing matches', async () => {
  const { found } = await harvest({
    verb: 'ListIdentifiers',
    metadataPrefix: 'marc21',
    set: 'type:lived-experience',
  });
  assert.equal(found.size, numbers.filter((_, place) => (place + 1) % 5 === 0).length);
  const list = { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc' };
  assert.equal(await codeOf({ ...list, until: '1999-12-31' }), 'noRecordsMatch');
  const since = await harvest({ ...list, from: '2020-01-01' });
  assert.equal(since.found.size, numbers.length);
});

test('a list that goes on and finds that all its rest was changed ends, and is never empty', async () => {
  const beyond = { ...place, afterAt: '2999-01-01T00:00:00+00:00' };
  assert.equal(await codeOf({ verb: 'ListRecords', resumptionToken: tokenFor(beyond) }), 'noRecordsMatch');
});

test('a list takes any day there is, and the set in which all types stand', async () => {
  const list = { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc' };
  const everything = await harvest({ ...list, from: '0000-01-01', until: '9999-12-31', set: 'type' });
  assert.equal(everything.found.size, numbers.length);
  assert.equal(await codeOf({ ...list, until: '0000-12-31' }), 'noRecordsMatch');
  assert.equal(await codeOf({ ...list, from: '9999-12-31T23:59:59Z' }), 'noRecordsMatch');
  const sets = all(await asks({ verb: 'ListSets' }), 'setSpec').map(({ text }) => text);
  assert.ok(sets.includes('type') && sets.includes('type:report'));
});

const tokenFor = (where: object) => Buffer.from(JSON.stringify(where)).toString('base64url');
const place = { prefix: 'oai_dc', afterAt: '2026-01-01T00:00:00+00:00', afterNumber: 1, given: 1 };
for (const changed of [
  { afterAt: '9999-99-99T99:99:99+00:00' },
  { afterAt: '0000-01-01T00:00:00+00:00' },
  { from: '0000-01-01T00:00:00Z' },
  { before: '+010000-01-01T00:00:00Z' },
  { afterNumber: 2 ** 31 },
  { given: 2 ** 31 },
  { type: 'nothing' },
]) {
  test(`a token with ${JSON.stringify(changed)} is not one of ours`, async () => {
    const token = tokenFor({ ...place, ...changed });
    assert.equal(await codeOf({ verb: 'ListRecords', resumptionToken: token }), 'badResumptionToken');
  });
}

const refused: [asked: Record<string, string>, code: string][] = [
  [{}, 'badVerb'],
  [{ verb: 'Nothing' }, 'badVerb'],
  [{ verb: 'Identify', set: 'x' }, 'badArgument'],
  [{ verb: 'ListRecords' }, 'badArgument'],
  [{ verb: 'ListRecords', metadataPrefix: 'mods' }, 'cannotDisseminateFormat'],
  [{ verb: 'ListRecords', metadataPrefix: 'oai_dc', from: 'yesterday' }, 'badArgument'],
  [
    { verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '2026-01-01', until: '2026-01-02T00:00:00Z' },
    'badArgument',
  ],
  [{ verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '2026-02-30' }, 'badArgument'],
  [{ verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '2020-01-01T00:00:60Z' }, 'badArgument'],
  [{ verb: 'ListRecords', resumptionToken: 'made-up' }, 'badResumptionToken'],
  [{ verb: 'ListRecords', resumptionToken: 'x', set: 'y' }, 'badArgument'],
  [{ verb: 'ListSets', resumptionToken: 'x' }, 'badResumptionToken'],
  [{ verb: 'ListSets', resumptionToken: 'x', 'a="><b c': 'y' }, 'badArgument'],
  [{ verb: 'ListRecords', metadataPrefix: 'oai dc' }, 'badArgument'],
  [{ verb: 'ListRecords', metadataPrefix: 'oai_dc', set: 'type:' }, 'badArgument'],
  [{ verb: 'ListRecords', metadataPrefix: 'oai_dc', set: 'none' }, 'noRecordsMatch'],
  [{ verb: 'ListRecords', metadataPrefix: 'oai_dc', set: 'none', from: 'yesterday' }, 'badArgument'],
  [{ verb: 'GetRecord', identifier: 'oai:localhost:99999999', metadataPrefix: 'oai_dc' }, 'idDoesNotExist'],
  [{ verb: 'GetRecord', identifier: 'oai:elsewhere:1', metadataPrefix: 'oai_dc' }, 'idDoesNotExist'],
  [{ verb: 'ListMetadataFormats', identifier: 'nonsense' }, 'idDoesNotExist'],
];
for (const [asked, code] of refused) {
  test(`${JSON.stringify(asked)} is ${code}`, async () => assert.equal(await codeOf(asked), code));
}

test('every error but the two of a question that makes no sense says back what was asked', async () => {
  for (const [asked, code] of refused) {
    const { html } = await site.nobody().get(`${evidencePaths.oai()}?${new URLSearchParams(asked)}`);
    const [request] = all(tree(html), 'request');
    assert.deepEqual(request?.attributes, /^bad(?:Verb|Argument)$/.test(code) ? {} : asked, code);
  }
});

test('a harvester that asks too often is asked to wait as the protocol has it', async () => {
  const asks = [];
  for (let n = 0; n < 122; n += 1)
    asks.push(
      await site.app.inject({
        url: `${evidencePaths.oai()}?verb=ListMetadataFormats`,
        remoteAddress: '192.0.2.7',
      }),
    );
  const refused = asks.filter(({ statusCode }) => statusCode !== 200);
  assert.deepEqual(
    refused.map(({ statusCode }) => statusCode),
    [503, 503],
  );
  assert.match(String(refused[0]?.headers['retry-after']), /^[1-9]\d?$/);
});

test('the protocol’s other method answers the same, without a form of ours', async () => {
  const response = await site.app.inject({
    ...{ method: 'POST', url: evidencePaths.oai(), payload: 'verb=ListSets' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(response.statusCode, 200);
  assert.ok(all(tree(response.body), 'setSpec').some(({ text }) => text === 'type:lived-experience'));
});

test('a search is a feed, the library has sitemaps, and a browser learns how to ask it', async () => {
  const feed = tree((await site.nobody().get(`${evidencePaths.feed()}?q=report`)).html);
  assert.equal(all(feed, 'entry').length, 30);
  assert.equal(
    all(all(feed, 'entry')[0] ?? feed, 'id')[0]?.text,
    `http://localhost/evidence/${numbers.at(-1)}`,
  );
  const narrow = (await site.nobody().get(`${evidencePaths.feed()}?q=prisons&type=report&year=2011`)).html;
  assert.equal(all(tree(narrow), 'title')[0]?.text, 'prisons, Type: Report, Year: 2011, Evidence library');
  const index = tree((await site.nobody().get(evidencePaths.sitemaps())).html);
  assert.deepEqual(
    all(index, 'loc').map(({ text }) => text),
    ['http://localhost/sitemap/1.xml'],
  );
  const robots = await site.nobody().get(evidencePaths.robots());
  assert.match(robots.html, /^User-agent: \*\nDisallow: \/evidence\?\n/);
  assert.match(robots.html, /\nDisallow: \/evidence\/\*\/like\n/);
  assert.match(robots.html, /\nSitemap: http:\/\/localhost\/sitemap\.xml\n$/);
  const map = tree((await site.nobody().get(evidencePaths.sitemap(1))).html);
  // The one that was withdrawn is in none.
  assert.equal(all(map, 'url').length, numbers.length - 1);
  assert.equal((await site.nobody().get(evidencePaths.sitemap(9))).status, 404);
  const description = tree((await site.nobody().get(evidencePaths.openSearch())).html);
  const templates = all(description, 'Url').map(({ attributes }) => attributes.template);
  for (const wanted of ['?q={searchTerms}', '/suggestions?q={searchTerms}&for=browser'])
    assert.ok(templates.includes(`http://localhost/evidence${wanted}`), wanted);
  assert.match((await site.nobody().get(evidencePaths.search())).html, /opensearchdescription\+xml/);
});

test('whoever has a feed, a sitemap or an answer of the API already is told that it is unchanged', async () => {
  const reader = site.nobody();
  const paths = [
    evidencePaths.feed(),
    evidencePaths.sitemap(1),
    termPaths.download(),
    evidencePaths.apiDocument(),
  ];
  for (const path of [...paths, `${evidencePaths.apiSearch()}?q=invented`]) {
    const first = await reader.get(path);
    const tag = String(first.headers.etag);
    assert.match(tag, /^"[\w-]{27}"$/, path);
    assert.match(String(first.headers['cache-control']), /^private, (max-age=\d+|no-cache)$/, path);
    const again = await reader.get(path, { 'if-none-match': `"another", W/${tag}` });
    assert.deepEqual([again.status, again.html, again.headers.etag], [304, '', tag], path);
    assert.equal((await reader.get(path, { 'if-none-match': '"another"' })).status, 200, path);
  }
  // In a page stand its visitor's own tokens.
  assert.equal((await reader.get(evidencePaths.search())).headers.etag, undefined);
});

test('a harvester that goes on from the moment of an answer finds what was then being written', async () => {
  const begun = Promise.withResolvers<void>();
  const read = Promise.withResolvers<void>();
  const written = asWorker(site.database.pools, 'test', async tx => {
    const added = await addRecords(tx, [{ type: 'book', title: 'On its way' }], 'import');
    begun.resolve();
    await read.promise;
    return added;
  });
  await begun.promise;
  // Half a minute later it is still being written.
  site.clock.moveTo(Temporal.Now.instant().add({ seconds: 30 }).toString());
  const ask = (query: string) => site.app.inject({ url: `${evidencePaths.oai()}?${query}` });
  const list = 'verb=ListIdentifiers&metadataPrefix=oai_dc&set=type:book';
  const [, at = ''] = /<responseDate>(.*?)</.exec((await ask(list)).body) ?? [];
  read.resolve();
  const [number] = await written;
  assert.match((await ask(`${list}&from=${at}`)).body, new RegExp(`:${number}</identifier>`));
});
