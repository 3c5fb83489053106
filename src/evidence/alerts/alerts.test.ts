import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner, asWorker, type Tx } from '../../platform/database/index.ts';
import type { JobContext } from '../../platform/jobs/index.ts';
import { buildPostings, search } from '../../platform/search/index.ts';
import { dayOf } from '../../platform/time/index.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import { askedOf } from '../search/find.ts';
import { anything } from '../search/state.ts';
import { keepSearch } from './commands/keep-search.ts';
import { searchNews } from './job.ts';
import { newsOf } from './news.ts';
import { alertPaths } from './paths.ts';
import { readSearches } from './queries/read-searches.ts';

let site: TestSite;
let librarian: Visitor;
let owner: Visitor;
let other: Visitor;

before(async () => {
  site = await aSite();
  [librarian, owner, other] = [
    await site.as('lib.page'),
    await site.as('dr.vale'),
    await site.as('robin.quill'),
  ];
});
after(() => site.close());

const written = (title: string, of: Partial<Entry> = {}) =>
  entrySchema.parse({ type: 'report', title, ...of });
const add = (...titles: string[]) =>
  librarian.transaction(tx =>
    addRecords(
      tx,
      titles.map(title => written(title)),
      'librarian',
    ),
  );
const worker = <T>(work: (tx: Tx) => Promise<T>) => asWorker(site.database.pools, 'test', work);
const owning = <T>(statement: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await statement.execute(db)).rows);

/** The worker, so many days from now; killed before the so-manieth step that did something is kept. */
async function work(days: number, killedAt = 0): Promise<void> {
  const now = site.clock.now().add({ hours: 24 * days });
  let steps = 0;
  const transaction = <T>(doing: (tx: Tx) => Promise<T>) =>
    worker(async tx => {
      const done = await doing(tx);
      if (done === 1) steps += 1;
      if (done === 1 && steps === killedAt) throw new Error('killed');
      return done;
    });
  const context = { transaction, now, today: dayOf(now), signal: new AbortController().signal };
  const running = searchNews.run(context as unknown as JobContext, {} as never);
  await (killedAt === 0 ? running : assert.rejects(running, /killed/));
}

test('whoever has no e-mail address is told that no letters can come', async () => {
  const save = `${alertPaths.save()}?q=councils`;
  assert.doesNotMatch((await owner.get(save)).text(), /no letters can come/);
  const person = await site.as('ash.example');
  assert.match((await person.get(save)).text(), /no e-mail address, so no letters can come/);
});

test('whoever saves a search a second time is told by which name they keep it already', async () => {
  const save = `${alertPaths.save()}?q=herons&type=report&size=50&page=2`;
  assert.doesNotMatch((await owner.get(save)).text(), /keep this search already/);
  await owner.post(save, { name: 'Tall birds', alert: 'none' });
  const again = `${alertPaths.save()}?q=herons&type=report&order=title`;
  assert.match((await owner.get(again)).text(), /keep this search already, as “Tall birds”/);
  assert.doesNotMatch((await other.get(again)).text(), /already/);
  assert.doesNotMatch((await owner.get(`${alertPaths.save()}?q=herons`)).text(), /keep this search already/);
  await fresh();
});

type Sent = { username: string; news: number; stop_path: string; titles: string[] };
const letters = () =>
  owning(sql<Sent>`select a.username, m.news, m.stop_path, array(select l.title from platform.mail_link l where l.mail = m.id order by l.place) as titles
    from platform.mail m join people.account a on a.id = m.to_account_id where m.news is not null order by m.id`);
const fresh = () =>
  owning(sql`with gone as (delete from platform.mail_link) delete from evidence.saved_search`);
const keep = (q: string, alert: 'none' | 'daily' | 'weekly' = 'daily', who = owner) =>
  who.transaction(tx => keepSearch(tx, { ...anything, q }, { name: q, alert }));
const kept = async (id: number) => (await owner.transaction(tx => readSearches(tx, id)))[0];
/** Letters of this test alone. */
async function since<T>(doing: () => Promise<T>): Promise<Sent[]> {
  const before = (await letters()).length;
  await doing();
  return (await letters()).slice(before);
}

test('a search only after a number finds what the whole search finds after it, in lists and beside them', async () => {
  const words = ['harbour', 'lantern', 'meadow', 'harbour lantern', 'meadow harbour'];
  await add(...words.map(word => `An old ${word}`));
  await worker(tx => buildPostings(tx, 'evidence'));
  const { last } = await worker(tx => newsOf(tx, anything, 0));
  await add(...words.map(word => `A new ${word}`));
  await worker(tx => buildPostings(tx, 'evidence'));
  const later = await add(...words.map(word => `A newer ${word}`));
  const queries = [
    '',
    'harbour',
    'harbour lantern',
    '"new harbour"',
    'NOT meadow',
    'title:lantern',
    'type:report',
    'harbours',
    'nowhere',
  ];
  for (const q of queries) {
    const asked = { ...askedOf({ ...anything, q, order: 'newest' }), count: 100 };
    const [all, some] = await worker(async tx => [
      await search(tx, asked),
      await search(tx, { ...asked, since: last }),
    ]);
    const newer = all.hits.filter(({ key }) => key > (later[0] ?? 0) - 1 - words.length);
    assert.deepEqual(
      some.hits.map(({ key }) => key),
      newer.map(({ key }) => key),
      q,
    );
    assert.equal(some.total, newer.length, q);
    // Asking for a part leaves the whole as it was.
    assert.deepEqual((await worker(tx => search(tx, asked))).total, all.total, q);
  }
});

test('a search is saved from its results, named, changed and deleted, without a script', async () => {
  const results = await owner.get(`${evidencePaths.search()}?q=zebrafish&type=report`);
  const [, href = ''] = /href="(\/evidence\/searches\/save[^"]+)"/.exec(results.html) ?? [];
  const address = href.replaceAll('&amp;', '&');
  assert.match((await owner.get(address)).text(), /zebrafish/);
  const refused = await owner.post(address, { name: ' ', alert: 'weekly' });
  assert.equal(refused.status, 422);
  assert.match(refused.html, /value="weekly" checked/);
  assert.equal((await owner.post(address, { name: 'Fish', alert: 'weekly' })).location, alertPaths.list());
  const [one] = await owner.transaction(tx => readSearches(tx));
  assert.deepEqual(
    [one?.name, one?.alert, one?.state.q, one?.state.type],
    ['Fish', 'weekly', 'zebrafish', ['report']],
  );
  const id = one?.id ?? 0;
  await owner.post(alertPaths.change(id), { name: 'Fishes', alert: 'none' });
  assert.match((await owner.get(alertPaths.list())).text(), /Fishes[\s\S]+Nothing new[\s\S]+No letters/);
  const looked = await owner.post(alertPaths.look(id), {}, alertPaths.list());
  assert.equal(looked.location, '/evidence?q=zebrafish&type=report&order=newest');
  await owner.post(alertPaths.remove(id), {});
  assert.equal(await kept(id), undefined);
});

test('a search belongs to its account: nobody else sees it, changes it or keeps one in its name', async () => {
  const id = await keep('belongs');
  for (const path of [alertPaths.change(id), alertPaths.remove(id)])
    assert.equal((await other.get(path)).status, 404);
  const body = { name: 'Mine', alert: 'none' };
  for (const path of [alertPaths.change(id), alertPaths.remove(id), alertPaths.look(id)])
    assert.equal((await other.post(path, body, '/check')).status, 404);
  assert.doesNotMatch((await other.get(alertPaths.list())).text(), /belongs/);
  assert.match((await site.nobody().get(alertPaths.list())).location ?? '', /^\/sign-in/);
  const seen = (who: Visitor) => who.transaction(tx => sql`select from evidence.saved_search`.execute(tx.db));
  assert.equal((await seen(other)).rows.length, 0);
  assert.equal((await seen(site.nobody())).rows.length, 0);
  const [{ account = 0 } = {}] = await owning(
    sql<{ account: number }>`select account_id as account from evidence.saved_search where id = ${id}`,
  );
  const inTheirName = sql`insert into evidence.saved_search (account_id, name, state, told, counted) values (${account}, 'x', '{}', 0, 0)`;
  await assert.rejects(
    other.transaction(tx => inTheirName.execute(tx.db)),
    { code: '42501' },
  );
  assert.equal((await kept(id))?.name, 'belongs');
});

test('a letter names what came since, once: not what was there, changed, withdrawn or merged', async () => {
  await fresh();
  const [old = 0] = await add('An orchard of old');
  const id = await keep('orchard');
  assert.deepEqual(await since(() => work(1)), []);
  const [, gone = 0, into = 0] = await add(
    'An orchard in bloom',
    'An orchard withdrawn',
    'An orchard twice',
    'A field',
  );
  await owning(sql`update evidence.record set change_note = 'again' where number = ${old}`);
  await owning(
    sql`update evidence.record set state = 'withdrawn', withdrawn_because = 'Wrong.' where number = ${gone}`,
  );
  await owning(sql`update evidence.record set state = 'merged', merged_into = ${old} where number = ${into}`);
  assert.deepEqual((await kept(id))?.unseen, 0);
  const [letter, ...more] = await since(() => work(2));
  assert.deepEqual(
    [letter?.username, letter?.news, letter?.titles, more],
    ['dr.vale', 1, ['An orchard in bloom'], []],
  );
  assert.equal((await kept(id))?.unseen, 1);
  // What was said is not said again, though it was changed since; nothing new is no letter.
  await owning(sql`update evidence.record set change_note = 'again' where number in (${old}, ${old + 1})`);
  assert.deepEqual(await since(() => work(3)), []);
  await owner.post(alertPaths.look(id), {}, alertPaths.list());
  assert.equal((await kept(id))?.unseen, 0);
});

test('a weekly letter waits for its day, and a search without letters is counted all the same', async () => {
  await fresh();
  const weekly = await keep('thistle', 'weekly');
  const silent = await keep('thistle', 'none');
  await add('A thistle', 'Another thistle');
  assert.deepEqual(await since(() => work(6)), []);
  assert.deepEqual([(await kept(weekly))?.unseen, (await kept(silent))?.unseen], [2, 2]);
  assert.deepEqual(
    (await since(() => work(7))).map(({ titles }) => titles),
    [['Another thistle', 'A thistle']],
  );
  await add('A third thistle');
  assert.deepEqual(await since(() => work(13)), []);
  assert.equal((await since(() => work(14)))[0]?.news, 1);
});

test('a kill before a letter is kept neither loses it nor doubles it', async () => {
  await fresh();
  const id = await keep('saffron');
  await add('Saffron');
  for (const killedAt of [1, 2]) assert.deepEqual(await since(() => work(1, killedAt)), []);
  assert.deepEqual(
    (await since(() => work(1))).map(({ news }) => news),
    [1],
  );
  assert.deepEqual(await since(() => work(1)), []);
  assert.equal((await kept(id))?.unseen, 1);
});

test('a record that is committed late, under a number that was passed already, is told all the same', async () => {
  await fresh();
  await keep('bracken');
  const late = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const adding = librarian.transaction(async tx => {
    const numbers = await addRecords(tx, [written('Bracken, late')], 'librarian');
    begun.resolve();
    await late.promise;
    return numbers;
  });
  await begun.promise;
  assert.deepEqual(await since(() => work(1)), []);
  late.resolve();
  await adding;
  await add('Bracken, after');
  assert.deepEqual(
    (await since(() => work(2))).flatMap(({ titles }) => titles),
    ['Bracken, after', 'Bracken, late'],
  );
});

test('whoever has a letter stops it, without signing in, and learns nothing of the search', async () => {
  await fresh();
  const id = await keep('secretive');
  await add('Something secretive');
  const [letter] = await since(() => work(1));
  const path = letter?.stop_path ?? '';
  const nobody = site.nobody();
  const asked = await nobody.get(path);
  assert.match(asked.text(), /Stop these letters\?/);
  assert.doesNotMatch(asked.html, /secretive|Vale/);
  // To look is not to stop: programs follow links in mails.
  assert.equal((await kept(id))?.alert, 'daily');
  assert.equal((await nobody.fill(`${path}/yes`, {}, path)).location, path);
  assert.match((await nobody.get(path)).text(), /These letters are stopped/);
  assert.equal((await kept(id))?.alert, 'none');
  await add('More that is secretive');
  assert.deepEqual(await since(() => work(9)), []);
  for (const token of ['1', crypto.randomUUID()])
    assert.equal((await nobody.get(alertPaths.stop(token))).status, 404);
});

type Form = { type: string; payload: string };
const urlEncoded: Form = {
  type: 'application/x-www-form-urlencoded',
  payload: 'List-Unsubscribe=One-Click',
};
const inParts: Form = {
  type: 'multipart/form-data; boundary=cut',
  payload: '--cut\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--cut--\r\n',
};
const fromMailProgram = (url: string, { type, payload } = urlEncoded) =>
  site.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });

for (const [name, form] of Object.entries({ 'in one line': urlEncoded, 'in parts': inParts }))
  test(`a mail program stops letters with one press, ${name}: no session, no question, nowhere else to go`, async () => {
    await fresh();
    const id = await keep('marigold');
    await add('Marigold');
    const [letter] = await since(() => work(1));
    const path = letter?.stop_path ?? '';
    for (const time of ['once', 'again']) {
      const answer = await fromMailProgram(path, form);
      assert.deepEqual([answer.statusCode, answer.json()], [200, { stopped: true }], time);
      assert.equal((await kept(id))?.alert, 'none', time);
    }
    await add('Another marigold');
    assert.deepEqual(await since(() => work(9)), []);
    const told = await owning(
      sql<{
        detail: unknown;
      }>`select detail from audit.event where event = 'evidence.alert.stopped' and (detail ->> 'search')::int = ${id}`,
    );
    assert.equal(told.length, 2);
  });

test('what is forged, made up, or no press of a mail program stops nothing', async () => {
  await fresh();
  const id = await keep('teasel');
  const [{ token = '' } = {}] = await owning(
    sql<{ token: string }>`select stop_token as token from evidence.saved_search where id = ${id}`,
  );
  const path = alertPaths.stop(token);
  const forged = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
  for (const other of [forged, crypto.randomUUID(), `${token}0`, '1', '%00'])
    assert.equal((await fromMailProgram(alertPaths.stop(other))).statusCode, 404, other);
  for (const payload of ['', 'List-Unsubscribe=Yes', 'List-Unsubscribe=One-Click&List-Unsubscribe=No', 'x=1'])
    assert.equal((await fromMailProgram(path, { ...urlEncoded, payload })).statusCode, 400, payload);
  assert.equal((await fromMailProgram(path, { ...inParts, payload: '--cut' })).statusCode, 400);
  // What a person is asked needs our own page.
  assert.equal((await fromMailProgram(alertPaths.stopAsAsked(token))).statusCode, 403);
  assert.equal((await kept(id))?.alert, 'daily');
  await owner.post(alertPaths.remove(id), {});
  assert.equal((await fromMailProgram(path)).statusCode, 404);
});

test('whoever left gets no letter, and a hundred searches are enough', async () => {
  await fresh();
  await keep('juniper', 'daily', other);
  await add('Juniper');
  const end = (day: ReturnType<typeof sql>) =>
    owning(sql`update people.account set ended_on = ${day} where username = 'robin.quill'`);
  await end(sql`access.today()`);
  assert.deepEqual(await since(() => work(1)), []);
  await end(sql`null`);
  await owning(sql`insert into evidence.saved_search (account_id, name, state, told, counted)
    select a.id, 'Search', '{}', 0, 0 from people.account a, generate_series(1, 100) where a.username = 'dr.vale'`);
  const refused = await owner.post(alertPaths.save(), { name: 'One more', alert: 'none' });
  assert.equal(refused.status, 409);
  assert.match(refused.text(), /a hundred searches/);
});
