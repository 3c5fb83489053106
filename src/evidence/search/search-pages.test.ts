import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { buildPostings } from '../../platform/search/index.ts';
import { withdrawRecord } from '../desk/commands/withdraw-record.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords, changeRecord } from '../record/commands/save-record.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import { addTerm, changeTerm } from '../thesaurus/commands/save-term.ts';
import { termPaths } from '../thesaurus/paths.ts';
import { formFields } from './by-field.ts';
import { termsOf } from './field-terms.ts';

let site: TestSite;
let visitor: Visitor;
const numbers: number[] = [];
/** The library before anything came in. */
const empty: Awaited<ReturnType<Visitor['get']>>[] = [];

const written = (of: Partial<Entry> & { title: string }): Entry =>
  entrySchema.parse({ type: 'report', country: 'United Kingdom', ...of });

const few = [
  written({
    title: 'A review of service user involvement in prisons',
    creators: [{ role: 'author', family: 'Hayes', given: 'S.' }],
    summary: 'What people in prison <say> about councils, forums and elections.',
    ...{
      language: 'cy',
      place: 'London',
      publisher: 'Clinks',
      year: 2011,
      shelfNumber: '141258',
      isbn: ['978-1-909123-00-0'],
    },
    keywords: ['Prison councils', 'Probation'],
  }),
  written({
    title: 'Councils that decide',
    creators: Array.from({ length: 6 }, (_, at) => ({ role: 'author', family: `Example${at}` }) as const),
    ...{ year: 2016, publisher: 'Larkmoor Press', keywords: ['Prison councils'], type: 'lived experience' },
  }),
  written({
    ...{ title: 'Weather at sea', country: 'Ireland', year: 2012, doi: '10.1234/sea.9', date: 'Spring 2012' },
    ...{ edition: '2nd ed.', volume: 'Vol. 12', issue: '3/4', pages: 'S476-481', extent: '56p.' },
    ...{ genre: 'Annual bulletin', notes: ['Printed twice.\nThe cover is blue.', 'Lent by a sailor.'] },
    ...{ accessed: '2013-06-30', licence: 'CC BY 4.0', archivedUrl: 'https://archive.example/sea' },
  }),
];

before(async () => {
  site = await aSite();
  visitor = site.nobody();
  empty.push(await visitor.get(evidencePaths.search()), await visitor.get(evidencePaths.sitemap(1)));
  const librarian = await site.as('lib.page');
  const many = Array.from({ length: 45 }, (_, at) =>
    written({ title: `Bulletin ${at + 1}`, year: 1990 + (at % 15), type: 'article' }),
  );
  numbers.push(...(await librarian.transaction(tx => addRecords(tx, [...few, ...many], 'librarian'))));
});
after(() => site.close());

const found = async (query: string) => {
  const page = await visitor.get(`${evidencePaths.search()}?${query}`);
  assert.equal(page.status, 200, query);
  const titles = [...page.html.matchAll(/<h3><a id="t\d+" href="\/evidence\/(\d+)"[^>]*>/g)];
  return titles.map(([, number]) => numbers.indexOf(Number(number)));
};
const q = (typed: string) => `q=${encodeURIComponent(typed)}`;

test('words typed above the whole library, which is newest first, are looked for best match first', async () => {
  const chosen = async (path: string) => {
    const { html } = await visitor.get(path);
    const order = /<select[^>]* name="order">.*?<option value="([^"]*)" selected>([^<]*)/s.exec(html);
    return order?.slice(1);
  };
  const whole = await chosen(evidencePaths.search());
  assert.deepEqual(whole, ['', 'Newest in the library first']);
  const sent = `${q('review of service user councils')}&order=${whole?.[0]}&size=20`;
  assert.equal((await found(sent))[0], 0);
  assert.deepEqual(await chosen(`/evidence?${sent}`), ['', 'Best match first']);
  const newest = `/evidence?${q('councils')}&order=newest`;
  assert.deepEqual(await chosen(newest), ['newest', 'Newest in the library first']);
});

test('a visitor finds records by words, by fields, by choices and by the form, whole in the address', async () => {
  const asked: [query: string, found: number[]][] = [
    [q('councils in prison'), [0, 1]],
    [q('"service user involvement"'), [0]],
    [q('councils NOT prison'), []],
    [q('councils -"service user"'), [1]],
    [q('servic* -title:decide'), [0]],
    [q('country:iwerddon'), [2]],
    [q('DOI 10.1234/sea.9'), [2]],
    [q('ISBN: 978-1-909123-00-0'), [0]],
    [q('Title: decide'), [1]],
    [q('Example (2016) Councils that decide. ISBN 978-1-909123-99-9, https://nowhere.example'), [0, 1]],
    [q('title:(councils decide)'), [1]],
    [q('publisher:clinks'), [0]],
    [q('publisher:"larkmoor press"'), [1]],
    [q('shelf:141258'), [0]],
    [q('141258'), [0]],
    [q('isbn:9781909123000 OR doi:10.1234/sea.9'), [2, 0]],
    [q('year:2011-2012'), [2, 0]],
    [q('year:2012-2011'), [2, 0]],
    [q('type:"lived experience"'), [1]],
    [q('country:ireland'), [2]],
    [`${q('councils')}&year=2016&order=relevance`, [1]],
    ['keyword=Prison+councils&order=latest', [1, 0]],
    ['keyword=Prison+councils&order=earliest', [0, 1]],
    ['q=language:welsh', [0]],
    [q('edition:2'), [2]],
    [q('argraffiad:2nd volume:12 issue:4'), [2]],
    [q('volume:3'), []],
    [q('pages:476-481'), [2]],
    [q('pages:56'), [2]],
    [q('notes:cover notes:sailor genre:bulletin'), [2]],
    [q('notes:"cover is blue"'), [2]],
    [q('accessed:"30 June 2013"'), [2]],
    [q('accessed:2013-06 date:spring'), [2]],
    [q('accessed:2013'), [2]],
    [q('accessed:"6 June 2013"'), []],
    [q('licence:"CC BY" web:archive.example'), [2]],
    [q('https://doi.org/10.1234/sea.9'), [2]],
    [q('978 1 909123 00 0'), [0]],
    [q('math:"Adroddiad" councils'), [0]],
    ['q=councils+prisons&exact=yes', [0, 1]],
    ['q=council&exact=yes', []],
    ['q=publisher:clinks&exact=yes', [0]],
  ];
  for (const [query, records] of asked)
    assert.deepEqual((await found(query)).toSorted(), records.toSorted(), query);
  assert.deepEqual(await found('keyword=Prison+councils&order=latest'), [1, 0]);
  // An author or a subject and a year: what is of that year comes first.
  const those = [10, 25, 40];
  assert.deepEqual((await found(q('bulletin 1997'))).slice(0, 3).toSorted(), those.toSorted());
  assert.equal((await found(q('councils 2016')))[0], 1);
  assert.deepEqual(await found(q('2012')), [2]);
  const none = (await visitor.get(`/evidence?${q('title:weather AND 1850')}`)).text();
  assert.match(none, /year:1850: nothing/);
  assert.doesNotMatch(none, /[^:]1850: nothing/);
  assert.deepEqual(await found('type=report&type=lived+experience&order=title'), [0, 1, 2]);
  assert.match(
    (await visitor.get('/evidence?order=title')).text(),
    /A review of service.*Bulletin 1 .*Bulletin 10 .*Bulletin 19 /s,
  );
  const sent = await visitor.get(`${evidencePaths.byField()}?title=councils&from=2015&until=&go=yes`);
  assert.equal(sent.location, '/evidence?q=title%3Acouncils+year%3A2015-');
  assert.deepEqual(await found('q=title%3Acouncils+year%3A2015-'), [1]);
});

test('a page of results shows what was chosen, exact counts, and the way to every other page', async () => {
  const page = await visitor.get('/evidence?type=article&page=2');
  const text = page.text();
  assert.match(text, /45 records found/);
  assert.match(text, /Showing 21 to 40 of 45/);
  assert.match(page.html, /value="article" checked>Article \(45\)<\/label>/);
  assert.match(page.html, /value="report">Report \(2\)<\/label>/);
  assert.match(page.html, /href="\/evidence"><span class="govuk-visually-hidden">Remove/);
  assert.match(page.html, /aria-label="Page 3"/);
  assert.ok(page.html.length < 30_000, `${page.html.length}`);
  assert.equal(
    (await visitor.get('/evidence?type=article&page=99')).location,
    '/evidence?type=article&page=3',
  );
  assert.match(page.headers['server-timing'] as string, /"[1-4] round trips/);
  assert.match((await visitor.get('/evidence?all=year')).html, /value="1990"/);
  // On a phone what narrows the results stands below them all.
  assert.match(page.html, /href="#narrow".*id="narrow"/s);
});

test('what is ticked stays ticked from page to page, is cited and taken along together, and can be cleared', async () => {
  const article = numbers[3] ?? 0;
  const first = await visitor.get('/evidence?type=article&order=earliest');
  const [next] = /(?<=name="go" value=")2-\w+(?=" aria-label)/.exec(first.html) ?? [];
  assert.match(first.html, /Tick records to cite or download them together/);
  const sent = `type=article&order=earliest&size=20&number=${numbers[0]}&number=${article}`;
  const turned = await visitor.get(`/evidence?${sent}&go=${next}`);
  const kept = `picked=${numbers[0]},${article}`;
  assert.equal(turned.location, `/evidence?type=article&order=earliest&page=2&${kept}`);
  // Another search under way when the page is turned begins at its first page.
  assert.equal(
    (await visitor.get(`/evidence?q=sea&${sent}&go=${next}`)).location,
    `/evidence?q=sea&type=article&order=earliest&${kept}`,
  );
  const second = await visitor.get(turned.location ?? '');
  assert.match(second.text(), /2 records picked/);
  assert.match(second.html, new RegExp(`name="picked" value="${numbers[0]},${article}"`));
  assert.match(second.html, /href="\/evidence\?type=article&amp;order=earliest&amp;page=2">Clear/);
  const all = await visitor.get(`/evidence?order=earliest&size=100&${kept}`);
  assert.equal([...all.html.matchAll(/ name="number" value="\d+" checked/g)].length, 2);
  assert.ok(!all.html.includes('name="picked"'));

  const together = await visitor.get(`/evidence/picked?${kept}&style=apa`);
  assert.match(together.text(), /Hayes, S\. \(2011\).*Clinks/);
  assert.match(together.text(), /Bulletin 1\b/);
  assert.match((await visitor.get(`/evidence/picked?${kept}&as=text`)).html, /^‘Bulletin 1’ .*\nHayes/);
  const file = await visitor.get(`/evidence/export?${kept}&format=ris`);
  assert.equal([...file.html.matchAll(/^TY {2}-/gm)].length, 2);
  assert.match(
    (await visitor.get('/evidence/picked?picked=x,-1,99999999999')).text(),
    /not picked any record/,
  );
});

test('what somebody wrote is shown as text, and an address that makes no sense still answers', async () => {
  const page = await visitor.get(`/evidence?${q('<b>alert</b> councils say')}`);
  assert.equal(page.status, 200);
  assert.ok(!page.html.includes('<b>alert'));
  assert.match(page.html, /&lt;<mark>say<\/mark>&gt;/);
  for (const query of [
    'q=%00',
    'page=-1&size=7&order=none',
    'q=((("',
    'q=a&q=b',
    'year=&year=%ff',
    'like=x',
    'q=NOT',
  ])
    assert.equal((await visitor.get(`/evidence?${query}`)).status, 200, query);
});

test('paper says what was searched for, and the whole address of a record', async () => {
  const { html } = await visitor.get('/evidence?q=councils&country=Ireland&country=United+Kingdom');
  assert.ok(
    html.includes(
      '<p class="govuk-body ow-on-paper ow-words" dir="auto">councils · Country: Ireland · Country: United',
    ),
  );
  assert.doesNotMatch((await visitor.get('/evidence')).html, /ow-on-paper/);
  const [number = 0] = numbers;
  const record = await visitor.get(evidencePaths.record(number));
  assert.match(record.html, new RegExp(`href="/evidence/${number}">http://localhost/evidence/${number}</a>`));
});

test('whoever finds nothing learns what each word alone would find', async () => {
  const page = await visitor.get(`/evidence?${q('title:weather AND councils')}&country=France`);
  assert.match(page.text(), /Nothing found.*councils: 2 records.*without the choices/);
  assert.match(page.html, /href="\/evidence\?q=councils"/);
  assert.match(page.text(), /title:weather: 1 record councils: 2 records/);
  const strict = await visitor.get(
    `/evidence?${q('"user involvement" AND servic* AND boats year:1850 country:iwerddon -title:x')}`,
  );
  const told =
    /"user involvement": 1 record year:1850: nothing country:iwerddon: 1 record servic\*: 1 record boats: nothing/;
  assert.match(strict.text(), told);
  assert.doesNotMatch(strict.text(), /involvement: 1 record|title:x: /);
  for (const typed of ['the', '"', '*'])
    assert.match((await visitor.get(`/evidence?${q(typed)}`)).text(), /There is no word here/, typed);
});

test('only a library without records is called empty, and what was typed is never shown as its stem', async () => {
  const [page, sitemap] = empty;
  assert.match(page?.text() ?? '', /The library is empty Librarians bring records in/);
  assert.doesNotMatch(page?.text() ?? '', /Narrow and order|Check the spelling/);
  assert.equal(sitemap?.status, 200);
  assert.match(sitemap?.html ?? '', /<urlset [^>]*>\s*<\/urlset>/);
  const narrowed = await visitor.get('/evidence?year=1850');
  assert.match(narrowed.text(), /Nothing found .*Look for the same without the choices you made/);
  assert.match((await visitor.get('/evidence?keyword=Prison+councils')).text(), /2 records found/);
  assert.match((await visitor.get(`/evidence?${q('title:')}`)).text(), /title: nothing/);
});

test('every field of a record can be asked for in the form', async () => {
  const page = await visitor.get(evidencePaths.byField());
  const names = [...page.html.matchAll(/<(?:input class="govuk-input|select)[^>]* name="([a-z]+)"/g)];
  assert.deepEqual(
    names.map(([, name]) => name),
    formFields,
  );
  const all = new URLSearchParams({
    ...{
      title: 'sea',
      genre: 'annual',
      notes: 'sailor',
      edition: '2',
      volume: '12',
      issue: '3',
      pages: '56p',
    },
    ...{ date: 'Spring 2012', accessed: 'June 2013', licence: 'CC', from: '2012', until: '2012', go: 'yes' },
  });
  const sent = await visitor.get(`${evidencePaths.byField()}?${all}`);
  assert.deepEqual(await found(String(sent.location).split('?')[1] ?? ''), [2]);
  const wrong = await visitor.get(`${evidencePaths.byField()}?accessed=last+summer&notes=sailor&go=yes`);
  assert.equal(wrong.status, 400);
  assert.match(wrong.text(), /Enter a day like 30 June 2011/);
  assert.match(wrong.html, /value="last summer"/);
  const graded = await visitor.get(`${evidencePaths.byField()}?grade=Maryland+scale+3&go=yes`);
  assert.equal(graded.location, '/evidence?q=grade%3A%22Maryland+scale+3%22');
  assert.deepEqual(await found('q=grade%3A%22Maryland+scale+3%22'), []);
});

test('the help and the form of all fields can be read in both languages', async () => {
  for (const path of [evidencePaths.searchHelp(), evidencePaths.byField()]) {
    assert.equal((await visitor.get(path)).status, 200);
  }
  const wrong = await visitor.get(`${evidencePaths.byField()}?title=councils&from=soon&go=yes`);
  assert.equal(wrong.status, 400);
  assert.match(wrong.text(), /four digits/);
  assert.match(wrong.html, /value="councils"/);
  await visitor.post('/language', { to: 'cy', back: '/evidence/help' }, '/evidence');
  assert.match((await visitor.get(evidencePaths.searchHelp())).text(), /Sut i chwilio.*teitl:/);
});

test('what was asked for is marked, and what may have been meant is offered once lists are made', async () => {
  const reader = site.nobody();
  assert.match(
    (await reader.get(`/evidence?${q('forums')}`)).html,
    /councils, <mark>forums<\/mark> and elections/,
  );
  await asWorker(site.database.pools, 'test', tx => buildPostings(tx, 'evidence'));
  const page = await reader.get(`/evidence?${q('electionz')}`);
  assert.match(page.text(), /Did you mean elections\?/);
  const among = await reader.get(`/evidence?${q('councils electionz')}`);
  assert.match(among.text(), /2 records found.*Did you mean councils elections\?/);
  assert.doesNotMatch((await reader.get(`/evidence?${q('councils sez')}`)).text(), /Did you mean/);
  assert.match(
    (await reader.get(`/evidence?${q('councils not forums')}`)).text(),
    /Did you mean councils NOT forums\?/,
  );
  for (const typed of ['councils NOT forums', 'nothing about us is not decided here without', 'not forums'])
    assert.doesNotMatch((await reader.get(`/evidence?${q(typed)}`)).text(), /Did you mean.*NOT/, typed);
  const coded = await reader.get(`/evidence?${q('title:electionz type:electionz')}`);
  assert.match(coded.text(), /Did you mean title:elections type:electionz\?/);
  const suggested = await reader.get(`${evidencePaths.suggestions()}?${q('prison c')}`);
  assert.ok((JSON.parse(suggested.html) as string[]).includes('Prison councils'), suggested.html);
});

test('a record leads to others that are about the same, and one that is not there leads nowhere', async () => {
  const page = await site.nobody().get(evidencePaths.like(numbers[0] ?? 0));
  assert.match(page.html, /<h2><a id="t\d+" href="\/evidence\/\d+">Councils that decide/);
  assert.doesNotMatch(page.html, /Weather at sea/);
  assert.equal((await site.nobody().get(evidencePaths.like(999_999))).status, 404);
});

const masked = (html: string) =>
  html.replaceAll(/nonce="[^"]*"|name="_(csrf|once)" value="[^"]*"/g, 'its own');
const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1];

test('a field is found in any script, as its record has it and by its plain letters', async () => {
  const names = [
    ...[
      'Sørensen & Łódź',
      'Straße',
      'Œuvre Éclair',
      'Dŵr Cymru',
      'Þórður',
      'ﬁnance ½ № 3',
      'Cafe\u0301',
      'Ærø',
    ],
    ...['Ёлка Йод', 'Αθήνα', '한국 출판', 'がぎ 出版', 'हिन्दी', 'دار الكتاب', 'O’Brien', 'x_y'],
  ];
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql<{ terms: string }>`select t.terms from unnest(${names}::text[]) with ordinality n (name, place)
      cross join lateral evidence.terms_of(jsonb_build_object('publisher', n.name)) t order by n.place`.execute(
      db,
    ),
  );
  for (const [at, name] of names.entries())
    assert.deepEqual(new Set(termsOf('publisher', name)), new Set(rows[at]?.terms.split(' ')), name);
  assert.deepEqual(termsOf('publisher', 'Sorensen'), termsOf('publisher', 'SØRENSEN'));
});

test('what a term is called no more is looked for no more, also when it was the last name of all', async () => {
  const librarian = await site.as('lib.page');
  const reader = site.nobody();
  const herons = { label: 'Herons', labelCy: '', scopeNote: '', broader: [], related: [] };
  const id = await librarian.transaction(tx => addTerm(tx, { ...herons, usedFor: ['Weather'] }));
  const others = /Other names of this were looked for too/;
  const [number = 0] = await librarian.transaction(tx =>
    addRecords(tx, [written({ title: 'Herons' })], 'librarian'),
  );
  assert.match((await reader.get('/evidence?q=weather')).text(), others);
  const version = Number(hiddenValue((await librarian.get(termPaths.change(id))).html, 'version'));
  await librarian.transaction(tx => changeTerm(tx, { id, version }, { ...herons, usedFor: [] }));
  assert.doesNotMatch((await reader.get('/evidence?q=weather')).text(), others);
  await librarian.transaction(tx => withdrawRecord(tx, { number, version: 1, because: 'Not needed' }));
});

test('what is alike is about the same, however much else its record says that no other has', async () => {
  const librarian = await site.as('lib.page');
  const shelved = { place: 'Larkmoor', year: 2009, accessed: '2009-05-06', licence: 'CC BY 4.0' };
  const note = Array.from({ length: 60 }, (_, at) => `sheet${at}`).join(' ');
  const records = [
    written({ title: 'Kingfishers nesting along canals', ...shelved, notes: [note] }),
    written({ title: 'Kingfishers that nest beside a canal', type: 'article', year: 1999 }),
    written({ title: 'Ledgers', ...shelved }),
  ];
  const made = await librarian.transaction(tx => addRecords(tx, records, 'librarian'));
  for (const _ of ['before', 'after']) {
    const page = await site.nobody().get(evidencePaths.like(made[0] ?? 0));
    const titles = [...page.html.matchAll(/<h2><a id="t\d+"[^>]*>([^<]*)</g)].map(([, title]) => title);
    assert.deepEqual(titles, ['Kingfishers that nest beside a canal']);
    await asWorker(site.database.pools, 'test', tx => buildPostings(tx, 'evidence'));
  }
  for (const number of made)
    await librarian.transaction(tx => withdrawRecord(tx, { number, version: 1, because: 'Not needed' }));
});

test('a page that was printed for one visitor is shown to another with what is theirs, and to nobody once it reads otherwise', async () => {
  const [number = 0] = numbers.slice(-1);
  const paths = [`/evidence?${q('bulletin 45')}&type=article`, evidencePaths.record(number)];
  const [one, other] = [site.nobody(), site.nobody()];
  for (const path of paths) {
    const [first, second] = [await one.get(path), await other.get(path)];
    assert.equal(masked(first.html), masked(second.html));
    assert.notEqual(tokenIn(first.html), tokenIn(second.html));
    assert.ok(tokenIn(second.html));
  }
  const welsh = site.nobody();
  await welsh.post('/language', { to: 'cy', back: '/evidence' }, '/evidence');
  for (const path of paths) assert.match((await welsh.get(path)).html, /<html lang="cy"/);
  const librarian = await site.as('lib.page');
  const entry = written({ title: 'Bulletin 45, mended', year: 1994, type: 'article' });
  await librarian.transaction(tx => changeRecord(tx, { number, version: 1, entry, note: 'Mended' }));
  for (const path of paths) assert.match((await other.get(path)).text(), /mended/);
  await librarian.transaction(tx => withdrawRecord(tx, { number, version: 2, because: 'Not ours' }));
  assert.doesNotMatch((await other.get(paths[0] ?? '')).text(), /mended/);
  assert.equal((await other.get(evidencePaths.record(number))).status, 410);
});

/** Asks twice within a second, and sees that the second time nothing was read. */
async function isAskedOnce(path: string): Promise<void> {
  const askedFor = async () => {
    const first = await visitor.get(path);
    const again = await visitor.get(path);
    assert.deepEqual([again.status, again.headers['content-type']], [200, first.headers['content-type']]);
    return String(again.headers['server-timing']);
  };
  let asked = await askedFor();
  // On a busy machine a second may have gone by.
  for (let times = 0; times < 20 && !asked.includes('"0 round trips"'); times += 1) asked = await askedFor();
  assert.match(asked, /"0 round trips"/);
}

test('what is suggested for the same letters within a second is read once, and other letters get their own', async () => {
  const path = (typed: string) => `${evidencePaths.suggestions()}?q=${typed}`;
  await isAskedOnce(path('pri'));
  const [one, other] = [await visitor.get(path('pri')), await visitor.get(path('zzzz'))];
  assert.ok(JSON.parse(one.text()).length > 0);
  assert.deepEqual(JSON.parse(other.text()), []);
  const texts: string[] = JSON.parse(one.text());
  assert.equal(new Set(texts.map(text => text.toLowerCase())).size, texts.length);
  // As OpenSearch has it, for a browser’s own search box.
  assert.deepEqual(JSON.parse((await visitor.get(`${path('pri')}&for=browser`)).text()), ['pri', texts]);
});

test('a page that was shown within the last second is shown again without a question, but what somebody signed in reads is as it stands', async () => {
  const path = evidencePaths.record(numbers[1] ?? 0);
  const librarian = await site.as('lib.page');
  await isAskedOnce(path);
  // As another program does: this one knows nothing of it.
  await site.database.pools.worker.query(
    `update evidence.record set entry = jsonb_set(entry, '{publisher}', '"Fernhill Press"') where number = $1`,
    [numbers[1]],
  );
  assert.match((await librarian.get(path)).text(), /Fernhill Press/);
  const until = Date.now() + 20_000;
  let text = '';
  while (!text.includes('Fernhill Press') && Date.now() < until) text = (await visitor.get(path)).text();
  assert.match(text, /Fernhill Press/);
});
