import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords, changeRecord } from '../record/commands/save-record.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import { type LibraryRecord, readRecords } from '../record/queries/read-record.ts';
import { choices, entryOfBoth, fieldsOfBoth } from './choose.ts';
import { duplicatePaths } from './paths.ts';

let site: TestSite;
let librarian: Visitor;
before(async () => {
  site = await aSite();
  librarian = await site.as('lib.page');
});
after(() => site.close());

const report: Entry = entrySchema.parse({
  type: 'report',
  title: 'What users say',
  creators: [{ role: 'author', family: 'Invented', given: 'Ida' }],
  year: 2011,
});

const add = (...entries: Entry[]) => librarian.transaction(tx => addRecords(tx, entries, 'librarian'));
const read = (...numbers: number[]): Promise<LibraryRecord[]> =>
  librarian.transaction(tx => readRecords(tx, numbers));
const pairs = (...numbers: number[]) =>
  librarian.transaction(async tx => {
    const { rows } = await sql<{ why: string[] }>`select one, other, why from evidence.likely_pair
      where one = any (${numbers}::int[]) and other = any (${numbers}::int[]) order by one, other`.execute(
      tx.db,
    );
    return rows.map(({ why }) => why.join(' '));
  });
const merge = async (one: number, other: number, typed: Record<string, string> = {}) => {
  const at = duplicatePaths.pair(one, other);
  const { html } = await librarian.get(at);
  const versions = {
    'version.one': hiddenValue(html, 'version.one'),
    'version.other': hiddenValue(html, 'version.other'),
  };
  return librarian.post(at, { kept: String(one), ...versions, ...typed }, at);
};
const part = async (one: number, other: number) => {
  const at = duplicatePaths.pair(one, other);
  const [, action = ''] =
    /action="(\/evidence\/merges\/\d+\/part)"/.exec((await librarian.get(at)).html) ?? [];
  return librarian.post(action, {}, at);
};

test('two records look like one by rules that anybody can check, and by no others', async () => {
  const table: [string, Partial<Entry>, Partial<Entry>, string[]][] = [
    [
      'DOI in other letters and with an address',
      { doi: '10.9999/AB' },
      { title: 'X', doi: 'https://doi.org/10.9999/ab' },
      ['doi'],
    ],
    [
      'ISBN of ten digits and of thirteen',
      { isbn: ['0-306-40615-2'] },
      { title: 'X', isbn: ['9780306406157'] },
      ['isbn'],
    ],
    [
      'a chapter has the ISBN of its book',
      { isbn: ['0-306-40616-0'] },
      { title: 'X', type: 'chapter', isbn: ['0306406160'] },
      [],
    ],
    [
      'title in other signs, a year later',
      { title: 'Users: a review' },
      { title: 'USERS — a review!', year: 2012 },
      ['work'],
    ],
    [
      'the word “and” as a sign',
      { title: 'Users in prisons & on probation' },
      { title: 'Users in prisons and on probation' },
      ['work'],
    ],
    ['two years later', { title: 'Users, later' }, { title: 'Users, later', year: 2013 }, []],
    [
      'another author',
      { title: 'Users, by' },
      { title: 'Users, by', creators: [{ role: 'author', name: 'Else' }] },
      [],
    ],
    ['no year', { title: 'Users, when' }, { title: 'Users, when', year: undefined }, []],
    [
      'one author of several, with an accent',
      {
        title: 'Users, who',
        creators: [
          { role: 'author', name: 'A body' },
          { role: 'author', family: 'Núñez' },
        ],
      },
      { title: 'Users, who', creators: [{ role: 'author', family: 'Nunez', given: 'N' }] },
      ['work'],
    ],
  ];
  for (const [what, one, other, why] of table) {
    const entries = [one, other].map(part =>
      entrySchema.parse({ ...report, title: `Only ${what}`, ...part }),
    );
    assert.deepEqual(await pairs(...(await add(...entries))), why, what);
  }
});

test('two are compared and made one, its number leads to the other, and made two again they are as before', async () => {
  const [one = 0, other = 0] = await add(
    { ...report, title: 'Made one', place: 'Leeds', language: 'eng', keywords: ['Prison'] },
    { ...report, title: 'Made one', place: 'York', keywords: ['Probation'], publisher: 'Pretend Press' },
  );
  assert.match(
    (await librarian.get(duplicatePaths.all())).text(),
    /Made one, 2011.*The same title, an author/s,
  );
  assert.match((await librarian.get(duplicatePaths.pair(one, other))).text(), /English \(eng\)/);
  const before = await read(one, other);
  assert.equal((await merge(one, other, { kept: '' })).status, 422);
  assert.equal((await merge(one, other, { 'pick.place': 'other' })).status, 303);
  const [kept, gone] = await read(one, other);
  assert.deepEqual(
    [kept?.entry.place, kept?.entry.publisher, kept?.entry.keywords, gone?.state, gone?.mergedInto],
    ['York', 'Pretend Press', ['Prison', 'Probation'], 'merged', one],
  );
  const page = await site.nobody().get(evidencePaths.record(other));
  assert.match(page.html, new RegExp(`href="${evidencePaths.record(one)}"`));
  // However many went into others since, a librarian finds the way to part them.
  const way = `href="${duplicatePaths.pair(one, other)}"`;
  assert.ok(!page.html.includes(way));
  assert.ok((await librarian.get(evidencePaths.record(other))).html.includes(way));
  // What went into another has no more keys by which it could look like it.
  assert.doesNotMatch(
    (await librarian.get(duplicatePaths.pair(one, other))).text(),
    /By the rules they do not/,
  );
  assert.deepEqual(await pairs(one, other), []);
  assert.equal((await part(one, other)).status, 303);
  const after = await read(one, other);
  assert.deepEqual(
    after.map(({ entry, state, mergedInto }) => ({ entry, state, mergedInto })),
    before.map(({ entry, state, mergedInto }) => ({ entry, state, mergedInto })),
  );
  assert.deepEqual(await pairs(one, other), ['work']);
});

test('what somebody wrote after two were made one is never lost when they part', async () => {
  const [one = 0, other = 0] = await add(
    { ...report, title: 'Written on' },
    { ...report, title: 'Written on' },
  );
  await merge(one, other);
  const [kept] = await read(one);
  await librarian.transaction(tx =>
    changeRecord(tx, {
      number: one,
      version: kept?.version ?? 0,
      entry: { ...report, title: 'Written on later' },
    }),
  );
  await part(one, other);
  const [now, back] = await read(one, other);
  assert.deepEqual(
    [now?.entry.title, back?.entry.title, back?.state],
    ['Written on later', 'Written on', 'public'],
  );
});

test('of two librarians who decide at once the second is told', async () => {
  const [one = 0, other = 0] = await add({ ...report, title: 'At once' }, { ...report, title: 'At once' });
  assert.equal((await merge(one, other, { 'version.other': '7' })).status, 409);
  assert.equal((await read(other))[0]?.state, 'public');
});

test('what is not a duplicate never comes back, unless somebody takes that back', async () => {
  const [one = 0, other = 0] = await add(
    { ...report, title: 'Told apart' },
    { ...report, title: 'Told apart' },
  );
  const at = duplicatePaths.pair(one, other);
  await librarian.post(duplicatePaths.different(one, other), {}, at);
  assert.deepEqual(await pairs(one, other), []);
  for (const [number, version] of [
    [one, 1],
    [other, 1],
    [other, 2],
  ] as const)
    await librarian.transaction(tx =>
      changeRecord(tx, {
        number,
        version,
        entry: { ...report, title: 'Told apart', doi: '10.9999/apart', place: `${version}` },
      }),
    );
  assert.deepEqual(await pairs(one, other), [], 'also when both are changed and look even more alike');
  assert.match((await librarian.get(at)).text(), /Perry Page said on .* that these are two/);
  const refused = librarian.transaction(async tx => {
    await sql`insert into evidence.merge (kept, merged, version_before, version_after, merged_by)
      values (${one}, ${other}, 1, 2, access.account_id())`.execute(tx.db);
  });
  await assert.rejects(refused, { code: 'OW421' });
  await librarian.post(duplicatePaths.takeBack(one, other), {}, at);
  assert.deepEqual(await pairs(one, other), ['doi work']);
});

test('nobody but a librarian sees or decides', async () => {
  const [one = 0, other = 0] = await add({ ...report, title: 'Shut' }, { ...report, title: 'Shut' });
  for (const username of ['grade.one', 'ash.example', 'robin.quill', 'admin.system']) {
    const who = await site.as(username);
    for (const path of [duplicatePaths.all(), duplicatePaths.pair(one, other)])
      assert.equal((await who.get(path)).status, 404, `${username} ${path}`);
    const say = who.transaction(async tx => {
      await sql`insert into evidence.not_duplicate (one, other, said_by) values (${one}, ${other}, access.account_id())`.execute(
        tx.db,
      );
    });
    await assert.rejects(say, username);
  }
});

const someEntry: fc.Arbitrary<Entry> = fc.record(
  {
    type: fc.constantFrom('report' as const, 'book' as const),
    title: fc.constantFrom('A', 'B'),
    place: fc.constantFrom('Leeds', 'York'),
    year: fc.integer({ min: 1990, max: 1992 }),
    keywords: fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['type', 'title'], noNullPrototype: true },
);

test('of two entries nothing is lost that was not given up, and nothing is made up', () => {
  const picks = fc.dictionary(
    fc.constantFrom('place', 'year', 'keywords', 'title'),
    fc.constantFrom(...choices),
  );
  fc.assert(
    fc.property(someEntry, someEntry, picks, (one, other, picked) => {
      const made = entryOfBoth(one, other, new Map(Object.entries(picked)));
      assert.deepEqual(entryOfBoth(one, one, new Map()), one);
      for (const field of fieldsOfBoth(one, other)) {
        const said = [one[field], other[field]].flat().filter(value => value !== undefined);
        for (const value of [made[field]].flat())
          assert.ok(value === undefined || said.includes(value as never), field);
        if (picked[field] === undefined) assert.notEqual(made[field], undefined, field);
      }
    }),
  );
});
