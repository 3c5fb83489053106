import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';
import { gradePaths } from '../grades/paths.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { recordLink, recordRecommendation } from './commands/record-links.ts';
import { recommendationPaths } from './paths.ts';
import { readChain, readChains } from './queries/read-chains.ts';

let site: TestSite;
let page: Visitor;
let shelf: Visitor;
let grader: Visitor;
let reply: Visitor;
let record = 0;
const office = 'Office for Custody Matters';
// A form that everybody is given: its key is good for any other.
const anyForm = '/check';
const yesterday = testDay.subtract({ days: 1 });

before(async () => {
  site = await aSite();
  [page, shelf] = [await site.as('lib.page'), await site.as('lib.shelf')];
  [grader, reply] = [await site.as('grade.one'), await site.as('custody.reply')];
  const added = await page.transaction(tx =>
    addRecords(tx, [{ type: 'report', title: 'An invented inspection of Fennmarsh' }], 'librarian'),
  );
  record = added[0] ?? 0;
  await asOwner(site.database.adminUrl, db =>
    sql`insert into evidence.addressee (name, unit_id) select name, id from people.unit where name = ${office}`.execute(
      db,
    ),
  );
});
after(() => site.close());

const recommendation = {
  asks: 'Screen everybody for mental health needs on their first night.',
  ...{ paragraph: 'paragraph 3.2', theme: 'Screening', addressees: `${office}\nFennmarsh Prison\n${office}` },
  ...dayBoxes('madeOn', testDay.subtract({ months: 6 })),
  ...dayBoxes('dueOn', yesterday),
};
const recorded = async () => {
  const answer = await page.post(recommendationPaths.ofRecord(record), recommendation);
  assert.equal(answer.status, 303);
  return Number(/\/(\d+)$/.exec(answer.location ?? '')?.[1]);
};
const chainOf = (id: number) => page.transaction(tx => readChain(tx, id));
const officeIn = async (id: number) => {
  const found = (await chainOf(id))?.addressees.find(({ name }) => name === office);
  assert.ok(found);
  return found;
};
const states = async (id: number) =>
  Object.fromEntries((await chainOf(id))?.addressees.map(({ name, stands }) => [name, stands]) ?? []);
const add = (who: Visitor, id: number, link: string, of: number, body: object, from?: string) =>
  who.post(`${recommendationPaths.add(id, link)}?of=${of}`, body as Record<string, string>, from);
const answer = {
  ...{
    kind: 'accepted in part',
    says: 'We will, from spring.',
    signedBy: 'A. Reply, Head of recommendations',
  },
  ...{ ...dayBoxes('on', yesterday), source: '' },
};
const action = {
  does: 'Train the first-night staff.',
  owner: 'Head of training',
  ...dayBoxes('dueOn', testDay),
};
const completion = { shownBy: 'The list of who was trained.', url: '', ...dayBoxes('on', testDay) };
const verification = {
  ...{ verdict: 'not verified', says: 'Half of them were.', verifiedBy: 'G. Balance, reviewer' },
  ...dayBoxes('on', testDay),
};

test('a recommendation goes from report to verified action, each step by whom it belongs to', async () => {
  const id = await recorded();
  assert.deepEqual(await states(id), {
    [office]: { state: 'waiting', overdue: true },
    'Fennmarsh Prison': { state: 'waiting', overdue: true },
  });
  const { id: of } = await officeIn(id);
  assert.equal((await add(reply, id, 'responses', of, answer)).status, 303);
  assert.equal((await add(reply, id, 'actions', of, action)).status, 303);
  const [undertaken] = (await officeIn(id)).actions;
  assert.equal((await add(reply, id, 'completions', undertaken?.id ?? 0, completion)).status, 303);
  assert.equal((await states(id))[office]?.state, 'done');
  const [done] = (await officeIn(id)).actions[0]?.completions ?? [];
  assert.equal((await add(grader, id, 'verifications', done?.id ?? 0, verification)).status, 303);
  assert.deepEqual((await states(id))[office], { state: 'begun', overdue: false });
  // Found wanting, it is done anew and looked at anew.
  assert.equal((await add(reply, id, 'completions', undertaken?.id ?? 0, completion)).status, 303);
  const again = (await officeIn(id)).actions[0]?.completions[1];
  assert.equal(
    (await add(shelf, id, 'verifications', again?.id ?? 0, { ...verification, verdict: 'verified' })).status,
    303,
  );
  const outcome = {
    says: 'Nobody was missed in a month of first nights.',
    ...dayBoxes('on', testDay),
    record: String(record),
    source: '',
  };
  assert.equal((await page.post(recommendationPaths.add(id, 'outcomes'), outcome)).status, 303);
  assert.equal((await states(id))[office]?.state, 'verified');

  const seen = await site.nobody().get(recommendationPaths.chain(id));
  const shown = `${seen.text()} ${seen.html}`;
  for (const part of [
    'Accepted in part',
    'Train the first-night staff.',
    'Not found so',
    'Nobody was missed',
    '<svg',
  ]) {
    assert.ok(shown.includes(part), part);
  }
  const feed = (await site.nobody().get(recommendationPaths.feed(of))).html;
  assert.equal(feed.split('<entry>').length - 1, 8);
  assert.ok(feed.includes('Nobody was missed'), 'what changed too');
  assert.match(feed, /<id>tag:localhost,2026:addressees/);
  assert.ok(feed.includes('Half of them were.'));
  for (const what of ['Accepted in part', 'Not found so', 'Verified', 'Something changed'])
    assert.ok(feed.includes(`<title>${what}: Screen everybody for mental health`), what);
});

test('whoever says that it is done does not verify it, and nobody of the same organisation does, by page or by SQL', async () => {
  const id = await recorded();
  const { id: of } = await officeIn(id);
  await add(page, id, 'responses', of, answer);
  await add(page, id, 'actions', of, action);
  const [undertaken] = (await officeIn(id)).actions;
  await add(page, id, 'completions', undertaken?.id ?? 0, completion);
  const [done] = (await officeIn(id)).actions[0]?.completions ?? [];
  const refused = await add(page, id, 'verifications', done?.id ?? 0, verification, anyForm);
  assert.equal(refused.status, 403);
  assert.match(refused.text(), /Somebody else has to look/);
  const way = `href="${recommendationPaths.add(id, 'verifications')}?of=${done?.id}"`;
  const offered = async (who: Visitor) => (await who.get(recommendationPaths.chain(id))).html.includes(way);
  assert.deepEqual(await Promise.all([page, shelf, reply].map(offered)), [false, true, false]);
  assert.equal((await add(reply, id, 'verifications', done?.id ?? 0, verification, anyForm)).status, 403);
  const added = {
    link: 'verifications',
    of: done?.id ?? 0,
    verdict: 'verified',
    says: 'Yes.',
    on: testDay.toString(),
    verifiedBy: 'Me',
  } as const;
  await assert.rejects(reply.transaction(tx => recordLink(tx, id, added)));
  await assert.rejects(
    page.transaction(tx => recordLink(tx, id, added)),
    { code: 'OW450' },
  );
});

test('who answers beside whoever says that it is done does not verify it in another role, also when the organisation has another speaker by now', async () => {
  const id = await recorded();
  const { id: of } = await officeIn(id);
  await add(reply, id, 'responses', of, answer);
  await add(reply, id, 'actions', of, action);
  await add(reply, id, 'completions', (await officeIn(id)).actions[0]?.id ?? 0, completion);
  const [done] = (await officeIn(id)).actions[0]?.completions ?? [];
  const speaks = (unit: string) => page.post(recommendationPaths.speaker(of), { unit });
  const [, unit = ''] =
    /value="(\d+)" selected/.exec((await page.get(recommendationPaths.speaker(of))).html) ?? [];
  await asOwner(site.database.adminUrl, db =>
    sql`insert into people.membership (account_id, unit_id, role, from_on) select a.id, ${unit}::bigint, 'respondent', ${testDay.subtract({ days: 9 }).toString()}
      from people.account a where a.username = 'grade.two'`.execute(db),
  );
  const two = await site.as('grade.two');
  assert.equal((await speaks('')).status, 303);
  assert.equal((await add(two, id, 'verifications', done?.id ?? 0, verification, anyForm)).status, 403);
  const added = { link: 'verifications', of: done?.id ?? 0, verdict: 'verified', says: 'Yes.' } as const;
  await assert.rejects(
    two.transaction(tx => recordLink(tx, id, { ...added, on: testDay.toString(), verifiedBy: 'Me' })),
    { code: 'OW450' },
  );
  assert.equal((await add(grader, id, 'verifications', done?.id ?? 0, verification)).status, 303);
  assert.equal((await speaks(unit)).status, 303);
});

test('who answers for an organisation answers for no other, and whoever is nobody there records nothing', async () => {
  const id = await recorded();
  const prison = (await chainOf(id))?.addressees.find(({ name }) => name !== office);
  const own = await officeIn(id);
  assert.equal((await add(reply, id, 'responses', prison?.id ?? 0, answer, anyForm)).status, 403);
  assert.equal((await add(grader, id, 'responses', own.id, answer, anyForm)).status, 403);
  const response = { ...answer, link: 'responses', on: yesterday.toString() } as const;
  for (const [who, of] of [
    [reply, prison?.id],
    [grader, own.id],
    [await site.as('ash.example'), own.id],
    [await site.as('robin.quill'), own.id],
  ] as const) {
    await assert.rejects(who.transaction(tx => recordLink(tx, id, { ...response, of: of ?? 0 })));
  }
  const made = { ...recommendation, record, madeOn: '2026-01-01', dueOn: undefined, addressees: [office] };
  await assert.rejects(reply.transaction(tx => recordRecommendation(tx, made)));
});

test('what was recorded by mistake is struck with a reason: it counts no more, and can still be read', async () => {
  const id = await recorded();
  const { id: of } = await officeIn(id);
  await add(page, id, 'responses', of, answer);
  const [response] = (await officeIn(id)).responses;
  const strike = recommendationPaths.strike(id, 'responses', response?.id ?? 0);
  const form = (await page.get(strike)).text();
  assert.match(form, /We will, from spring\..*cannot be undone/s, 'it says what goes');
  const elsewhere = recommendationPaths.strike(await recorded(), 'responses', response?.id ?? 0);
  assert.equal((await page.get(elsewhere)).status, 404);
  assert.equal((await page.post(elsewhere, { because: 'Lost.' }, anyForm)).status, 404);
  assert.equal((await page.post(strike, { because: '' })).status, 422);
  assert.equal((await page.post(strike, { because: 'It answers another report.' })).status, 303);
  assert.equal((await page.post(strike, { because: 'Again.' }, anyForm)).status, 409);
  assert.equal((await states(id))[office]?.state, 'waiting');
  assert.match((await site.nobody().get(recommendationPaths.chain(id))).text(), /It answers another report/);
  assert.equal((await reply.post(strike, { because: 'Mine.' })).status, 404);
});

test('bad input is said to beside its field, and what was typed is kept', async () => {
  const id = await recorded();
  const { id: of } = await officeIn(id);
  const future = { ...answer, ...dayBoxes('on', testDay.add({ days: 1 })) };
  const answered = await add(page, id, 'responses', of, future);
  assert.equal(answered.status, 422);
  const text = answered.text();
  assert.match(text, /This day has not come yet/);
  assert.ok(text.includes('We will, from spring.'));
  const nobody = await page.post(recommendationPaths.ofRecord(record), {
    ...recommendation,
    addressees: ' ',
  });
  assert.match(nobody.text(), /at least one organisation/);
  const outcome = { says: 'Better.', ...dayBoxes('on', testDay), record: '999999', source: '' };
  assert.match(
    await (await page.post(recommendationPaths.add(id, 'outcomes'), outcome)).text(),
    /no record with this number/,
  );
});

test('a librarian says who answers in the name of an organisation, and nobody else does', async () => {
  const id = await recorded();
  const prison = (await chainOf(id))?.addressees.find(({ name }) => name !== office);
  const speaker = recommendationPaths.speaker(prison?.id ?? 0);
  const form = await page.get(speaker);
  const unit = new RegExp(`<option value="(\\d+)">${office}<`).exec(form.html)?.[1] ?? '';
  const wrong = await page.post(speaker, { unit: '1' });
  assert.match(wrong.text(), /Choose an organisation from the list/);
  assert.equal((await add(reply, id, 'responses', prison?.id ?? 0, answer, anyForm)).status, 403);
  assert.equal((await reply.get(speaker)).status, 404);
  assert.equal((await page.post(speaker, { unit })).status, 303);
  assert.match(
    (await reply.get(recommendationPaths.list())).text(),
    /in the name of: Fennmarsh Prison You answer in the name of: Office for Custody Matters/,
  );
  for (const who of [page, site.nobody()])
    assert.doesNotMatch((await who.get(recommendationPaths.list())).text(), /You answer in the name/);
  assert.match(
    (await site.nobody().get(recommendationPaths.addressee(prison?.id ?? 0))).html,
    /<link rel="alternate" type="application\/atom\+xml" href="[^"]+feed.atom"/,
  );
  assert.equal((await add(reply, id, 'responses', prison?.id ?? 0, answer)).status, 303);
  assert.match((await page.get(speaker)).html, new RegExp(`value="${unit}" selected`));
  await page.post(speaker, { unit: '' });
  assert.equal((await add(reply, id, 'responses', prison?.id ?? 0, answer, anyForm)).status, 403);
});

test('what was accepted and never begun stays overdue, and what was rejected is due no more', async () => {
  const id = await recorded();
  const { id: of } = await officeIn(id);
  await add(reply, id, 'responses', of, answer);
  assert.deepEqual((await states(id))[office], { state: 'accepted', overdue: true });
  const shown = (await site.nobody().get(recommendationPaths.chain(id))).text();
  assert.match(shown, /Office for Custody Matters Accepted, no action yet Overdue/);
  assert.match(shown, /Fennmarsh Prison Not answered yet Overdue/);
  const overdueIn = async () =>
    (await site.nobody().get(recommendationPaths.feed(of))).html.includes(
      `/overdue/${id}/${testDay}</id><title>It is overdue: Screen everybody`,
    );
  assert.ok(await overdueIn());
  await add(reply, id, 'actions', of, { ...action, ...dayBoxes('dueOn', yesterday) });
  assert.deepEqual((await states(id))[office], { state: 'begun', overdue: true });
  const rejected = { ...answer, kind: 'rejected', ...dayBoxes('on', testDay) };
  await add(reply, id, 'responses', of, rejected);
  assert.deepEqual((await states(id))[office], { state: 'rejected', overdue: false });
  assert.ok(!(await overdueIn()));
});

test('an organisation is one however its name is written, and a recommendation stays with the record that took its own in', async () => {
  const small = {
    ...recommendation,
    theme: 'screening',
    addressees: `${office.toLowerCase()}\nFENNMARSH  Prison`,
  };
  const [other = 0] = await page.transaction(tx =>
    addRecords(tx, [{ type: 'report', title: 'The same inspection' }], 'librarian'),
  );
  const { location = '' } = await page.post(recommendationPaths.ofRecord(other), small);
  const chain = await chainOf(Number(location.split('/').at(-1)));
  assert.deepEqual(
    chain?.addressees.map(({ name }) => name),
    ['Fennmarsh Prison', office],
  );
  assert.equal(chain?.theme, 'Screening');
  assert.match(
    (await page.get(recommendationPaths.ofRecord(record))).text(),
    /asked before: Fennmarsh Prison; Office for Custody Matters\..*Themes that others have: Screening\./s,
  );
  const goesInto = (number: number, into: number) =>
    page.transaction(tx =>
      tx.db
        .updateTable('evidence.record')
        .set({ state: 'merged', merged_into: into })
        .where('number', '=', number)
        .execute(),
    );
  const [first = 0] = await page.transaction(tx =>
    addRecords(tx, [{ type: 'report', title: 'The first of three' }], 'librarian'),
  );
  const { location: way = '' } = await page.post(recommendationPaths.ofRecord(first), small);
  await goesInto(first, other);
  await goesInto(other, record);
  const shown = (await site.nobody().get(evidencePaths.record(record))).html;
  assert.ok(shown.includes(`href="${recommendationPaths.chain(chain?.id ?? 0)}"`));
  assert.ok(shown.includes(`href="${way}"`), 'also of what went into what went into it');
});

test('a day before its time, and an address that nobody can follow, are said to', async () => {
  const id = await recorded();
  const { id: of } = await officeIn(id);
  const early = { ...answer, ...dayBoxes('on', testDay.subtract({ years: 1 })) };
  assert.match((await add(reply, id, 'responses', of, early)).text(), /The recommendation was made on/);
  const ahead = { ...recommendation, ...dayBoxes('madeOn', testDay.add({ days: 2 })) };
  assert.match(
    (
      await page.post(recommendationPaths.ofRecord(record), {
        ...ahead,
        ...dayBoxes('dueOn', testDay.add({ days: 9 })),
      })
    ).text(),
    /This day has not come yet/,
  );
  await add(reply, id, 'responses', of, answer);
  await add(reply, id, 'actions', of, action);
  const undertaken = (await officeIn(id)).actions[0]?.id ?? 0;
  const lost = await add(reply, id, 'completions', undertaken, {
    ...completion,
    url: 'www.example.org/list',
  });
  assert.equal(lost.status, 422);
  assert.match(lost.text(), /Enter a whole web address/);
  await add(reply, id, 'completions', undertaken, completion);
  const done = (await officeIn(id)).actions[0]?.completions[0]?.id ?? 0;
  const before = { ...verification, ...dayBoxes('on', yesterday) };
  assert.match((await add(grader, id, 'verifications', done, before)).text(), /said to have been done on/);
  assert.match(
    (await site.nobody().get(recommendationPaths.chain(id))).html,
    /<title>Screen everybody for mental health needs on their first night\. What became of it/,
  );
});

test('the lists say what is overdue and to whom it was made', async () => {
  const list = await (await site.nobody().get(`${recommendationPaths.list()}?overdue=yes`)).text();
  assert.match(list, /Overdue/);
  const { rows } = await page.transaction(tx => readChains(tx, testDay, { page: 1 }));
  const { id } = rows[0] ?? { id: 0 };
  const { id: of } = await officeIn(id);
  assert.match(await (await site.nobody().get(recommendationPaths.addressee(of))).text(), /first night/);
  assert.match(await (await site.nobody().get(recommendationPaths.addressees())).text(), /Fennmarsh Prison/);
  const { list: all, addressees, addressee, chain } = recommendationPaths;
  for (const path of [all(), addressees(), addressee(of), chain(id)])
    assert.match((await site.nobody().get(path)).html, /data-print/, `${path} can be printed`);
});

test('where an answer can be read is a way there, and what is no address stays words', async () => {
  const id = await recorded();
  const { id: of } = await officeIn(id);
  const source = 'https://example.org/answer?page=1&part=2';
  await add(reply, id, 'responses', of, { ...answer, source, says: 'Yes.\nFrom spring.' });
  await add(reply, id, 'responses', of, { ...answer, source: 'javascript:alert(1)' });
  const { html } = await site.nobody().get(recommendationPaths.chain(id));
  assert.match(
    html,
    /<a class="govuk-link" href="https:\/\/example\.org\/answer\?page=1&amp;part=2" rel="noreferrer">/,
  );
  assert.match(html, /<span class="govuk-hint">javascript:alert\(1\)<\/span>/);
  assert.match(html, /<td[^>]*ow-words">Yes\.\nFrom spring\./, 'line by line, as it was written');
});

test('what is overdue once more is told once more by the feed, with the day since when', async () => {
  const id = await recorded();
  const { id: of } = await officeIn(id);
  const told = async () => {
    const feed = (await site.nobody().get(recommendationPaths.feed(of))).html;
    return new RegExp(`<id>[^<]*/overdue/${id}/([0-9-]+)</id>`).exec(feed)?.[1];
  };
  assert.equal(await told(), testDay.toString(), 'due yesterday, overdue since today');
  await add(reply, id, 'responses', of, answer);
  await add(reply, id, 'actions', of, { ...action, ...dayBoxes('dueOn', testDay.subtract({ days: 9 })) });
  assert.equal(await told(), testDay.subtract({ days: 8 }).toString());
});

test('what is said to be done waits in a list for somebody else to look, until they did', async () => {
  const id = await recorded();
  const { id: of } = await officeIn(id);
  await add(reply, id, 'responses', of, answer);
  for (const one of [action, { ...action, does: 'Write it down.' }]) await add(reply, id, 'actions', of, one);
  const [undertaken] = (await officeIn(id)).actions;
  const chain = recommendationPaths.chain(id);
  const toLook = recommendationPaths.standing('look');
  const waits = async () => (await grader.get(toLook)).html.includes(`href="${chain}"`);
  assert.equal(await waits(), false);
  await add(reply, id, 'completions', undertaken?.id ?? 0, completion);
  assert.equal(await waits(), true, 'also where another action is not done yet');
  assert.ok((await grader.get(gradePaths.work('maryland'))).html.includes(`href="${toLook}"`));
  const [done] = (await officeIn(id)).actions[0]?.completions ?? [];
  await add(grader, id, 'verifications', done?.id ?? 0, { ...verification, verdict: 'verified' });
  assert.equal(await waits(), false);
  const begun = (await site.nobody().get(recommendationPaths.standing('begun'))).html;
  assert.ok(begun.includes(`href="${chain}"`));
  assert.match(begun, /<option value="begun" selected>/);
  const all = (await site.nobody().get(recommendationPaths.list())).html;
  assert.ok(
    all.includes(`href="${recommendationPaths.standing('begun')}"`),
    'numbers lead to what they count',
  );
});

test('every theme that can be given can be chosen, as the list of themes gives it back', async () => {
  const typed = `Screening  and ${'care '.repeat(50)}`;
  const made = { ...recommendation, theme: typed };
  assert.equal((await page.post(recommendationPaths.ofRecord(record), made)).status, 303);
  const { html } = await site.nobody().get(recommendationPaths.list());
  const [, theme = ''] = /<option>(Screening and[^<]*)<\/option>/.exec(html) ?? [];
  const list = `${recommendationPaths.list()}?${new URLSearchParams({ theme })}`;
  const chosen = await site.nobody().get(list);
  assert.ok(chosen.html.includes(`<option selected>${theme}</option>`));
  assert.doesNotMatch(chosen.text(), /Ask \d+\./);
  const waiting = await site.nobody().get(`${recommendationPaths.list()}?overdue=answer`);
  assert.match(waiting.html, /<option value="waiting" selected>/, 'the page says what it is narrowed to');
});

test('a long list comes in pages that keep what it is narrowed to', async () => {
  await page.transaction(async tx => {
    for (let at = 0; at < 120; at += 1)
      await recordRecommendation(tx, {
        ...{ record, asks: `Ask ${at}.`, paragraph: '', theme: 'Many & more', addressees: [office] },
        ...{ madeOn: '2020-01-01', dueOn: undefined },
      });
  });
  const rowsOf = (html: string) => [...html.matchAll(/>Ask \d+\.</g)].length;
  const list = `${recommendationPaths.list()}?theme=Many+%26+more`;
  const first = (await site.nobody().get(list)).html;
  assert.equal(rowsOf(first), 100);
  assert.match(first, /href="\/evidence\/recommendations\?theme=Many\+%26\+more&amp;page=2"/);
  assert.equal(rowsOf((await site.nobody().get(`${list}&page=2`)).html), 20);
  assert.equal(rowsOf((await site.nobody().get(`${list}&page=999999999999`)).html), 100, 'no page at all');
  assert.equal(rowsOf((await site.nobody().get(`${list}&page=9`)).html), 20);
});
