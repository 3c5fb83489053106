import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { sideBySide } from '../../../test/side-by-side.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { evidencePaths } from '../paths.ts';
import { bringStep } from './bring-rows.ts';
import { importEvidence } from './job.ts';
import { bringPaths } from './paths.ts';

let site: TestSite;
let librarian: Visitor;
before(async () => {
  site = await aSite();
  librarian = await site.as('lib.page');
});
after(() => site.close());

const boundary = 'a-boundary-that-nobody-types';

/** Sends a file as the form of the page would. */
async function upload(file: string | Uint8Array, name = 'records.ris', who = librarian) {
  const page = await who.get(bringPaths.begin());
  const field = (key: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`;
  const hidden = ['_csrf', '_once'].map(key => field(key, hiddenValue(page.html, key))).join('');
  const top = `${hidden}${field('format', '')}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`;
  const cookie = [...who.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const response = await site.app.inject({
    method: 'POST',
    url: bringPaths.begin(),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, cookie },
    payload: Buffer.concat([Buffer.from(top), Buffer.from(file), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: response.statusCode, html: response.body, location: String(response.headers.location) };
}

const work = (id: number) =>
  runOne({ ...site.database, clock: site.clock }, importEvidence, {
    payload: { import: id },
    signal: new AbortController().signal,
  });

/** Uploads a file and lets it be looked through. */
async function checked(file: string): Promise<number> {
  const { location, html } = await upload(file);
  assert.match(location, /imports/, html.slice(0, 300));
  const id = Number(location.split('/').at(-1));
  await work(id);
  return id;
}

async function run(id: number, duplicates = 'skip'): Promise<string> {
  assert.equal((await librarian.post(bringPaths.run(id), { duplicates }, bringPaths.import(id))).status, 303);
  await work(id);
  return (await librarian.get(bringPaths.import(id))).text();
}

const owner = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
/** Everything that the library says, and how often it said something else. */
const library = () =>
  owner(sql<object>`select number, state, version, entry from evidence.record order by number`);
const madeBy = async (id: number) =>
  (
    await owner(
      sql<{
        number: number;
      }>`select r.record as number from evidence.import_row r where r.import_id = ${id} and r.standing = 'brought' order by r.number`,
    )
  ).map(({ number }) => number);

type Fields = { title: string; author?: string; year?: number; more?: string };
const ris = ({ title, author = 'Invented, Ida', year = 2011, more = '' }: Fields) =>
  `TY  - RPRT\r\nTI  - ${title}\r\nAU  - ${author}\r\nPY  - ${year}\r\n${more}ER  - \r\n\r\n`;

test('a file comes in by a dry run and a job: what is broken is told, what looks alike stays out, the rest is found', async () => {
  const here = await checked(ris({ title: 'Peer support in prisons', more: 'DO  - 10.9999/PEER.1\r\n' }));
  await run(here);
  const file = [
    ris({ title: 'Councils of prisoners', more: 'KW  - Prison councils\r\n' }),
    'TY  - RPRT\r\nPY  - Nothing names it\r\nER  - \r\n\r\n',
    ris({ title: 'Another title', author: 'Else, Eve', more: 'DO  - https://doi.org/10.9999/peer.1\r\n' }),
    ris({ title: 'COUNCILS of  prisoners!', year: 2012 }),
    ris({ title: 'Councils of prisoners', year: 2015 }),
  ].join('');
  const before = await library();
  const id = await checked(file);
  assert.deepEqual(await library(), before, 'looking changes nothing');
  const found = (await librarian.get(bringPaths.import(id))).text();
  for (const says of [
    '2 records would come in',
    '2 records look like',
    '1 record cannot',
    'The same DOI',
    'Peer support in prisons',
  ])
    assert.ok(found.includes(says), says);
  const said = await run(id);
  assert.match(said, /2 records came in.*2 records stayed out.*1 record cannot/s);
  const numbers = await madeBy(id);
  assert.match(
    (await site.nobody().get(evidencePaths.record(numbers[0] ?? 0))).text(),
    /Councils of prisoners/,
  );
  const report = (await librarian.get(bringPaths.report(id))).html;
  assert.equal(report.split('\r\n').filter(line => /^"\d+","\d+",/.test(line)).length, 5, report);
  assert.match(
    report,
    /Nothing names it/,
    'what cannot come in stands in the report as it stood in the file',
  );
  const [kept] = await owner(
    sql<{
      raw: string;
    }>`select convert_from(raw, 'UTF8') as raw from evidence.import_row where import_id = ${id} and number = 1`,
  );
  assert.match(kept?.raw ?? '', /TI {2}- Councils of prisoners/);
  const left = await owner(sql`select from evidence.import_piece union all select from evidence.import_key`);
  assert.equal(left.length, 0, 'only the rows are kept');
});

test('a librarian reads who brought a record in a file; a visitor reads no name', async () => {
  const id = await checked(ris({ title: 'Brought by somebody with a name' }));
  await run(id);
  const [row] = await owner(
    sql<{ record: number }>`select record from evidence.import_row where import_id = ${id}`,
  );
  const versions = evidencePaths.versions(row?.record ?? 0);
  const another = await site.as('lib.shelf');
  for (const path of [versions, evidencePaths.desk()])
    assert.match((await another.get(path)).text().replace(/.*<main/s, ''), /Perry Page/, path);
  assert.doesNotMatch((await site.nobody().get(versions)).text(), /Perry Page/);
});

test('who looks a file through sees how its records were understood, and afterwards what became of each', async () => {
  const id = await checked(
    ris({ title: 'Understood as it should be', author: 'Example, Ash', more: 'LA  - fr\r\n' }).replace(
      'RPRT',
      'CHAP',
    ),
  );
  const understood = /Understood as it should be Example, Ash 2011 Chapter/;
  assert.match((await librarian.get(bringPaths.import(id))).text(), understood);
  assert.match(await run(id), understood);
  const [number = 0] = await madeBy(id);
  const { html } = await librarian.get(bringPaths.import(id));
  assert.ok(html.includes(`href="${evidencePaths.record(number)}">Understood as it should be`));
  assert.match(html, /lang="fr"><a [^>]*>Understood as it should be/);
});

test('a table that says everything can still be asked about, and one of a thousand columns is not taken', async () => {
  const table = await upload('Title,Author\nKnown by its headings,"Example, Ash"\n', 'known.csv');
  const id = Number(/imports\/(\d+)$/.exec(table.location)?.[1]);
  await work(id);
  assert.ok((await librarian.get(bringPaths.import(id))).html.includes(`href="${bringPaths.columns(id)}"`));
  const wide = Array.from({ length: 1000 }, (_, at) => `Column ${at}`).join(',');
  const refused = await upload(`Title,${wide}\nOne,two\n`, 'wide.csv');
  assert.equal(refused.status, 422);
  assert.match(refused.html, /The table has more than 300 columns/);
});

test('what a file says in Welsh is told as Welsh, before it comes in and after', async () => {
  const id = await checked(
    [1, 2].map(() => ris({ title: 'Cychod papur y carchar', more: 'LA  - cy\r\n' })).join(''),
  );
  const inWelsh = /<td [^>]*lang="cy"[^>]*>Cychod papur y carchar/;
  assert.match((await librarian.get(bringPaths.import(id))).html, inWelsh);
  await run(id);
  assert.match((await librarian.get(bringPaths.import(id))).html, inWelsh);
});

test('every file that came before can be found, however many came since', async () => {
  const first = await checked(ris({ title: 'The first of many files' }));
  for (let at = 0; at < 20; at += 1) await upload(ris({ title: `File ${at}` }), `file-${at}.ris`);
  const newest = await librarian.get(bringPaths.begin());
  assert.ok(!newest.html.includes(`href="${bringPaths.import(first)}"`));
  assert.match(newest.html, /href="\/evidence\/import\?page=2" rel="next"/);
  const older = await librarian.get(`${bringPaths.begin()}?page=2`);
  assert.ok(older.html.includes(`href="${bringPaths.import(first)}"`));
  assert.equal((await librarian.get(`${bringPaths.begin()}?page=999999999999999999`)).status, 200);
});

test('the same file again changes nothing, whatever happens to what looks alike', async () => {
  const file =
    ris({ title: 'Without anything that could be compared', author: '' }) +
    ris({ title: 'A comparable report', more: 'SN  - 978-0-00-000000-2\r\n' });
  await run(await checked(file));
  const before = await library();
  for (const duplicates of ['skip', 'beside', 'fill']) {
    await run(await checked(file), duplicates);
    assert.deepEqual(await library(), before, duplicates);
  }
});

test('two files that say the same come in at the same time, and what they say comes once', async () => {
  const file = ris({ title: 'At the same time', author: 'Invented, Ida' });
  const [one, other] = [await checked(file), await checked(file)];
  for (const id of [one, other])
    await librarian.post(bringPaths.run(id), { duplicates: 'skip' }, bringPaths.import(id));
  const bringing = { id: one, rows: 1, fileName: 'one.ris', duplicates: 'skip', cameBy: 'import' } as const;
  await sideBySide(
    site.database.adminUrl,
    meeting =>
      asWorker(site.database.pools, 'test', async tx => {
        await bringStep(tx, bringing, 0);
        await meeting();
      }),
    () => work(other),
  );
  assert.deepEqual(
    await owner(
      sql`select standing from evidence.import_row where import_id in (${one}, ${other}) order by import_id`,
    ),
    [{ standing: 'brought' }, { standing: 'same' }],
  );
});

test('what looks alike comes in beside, or fills in what is missing and nothing else', async () => {
  const [number = 0] = await madeBy(
    await checked(ris({ title: 'To be filled in', more: 'CY  - Leeds\r\n' })).then(async id => {
      await run(id);
      return id;
    }),
  );
  const more = ris({ title: 'To be filled in', year: 2012, more: 'CY  - York\r\nPB  - Pretend Press\r\n' });
  const filling = await checked(more);
  assert.match(await run(filling, 'fill'), /1 record gave one that is here/);
  const [now] = await owner(
    sql<{
      entry: Record<string, unknown>;
      version: number;
    }>`select entry, version from evidence.record where number = ${number}`,
  );
  assert.equal(now?.version, 2);
  assert.deepEqual(
    [now?.entry.place, now?.entry.publisher, now?.entry.year],
    ['Leeds', 'Pretend Press', 2011],
  );
  const beside = await checked(`${ris({ title: 'To be filled in', more: 'CY  - Hull\r\n' })}`);
  await run(beside, 'beside');
  const [other = 0] = await madeBy(beside);
  const pairs = await owner(
    sql<{ why: string[] }>`select why from evidence.likely_pair where one = ${number} and other = ${other}`,
  );
  assert.deepEqual(pairs, [{ why: ['work'] }]);
});

test('a table whose headings do not say all is asked about once, with its first values, and known again the next time', async () => {
  const table = (title: string) =>
    `Report name;Wer;Year;Odd;Internal\r\n${title};"Example, Ash; Invented, Ida";2012;kept as it is;left out\r\n`;
  const { location } = await upload(table('Asked about'), 'table.csv');
  const id = Number(/imports\/(\d+)\/columns$/.exec(location)?.[1]);
  const at = bringPaths.columns(id);
  const page = await librarian.get(at);
  assert.match(page.text(), /Report name Asked about.*Wer Example, Ash; Invented, Ida/s);
  assert.match(page.html, /id="column-2"[^>]*>.*?value="year" selected/s);
  assert.equal((await librarian.get(bringPaths.import(id))).location, at);
  const wrong = await librarian.post(at, { 'column-1': 'author', 'column-2': 'year', 'column-3': 'year' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text(), /Choose which column holds the title.*cannot both hold this: Year/s);
  assert.match(wrong.html, /id="column-1"[^>]*>.*?value="author" selected/s);
  const said = {
    'column-0': 'title',
    'column-1': 'author',
    'column-2': 'year',
    'column-3': '',
    'column-4': 'ignored',
  };
  assert.equal((await librarian.post(at, said)).location, bringPaths.import(id));
  await work(id);
  await run(id);
  const entryOf = async (number = 0) =>
    (await owner(sql<{ entry: object }>`select entry from evidence.record where number = ${number}`))[0]
      ?.entry;
  const { type, ...entry } = (await entryOf((await madeBy(id))[0])) as Record<string, unknown>;
  assert.deepEqual(entry, {
    title: 'Asked about',
    creators: [
      { role: 'author', family: 'Example', given: 'Ash' },
      { role: 'author', family: 'Invented', given: 'Ida' },
    ],
    ...{ date: '2012', year: 2012 },
    others: { Odd: 'kept as it is' },
  });
  const next = await upload(table('Known again'), 'table.csv');
  const again = Number(/imports\/(\d+)$/.exec(next.location)?.[1]);
  await work(again);
  await run(again);
  assert.match(
    JSON.stringify(await entryOf((await madeBy(again))[0])),
    /"Known again".*"Invented"|"Invented".*"Known again"/,
  );
  assert.equal((await librarian.get(at)).status, 409, 'what has come in is not read anew');
  assert.equal((await (await site.as('grade.one')).get(at)).status, 404);
});

/** Lets a table break once it holds more than 700 rows, until `mend` is called. */
async function breakAt(table: string): Promise<{ mend(): Promise<void> }> {
  const ask = (...statements: string[]) =>
    asOwner(site.database.adminUrl, async db => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    });
  await ask(
    `create function evidence.breaks() returns trigger language plpgsql as $$ begin
      if (select count(*) from ${table}) > 700 then raise exception 'killed' using errcode = 'XX000'; end if; return null; end $$`,
    `create trigger zz_breaks after insert on ${table} for each statement execute function evidence.breaks()`,
  );
  return { mend: () => ask(`drop trigger zz_breaks on ${table}`, 'drop function evidence.breaks()') };
}

test('killed in the middle, in looking through and in bringing in, an import loses nothing and doubles nothing', async () => {
  const titles = Array.from({ length: 1200 }, (_, at) => `Long file ${at}`);
  const { location } = await upload(titles.map(title => ris({ title, year: 1990 })).join(''));
  const id = Number(location.split('/').at(-1));
  const rows = await breakAt('evidence.import_row');
  await assert.rejects(work(id), /killed/);
  await rows.mend();
  assert.match((await librarian.get(bringPaths.import(id))).text(), /met a fault/);
  await work(id);
  await librarian.post(bringPaths.run(id), { duplicates: 'beside' }, bringPaths.import(id));
  const records = await breakAt('evidence.record');
  await assert.rejects(work(id), /killed/);
  await records.mend();
  const page = (await librarian.get(bringPaths.import(id))).html;
  assert.match(page, /<progress[^>]* value="41"/, 'the first 500 of 1,200 are in');
  await work(id);
  const came = await owner(
    sql<{ title: string }>`select title from evidence.record where title like 'Long file %' order by number`,
  );
  assert.deepEqual(
    came.map(({ title }) => title),
    titles,
  );
});

test('an import is stopped, goes on, and is taken back as a whole while nobody worked on it', async () => {
  const id = await checked(ris({ title: 'Taken back one' }) + ris({ title: 'Taken back two' }));
  await librarian.post(bringPaths.run(id), { duplicates: 'skip' }, bringPaths.import(id));
  await librarian.post(bringPaths.stop(id), {}, bringPaths.import(id));
  await work(id);
  assert.match((await librarian.get(bringPaths.import(id))).text(), /2 records have not come in yet/);
  await run(id);
  const [one = 0, two = 0] = await madeBy(id);
  const undo = (because: string) => librarian.post(bringPaths.undo(id), { because }, bringPaths.import(id));
  assert.equal((await undo('  ')).status, 422);
  const change = (title: string, version: number) =>
    librarian.transaction(async tx => {
      await sql`update evidence.record set entry = entry || ${JSON.stringify({ title })}::jsonb where number = ${one} and version = ${version}`.execute(
        tx.db,
      );
    });
  await change('Worked on', 1);
  assert.match((await librarian.get(bringPaths.import(id))).text(), /can no longer be taken back/);
  const page = await librarian.get(bringPaths.begin());
  const refused = await librarian.post(
    bringPaths.undo(id),
    { because: 'The wrong file.' },
    bringPaths.begin(),
  );
  assert.equal(refused.status, 409, page.html.slice(0, 10));
  // What somebody worked on stands; another import without that goes as a whole.
  const next = await checked(ris({ title: 'Taken back three' }));
  await run(next);
  const [three = 0] = await madeBy(next);
  await librarian.post(bringPaths.undo(next), { because: 'The wrong file.' }, bringPaths.import(next));
  await work(next);
  assert.match((await librarian.get(bringPaths.import(next))).text(), /1 record was taken back/);
  const gone = await site.nobody().get(evidencePaths.record(three));
  assert.deepEqual([gone.status, gone.text().includes('The wrong file.')], [410, true]);
  assert.equal((await site.nobody().get(evidencePaths.record(two))).status, 200);
});

test('nobody but a librarian comes near an import', async () => {
  for (const username of ['grade.one', 'custody.reply', 'ash.example', 'robin.quill', 'admin.system']) {
    const other = await site.as(username);
    for (const path of [bringPaths.begin(), bringPaths.import(1), bringPaths.report(1)])
      assert.equal((await other.get(path)).status, 404, `${username} ${path}`);
    const seen = other.transaction(async tx => (await sql`select from evidence.import`.execute(tx.db)).rows);
    assert.deepEqual(
      await seen.catch(error => error.code),
      username === 'robin.quill' ? '42501' : [],
      username,
    );
  }
  assert.match((await upload('PK\u0003\u0004', 'records.zip')).html, /Unpack it/);
  assert.match((await upload('Nothing of any kind', 'letter.doc')).html, /cannot tell what kind/);
});
