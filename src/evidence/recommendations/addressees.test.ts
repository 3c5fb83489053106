import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { sideBySide } from '../../../test/side-by-side.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { partAddressee, putTogether } from './commands/name-addressee.ts';
import { recordLink, recordRecommendation } from './commands/record-links.ts';
import { recommendationPaths } from './paths.ts';
import { readAddressees, readSpokenFor } from './queries/read-addressees.ts';
import { readChain } from './queries/read-chains.ts';

let site: TestSite;
let page: Visitor;
let record = 0;
before(async () => {
  site = await aSite();
  page = await site.as('lib.page');
  const added = await page.transaction(tx =>
    addRecords(tx, [{ type: 'report', title: 'An invented inspection' }], 'librarian'),
  );
  record = added[0] ?? 0;
});
after(() => site.close());

const today = testDay.toString();
const ask = (...addressees: string[]) =>
  page.transaction(tx =>
    recordRecommendation(tx, {
      ...{ record, asks: 'Ask them.', paragraph: '', theme: 'Councils', madeOn: today, dueOn: undefined },
      addressees,
    }),
  );
const idOf = async (name: string) =>
  (await page.transaction(tx => readAddressees(tx, testDay))).find(one => one.name === name)?.id ?? 0;
const askedIn = async (id: number) =>
  (await page.transaction(tx => readChain(tx, id)))?.addressees.map(({ name, responses, actions }) => [
    name,
    responses.length,
    actions.length,
  ]);
const answer = (recommendation: number, of: number) =>
  page.transaction(tx =>
    recordLink(tx, recommendation, {
      ...{
        link: 'responses',
        of,
        kind: 'accepted',
        says: 'Yes.',
        on: today,
        signedBy: 'A. Reply',
        source: '',
      },
    }),
  );
const rename = (id: number, name: string, rest: Record<string, string> = {}) =>
  page.post(recommendationPaths.name(id), { name, ...rest }, recommendationPaths.name(id));

test('an organisation gets another name, and whoever writes the old one means it', async () => {
  const first = await ask('Prison Sevice of Fennmarsh');
  const id = await idOf('Prison Sevice of Fennmarsh');
  const at = recommendationPaths.addressee(id);
  assert.match((await page.get(at)).html, new RegExp(`href="${recommendationPaths.name(id)}"`));
  assert.equal((await rename(id, '  Prison   Service of Fennmarsh ')).location, at);
  assert.deepEqual(await askedIn(first), [['Prison Service of Fennmarsh', 0, 0]]);
  assert.deepEqual(await askedIn(await ask('prison sevice of FENNMARSH', 'Prison Service of Fennmarsh')), [
    ['Prison Service of Fennmarsh', 0, 0],
  ]);
  assert.match((await site.nobody().get(at)).text(), /Also or formerly: Prison Sevice of Fennmarsh/);
  const all = (await site.nobody().get(recommendationPaths.addressees())).text();
  assert.doesNotMatch(all, /Sevice/);
  await rename(id, 'Prison Sevice of Fennmarsh');
  assert.match((await page.get(at)).text(), /Also or formerly: Prison Service of Fennmarsh/);
  await rename(id, 'prison SERVICE of Fennmarsh');
  assert.equal(await idOf('prison SERVICE of Fennmarsh'), id);
});

test('two that are one become it only where that is said, and can be two again with what was their own', async () => {
  const both = await ask('Heronshire Health Board', 'Heronshire Board of Health');
  const only = await ask('Heronshire Board of Health');
  const [kept, gone] = [await idOf('Heronshire Health Board'), await idOf('Heronshire Board of Health')];
  await answer(only, gone);
  const unsaid = await rename(gone, 'heronshire health board');
  assert.equal(unsaid.status, 422);
  assert.match(unsaid.text(), /There is an organisation of this name already: Heronshire Health Board/);
  assert.match(unsaid.html, /value="heronshire health board"/);
  const namesake = hiddenValue(unsaid.html, 'namesake');
  assert.equal(namesake, String(kept));
  await ask('Quite Another');
  assert.equal((await rename(gone, 'Quite Another', { together: 'yes', namesake })).status, 422);
  const said = await rename(gone, 'heronshire health board', { together: 'yes', namesake });
  assert.equal(said.location, recommendationPaths.addressee(kept));
  assert.deepEqual(await askedIn(both), [['Heronshire Health Board', 0, 0]]);
  assert.deepEqual(await askedIn(only), [['Heronshire Health Board', 1, 0]]);
  for (const path of [recommendationPaths.addressee, recommendationPaths.feed])
    assert.equal((await site.nobody().get(path(gone))).location, path(kept));
  for (const path of [recommendationPaths.name, recommendationPaths.speaker])
    assert.ok((await page.get(path(gone))).status >= 400);
  const swapped = await rename(kept, 'Heronshire board of health');
  assert.equal(swapped.status, 422);
  assert.match(swapped.text(), /Make them two again, then enter its name here/);
  const since = await ask('Heronshire Board of Health');
  await answer(both, kept);

  const part = recommendationPaths.part(gone);
  assert.match((await page.get(recommendationPaths.addressee(kept))).html, new RegExp(`action="${part}"`));
  assert.doesNotMatch((await site.nobody().get(recommendationPaths.addressee(kept))).html, /\/part"/);
  const from = recommendationPaths.addressee(kept);
  assert.equal((await page.post(part, {}, from)).location, from);
  assert.deepEqual(await askedIn(only), [['Heronshire Board of Health', 1, 0]]);
  assert.deepEqual(await askedIn(both), [
    ['Heronshire Board of Health', 0, 0],
    ['Heronshire Health Board', 1, 0],
  ]);
  assert.deepEqual(await askedIn(since), [['Heronshire Health Board', 0, 0]]);
  assert.equal((await page.post(part, {}, '/check')).status, 409);
});

const together = async (gone: string, kept: string) => {
  const [from, into] = [await idOf(gone), await idOf(kept)];
  const said = await rename(from, kept, { together: 'yes', namesake: String(into) });
  assert.equal(said.location, recommendationPaths.addressee(into));
  return from;
};
const parted = async (gone: number, kept: string) => {
  const from = recommendationPaths.addressee(await idOf(kept));
  assert.equal((await page.post(recommendationPaths.part(gone), {}, from)).status, 303);
};

test('one that went through another into a third takes back its own and no more, whichever is taken out first', async () => {
  for (const order of ['inner', 'outer'] as const) {
    const name = (which: string) => `${which} of ${order}`;
    const [a, b, c] = [name('Alder'), name('Birch'), name('Cedar')];
    const asked = {
      a: await ask(a),
      ab: await ask(a, b),
      ac: await ask(a, c),
      b: await ask(b),
      c: await ask(c),
    };
    await answer(asked.a, await idOf(a));
    const alder = await together(a, b);
    const birch = await together(b, c);
    if (order === 'inner') {
      await parted(alder, c);
      assert.deepEqual(await askedIn(asked.ac), [
        [a, 0, 0],
        [c, 0, 0],
      ]);
      await parted(birch, c);
    } else {
      await parted(birch, c);
      await parted(alder, b);
    }
    const namesIn = async (id: number) => (await askedIn(id))?.map(([one]) => one);
    assert.deepEqual(
      await Promise.all([asked.a, asked.ab, asked.ac, asked.b, asked.c].map(namesIn)),
      [[a], [a, b], [a, c], [b], [c]],
      order,
    );
    assert.deepEqual(await askedIn(asked.a), [[a, 1, 0]]);
  }
});

test('who answered for one that was made one with others answers for those no more once they are parted', async () => {
  const [a, b, c] = ['Ash Office', 'Beech Office', 'Cherry Office'];
  const id = await ask(a, b, c);
  const ids = { a: await idOf(a), b: await idOf(b), c: await idOf(c) };
  const speaker = recommendationPaths.speaker(ids.a);
  const [, unit = ''] = /<option value="(\d+)"/.exec((await page.get(speaker)).html) ?? [];
  assert.equal((await page.post(speaker, { unit })).status, 303);
  const reply = await site.as('custody.reply');
  const spokenFor = async () => (await reply.transaction(readSpokenFor)).toSorted((x, y) => x - y);
  assert.deepEqual(await spokenFor(), [ids.a]);
  await together(a, b);
  await together(b, c);
  assert.deepEqual(await spokenFor(), [ids.c]);
  await parted(ids.a, c);
  assert.deepEqual(await spokenFor(), [ids.a]);
  await parted(ids.b, c);
  assert.deepEqual(await spokenFor(), [ids.a]);
  assert.equal((await askedIn(id))?.length, 3);
});

test('nobody but a librarian names those who were asked', async () => {
  await ask('Sealed Office');
  const id = await idOf('Sealed Office');
  for (const who of ['grade.one', 'custody.reply', 'robin.quill']) {
    const visitor = await site.as(who);
    assert.equal((await visitor.get(recommendationPaths.name(id))).status, 404, who);
    for (const path of [recommendationPaths.name(id), recommendationPaths.part(id)])
      assert.ok((await visitor.post(path, { name: 'Mine' }, '/check')).status >= 400, who);
  }
  assert.equal(await idOf('Sealed Office'), id);
  assert.equal((await rename(id, ' ')).status, 422);
  assert.equal((await rename(id, 'x'.repeat(301))).status, 422);
});

test('a name that is no name is said to beside what was typed', async () => {
  const at = recommendationPaths.ofRecord(record);
  const typed = `Sealed Office\n${'word '.repeat(61)}`;
  const refused = await page.post(at, {
    ...{ asks: 'Ask.', theme: 'Councils', paragraph: '', addressees: typed },
    ...dayBoxes('madeOn', testDay),
  });
  assert.equal(refused.status, 422);
  assert.match(refused.text(), /more than 300 letters\. Put each organisation on a line of its own/);
  assert.match(refused.html, /Sealed Office\nword word/);
});

test('a long list of what one organisation was asked comes in pages, what is overdue on the first', async () => {
  for (let at = 0; at < 101; at += 1) await ask('Busy Office');
  const at = recommendationPaths.addressee(await idOf('Busy Office'));
  const first = await site.nobody().get(at);
  assert.equal([...first.html.matchAll(/>Ask them\.</g)].length, 100);
  assert.match(first.text(), /Nothing is overdue/);
  const second = await site.nobody().get(`${at}?page=2`);
  assert.equal([...second.html.matchAll(/>Ask them\.</g)].length, 1);
  assert.doesNotMatch(second.text(), /Nothing is overdue/);
  assert.equal([...(await site.nobody().get(`${at}?page=99`)).html.matchAll(/>Ask them\.</g)].length, 1);
});

test('what is asked and answered while one goes into another is of the other, and of no one who is no more', async () => {
  const [name, into] = ['Saltmere Trust', 'Saltmere Health Trust'];
  const asked = await ask(name, into);
  const [gone, kept] = [await idOf(name), await idOf(into)];
  const meanwhile = (change: typeof putTogether, second: () => Promise<unknown>) =>
    sideBySide(
      site.database.adminUrl,
      meeting =>
        page.transaction(async tx => {
          await change(tx, gone, kept);
          await meeting();
        }),
      second,
    );
  let more = 0;
  const asking = async () => {
    more = await ask(name);
  };
  const done = ['fulfilled', 'fulfilled'];
  const ends = (settled: readonly { status: string }[]) => settled.map(({ status }) => status);
  assert.deepEqual(ends(await meanwhile(putTogether, asking)), done);
  assert.deepEqual(await askedIn(more), [[into, 0, 0]]);
  await page.transaction(tx => partAddressee(tx, gone));
  assert.deepEqual(ends(await meanwhile(putTogether, () => answer(asked, gone))), done);
  assert.deepEqual(await askedIn(asked), [[into, 1, 0]]);
  const alone = await ask(name);
  await page.transaction(tx => partAddressee(tx, gone));
  assert.deepEqual(await askedIn(alone), [[into, 0, 0]]);
  await assert.rejects(answer(alone, gone), { code: 'OW507' });
});
