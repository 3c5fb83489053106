import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { bringPaths } from '../bring/paths.ts';
import { duplicatePaths } from '../duplicates/paths.ts';
import { harvestPaths } from '../harvest/paths.ts';
import { linkPaths } from '../links/paths.ts';
import { offerPaths } from '../offers/paths.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { detailFields } from '../record/show-record.ts';
import { termPaths } from '../thesaurus/paths.ts';
import { worklistPaths } from '../worklist/paths.ts';
import { entryFields } from './entry-form.ts';
import { doiIn, isIsbn, isIssn } from './identifiers.ts';

let site: TestSite;
let one: Visitor;
let other: Visitor;
before(async () => {
  site = await aSite();
  [one, other] = [await site.as('lib.page'), await site.as('lib.shelf')];
});
after(() => site.close());

test('the form of a record has a box for every field that a record shows', () => {
  const shown = ['type', 'title', 'creators', 'summary', 'keywords', ...detailFields];
  assert.deepEqual(entryFields.toSorted(), shown.toSorted());
});

test('an identifier is known by the sign that fits the others', () => {
  const isbn: [string, boolean][] = [
    ['978-0-306-40615-7', true],
    ['0-306-40615-2', true],
    ['0-8044-2957-X', true],
    ['978-0-306-40615-8', false],
    ['0-306-40615-3', false],
    ['977-0-306-40615-7', false],
    ['123', false],
  ];
  for (const [text, is] of isbn) assert.equal(isIsbn(text), is, text);
  for (const [text, is] of [
    ['0378-5955', true],
    ['2434-561X', true],
    ['0378-5954', false],
  ] as const)
    assert.equal(isIssn(text), is, text);
  assert.equal(doiIn('https://doi.org/10.1234/Abc.1'), '10.1234/Abc.1');
  assert.equal(doiIn('10.12/abc'), undefined);
});

const entry = {
  ...{ type: 'report', title: 'A review of councils', creators: 'Hayes, S.\n"Health, Care and Us" [editor]' },
  ...{ keywords: 'Prison councils\nProbation', place: 'London', publisher: 'Clinks', year: '2011' },
  ...{ isbn: '978-0-306-40615-7', accessed: '2012-01-30', url: 'https://example.org/review.pdf' },
  ...{ summary: 'What was said.', extent: '56p.', source: 'Internet Resource', notes: 'One\n\nTwo' },
};

test('a librarian lands on the desk, adds a record, and everybody reads and finds it', async () => {
  assert.equal((await one.get('/')).location, evidencePaths.desk());
  const wrong = await one.post(evidencePaths.add(), {
    ...entry,
    isbn: '978-0-306-40615-8',
    doi: 'doi',
    title: '',
  });
  assert.equal(wrong.status, 400);
  assert.match(wrong.text(), /Enter a title.*the last one must fit.*A DOI begins with/);
  assert.match(wrong.html, /<textarea[^>]*id="creators"[^>]*>\nHayes, S\.\n&quot;Health/);
  const sent = await one.post(evidencePaths.add(), entry);
  assert.equal(sent.status, 303);
  const page = await site.nobody().get(sent.location ?? '');
  assert.match(page.text(), /Hayes, S\. Health, Care and Us \(Editor\)/);
  assert.match(
    page.text(),
    /Details: London: Clinks, 2011\. 56p\. Source: Internet Resource: Accessed January 30, 2012 at: https/,
  );
  assert.match(page.html, /href="\/evidence\?keyword=Prison\+councils"/);
  assert.match(page.headers['server-timing'] as string, /"1 round trips/);
  const author = /href="(\/evidence\?q=author[^"]*)"/.exec(page.html)?.[1] ?? '';
  assert.match((await site.nobody().get(author)).text(), /1 record found/);
});

test('a date is read as people write it, and gives the year that nobody typed', async () => {
  const { year: _, ...undated } = entry;
  const typed = { ...undated, title: 'Dated', date: '6 Ebrill 2011', accessed: '30 January 2012' };
  const sent = await one.post(evidencePaths.add(), typed);
  const page = (await site.nobody().get(sent.location ?? '')).text();
  assert.match(page, /Date 6 April 2011/);
  // The date says it already; the search knows it apart.
  assert.doesNotMatch(page, /Year 2011 /);
  assert.match((await site.nobody().get('/evidence?q=dated&year=2011')).text(), /Dated/);
  assert.match(page, /Read on 30 January 2012/);
  const wrong = await one.post(evidencePaths.add(), { ...typed, accessed: '31 February 2012' });
  assert.match(wrong.text(), /Enter the day, like 30 January 2012/);
  assert.match(wrong.html, /value="31 February 2012"/);
});

test('what came from a file with a fault in it holds up no other correction', async () => {
  const [number = 0] = await one.transaction(tx =>
    addRecords(
      tx,
      [
        {
          ...{ type: 'book', title: 'On paper baots', isbn: ['978-0-306-40615-8', '0-306-40615-2'] },
          ...{ url: 'www.example.org/boats', accessed: 'last spring' },
          ...{ keywords: ['Boats; of paper'], notes: ['One\n\nand the same'] },
        },
      ],
      'import',
    ),
  );
  const change = evidencePaths.change(number);
  const as = { type: 'book', isbn: '978-0-306-40615-8\r\n0-306-40615-2', url: 'www.example.org/boats' };
  const lists = { keywords: 'Boats; of paper', notes: 'One\r\n\r\nand the same' };
  const kept = { ...as, ...lists, accessed: 'last spring', title: 'On paper boats', version: '1' };
  assert.equal((await one.post(change, kept)).status, 303);
  const page = (await site.nobody().get(evidencePaths.record(number))).text();
  assert.match(page, /On paper boats.*978-0-306-40615-8.*www\.example\.org\/boats.*last spring/s);
  const versions = await site.nobody().get(evidencePaths.versions(number));
  const changed = [...versions.html.matchAll(/<th scope="row">([^<]*)<\/th>/g)].map(([, field]) => field);
  assert.deepEqual(changed, ['Title'], 'what nobody touched is as it was');
  const worse = await one.post(change, { ...kept, version: '2', isbn: '978-0-306-40615-9' });
  assert.match(worse.text(), /last one must fit/);
});

test('a version that nobody was shown is none, however it is written', async () => {
  const sent = await one.post(evidencePaths.add(), { ...entry, title: 'Versions' });
  const number = Number(sent.location?.split('/').at(-1));
  for (const version of ['1e400', '1.5', '99999999999', 'one']) {
    const late = { because: 'It is', version };
    assert.equal((await one.post(evidencePaths.withdraw(number), late)).status, 409, version);
    const change = await one.post(evidencePaths.change(number), { ...entry, version });
    assert.equal(change.status, 409, version);
  }
});

test('of two librarians the second is told what differs, keeps what was typed, and can save it over', async () => {
  const sent = await one.post(evidencePaths.add(), { ...entry, title: 'First title' });
  const number = Number(sent.location?.split('/').at(-1));
  const change = evidencePaths.change(number);
  const theirs = await one.fill(change, { ...entry, title: 'Second title', note: 'As on its cover' });
  assert.equal(theirs.location, evidencePaths.record(number));
  const late = await other.post(change, { ...entry, title: 'Third title', version: '1', note: 'Mine' });
  assert.equal(late.status, 409);
  assert.match(late.html, /<del>Second<\/del> title/);
  assert.match(late.html, /<ins>Third<\/ins> title/);
  assert.match(late.html, /name="version" value="2"/);
  assert.match(late.html, /id="title" name="title" value="Third title"/);
  assert.equal((await other.post(change, { ...entry, title: 'Third title', version: '2' })).status, 303);
  const versions = await site.nobody().get(`${evidencePaths.versions(number)}?one=1&other=3`);
  assert.match(versions.html, /<del>First<\/del> title/);
  assert.match(versions.text(), /As on its cover/);
  assert.doesNotMatch(versions.text(), /Perry Page/);
  assert.match((await other.get(evidencePaths.versions(number))).text(), /Perry Page/);
  assert.match((await other.get(evidencePaths.desk())).text(), /Third title.*Changed.*Shelley Stack/);
});

test('a record that is withdrawn says why at its address, is not found, and can be brought back', async () => {
  const sent = await one.post(evidencePaths.add(), { ...entry, title: 'Quokka' });
  const number = Number(sent.location?.split('/').at(-1));
  const alone = await site.nobody().get(evidencePaths.versions(number));
  assert.match(alone.text(), /Quokka Versions of record/);
  assert.doesNotMatch(alone.html, /type="radio"/);
  await one.fill(evidencePaths.change(number), { ...entry, title: 'Quokkas', note: 'More' });
  const withdraw = evidencePaths.withdraw(number);
  assert.equal((await one.fill(withdraw, { because: ' ' })).status, 400);
  assert.equal((await one.fill(withdraw, { because: 'It is <b>not</b> public' })).status, 303);
  const gone = await site.nobody().get(evidencePaths.record(number));
  assert.equal(gone.status, 410);
  assert.match(gone.html, /It is &lt;b&gt;not/);
  assert.match((await site.nobody().get('/evidence?q=quokka')).text(), /Nothing found/);
  const shut = await site.nobody().get(`${evidencePaths.versions(number)}?one=1&other=2`);
  assert.match(shut.text(), /What it said is no longer shown/);
  assert.doesNotMatch(shut.html, /Quokka|type="radio"/);
  assert.match((await one.get(`${evidencePaths.versions(number)}?one=1&other=2`)).html, /<del>Quokka</);
  assert.equal(
    (await one.post(evidencePaths.change(number), { ...entry, version: '3' }, withdraw)).status,
    409,
  );
  assert.equal(
    (await one.fill(evidencePaths.takeBack(number), { because: 'It is', version: '3' }, withdraw)).status,
    303,
  );
  assert.equal((await site.nobody().get(evidencePaths.record(number))).status, 200);
});

test('what went into a record that is withdrawn is withdrawn with it, at each of its addresses', async () => {
  const [stays = 0, went = 0] = await one.transaction(tx =>
    addRecords(
      tx,
      ['Numbats', 'Numbat'].map(title => ({ type: 'report', title }) as const),
      'librarian',
    ),
  );
  const merged = { kept: String(stays), 'version.one': '1', 'version.other': '1' };
  const pair = duplicatePaths.pair(stays, went);
  assert.equal((await one.post(pair, merged, pair)).location, duplicatePaths.all());
  await one.fill(evidencePaths.withdraw(stays), { because: 'It names somebody' });
  const nobody = site.nobody();
  const gone = await nobody.get(evidencePaths.record(went));
  assert.deepEqual([gone.status, /It names somebody/.test(gone.text())], [410, true]);
  const versions = await nobody.get(evidencePaths.versions(went));
  assert.match(versions.text(), /What it said is no longer shown/);
  assert.doesNotMatch(versions.html, /Numbat/);
  assert.equal((await nobody.get(evidencePaths.apiRecord(went))).status, 410);
  assert.equal((await one.get(evidencePaths.withdraw(went))).status, 409, 'it comes back with the other');
  assert.match((await one.get(evidencePaths.versions(went))).html, /Numbat/);
});

test('nobody but a librarian comes to the desk', async () => {
  for (const who of ['ash.example', 'grade.one', 'custody.reply']) {
    const asker = await site.as(who);
    for (const path of [
      evidencePaths.desk(),
      evidencePaths.add(),
      evidencePaths.change(1),
      evidencePaths.withdraw(1),
    ])
      assert.equal((await asker.get(path)).status, 404, `${who} ${path}`);
  }
  assert.equal((await site.nobody().get(evidencePaths.desk())).status, 303);
});

test('whichever page of their own a librarian is on, the bar says that it is the desk’s and a link leads back', async () => {
  const desk = /<a class="ow-navigation__link" href="\/evidence\/desk" aria-current="page">/;
  for (const path of [
    ...[bringPaths.begin(), duplicatePaths.all(), harvestPaths.all(), worklistPaths.all(), linkPaths.all()],
    ...[offerPaths.queue(), termPaths.unmapped(), evidencePaths.add()],
  ]) {
    const page = await one.get(path);
    assert.equal(page.status, 200, path);
    assert.match(page.html, desk, path);
    assert.match(page.html, /class="govuk-back-link" href="\/evidence\/(desk|terms)"/, path);
    assert.equal(page.html.match(/ow-navigation__link"[^>]*aria-current/g)?.length, 1, path);
  }
  assert.doesNotMatch((await one.get(evidencePaths.search())).html, desk);
});
