import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { forgetOffers } from './job.ts';
import { offerPaths } from './paths.ts';
import { networkOf, referenceOf, referenceShape } from './reference.ts';

let site: TestSite;
let librarian: Visitor;
before(async () => {
  site = await aSite();
  librarian = await site.as('lib.page');
});
after(() => site.close());

const asked = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);

const offered = (title: string) => ({
  ...{ type: 'report', title, creators: 'Example, Ash', year: '2012', publisher: 'Pretend Press' },
  ...{ url: 'https://example.org/a.pdf', doi: '', because: 'It is about councils.', email: '', website: '' },
});
const idOf = async (location = '') =>
  (
    await asked(
      sql<{
        id: number;
      }>`select id from evidence.offer where reference = ${location.split('/').at(-1) ?? ''}`,
    )
  )[0]?.id ?? 0;
const send = async (title: string, more: Record<string, string> = {}) => {
  // Nobody sends so much in an hour as these tests together.
  await asked(sql`update evidence.offer set offered_at = offered_at - interval '2 hours'`);
  const sent = await site.nobody().post(offerPaths.send(), { ...offered(title), ...more });
  assert.equal(sent.status, 303, sent.text().slice(0, 2000));
  return { href: sent.location ?? '', id: await idOf(sent.location) };
};

test('a number is the same for the same form sent twice and another for any other, and a network is what a household has', () => {
  const one = referenceOf('key', { title: 'A' });
  assert.match(one, referenceShape);
  assert.equal(referenceOf('key', { title: 'A' }), one);
  assert.notEqual(referenceOf('key', { title: 'B' }), one);
  assert.notEqual(referenceOf('other', { title: 'A' }), one);
  const networks: [address: string, network: string][] = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ];
  for (const [address, network] of networks) assert.equal(networkOf(address), network, address);
});

test('anybody offers a record, reads what became of it by its number, and nobody but a librarian reads what was sent', async () => {
  const page = (await site.nobody().get(offerPaths.send())).text();
  assert.match(page, /only until we have answered/);
  const { href } = await send('On councils', { email: 'ash@example.org' });
  const seen = await site.nobody().get(href);
  assert.match(seen.text(), /On councils.*has not looked at it yet/s);
  assert.doesNotMatch(seen.html, /ash@example\.org|It is about councils/);
  assert.equal((await site.nobody().get(offerPaths.answer('AAAA-AAAA-AAAA-AAAA'))).status, 404);
  const everybody = ['grade.one', 'custody.reply', 'ash.example', 'robin.quill'];
  for (const who of [site.nobody(), ...(await Promise.all(everybody.map(name => site.as(name))))]) {
    await who
      .transaction(tx => sql`select id from evidence.offer`.execute(tx.db))
      .then(
        ({ rows }) => assert.deepEqual(rows, []),
        error => assert.equal(error.code, '42501'),
      );
    assert.notEqual((await who.get(offerPaths.queue())).status, 200);
  }
  await assert.rejects(
    librarian.transaction(tx => sql`select email from evidence.offer`.execute(tx.db)),
    'not even a librarian reads the address',
  );
});

test('a title and why it belongs here are enough, as the form says', async () => {
  const bare = { creators: '', year: '', publisher: '', url: '' };
  assert.ok((await send('Only a title', bare)).id > 0);
  assert.match(
    (await site.nobody().get(offerPaths.send())).text(),
    /The title and why it belongs here are enough/,
  );
});

test('whoever wrote the number of their suggestion down finds it from the form, however they type it', async () => {
  const { href } = await send('A report that was noted on paper');
  const number = href.split('/').at(-1) ?? '';
  for (const typed of [
    number,
    ` ${number.toLowerCase().replaceAll('-', ' ')} `,
    number.replaceAll('-', ''),
  ]) {
    const found = await site.nobody().get(`${offerPaths.send()}?number=${encodeURIComponent(typed)}`);
    assert.equal(found.location, href, typed);
  }
  for (const typed of ['ABCD-EFGH-IJKL-MNOP', 'nonsense', '<b>', 'x'.repeat(90)]) {
    const none = await site.nobody().get(`${offerPaths.send()}?number=${encodeURIComponent(typed)}`);
    assert.equal(none.status, 422, typed);
    assert.match(none.text(), /No suggestion has this number/);
  }
  assert.equal((await site.nobody().get(`${offerPaths.send()}?number=`)).status, 200);
});

test('a page of the queue that has nothing left leads to the last that has', async () => {
  await send('A report that waits');
  assert.match(
    (await librarian.get(`${offerPaths.queue()}?page=99`)).location ?? '',
    /desk\/offers(\?page=\d+)?$/,
  );
});

test('what is wrong is said beside what was typed, which is kept, and the box that nobody sees shows itself', async () => {
  const wrong = await site.nobody().post(offerPaths.send(), {
    ...offered(''),
    year: '12',
    email: 'nobody',
    because: ' ',
    website: 'x',
    url: 'ftp:/x',
  });
  assert.equal(wrong.status, 422);
  const said = wrong.text();
  for (const part of [
    'Enter a title',
    'Say why it belongs here',
    'such as name@example.org',
    'to catch programs',
  ])
    assert.ok(said.includes(part), part);
  assert.match(wrong.html, /value="Pretend Press"/);
  assert.match(wrong.html, /<div class="govuk-form-group"><label class="govuk-label" for="website">/);
  const long = await site
    .nobody()
    .post(offerPaths.send(), { ...offered('x'.repeat(1001)), because: 'y'.repeat(5001) });
  assert.equal(long.status, 422);
  assert.equal(
    (await asked(sql`select from evidence.offer where entry ->> 'title' = ${'x'.repeat(1001)}`)).length,
    0,
  );
});

test('what was made to be large or hard to read is refused at once, in words', async () => {
  const table: [more: Record<string, string>, says: RegExp][] = [
    [{ creators: `a${' '.repeat(200_000)}b` }, /Keep it under 5000 characters/],
    [{ url: `https://${'a'.repeat(500_000)} b` }, /Keep it under 2000 characters/],
    [{ creators: 'a\n'.repeat(2400) }, /too many authors/],
    [{ url: `https://${'a'.repeat(1900)} b` }, /Enter a whole web address/],
  ];
  for (const [more, says] of table) {
    const { status, text } = await site.nobody().post(offerPaths.send(), { ...offered('Hard'), ...more });
    assert.equal(status, 422);
    assert.match(text(), says);
  }
});

test('what the library has is said at once, with a link; who knows better sends it all the same', async () => {
  const [number = 0] = await librarian.transaction(tx =>
    addRecords(
      tx,
      [
        {
          type: 'report',
          title: 'Peer support, a study',
          year: 2011,
          creators: [{ role: 'author', family: 'Example' }],
        },
      ],
      'librarian',
    ),
  );
  const again = await site.nobody().post(offerPaths.send(), offered('PEER  support: a study'));
  assert.equal(again.status, 409);
  assert.ok(again.html.includes(`href="${evidencePaths.record(number)}"`));
  assert.match(again.text(), /The same title, an author in common/);
  // Who knows no more than its title is told too; another author in another year is another publication.
  const bare = { ...offered('Peer support, a study'), creators: '', year: '' };
  const titled = await site.nobody().post(offerPaths.send(), bare);
  assert.equal(titled.status, 409);
  assert.match(titled.text(), /The same title/);
  await send('Peer support, a study', { creators: 'Sample, Bryn', year: '1999' });
  const { id } = await send('PEER  support: a study', { anyway: 'yes' });
  const queue = (await librarian.get(offerPaths.queue())).html;
  assert.ok(queue.includes(offerPaths.one(id)) && queue.includes(evidencePaths.record(number)));
});

test('the same form sent twice is one offer', async () => {
  const visitor = site.nobody();
  const { html } = await visitor.get(offerPaths.send());
  const once = /name="_once" value="([^"]*)"/.exec(html)?.[1] ?? '';
  const both = [
    await visitor.post(offerPaths.send(), { ...offered('Clicked twice'), _once: once }),
    await visitor.post(offerPaths.send(), { ...offered('Clicked twice'), _once: once }),
  ];
  assert.equal(both[0]?.location, both[1]?.location);
  assert.equal(
    (await asked(sql`select from evidence.offer where entry ->> 'title' = 'Clicked twice'`)).length,
    1,
  );
});

test('a librarian takes an offer over into a record that says where it came from, and a mail goes to whoever left an address', async () => {
  const { id, href } = await send('To be taken', { email: 'taken@example.org', doi: '10.9999/taken' });
  const form = await librarian.get(offerPaths.take(id));
  assert.match(form.html, /value="To be taken".*value="10\.9999\/taken"/s);
  const bad = await librarian.post(offerPaths.take(id), { ...offered('To be taken'), year: 'no' });
  assert.equal(bad.status, 422);
  const { because, email, website, ...fields } = offered('To be taken, and corrected');
  const taken = await librarian.post(offerPaths.take(id), { ...fields, keywords: 'Councils' });
  assert.equal(taken.status, 303);
  const number = Number(taken.location?.split('/').at(-1));
  const [row] = await asked(
    sql`select r.came_by, o.state, o.record, o.email from evidence.offer o join evidence.record r on r.number = o.record where o.id = ${id}`,
  );
  assert.deepEqual(row, { came_by: 'submission', state: 'taken', record: number, email: null });
  assert.ok((await site.nobody().get(href)).html.includes(evidencePaths.record(number)));
  const mails = await asked(
    sql`select to_address, subject, path, language from platform.mail where path = ${href}`,
  );
  assert.deepEqual(mails, [
    { to_address: 'taken@example.org', subject: 'offers.mail.answer', path: href, language: 'en' },
  ]);
  await asked(sql`update platform.mail set sent_at = now() where path = ${href}`);
  const kept = await asked(
    sql<{ to_address: string }>`select to_address from platform.mail where path = ${href}`,
  );
  assert.equal(kept[0]?.to_address, 'forgotten');
  assert.equal((await librarian.get(offerPaths.take(id))).status, 409);
  const events = await asked(
    sql<{ event: string }>`select event from audit.event where event like 'evidence.offer.%'`,
  );
  assert.ok(
    ['evidence.offer.sent', 'evidence.offer.taken'].every(event => events.some(one => one.event === event)),
  );
});

test('an offer is refused with a reason that its sender reads, or thrown away without a mail, and only once', async () => {
  const { id, href } = await send('To be refused', { email: 'refused@example.org' });
  assert.equal(
    (await librarian.post(offerPaths.refuse(id), { answer: ' ' }, offerPaths.one(id))).status,
    422,
  );
  const answer = { answer: 'It is about bridges.' };
  assert.equal((await librarian.post(offerPaths.refuse(id), answer, offerPaths.one(id))).status, 303);
  assert.match((await site.nobody().get(href)).text(), /It is about bridges/);
  const other = await send('Buy this', { email: 'spam@example.org' });
  assert.equal((await librarian.post(offerPaths.spam(other.id), {}, offerPaths.one(other.id))).status, 303);
  const mails = await asked(
    sql<{ to: string }>`select to_address as to from platform.mail where path in (${href}, ${other.href})`,
  );
  assert.deepEqual(mails, [{ to: 'refused@example.org' }]);
  // The database holds it too, whoever asks it.
  await assert.rejects(
    librarian.transaction(tx =>
      sql`update evidence.offer set state = 'spam' where id = ${id}`.execute(tx.db),
    ),
    { code: 'OW482' },
  );
  const left = await asked(
    sql`select from evidence.offer where id in (${id}, ${other.id}) and email is not null`,
  );
  assert.equal(left.length, 0);
});

test('what was thrown away by mistake is found for a month and waits again, and nothing else does', async () => {
  const { id, href } = await send('Thrown away by mistake');
  const at = offerPaths.one(id);
  assert.equal((await librarian.post(offerPaths.back(id), {}, at)).status, 409, 'it waits already');
  await librarian.post(offerPaths.spam(id), {}, at);
  assert.match((await librarian.get(offerPaths.queue())).text(), /Thrown away within the last month \(\d+\)/);
  assert.match((await librarian.get(offerPaths.thrown())).html, new RegExp(`href="${at}"`));
  assert.equal((await (await site.as('grade.one')).post(offerPaths.back(id), {}, '/check')).status, 404);
  assert.equal((await librarian.post(offerPaths.back(id), {}, at)).location, at);
  assert.match((await site.nobody().get(href)).text(), /A librarian has not looked at it yet/);
  assert.doesNotMatch((await librarian.get(offerPaths.thrown())).html, new RegExp(`href="${at}"`));
  await asked(sql`update evidence.offer set state = 'spam' where state = 'waiting' and id <> ${id}`);
  await librarian.post(offerPaths.spam(id), {}, at);
  assert.match((await librarian.get(offerPaths.queue())).text(), /No suggestion waits.*Thrown away within/s);
  await librarian.post(offerPaths.back(id), {}, at);
  await asked(sql`update evidence.offer set state = 'waiting' where state = 'spam'`);
  assert.match((await librarian.get(offerPaths.thrown())).text(), /Nothing was thrown away/);
  await librarian.post(offerPaths.refuse(id), { answer: 'It is about bridges.' }, at);
  assert.equal((await librarian.post(offerPaths.back(id), {}, '/check')).status, 409);
});

test('what programs sent is ticked and thrown away together; what was answered meanwhile keeps its answer', async () => {
  const sent = [];
  for (const title of ['Buy one', 'Buy two', 'A true report', 'Buy three']) sent.push(await send(title));
  const [one, two, report, answered] = sent.map(({ id }) => id);
  const none = await librarian.post(offerPaths.queue(), {});
  assert.equal(none.status, 422);
  assert.match(none.text(), /Tick what is to be thrown away/);
  await librarian.post(offerPaths.refuse(answered ?? 0), { answer: 'No.' }, offerPaths.one(answered ?? 0));
  const offer = [one, two, answered, 'x', '9999999999'].map(String);
  const done = await librarian.post(offerPaths.queue(), { offer });
  assert.equal(done.location, offerPaths.queue());
  const states = await asked(
    sql<{ state: string }>`select state from evidence.offer
      where id = any (${[one, two, report, answered]}::int[]) order by id`,
  );
  assert.deepEqual(
    states.map(({ state }) => state),
    ['spam', 'spam', 'waiting', 'refused'],
  );
  assert.match((await librarian.get(offerPaths.thrown())).text(), /Buy one.*Buy two/s);
  assert.doesNotMatch((await librarian.get(offerPaths.thrown())).html, /type="checkbox"/);
  assert.equal(
    (await (await site.as('grade.one')).post(offerPaths.queue(), { offer }, '/check')).status,
    404,
  );
});

test('too many from one address are asked to wait and lose nothing that they typed; and nobody is known by it a day later', async () => {
  await asked(sql`update evidence.offer set offered_at = offered_at - interval '2 hours'`);
  const statuses: number[] = [];
  for (let at = 0; at < 11; at += 1)
    statuses.push((await site.nobody().post(offerPaths.send(), offered(`One of many ${at}`))).status);
  assert.deepEqual(statuses, [...Array<number>(10).fill(303), 429]);
  const full = await site.nobody().post(offerPaths.send(), offered('One too many'));
  assert.match(full.text(), /Please try again later/);
  assert.match(full.html, /value="One too many"/);
  const stored = await asked(
    sql<{ from: string }>`select sent_from as from from evidence.offer where sent_from is not null`,
  );
  assert.ok(stored.length > 0 && stored.every(({ from }) => !from.includes('127.0.0.1')));
  const anonymous = { reference: 'BBBB-BBBB-BBBB-BBBB', entry: { type: 'report', title: 'By hand' } };
  await assert.rejects(
    site.nobody().transaction(tx =>
      sql`insert into evidence.offer (reference, entry, because, sent_from)
        values (${anonymous.reference}, ${JSON.stringify(anonymous.entry)}::jsonb, 'So.', ${stored.at(-1)?.from})`.execute(
        tx.db,
      ),
    ),
    { code: 'OW480' },
  );
  await asked(
    sql`update evidence.offer set offered_at = offered_at - interval '2 days', answered_at = answered_at - interval '40 days'`,
  );
  await runOne({ ...site.database, clock: site.clock }, forgetOffers, {
    payload: {},
    signal: new AbortController().signal,
  });
  const after = await asked(sql`select from evidence.offer where sent_from is not null or state = 'spam'`);
  assert.equal(after.length, 0);
});
