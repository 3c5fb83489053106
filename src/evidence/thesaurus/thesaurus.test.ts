import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { search } from '../../platform/search/index.ts';
import { newsOf } from '../alerts/news.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { anything } from '../search/state.ts';
import { bringTerms, seedTerms } from '../seed/seed-terms.ts';
import { leaveKeyword, mapKeyword } from './commands/place-keyword.ts';
import { addTerm, mergeTerm } from './commands/save-term.ts';
import { termPaths } from './paths.ts';
import { readNamed, readTerm, readUnmapped } from './queries/read-term.ts';
import { showKeywords } from './show-keywords.ts';
import { skosOf } from './skos.ts';

type Owner = Parameters<Parameters<typeof asOwner>[1]>[0];
let site: TestSite;
let page: Visitor;
before(async () => {
  site = await aSite();
  page = await site.as('lib.page');
});
after(() => site.close());

const empty = { label: '', labelCy: '', scopeNote: '', usedFor: '', broader: '', related: '' };
const add = async (typed: Partial<typeof empty>) => {
  const answer = await page.post(termPaths.add(), { ...empty, ...typed });
  assert.equal(answer.status, 303, answer.text());
  return Number(/\/(\d+)$/.exec(answer.location ?? '')?.[1]);
};
const termOf = async (id: number) => {
  const term = await page.transaction(tx => readTerm(tx, id));
  assert.ok(term);
  return term;
};
const record = async (title: string, keywords: string[]) => {
  const [number = 0] = await page.transaction(tx =>
    addRecords(tx, [{ type: 'report', title, keywords }], 'librarian'),
  );
  return number;
};
const found = async (typed: string, keyword?: string) =>
  (
    await page.transaction(tx =>
      search(tx, { index: 'evidence', typed, filters: keyword ? { keyword: [keyword] } : {}, count: 20 }),
    )
  ).hits.map(({ key }) => key);
const apart = (id: number, body: { term: string }) => page.post(termPaths.apart(id), body, termPaths.add());
const unmapped = () => page.transaction(tx => readUnmapped(tx, { skipped: 0, most: 100 }));

test('a keyword that is another name of a term is shown and found as the term, whichever of the two came first', async () => {
  const before = await record('Tea before court', ['Tea stalls', 'Quiet rooms']);
  const id = await add({
    label: 'Refreshment points',
    usedFor: 'Tea stalls\nTea-Stands',
    labelCy: 'Mannau paned',
  });
  const later = await record('Tea after court', ['TEA STANDS']);
  assert.deepEqual(new Set(await found('', 'Refreshment points')), new Set([before, later]));
  assert.deepEqual(await found('', 'Tea stalls'), []);
  const shown = await site.nobody().get(evidencePaths.record(before));
  assert.match(shown.html, new RegExp(`href="${termPaths.one(id)}">Refreshment points<`));
  assert.match(shown.html, /href="\/evidence\?keyword=Quiet\+rooms">Quiet rooms</);
  const reader = site.nobody();
  await reader.post('/language', { to: 'cy', back: '/evidence' }, '/evidence');
  assert.match((await reader.get(evidencePaths.record(later))).text(), /Mannau paned/);
  // What was typed is kept, and who asks for another name finds it.
  await page.transaction(async tx => {
    const { rows } =
      await sql`select entry -> 'keywords' as typed from evidence.record where number = ${later}`.execute(
        tx.db,
      );
    assert.deepEqual(rows, [{ typed: ['TEA STANDS'] }]);
  });
  assert.ok((await found('tea stalls')).includes(later));
  const seen = (await site.nobody().get(termPaths.one(id))).text();
  for (const part of ['Tea-Stands', 'Mannau paned', 'See 2 records']) assert.ok(seen.includes(part), part);
  assert.match(
    (await site.nobody().get(termPaths.letter('t'))).text(),
    /Tea stalls: we say Refreshment points/,
  );
});

test('wherever a keyword stands on a Welsh page, it is Welsh or marked as English', async () => {
  await record('Rafts on Larkmoor pond', ['Rafting', 'Paddling by night']);
  const id = await add({ label: 'Rafting', usedFor: 'Floats', labelCy: 'Rafftio' });
  await add({ label: 'Paddles', related: 'Rafting' });
  const reader = await site.as('lib.shelf');
  await reader.post('/language', { to: 'cy', back: '/evidence' }, '/evidence');
  const marked = (text: string) => `<span lang="en">${text}</span>`;
  const [results, asked] = ['/evidence?q=larkmoor', 'keyword=Rafting&keyword=Paddling+by+night'];
  const pages: [path: string, ...parts: string[]][] = [
    [results, '>Rafftio (1)', `>${marked('Paddling by night')} (1)`],
    [`/evidence?${asked}`, 'Allweddair: Rafftio', `Allweddair: ${marked('Paddling by night')}`],
    ['/evidence/figures?q=larkmoor', '>Rafftio</th>', `>${marked('Paddling by night')}</th>`],
    [`/evidence/by-field?term=Rafting&term=Paddles`, '>Rafftio</label>', `>${marked('Paddles')}</label>`],
    ['/evidence/by-field/terms?find=raft', '>Rafftio ', `Enwau eraill: ${marked('Floats')}.`],
    [termPaths.list(), '>Rafftio</a>', `>${marked('Paddles')}</a>`, `${marked('Floats')}:`],
    [termPaths.tree(), '>Rafftio</a>', ' lang="en">Paddles</a>'],
    [termPaths.one(id), marked('Floats'), ' lang="en">Paddles</a>'],
    [termPaths.unmapped(), marked('Paddling by night')],
    [`/evidence/searches/save?${asked}`, 'Allweddair: Rafftio', `Allweddair: ${marked('Paddling by night')}`],
  ];
  for (const [path, ...parts] of pages) {
    const { html, status } = await reader.get(path);
    assert.equal(status, 200, path);
    for (const part of parts) assert.ok(html.includes(part), `${path}: ${part}`);
  }
  // Another Welsh label is shown at once, though the page was kept.
  const nobody = site.nobody();
  await nobody.post('/language', { to: 'cy', back: '/evidence' }, '/evidence');
  assert.match((await nobody.get(results)).html, />Rafftio \(1\)/);
  const form = await page.get(termPaths.change(id));
  const version = hiddenValue(form.html, 'version');
  const typed = { ...empty, label: 'Rafting', labelCy: 'Rafftau', version };
  assert.equal((await page.post(termPaths.change(id), typed)).status, 303);
  assert.match((await nobody.get(results)).html, />Rafftau \(1\)/);
});

test('a term that is renamed is still found under its old name, and its records under the new one', async () => {
  const number = await record('A booth', ['Booths']);
  const id = await add({ label: 'Booths' });
  const form = await page.get(termPaths.change(id));
  const version = hiddenValue(form.html, 'version');
  const typed = { ...empty, label: 'Kiosks', version };
  assert.equal((await page.post(termPaths.change(id), typed)).status, 303);
  assert.deepEqual(await found('', 'Kiosks'), [number]);
  assert.deepEqual((await termOf(id)).usedFor, ['Booths']);
  // An address that somebody kept, and a search in which they follow it.
  const visitor = site.nobody();
  for (const name of ['keyword', 'also']) {
    assert.equal(
      (await visitor.get(`/evidence?${name}=Booths&size=50`)).location,
      `/evidence?${name}=Kiosks&size=50`,
    );
    assert.match((await visitor.get(`/evidence/feed.atom?${name}=Booths`)).html, /A booth/);
  }
  const kept = { ...anything, keyword: ['Booths'] };
  assert.deepEqual((await asWorker(site.database.pools, 'test', tx => newsOf(tx, kept, 0))).numbers, [
    number,
  ]);
  // Whoever had the form open before is told.
  assert.equal((await page.post(termPaths.change(id), { ...typed, label: 'Cabins' })).status, 422);
});

test('no term stands above itself, by the page or by SQL, however the circle is made', async () => {
  const top = await add({ label: 'Circle top' });
  const middle = await add({ label: 'Circle middle', broader: 'Circle top' });
  await add({ label: 'Circle bottom', broader: 'circle MIDDLE' });
  const refused = await page.post(termPaths.change(top), {
    ...empty,
    label: 'Circle top',
    broader: 'Circle bottom',
  });
  assert.equal(refused.status, 422);
  assert.match(refused.text(), /is this term, or is part of it/);
  await assert.rejects(
    asOwner(site.database.adminUrl, db =>
      sql`insert into evidence.term_broader (term, broader) values (${top}, ${middle})`.execute(db),
    ),
    { code: 'OW431' },
  );
  await assert.rejects(
    asOwner(site.database.adminUrl, db =>
      sql`insert into evidence.term_related (one, other) values (${top}, ${middle})`.execute(db),
    ),
    { code: 'OW432' },
  );
});

test('whatever relations are tried, the thesaurus never has a circle', async () => {
  const ids = await page.transaction(async tx => {
    const made: number[] = [];
    for (const n of [1, 2, 3, 4, 5]) made.push(await addTerm(tx, { ...nothing, label: `Node ${n}` }));
    return made;
  });
  const edge = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids));
  await asOwner(site.database.adminUrl, async db => {
    await fc.assert(
      fc.asyncProperty(fc.array(edge, { maxLength: 12 }), async edges => {
        await sql`delete from evidence.term_broader where term = any (${ids}::int[])`.execute(db);
        const above = new Map<number, Set<number>>(ids.map(id => [id, new Set([id])]));
        for (const [term, broader] of edges) {
          const isCircle = above.get(broader)?.has(term) ?? false;
          const ran = await tried(
            db,
            sql`insert into evidence.term_broader (term, broader) values (${term}, ${broader})
            on conflict do nothing`,
          );
          assert.equal(ran, !isCircle);
          if (isCircle) continue;
          for (const reach of above.values())
            if (reach.has(term)) for (const id of above.get(broader) ?? []) reach.add(id);
        }
      }),
      { numRuns: 15 },
    );
  });
});
/** Whether a statement is let through; the transaction goes on either way. */
async function tried(db: Owner, statement: RawBuilder<unknown>): Promise<boolean> {
  await sql`savepoint before`.execute(db);
  try {
    await statement.execute(db);
    return true;
  } catch {
    await sql`rollback to before`.execute(db);
    return false;
  }
}
const nothing = { labelCy: '', scopeNote: '', usedFor: [], broader: [], related: [] };

test('a name belongs to one term, however it is written, and the page says to which', async () => {
  await add({ label: 'Night calls', usedFor: 'Calls by night' });
  const answer = await page.post(termPaths.add(), {
    ...empty,
    label: 'CALLS-BY-NIGHT',
    scopeNote: 'Kept words.',
  });
  assert.equal(answer.status, 422);
  assert.match(answer.text(), /is a name of “Night calls” already/);
  assert.match(answer.html, /Kept words\./);
  const unknown = await page.post(termPaths.add(), { ...empty, label: 'Day calls', broader: 'No such term' });
  assert.match(unknown.text(), /There is no term “No such term”/);
});

test('a page says which other names were looked for, marks them, and counts them for whoever finds nothing', async () => {
  await add({ label: 'Umbrellas', usedFor: 'Brollies' });
  await record('Umbrellas on the landing', ['Rainwear']);
  const visitor = site.nobody();
  const page = await visitor.get('/evidence?q=brollies');
  assert.match(page.text(), /Other names of this were looked for too: Umbrellas\./);
  assert.match(page.html, /<mark>Umbrellas<\/mark> on the landing/);
  assert.doesNotMatch((await visitor.get('/evidence?q=umbrella')).text(), /too: Umbrellas/);
  assert.match(
    (await visitor.get('/evidence?q=brollies+AND+xyzzy')).text(),
    /brollies: 1 record xyzzy: nothing/,
  );
});

test('a term that goes into another takes its names, its records and its place along, and its address leads on', async () => {
  const number = await record('On lanterns', ['Lamps']);
  await add({ label: 'Lights' });
  const lamps = await add({ label: 'Lamps', usedFor: 'Torches', broader: 'Lights' });
  const below = await add({ label: 'Desk lamps', broader: 'Lamps' });
  const lanterns = await add({ label: 'Lanterns' });
  assert.equal((await page.post(termPaths.merge(lamps), { name: 'Lamps' })).status, 422);
  assert.equal((await page.post(termPaths.merge(lamps), { name: 'lanterns' })).status, 303);
  const kept = await termOf(lanterns);
  assert.deepEqual(kept.usedFor, ['Lamps', 'Torches']);
  assert.deepEqual([kept.broader[0]?.label, kept.narrower[0]?.id], ['Lights', below]);
  assert.deepEqual(await found('', 'Lanterns'), [number]);
  assert.equal((await site.nobody().get(termPaths.one(lamps))).location, termPaths.one(lanterns));
  await assert.rejects(
    page.transaction(tx => mergeTerm(tx, lamps, below)),
    { code: 'OW433' },
  );
  assert.equal((await page.get(termPaths.change(lamps))).status, 409);
});

test('a term that went into another is taken out again with its names, its records and its place, and nothing of the other’s', async () => {
  const number = await record('On ponds', ['Ponds']);
  const water = await add({ label: 'Water' });
  const ponds = await add({ label: 'Ponds', labelCy: 'Pyllau', usedFor: 'Meres', broader: 'Water' });
  const rain = await add({ label: 'Rain' });
  const lakes = await add({ label: 'Lakes', usedFor: 'Tarns', broader: 'Water', related: 'Rain' });
  await add({ label: 'Fish ponds', broader: 'Ponds', related: 'Rain' });
  const [was, other] = [await termOf(ponds), await termOf(lakes)];
  await page.post(termPaths.merge(ponds), { name: 'Lakes' });
  assert.match(
    (await page.get(termPaths.one(lakes))).text(),
    /Terms that went into this one Ponds Take it out again/,
  );
  assert.doesNotMatch((await site.nobody().get(termPaths.one(lakes))).text(), /went into this one/);
  for (const term of ['soon', '', '99999999999999999999'])
    assert.equal((await apart(lakes, { term })).status, 400, term);
  assert.equal((await apart(rain, { term: String(ponds) })).status, 404);
  const done = await apart(lakes, { term: String(ponds) });
  assert.equal(done.location, termPaths.one(ponds));
  const plain = ({ version, ...term }: Awaited<ReturnType<typeof termOf>>) => ({
    ...term,
    version: version > 0,
  });
  assert.deepEqual(plain(await termOf(ponds)), plain(was));
  assert.deepEqual(plain(await termOf(lakes)), plain(other));
  assert.deepEqual(await found('', 'Ponds'), [number]);
  assert.deepEqual(await found('', 'Lakes'), []);
  assert.equal((await apart(lakes, { term: String(ponds) })).status, 404);
  assert.deepEqual(
    was.broader.map(({ id }) => id),
    [water],
  );
});

test('a term that went into one that itself went on waits until that one is taken out', async () => {
  const [first, second, third] = [
    await add({ label: 'Hats' }),
    await add({ label: 'Caps' }),
    await add({ label: 'Headgear' }),
  ];
  await page.post(termPaths.merge(first), { name: 'Caps' });
  await page.post(termPaths.merge(second), { name: 'Headgear' });
  assert.equal((await apart(second, { term: String(first) })).status, 409);
  assert.equal((await apart(third, { term: String(second) })).status, 303);
  assert.equal((await apart(second, { term: String(first) })).status, 303);
  assert.deepEqual((await termOf(third)).usedFor, []);
  assert.deepEqual((await termOf(second)).usedFor, []);
});

test('keywords without a term wait with the terms that come nearest, and are mapped, made or left', async () => {
  await add({ label: 'Bicycle repair' });
  await record('On wheels', ['Bicycles repaired', 'Zither playing', 'Untidy word', 'Yodelling']);
  const near = (await unmapped()).find(({ keyword }) => keyword === 'Bicycles repaired');
  assert.equal(near?.suggestions[0]?.label, 'Bicycle repair');
  const place = (keyword: string, what: string) => page.post(termPaths.unmapped(), { keyword, do: what });
  assert.equal((await place('Bicycles repaired', String(near?.suggestions[0]?.id))).status, 303);
  assert.equal((await place('Zither playing', 'make')).status, 303);
  assert.equal((await place('Untidy word', 'leave')).status, 303);
  const choose = `${termPaths.choose()}?keyword=Yodelling`;
  assert.equal((await page.post(choose, { name: 'Nowhere' })).status, 422);
  assert.equal((await page.post(choose, { name: 'Zither playing' })).status, 303);
  const left = (await unmapped()).map(({ keyword }) => keyword);
  for (const keyword of ['Bicycles repaired', 'Zither playing', 'Untidy word', 'Yodelling'])
    assert.ok(!left.includes(keyword), keyword);
  assert.equal((await found('', 'Zither playing')).length, 1);
  assert.match((await page.get(termPaths.left())).text(), /Untidy word Ask about it again/);
  assert.equal((await page.post(termPaths.left(), { keyword: 'Untidy word' })).status, 303);
  assert.ok((await unmapped()).some(({ keyword }) => keyword === 'Untidy word'));
  assert.match((await page.get(termPaths.left())).text(), /No keyword was left/);
  assert.equal((await page.get(`${termPaths.unmapped()}?page=99`)).location, termPaths.unmapped());
});

test('whoever changes a term takes nothing away that came to it after they opened the form', async () => {
  const id = await add({ label: 'Gardens' });
  const typed = async () => {
    const { html } = await page.get(termPaths.change(id));
    return { ...empty, label: 'Gardens', scopeNote: 'Green.', version: hiddenValue(html, 'version') };
  };
  const comes: [what: string, done: () => Promise<unknown>][] = [
    ['a keyword', () => page.transaction(tx => mapKeyword(tx, 'Flower beds', id))],
    ['a term', async () => page.post(termPaths.merge(await add({ label: 'Orchards' })), { name: 'Gardens' })],
    ['a related term', () => add({ label: 'Sheds', related: 'Gardens' })],
    ['a term that leaves', async () => apart(id, { term: String((await termOf(id)).took[0]?.id) })],
  ];
  for (const [what, done] of comes) {
    const form = await typed();
    await done();
    const was = await termOf(id);
    const told = await page.post(termPaths.change(id), form);
    assert.equal(told.status, 422, what);
    assert.match(told.text(), /Somebody else changed this term meanwhile/);
    assert.match(told.html, />Green\.</, 'what was typed is kept');
    assert.deepEqual(await termOf(id), was, what);
  }
  const form = await typed();
  assert.equal((await page.post(termPaths.change(id), { ...form, label: 'Parks' })).status, 303);
  const { label, usedFor, scopeNote } = await termOf(id);
  assert.deepEqual([label, usedFor, scopeNote], ['Parks', ['Gardens'], 'Green.']);
});

test('a keyword leads to no term that went into another meanwhile, nor to one that never was', async () => {
  const [gone] = [await add({ label: 'Whistles' }), await add({ label: 'Flutes' })];
  await page.post(termPaths.merge(gone), { name: 'Flutes' });
  const place = (keyword: string, what: string) => page.post(termPaths.unmapped(), { keyword, do: what });
  assert.equal((await place('Tin whistles', String(gone))).status, 409);
  assert.equal((await place('Tin whistles', '2147483647')).status, 409);
  assert.deepEqual(await page.transaction(tx => readNamed(tx, ['Tin whistles'])), []);
});

test('what has neither letter nor digit is no name', async () => {
  for (const typed of [{ label: '—' }, { label: 'Bells', labelCy: '…' }]) {
    const answer = await page.post(termPaths.add(), { ...empty, ...typed });
    assert.equal(answer.status, 422, JSON.stringify(typed));
  }
  for (const what of ['make', 'leave', '1'])
    assert.equal((await page.post(termPaths.unmapped(), { keyword: '?!', do: what })).status, 400, what);
});

test('nobody but a librarian keeps the thesaurus, by page or by SQL', async () => {
  const id = await add({ label: 'Kept by librarians' });
  for (const who of ['grade.one', 'custody.reply', 'ash.example', 'robin.quill']) {
    const visitor = await site.as(who);
    assert.equal((await visitor.get(termPaths.change(id))).status, 404, who);
    assert.equal((await visitor.get(termPaths.unmapped())).status, 404, who);
    assert.equal((await visitor.get(termPaths.left())).status, 404, who);
    assert.equal((await visitor.post(termPaths.apart(id), { term: '1' }, '/evidence')).status, 404, who);
    await assert.rejects(
      visitor.transaction(tx => addTerm(tx, { ...nothing, label: `By ${who}` })),
      who,
    );
    await assert.rejects(
      visitor.transaction(tx => mapKeyword(tx, 'Mine', id)),
      who,
    );
    await assert.rejects(
      visitor.transaction(tx => leaveKeyword(tx, 'Mine')),
      who,
    );
    await visitor.transaction(tx => mergeTerm(tx, id, id - 1)).catch(() => undefined);
  }
  assert.equal((await termOf(id)).mergedInto, null);
});

test('the job puts right what a large library shows as before, and is safe to run twice', async () => {
  const number = await record('A fresh look', ['Freshness']);
  const stale = { keyword: ['Staleness'] };
  await asOwner(site.database.adminUrl, async db => {
    await sql`update search.document set facets = ${JSON.stringify(stale)}::jsonb where key = ${number} and not removed`.execute(
      db,
    );
  });
  const { pools } = site.database;
  for (const _ of [1, 2])
    await runOne({ pools, clock: site.clock }, showKeywords, {
      payload: { labels: ['Freshness'] },
      signal: AbortSignal.timeout(60_000),
    });
  assert.deepEqual(await found('', 'Freshness'), [number]);
});

test('the shipped thesaurus is whole, and comes once', async () => {
  await asOwner(site.database.adminUrl, db =>
    sql`truncate evidence.term_name, evidence.term_broader, evidence.term_related, evidence.term`.execute(db),
  );
  const bring = () => asWorker(site.database.pools, 'test', bringTerms);
  assert.deepEqual([await bring(), await bring()], [seedTerms.length, 0]);
  const tree = (await site.nobody().get(termPaths.tree())).text();
  assert.match(tree, /Prisons.*Prison councils/s);
  const [court] = await page.transaction(tx => readNamed(tx, ['Court diversion']));
  assert.equal(court?.label, 'Liaison and diversion');
  const skos = (await site.nobody().get(termPaths.download())).html;
  assert.equal(skos.split('a skos:Concept ').length - 1, seedTerms.length);
  assert.match(skos, /skos:altLabel "Court diversion"@en/);
  assert.match(
    skosOf({ title: 'Geiriau', language: 'cy', baseUrl: 'https://a.example' }, []),
    /^@base <https:\/\/a.example\/> \.[\s\S]*dct:title "Geiriau"@cy/,
    'a title in the language that it is in',
  );
});

test('whoever asks for a term finds what is part of it on request, with numbers that count it, and picks terms without losing what was typed', async () => {
  await add({ label: 'Boats' });
  const ships = await add({ label: 'Ships', broader: 'Boats', usedFor: 'Steamers', labelCy: 'Llongau' });
  await add({ label: 'Ferries', broader: 'Ships' });
  const numbers = [await record('A boat', ['Boats']), await record('A ferry', ['Ferries', 'Steamers'])];
  const reader = site.nobody();
  const hits = async (query: string) => {
    const { html } = await reader.get(`${evidencePaths.search()}?${query}`);
    return { html, numbers: [...html.matchAll(/<a id="t(\d+)"/g)].map(([, number]) => Number(number)) };
  };
  assert.deepEqual((await hits('keyword=Boats')).numbers, [numbers[0]]);
  const within = await hits('keyword=Boats&narrower=yes&all=keyword');
  assert.deepEqual(new Set(within.numbers), new Set(numbers));
  assert.match(within.html, /value="Boats" checked>Boats \(2\)/);
  assert.match(within.html, /value="Ships">Ships \(1\)/);
  assert.deepEqual(new Set((await hits('q=boats&narrower=yes')).numbers), new Set(numbers));
  const file = await reader.get('/evidence/export?keyword=Boats&narrower=yes&format=ris');
  assert.equal([...file.html.matchAll(/^TY {2}-/gm)].length, 2);
  assert.match((await reader.get(termPaths.one(ships))).html, /See the one record about this</);
  const [boats] = await page.transaction(tx => readNamed(tx, ['Boats']));
  const about = await reader.get(termPaths.one(boats?.id ?? 0));
  assert.match(
    about.html,
    /href="\/evidence\?keyword=Boats&amp;narrower=yes">See 2 records about this or a narrower/,
  );

  const picking = await reader.get(`${evidencePaths.pickTerms()}?title=harbour&term=Boats&find=STEAM`);
  assert.match(picking.html, /name="title" value="harbour"/);
  assert.match(picking.html, /name="term" value="Boats">/);
  assert.match(picking.text(), /Ships Part of: Boats\. Also called: Steamers\./);
  assert.doesNotMatch(picking.text(), /Ferries/);
  const back = await reader.get(`${evidencePaths.byField()}?title=harbour&term=Boats&term=Ships`);
  assert.match(back.html, /name="term" value="Ships" checked/);
  assert.match(back.html, /id="title"[^>]*value="harbour"/);
  const sent = await reader.get(`${evidencePaths.byField()}?title=harbour&term=Boats&narrower=yes&go=yes`);
  assert.equal(sent.location, '/evidence?q=title%3Aharbour&keyword=Boats&narrower=yes');
});
