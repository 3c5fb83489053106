import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';
import { formatNames, formats } from '../export/formats.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { type Entry, entrySchema } from '../record/entry.ts';

let site: TestSite;
let first = 0;
const many = 1100;
before(async () => {
  site = await aSite();
  const tins = Array.from(
    { length: many },
    (_, place): Entry => ({ type: 'report', title: `Tin ${place}`, year: 2000 }),
  );
  const librarian = await site.as('lib.page');
  const numbers = await librarian.transaction(tx => addRecords(tx, [hayes, ...tins], 'librarian'));
  first = numbers[0] ?? 0;
});
after(() => site.close());

const hayes: Entry = entrySchema.parse({
  type: 'report',
  title: 'A Review of service user involvement </script> & more',
  creators: [{ role: 'author', family: 'Hayes', given: 'Sam' }],
  publisher: 'Clinks',
  year: 2011,
  keywords: ['Prison councils'],
});
const get = async (path: string) => {
  const answer = await site.app.inject({ url: path });
  return { status: answer.statusCode, headers: answer.headers, text: answer.body };
};

test('a record leaves in every format, with its type and a name for its file', async () => {
  for (const format of formatNames) {
    const { status, headers, text } = await get(evidencePaths.exported(first, format));
    assert.equal(status, 200, format);
    assert.equal(headers['content-type'], formats[format].type);
    assert.equal(headers['content-disposition'], `attachment; filename="ownwords-${first}.${format}"`);
    assert.match(text, /Hayes/);
  }
  assert.equal((await get(evidencePaths.exported(999_999, 'ris'))).status, 404);
});

test('all that a search finds leaves in its order, however much it is, and a choice of it alone', async () => {
  const { headers, text } = await get(`${evidencePaths.export()}?q=tin&format=ris`);
  assert.equal(headers['content-disposition'], 'attachment; filename="ownwords-evidence.ris"');
  const numbers = [...text.matchAll(/^ID {2}- (\d+)/gm)].map(([, number]) => Number(number));
  assert.equal(numbers.length, many);
  assert.equal(new Set(numbers).size, many);
  const page = await get('/evidence?q=tin&size=100');
  const shown = [...page.text.matchAll(/name="number" value="(\d+)"/g)].map(([, number]) => Number(number));
  assert.deepEqual(numbers.slice(0, 100), shown);
  const chosen = await get(`${evidencePaths.export()}?q=tin&format=json&number=${first}&number=${first + 2}`);
  assert.deepEqual(
    JSON.parse(chosen.text).map(({ id }: { id: string }) => Number(id)),
    [first, first + 2],
  );
});

test('what went into another record leaves as that, and what was withdrawn does not leave', async () => {
  const librarian = await site.as('lib.page');
  const [one = 0, other = 0] = await librarian.transaction(tx => addRecords(tx, [hayes, hayes], 'librarian'));
  await asOwner(site.database.adminUrl, async db => {
    const changed = db.updateTable('evidence.record');
    await changed.set({ state: 'merged', merged_into: first }).where('number', '=', one).execute();
    await changed
      .set({ state: 'withdrawn', withdrawn_because: 'A mistake' })
      .where('number', '=', other)
      .execute();
  });
  assert.equal(
    (await get(evidencePaths.exported(one, 'bib'))).headers.location,
    evidencePaths.exported(first, 'bib'),
  );
  assert.equal(
    (await get(evidencePaths.exported(other, 'bib'))).headers.location,
    evidencePaths.record(other),
  );
  const both = await get(`${evidencePaths.export()}?format=json&number=${one}&number=${other}`);
  assert.deepEqual(JSON.parse(both.text), []);
  assert.equal((await get(evidencePaths.cite(other))).status, 404);
  const gone = await get(evidencePaths.apiRecord(other));
  assert.deepEqual([gone.status, JSON.parse(gone.text).status], [410, 410]);
  assert.doesNotMatch((await get(evidencePaths.record(other))).text, /citation_title|ld\+json/);
});

test('a record is cited on its page and on one of its own, in one style or in all, as words too', async () => {
  const words = 'Hayes, S. (2011). A Review of service user involvement &lt;/script&gt; &amp; more. Clinks.';
  assert.ok((await get(evidencePaths.record(first))).text.includes(`data-copy="${words}"`));
  const page = await get(`${evidencePaths.cite(first)}?style=apa`);
  assert.ok(
    page.text.includes('<em>A Review of service user involvement &lt;/script&gt; &amp; more</em>. Clinks.'),
  );
  assert.doesNotMatch(page.text, /id="cite-mla"/);
  const text = await get(`${evidencePaths.cite(first)}?style=vancouver&as=text`);
  assert.equal(text.text, 'Hayes S. A Review of service user involvement </script> & more. Clinks; 2011.\n');
});

test('programs read a record off its page', async () => {
  const { text } = await get(evidencePaths.record(first));
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(text) ?? [];
  const said = JSON.parse(json);
  assert.deepEqual([said['@type'], said.name, said.author[0].familyName], ['Report', hayes.title, 'Hayes']);
  // Where it stays, whole: a program or a printed page does not know where it came from.
  const address = text.match(/<link rel="canonical" href="([^"]*)">/)?.[1] ?? '';
  assert.deepEqual(
    [new URL(address).pathname, said['@id'], said.url],
    [evidencePaths.record(first), address, address],
  );
  assert.ok(text.includes(`>${address}</a>`));
  assert.ok(text.includes('<meta name="citation_author" content="Hayes, Sam">'));
  assert.ok(text.includes('<meta name="citation_technical_report_institution" content="Clinks">'));
  assert.ok(
    text.includes(
      `<link rel="alternate" type="application/x-bibtex" href="/evidence/${first}.bib" title="BibTeX">`,
    ),
  );
  const [, coins = ''] = /class="Z3988" title="([^"]*)"/.exec(text) ?? [];
  const pairs = new URLSearchParams(coins.replaceAll('&amp;', '&'));
  assert.deepEqual(
    [pairs.get('rft.btitle'), pairs.get('rft.au'), pairs.get('rft.date')],
    [hayes.title, 'Hayes, Sam', '2011'],
  );
  assert.match(
    (await get('/evidence?q=tin')).text,
    /class="Z3988" title="ctx_ver=Z39.88-2004&amp;[^"]*rft.btitle=Tin/,
  );
});

test('a reference manager takes from a list all authors of a record and where it is to be read', async () => {
  const librarian = await site.as('lib.page');
  const entry: Entry = {
    ...{ type: 'article', title: 'Quinces', volume: '9', pages: '12-14', doi: '10.1234/quince' },
    creators: Array.from({ length: 6 }, (_, at) => ({ role: 'author', family: `Quince${at}` }) as const),
  };
  await librarian.transaction(tx => addRecords(tx, [entry], 'librarian'));
  const [, coins = ''] = /class="Z3988" title="([^"]*)"/.exec((await get('/evidence?q=quinces')).text) ?? [];
  const pairs = new URLSearchParams(coins.replaceAll('&amp;', '&'));
  assert.equal(pairs.getAll('rft.au').length, 6);
  assert.deepEqual(
    [pairs.get('rft.volume'), pairs.get('rft.pages'), pairs.get('rft_id')],
    ['9', '12-14', 'info:doi/10.1234/quince'],
  );
});

test('the API answers in the shapes that its document names, from any site, page after page', async () => {
  const document = JSON.parse((await get(evidencePaths.apiDocument())).text);
  assert.equal(document.openapi, '3.1.1');
  const schemas = document.components.schemas;
  const shape = (name: string) => z.fromJSONSchema(inline(schemas[name], schemas) as never);
  const record = await get(evidencePaths.apiRecord(first));
  assert.equal(record.headers['access-control-allow-origin'], '*');
  shape('Record').parse(JSON.parse(record.text));
  assert.deepEqual(JSON.parse(record.text).entry, hayes);
  const seen = new Set<number>();
  for (let next: string | null = `${evidencePaths.apiSearch()}?q=tin&size=100`; next !== null; ) {
    const { text } = await get(next);
    const answer = JSON.parse(text);
    shape('Found').parse(answer);
    assert.equal(answer.total, many);
    assert.deepEqual(answer.counts.year, [{ value: '2000', count: many }]);
    for (const one of answer.records) seen.add(one.number);
    next = answer.next;
  }
  assert.equal(seen.size, many);
  // What comes in while somebody pages neither repeats a record nor leaves one out.
  for (const order of ['newest', 'title', 'earliest', 'relevance']) {
    const numbers: number[] = [];
    for (
      let next: string | null = `${evidencePaths.apiSearch()}?q=tin&order=${order}&size=100`;
      next !== null;
    ) {
      const answer = JSON.parse((await get(next)).text);
      numbers.push(...answer.records.map((one: { number: number }) => one.number));
      if (order === 'newest' && numbers.length === 100)
        await (await site.as('lib.page')).transaction(tx =>
          addRecords(tx, [{ type: 'report', title: 'A tin that came meanwhile', year: 1800 }], 'librarian'),
        );
      next = answer.next;
    }
    assert.equal(new Set(numbers).size, numbers.length, order);
    assert.equal(numbers.length, order === 'newest' ? many : many + 1, order);
  }
  const madeUp = (...place: unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64url');
  const { next } = JSON.parse((await get('/api/evidence?q=tin&order=newest')).text);
  for (const [path, status] of [
    ['/api/evidence/999999', 404],
    ['/api/evidence?cursor=!', 400],
    [`/api/evidence?order=title&cursor=${madeUp('title', 'a\0', 1)}`, 400],
    [`/api/evidence?order=title&cursor=${madeUp('title', 'a', 2 ** 40)}`, 400],
    [next.replace('order=newest', 'order=title'), 400],
  ] as const) {
    const refused = await get(path);
    assert.deepEqual(
      [refused.status, refused.headers['content-type']],
      [status, 'application/problem+json; charset=utf-8'],
    );
    assert.equal((shape('Problem').parse(JSON.parse(refused.text)) as { status: number }).status, status);
  }
  assert.throws(() => shape('Record').parse({ ...JSON.parse(record.text), entry: { title: 'No type' } }));
  const told = (await get(evidencePaths.api())).text;
  for (const part of [
    'GET /api/evidence/{number}',
    '<code>earliest</code>',
    `href="${evidencePaths.oai()}?verb=Identify"><code>http://localhost/oai</code>`,
  ])
    assert.ok(told.includes(part), part);
  const example = /<a class="govuk-link" href="(\/api\/evidence\?[^"]*)">/
    .exec(told)?.[1]
    ?.replaceAll('&amp;', '&');
  assert.equal((await get(example ?? '')).status, 200);
  assert.ok((await get('/evidence?q=tin')).text.includes(`href="${evidencePaths.api()}"`));
});

test('the API goes on behind a title that is as long as any', async () => {
  const long = Array.from({ length: 21 }, (_, at): Entry => {
    const title = `Longwinded ${at} ${'and so on '.repeat(390)}`;
    return { type: 'report', title };
  });
  await (await site.as('lib.page')).transaction(tx => addRecords(tx, long, 'librarian'));
  const { next } = JSON.parse((await get('/api/evidence?q=longwinded&order=title')).text);
  assert.equal(JSON.parse((await get(next)).text).records.length, 1);
});

test('what programs can ask is told in Welsh, too, and the document stays in the language of its names', async () => {
  const welsh = site.nobody();
  await welsh.post('/language', { to: 'cy', back: evidencePaths.api() }, '/evidence');
  const page = (await welsh.get(evidencePaths.api())).text();
  assert.match(page, /GET \/api\/evidence Yn dod o hyd i gofnodion.*Faint o gofnodion ar y tro/s);
  assert.doesNotMatch(page, /Finds records|Only records/);
  assert.match((await welsh.get(evidencePaths.apiDocument())).html, /"summary":"Finds records/);
});

/** A schema with those that it refers to in their places. */
function inline(schema: unknown, all: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map(one => inline(one, all));
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('$ref' in schema) return inline(all[String(schema.$ref).split('/').at(-1) ?? ''], all);
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) =>
      key.startsWith('$') ? [] : [[key, inline(value, all)]],
    ),
  );
}

test('whoever asks the API too often is asked to wait, as a program understands it', async () => {
  const asks = [];
  for (let n = 0; n < 125; n += 1)
    asks.push(await site.app.inject({ url: evidencePaths.apiDocument(), remoteAddress: '192.0.2.1' }));
  const last = asks.filter(({ statusCode }) => statusCode === 429);
  assert.equal(last.length, 5);
  assert.equal(last[0]?.headers['content-type'], 'application/problem+json; charset=utf-8');
});

test('the licence of a summary is said of the summary, and of no work that somebody else published', async () => {
  const librarian = await site.as('lib.page');
  const [named = 0, told = 0] = await librarian.transaction(tx =>
    addRecords(
      tx,
      [
        { ...hayes, licence: 'CC0-1.0', date: 'Spring 2011' },
        { ...hayes, licence: 'Ask us' },
      ],
      'librarian',
    ),
  );
  const saidOf = async (number: number) => {
    const { text } = await get(evidencePaths.record(number));
    return JSON.parse(/<script type="application\/ld\+json"[^>]*>([^<]*)</.exec(text)?.[1] ?? '');
  };
  const said = await saidOf(named);
  assert.equal(said.license, undefined);
  assert.equal(said.datePublished, '2011', 'of a season programs read the year');
  assert.equal(said.sdLicense, 'https://creativecommons.org/publicdomain/zero/1.0/');
  assert.equal((await saidOf(told)).sdLicense.name, 'Ask us');
  assert.match(
    (await get(evidencePaths.exported(named, 'marcxml'))).text,
    /tag="540"[^>]*><subfield code="3">Summary<\/subfield><subfield code="a">CC0-1\.0</,
  );
});
