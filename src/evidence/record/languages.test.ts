import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { duplicatePaths } from '../duplicates/paths.ts';
import { gradePaths } from '../grades/paths.ts';
import { linkPaths } from '../links/paths.ts';
import { listPaths } from '../lists/paths.ts';
import { evidencePaths } from '../paths.ts';
import { recordRecommendation } from '../recommendations/commands/record-links.ts';
import { recommendationPaths } from '../recommendations/paths.ts';
import { worklistPaths } from '../worklist/paths.ts';
import { addRecords, changeRecord } from './commands/save-record.ts';
import type { Entry } from './entry.ts';

let site: TestSite;
let librarian: Visitor;
let number = 0;
const title = 'Adroddiad am gychod papur';
const asks = 'Dylid rhoi cwch i bawb.';

before(async () => {
  site = await aSite();
  librarian = await site.as('lib.page');
  [number = 0] = await librarian.transaction(tx =>
    addRecords(
      tx,
      [
        {
          type: 'report',
          title,
          language: 'wel',
          summary: 'Crynodeb o’r cychod.',
          url: 'https://example.org/a',
        },
      ],
      'librarian',
    ),
  );
});
after(() => site.close());

const inWelsh = (text: string) => new RegExp(`<[a-z1-6]+[^>]* lang="cy"[^>]*>(: )?${text}`);

test('wherever an English page has a title, a summary or a recommendation in Welsh, it says so', async () => {
  const made = {
    asks,
    paragraph: '',
    theme: 'Cychod',
    madeOn: testDay.toString(),
    dueOn: undefined,
    addressees: ['Y Swyddfa Bapur'],
  };
  const id = await librarian.transaction(tx => recordRecommendation(tx, { ...made, record: number }));
  const list = await librarian.post(`${listPaths.add()}?picked=${number}`, { to: 'new', title: 'Boats' });
  const grader = await site.as('grade.one');
  const pages: [path: string, text: string, who?: Visitor][] = [
    ['/evidence?q=gychod', 'Adroddiad am '],
    ['/evidence?q=gychod', 'Crynodeb'],
    [evidencePaths.record(number), title],
    [evidencePaths.record(number), asks],
    [evidencePaths.cite(number), title],
    [`/evidence/picked?picked=${number}`, title],
    [`${listPaths.add()}?picked=${number}`, title],
    [list.location ?? '', title],
    [evidencePaths.desk(), title],
    [worklistPaths.lacking('year'), title],
    [`${linkPaths.all()}?state=unasked`, title],
    [gradePaths.work('maryland'), title, grader],
    [recommendationPaths.list(), asks],
    [recommendationPaths.chain(id), asks],
    [recommendationPaths.chain(id), `<a[^>]*>${title}`],
  ];
  for (const [path, text, who = librarian] of pages) {
    const { html, status } = await who.get(path);
    assert.equal(status, 200, path);
    assert.match(html, inWelsh(text), path);
  }
});

test('versions and records side by side say the language of their titles, too', async () => {
  const entry: Entry = { type: 'report', title, language: 'cy', year: 2011, doi: '10.1234/cwch' };
  const [one = 0, other = 0] = await librarian.transaction(tx => addRecords(tx, [entry, entry], 'librarian'));
  const anew = { ...entry, title: `${title} eto` };
  await librarian.transaction(tx => changeRecord(tx, { number: one, version: 1, entry: anew }));
  const { html: versions } = await librarian.get(evidencePaths.versions(one));
  assert.match(versions, inWelsh(title));
  assert.match((await librarian.get(duplicatePaths.all())).html, inWelsh(title));
  const { html } = await librarian.get(duplicatePaths.pair(one, other));
  assert.match(html, inWelsh(title));
  assert.doesNotMatch(html, inWelsh('2011'));
});

test('a feed says in which language it is, and which of its entries are in another', async () => {
  const feed = (await site.nobody().get(`${evidencePaths.feed()}?q=gychod`)).html;
  assert.match(feed, /<feed [^>]*xml:lang="en">/);
  assert.match(feed, new RegExp(`<title xml:lang="cy">${title}</title>`));
  assert.match(feed, /<summary xml:lang="cy">Crynodeb/);
});
