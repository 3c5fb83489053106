import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { sideBySide } from '../../../test/side-by-side.ts';
import { asOwner } from '../../platform/database/index.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { entrySchema } from '../record/entry.ts';
import { addToList, hold } from './commands/keep-items.ts';
import { deleteList, makeList } from './commands/keep-list.ts';
import { invite } from './commands/keep-together.ts';
import { listPaths } from './paths.ts';
import { readOwnList } from './queries/read-lists.ts';

let site: TestSite;
let owner: Visitor;
let second: Visitor;
let stranger: Visitor;
let numbers: number[] = [];

before(async () => {
  site = await aSite();
  [owner, second, stranger] = [
    await site.as('dr.vale'),
    await site.as('robin.quill'),
    await site.as('dr.finch'),
  ];
  const librarian = await site.as('lib.page');
  const entries = ['Heather', 'Gorse', 'Broom', 'Ling'].map(title =>
    entrySchema.parse({ type: 'report', title, year: 2011 }),
  );
  numbers = await librarian.transaction(tx => addRecords(tx, entries, 'librarian'));
});
after(() => site.close());

const number = (at: number) => numbers[at] ?? 0;
const owning = <T>(statement: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await statement.execute(db)).rows);
const aList = () =>
  owner.transaction(async tx => {
    const id = await makeList(tx, { title: 'Moors', note: 'For the walk.', shownName: 'M. V.' });
    await addToList(tx, id, numbers.slice(0, 2));
    return id;
  });
const kept = (id: number, who = owner) => who.transaction(tx => readOwnList(tx, id));
const titles = async (id: number) => (await kept(id))?.items.map(({ title }) => title).join(' ');
const together = (id: number, pressed: string, who = owner) =>
  who.post(listPaths.together(id), { do: pressed }, who === owner ? listPaths.list(id) : '/check');
const press = (id: number, pressed: string, who = second) => who.post(listPaths.list(id), { do: pressed });
const add = (id: number, at: number, who = second) => {
  const path = `${listPaths.add()}?number=${number(at)}`;
  return who.post(path, { to: String(id), title: '' }, path);
};
/** The newest invitation, as its link stands on the owner's page. */
async function invitation(id: number): Promise<string> {
  await together(id, 'invite');
  const { html } = await owner.get(listPaths.list(id));
  return [...html.matchAll(/<code class="ow-code">[^<]*(\/evidence\/join\/[-\w]+)</g)].at(-1)?.[1] ?? '';
}
async function joined(who = second, name = 'Robin'): Promise<number> {
  const id = await aList();
  await who.post(await invitation(id), { name });
  return id;
}
const events = async (id: number) =>
  (
    await owning(
      sql<{
        event: string;
      }>`select event from audit.event where (detail ->> 'list')::int = ${id} order by id`,
    )
  ).map(({ event }) => event.replace('evidence.list.', ''));

test('somebody who is invited accepts under a name of their choice, and an invitation is good once', async () => {
  const id = await aList();
  const path = await invitation(id);
  assert.match((await site.nobody().get(path)).location ?? '', /^\/sign-in\?next=/);
  assert.match((await owner.get(path)).text(), /your own list/);
  const page = await second.get(path);
  assert.match(page.text(), /Moors By M\. V\.[\s\S]+For the walk\./);
  assert.doesNotMatch(page.html, /Heather/);
  assert.equal((await kept(id, second))?.id, undefined);
  const unnamed = await second.post(path, { name: ' ' });
  assert.deepEqual([unnamed.status, /Say by which name/.test(unnamed.text())], [422, true]);
  assert.equal((await owner.post(path, { name: 'Me' }, '/check')).status, 404);
  assert.equal((await second.post(path, { name: 'Robin' })).location, listPaths.list(id));
  assert.match((await second.get(listPaths.lists())).text(), /Moors 2 records Kept with others/);
  const list = await second.get(listPaths.list(id));
  assert.match(list.text(), /It belongs to: M\. V\.[\s\S]+Robin \(you\)/);
  assert.match((await owner.get(listPaths.list(id))).text(), /Robin Remove\s*: Robin/);
  // Taken up, it leads nowhere for whoever finds it later.
  for (const who of [stranger, second]) assert.equal((await who.get(path)).status, 404);
  assert.equal((await stranger.post(path, { name: 'Finch' }, '/check')).status, 404);
  assert.deepEqual((await events(id)).slice(-2), ['invited', 'joined']);
});

test('whoever takes part adds, orders, annotates and takes along; each record says whose hand it was', async () => {
  const id = await joined();
  await add(id, 2);
  await press(id, `up:${number(2)}`);
  assert.equal(await titles(id), 'Heather Broom Gorse');
  await second.fill(listPaths.annotate(id, number(0)), { annotation: 'Begin here.' });
  const forOwner = (await owner.get(listPaths.list(id))).text();
  assert.match(forOwner, /Heather[\s\S]+Begin here\.\s+Put here by: you · Note by: Robin/);
  assert.match(forOwner, /Broom[\s\S]+Put here by: Robin/);
  const forSecond = (await second.get(listPaths.list(id))).text();
  assert.match(
    forSecond,
    /Heather[\s\S]+Put here by: M\. V\. · Note by: you[\s\S]+Broom[\s\S]+Put here by: you/,
  );
  assert.match((await second.get(`${listPaths.file(id)}?format=ris`)).html, /N1 {2}- Begin here\./);
  // Whoever has the link of the list reads what is noted, and not who keeps it.
  await owner.post(listPaths.share(id), { do: 'make' }, listPaths.list(id));
  const [, shared = ''] =
    /(\/evidence\/shared\/[-\w]+)</.exec((await owner.get(listPaths.list(id))).html) ?? [];
  const public_ = await site.nobody().get(shared);
  assert.match(public_.text(), /Begin here\./);
  assert.doesNotMatch(public_.html, /Robin|Put here/);
  assert.match((await second.get(listPaths.list(id))).text(), /The list has a link/);
  assert.doesNotMatch((await second.get(listPaths.list(id))).html, /evidence\/shared/);
});

test('who takes part takes off only what they put there, and it can be put back', async () => {
  const id = await joined();
  await add(id, 2);
  const refused = await press(id, `off:${number(0)}`);
  assert.deepEqual([refused.status, /Somebody else put this record/.test(refused.text())], [409, true]);
  const page = (await second.get(listPaths.list(id))).html;
  assert.ok(page.includes(`value="off:${number(2)}"`) && !page.includes(`value="off:${number(0)}"`));
  await press(id, `off:${number(2)}`);
  assert.equal(await titles(id), 'Heather Gorse');
  await press(id, `back:${number(2)}`);
  await press(id, `off:${number(2)}`, owner);
  await press(id, `back:${number(2)}`);
  assert.equal(await titles(id), 'Heather Gorse Broom');
});

test('two who note something on one record lose nothing: the second sees both texts', async () => {
  const id = await joined();
  const path = listPaths.annotate(id, number(0));
  const early = await second.get(path);
  await owner.fill(path, { annotation: 'From the owner.' });
  const version = hiddenValue(early.html, 'version');
  const late = await second.post(path, { annotation: 'From Robin.', version });
  assert.equal(late.status, 422);
  assert.match(late.text(), /changed by: M\. V\.[\s\S]+Note by: M\. V\. From the owner\.[\s\S]+From Robin\./);
  const both = { annotation: 'From both.', version: hiddenValue(late.html, 'version') };
  assert.equal((await second.post(path, both)).status, 303);
  assert.equal((await kept(id))?.items[0]?.annotation, 'From both.');
});

test('only its owner shares, changes, invites, removes and deletes', async () => {
  const id = await joined();
  const own = [listPaths.change(id), listPaths.remove(id)];
  for (const path of own) assert.equal((await second.get(path)).status, 403, path);
  const body = { do: 'make', title: 'Mine', note: '', shownName: '' };
  for (const path of [...own, listPaths.share(id)])
    assert.match((await second.post(path, body, '/check')).text(), /Only whoever began this list/, path);
  assert.equal((await together(id, 'invite', second)).status, 403);
  const [me] = (await kept(id))?.coauthors ?? [];
  assert.equal((await together(id, `out:${me?.id}`, second)).status, 403);
  for (const path of [listPaths.together(id), listPaths.leave(id)])
    assert.equal((await stranger.post(path, { do: 'invite' }, '/check')).status, 404);
  assert.equal((await together(id, 'invite:3')).status, 400);
  assert.equal((await kept(id))?.title, 'Moors');
});

test('the database itself lets nobody in, and nobody sign as somebody else', async () => {
  const id = await joined();
  const path = await invitation(id);
  const inDatabase = (who: Visitor, statement: ReturnType<typeof sql>) =>
    who.transaction(async tx => (await statement.execute(tx.db)).rows);
  for (const table of ['reading_list', 'reading_list_item', 'list_coauthor', 'list_invitation'])
    for (const who of [stranger, site.nobody()])
      assert.deepEqual(
        await inDatabase(who, sql`select 1 from ${sql.table(`evidence.${table}`)}`),
        [],
        table,
      );
  assert.deepEqual(await inDatabase(second, sql`select 1 from evidence.list_invitation`), []);
  assert.deepEqual(await inDatabase(second, sql`delete from evidence.reading_list_item returning 1`), []);
  assert.deepEqual(
    await inDatabase(second, sql`update evidence.reading_list set title = 'x' returning 1`),
    [],
  );
  const forbidden = [
    sql`insert into evidence.list_coauthor (list, owner_id, account_id, name) select ${id}, 1, 2, 'x'`,
    sql`update evidence.reading_list_item set added_by = access.account_id()`,
    sql`insert into evidence.list_invitation (list, account_id, hash, sealed) select l.id, l.account_id, sha256('x'), 'x' from evidence.reading_list l where l.id = ${id}`,
  ];
  for (const statement of forbidden) await assert.rejects(inDatabase(second, statement), { code: '42501' });
  await owning(sql`update evidence.list_invitation set ends_on = access.today() - 1`);
  assert.equal((await stranger.get(path)).status, 404);
  assert.equal((await stranger.post(path, { name: 'Finch' }, '/check')).status, 404);
});

test('the owner lets somebody go and has them back; whoever leaves comes back by invitation alone; what they put there stays', async () => {
  const id = await joined();
  await add(id, 2);
  const coauthor = (await kept(id))?.coauthors[0]?.id ?? 0;
  await together(id, `out:${coauthor}`);
  for (const path of [listPaths.list(id), listPaths.annotate(id, number(0)), listPaths.file(id)])
    assert.equal((await second.get(path)).status, 404, path);
  assert.equal((await add(id, 3)).status, 404);
  assert.equal((await second.post(listPaths.list(id), { do: `up:${number(2)}` }, '/check')).status, 404);
  assert.match(
    (await owner.get(listPaths.list(id))).text(),
    /Put here by: Robin[\s\S]+Removed Robin Have back/,
  );
  await together(id, `back:${coauthor}`);
  assert.match((await second.get(listPaths.leave(id))).text(), /What you put on it stays/);
  assert.equal((await second.post(listPaths.leave(id), {})).location, listPaths.lists());
  assert.equal((await second.get(listPaths.list(id))).status, 404);
  assert.equal((await second.post(listPaths.leave(id), {}, '/check')).status, 404);
  assert.equal((await together(id, `back:${coauthor}`)).status, 404);
  assert.equal(await titles(id), 'Heather Gorse Broom');
  await second.post(await invitation(id), { name: 'R. Q.' });
  assert.match((await owner.get(listPaths.list(id))).text(), /Put here by: R\. Q\./);
  assert.deepEqual((await events(id)).slice(-5), [
    'coauthor-removed',
    'coauthor-back',
    'left',
    'invited',
    'joined',
  ]);
  await owner.post(listPaths.remove(id), {});
  assert.equal((await second.get(listPaths.list(id))).status, 404);
});

test('an invitation is withdrawn, and twenty hands are enough', async () => {
  const id = await aList();
  const path = await invitation(id);
  const [first] = (await kept(id))?.invitations ?? [];
  await together(id, `withdraw:${first?.id}`);
  assert.equal((await second.get(path)).status, 404);
  for (let times = 0; times < 20; times += 1) await together(id, 'invite');
  const refused = await together(id, 'invite');
  assert.deepEqual([refused.status, /Twenty people/.test(refused.text())], [409, true]);
  // Those that have ended make room.
  await owning(sql`update evidence.list_invitation set ends_on = access.today() - 1 where list = ${id}`);
  assert.equal((await together(id, 'invite')).status, 303);
});

test('a list is deleted in the moment in which somebody joins it, and neither stops the other', async () => {
  const id = await aList();
  const path = await invitation(id);
  let answered = 0;
  const [deleting] = await sideBySide(
    site.database.adminUrl,
    meeting =>
      owner.transaction(async tx => {
        await hold(tx, id);
        await meeting();
        await deleteList(tx, id);
      }),
    async () => {
      answered = (await second.post(path, { name: 'Robin' })).status;
    },
  );
  assert.deepEqual([deleting?.status, answered], ['fulfilled', 404]);
});

test('of two who are asked to keep a list at once, the one too many is refused', async () => {
  const id = await aList();
  for (let times = 0; times < 19; times += 1) await together(id, 'invite');
  const link = (at: number) => ({ hash: Buffer.alloc(32, `${id} ${at}`), sealed: 'sealed' });
  const ends = await sideBySide(
    site.database.adminUrl,
    meeting =>
      owner.transaction(async tx => {
        await invite(tx, id, link(1));
        await meeting();
      }),
    () => owner.transaction(tx => invite(tx, id, link(2))),
  );
  assert.deepEqual(
    ends.map(one => (one.status === 'rejected' ? one.reason.code : 'invited')),
    ['invited', 'OW491'],
  );
});
