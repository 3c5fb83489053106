import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { entrySchema } from '../record/entry.ts';
import { addToList } from './commands/keep-items.ts';
import { makeList } from './commands/keep-list.ts';
import { listPaths } from './paths.ts';
import { readOwnList } from './queries/read-lists.ts';

let site: TestSite;
let owner: Visitor;
let other: Visitor;
let numbers: number[] = [];
const titles = ['Heather', 'Gorse', 'Broom', 'Ling', 'Moss'];

before(async () => {
  site = await aSite();
  [owner, other] = [await site.as('dr.vale'), await site.as('robin.quill')];
  const librarian = await site.as('lib.page');
  const entries = titles.map(title => entrySchema.parse({ type: 'report', title, year: 2011 }));
  numbers = await librarian.transaction(tx => addRecords(tx, entries, 'librarian'));
});
after(() => site.close());

const number = (at: number) => numbers[at] ?? 0;
const owning = (statement: ReturnType<typeof sql>) =>
  asOwner(site.database.adminUrl, db => statement.execute(db));
/** A list of the first so many records. */
const aList = (count = 3, who = owner) =>
  who.transaction(async tx => {
    const id = await makeList(tx, { title: 'Moors', note: 'For the walk.', shownName: '' });
    await addToList(tx, id, numbers.slice(0, count));
    return id;
  });
const listed = async (id: number) =>
  (await owner.transaction(tx => readOwnList(tx, id)))?.items.map(({ title }) => title).join(' ');
const press = (id: number, pressed: string) => owner.post(listPaths.list(id), { do: pressed });
const link = async (id: number) => {
  await owner.post(listPaths.share(id), { do: 'make' }, listPaths.list(id));
  const page = await owner.get(listPaths.list(id));
  assert.match(page.text(), /Copy the link/);
  const [, path = ''] = /<code class="ow-code">[^<]*(\/evidence\/shared\/[-\w]+)</.exec(page.html) ?? [];
  return path;
};

test('ticked results and a record go onto a list, new or there already, each once', async () => {
  const results = await owner.get(evidencePaths.search());
  assert.match(results.html, /formaction="\/evidence\/lists\/add"/);
  const add = `${listPaths.add()}?number=${number(0)}&number=${number(1)}&q=heather&format=ris`;
  const untitled = await owner.post(add, { to: 'new', title: ' ' });
  assert.equal(untitled.status, 422);
  const made = await owner.post(add, { to: 'new', title: 'Plants' });
  const id = Number(/\d+$/.exec(made.location ?? '')?.[0]);
  const page = await owner.get(evidencePaths.record(number(2)));
  const [, href = ''] = /href="(\/evidence\/lists\/add[^"]+)"/.exec(page.html) ?? [];
  assert.match((await owner.get(href)).text(), /Broom[\s\S]+Plants \(2 records\)/);
  for (let times = 0; times < 2; times += 1) await owner.post(href, { to: String(id), title: '' });
  assert.equal(await listed(id), 'Heather Gorse Broom');
  assert.equal((await owner.post(href, { to: 'x', title: '' })).status, 422);
  assert.match((await owner.get(listPaths.add())).text(), /You picked no record/);
  // The way back is to the same results with the same ticks.
  const search = 'q=heather&order=title&size=50';
  const asked = await owner.get(`${listPaths.add()}?${search}&number=${number(0)}&number=${number(1)}`);
  assert.match(
    asked.html,
    new RegExp(`href="/evidence\\?${search}&picked=${number(0)},${number(1)}"`.replaceAll('&', '&amp;')),
  );
  const unnamed = await owner.post(`${listPaths.add()}?${search}&number=${number(0)}`, {
    to: 'new',
    title: '',
  });
  assert.match(unnamed.html, /href="\/evidence\?q=heather&amp;order=title&amp;size=50&amp;picked=/);
  assert.match((await owner.get(listPaths.lists())).text(), /Plants 3 records/);
  assert.match((await site.nobody().get(href)).location ?? '', /^\/sign-in\?next=/);
});

test('records go up and down, are taken off and put back, and a note stays with its record', async () => {
  const id = await aList();
  await press(id, `up:${number(2)}`);
  assert.equal(await listed(id), 'Heather Broom Gorse');
  assert.equal((await press(id, `down:${number(0)}`)).location, `${listPaths.list(id)}#r${number(0)}`);
  assert.equal(await listed(id), 'Broom Heather Gorse');
  // The first goes no further up.
  await press(id, `up:${number(2)}`);
  const noting = listPaths.annotate(id, number(0));
  await owner.fill(noting, { annotation: 'Read <this> first.' });
  await press(id, `off:${number(0)}`);
  assert.equal(await listed(id), 'Broom Gorse');
  // What is taken off is stepped over.
  await press(id, `down:${number(2)}`);
  assert.equal(await listed(id), 'Gorse Broom');
  await press(id, `back:${number(0)}`);
  assert.equal((await listed(id))?.split(' ').length, 3);
  assert.match((await owner.get(listPaths.list(id))).html, /Read &lt;this&gt; first\./);
  assert.equal((await owner.fill(noting, { annotation: 'x'.repeat(5001) })).status, 422);
  assert.equal((await press(id, 'up:all')).status, 400);
});

test('a list belongs to its account: nobody else reads it, changes it or puts anything on it', async () => {
  const id = await aList();
  const paths = [
    listPaths.list(id),
    listPaths.change(id),
    listPaths.remove(id),
    listPaths.annotate(id, number(0)),
  ];
  for (const path of paths) assert.equal((await other.get(path)).status, 404, path);
  const body = { do: `off:${number(0)}`, title: 'Mine', note: '', shownName: '', annotation: 'Mine' };
  for (const path of [...paths, listPaths.share(id)])
    assert.equal((await other.post(path, body, '/check')).status, 404, path);
  const add = `${listPaths.add()}?number=${number(4)}`;
  assert.equal((await other.post(add, { to: String(id), title: '' }, add)).status, 404);
  assert.doesNotMatch((await other.get(listPaths.lists())).text(), /Moors/);
  for (const who of [other, site.nobody()]) {
    const seen = await who.transaction(async tx => [
      ...(await sql`select 1 from evidence.reading_list`.execute(tx.db)).rows,
      ...(await sql`select 1 from evidence.reading_list_item`.execute(tx.db)).rows,
    ]);
    assert.deepEqual(seen, []);
  }
  // Not even by naming themselves on a row of somebody else’s list.
  const into = (account: ReturnType<typeof sql>) =>
    other.transaction(tx =>
      sql`insert into evidence.reading_list_item (list, account_id, record, place) values (${id}, ${account}, ${number(4)}, 9)`.execute(
        tx.db,
      ),
    );
  await assert.rejects(into(sql`access.account_id()`), { code: '23503' });
  assert.equal(await listed(id), 'Heather Gorse Broom');
});

test('whoever has the link reads the list, in its order, with the notes and the name that was chosen, until it ends', async () => {
  const id = await aList();
  assert.doesNotMatch((await owner.get(listPaths.list(id))).html, /evidence\/shared/);
  await press(id, `up:${number(1)}`);
  await press(id, `off:${number(2)}`);
  await owner.fill(listPaths.annotate(id, number(0)), { annotation: 'Begin here.' });
  const first = await link(id);
  const nobody = site.nobody();
  const page = await nobody.get(first);
  assert.match(page.text(), /Moors[\s\S]+For the walk\.[\s\S]+Gorse[\s\S]+Heather[\s\S]+Begin here\./);
  assert.match(page.html, /name="robots" content="noindex"/);
  assert.doesNotMatch(page.html.slice(page.html.indexOf('<main')), /Broom|Vale|name="do"/);
  await owner.post(listPaths.change(id), { title: 'Moors', note: '', shownName: 'M. V.' });
  assert.match((await nobody.get(first)).text(), /By M\. V\./);
  const [, cited = ''] = /href="(\/evidence\/picked[^"]+)"/.exec(page.html) ?? [];
  assert.match((await nobody.get(cited)).text(), /Gorse[\s\S]+Heather/);
  const second = await link(id);
  assert.notEqual(second, first);
  assert.equal((await nobody.get(first)).status, 404);
  assert.equal((await nobody.get(second)).status, 200);
  await owner.post(listPaths.share(id), { do: 'stop' }, listPaths.list(id));
  assert.equal((await nobody.get(second)).status, 404);
  assert.equal((await nobody.get(listPaths.shared('x'.repeat(43)))).status, 404);
});

test('a list leaves as a file with its notes, for its owner and whoever has its link, and for nobody else', async () => {
  const id = await aList();
  await press(id, `up:${number(1)}`);
  await press(id, `off:${number(2)}`);
  await owner.fill(listPaths.annotate(id, number(0)), { annotation: 'Begin here.' });
  const shared = await link(id);
  const files = [
    [owner, await owner.get(listPaths.list(id)), listPaths.file(id)],
    [site.nobody(), await site.nobody().get(shared), `${shared}/file`],
  ] as const;
  for (const [who, page, path] of files) {
    assert.match(page.html, new RegExp(`href="${path}\\?format=bib" download`));
    const { html, headers } = await who.get(`${path}?format=ris`);
    assert.match(html, /TI {2}- Gorse[\s\S]+ER {2}- [\s\S]+TI {2}- Heather[\s\S]+N1 {2}- Begin here\./);
    assert.doesNotMatch(html, /Broom/);
    assert.equal(headers['content-disposition'], 'attachment; filename="ownwords-list.ris"');
    assert.match((await who.get(`${path}?format=csv`)).html, /"annotation"[\s\S]+"Begin here\."/);
  }
  assert.equal((await other.get(listPaths.file(id))).status, 404);
  assert.match((await site.nobody().get(listPaths.file(id))).location ?? '', /^\/sign-in/);
  // The file of the same records by their numbers says nothing of the notes.
  const byNumbers = await other.get(`${evidencePaths.export()}?picked=${number(0)},${number(1)}`);
  assert.doesNotMatch(byNumbers.html, /Begin here/);
  await owner.post(listPaths.share(id), { do: 'stop' }, listPaths.list(id));
  assert.equal((await site.nobody().get(`${shared}/file`)).status, 404);
});

test('what went into another record leads to the one that stayed, and what was withdrawn stays with a sentence', async () => {
  const id = await aList(5);
  const into = (merged: number, kept: number) =>
    owning(
      sql`update evidence.record set state = 'merged', merged_into = ${number(kept)} where number = ${number(merged)}`,
    );
  await into(3, 4);
  await into(4, 0);
  await owning(
    sql`update evidence.record set state = 'withdrawn', withdrawn_because = 'Wrong.' where number = ${number(1)}`,
  );
  const path = await link(id);
  for (const page of [await owner.get(listPaths.list(id)), await site.nobody().get(path)]) {
    assert.match(page.text(), /put on the list as “Ling”/);
    assert.match(page.text(), /Gorse\s+This record was withdrawn/);
    const [, cited = ''] = /href="\/evidence\/picked\?picked=([^"]+)"/.exec(page.html) ?? [];
    assert.equal(decodeURIComponent(cited), [number(0), number(1), number(2)].join(','));
  }
});

test('a list is deleted after a warning, and holds no more than can be picked at once', async () => {
  const id = await aList();
  assert.match((await owner.get(listPaths.remove(id))).text(), /cannot be undone/);
  await owner.post(listPaths.remove(id), {});
  assert.equal(await listed(id), undefined);
  const full = await aList(1);
  await owning(
    sql`insert into evidence.record (entry) select json_build_object('type', 'report', 'title', 'Bulk ' || n) from generate_series(1, 200) n`,
  );
  const all = await owner.transaction(
    async tx =>
      (
        await sql<{ number: number }>`select number from evidence.record where title like 'Bulk%'`.execute(
          tx.db,
        )
      ).rows,
  );
  await assert.rejects(
    owner.transaction(tx =>
      addToList(
        tx,
        full,
        all.map(one => one.number),
      ),
    ),
    { code: 'OW462' },
  );
  const refused = await owner.post(`${listPaths.add()}?picked=${all.map(one => one.number).join(',')}`, {
    to: String(full),
    title: '',
  });
  assert.equal(refused.status, 409);
  assert.match(refused.text(), /two hundred records/);
});
