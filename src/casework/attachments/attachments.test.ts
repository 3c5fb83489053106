import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { consult } from '../../../test/access/closed-story.ts';
import { cookieOf } from '../../../test/access/forgetful.ts';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testSecret } from '../../../test/database.ts';
import { rowsOf } from '../../../test/deciding.ts';
import { type Application, actorOf, aLeaveApplication, stageOf } from '../../../test/leave-applications.ts';
import { aPdf, attach, multipart, upload } from '../../../test/uploads.ts';
import { buildApp } from '../../app.ts';
import { asOwner } from '../../platform/database/index.ts';
import type { Verdict } from '../../platform/files/scanner.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { invite, say, submit } from '../demonstration/play.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { personPaths } from '../person/paths.ts';
import { attachmentPaths as paths } from './paths.ts';

let site: TestSite;
let draft: Application;
/** A page with a form, for what a page does not offer. */
let aForm: string;
let vale: Visitor;
let jo: Visitor;
let robin: Visitor;

before(async () => {
  site = await aSite();
  draft = await aLeaveApplication(site).drafted();
  aForm = paths.all((await aLeaveApplication(site, { patient: 'dale.mockup' }).started()).id);
  [vale, jo, robin] = [draft.clinician, await site.as('jo.thimble'), await site.as('robin.quill')];
  await attach(site, vale, {
    id: draft.id,
    part: 'open',
    title: 'Psychology report',
    bytes: aPdf('Psychology'),
  });
  await attach(site, vale, { id: draft.id, part: 'closed', title: 'Police report', bytes: aPdf('Police') });
});
after(() => site.close());

const idOf = async (title: string): Promise<number> =>
  asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ id: number }>`select id from casework.attachment where title = ${title}
      union all select id from casework.closed_attachment where title = ${title}`.execute(db);
    return rows[0]?.id ?? 0;
  });
const kept = async (): Promise<number> =>
  asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ n: number }>`select (select count(*) from casework.attachment)
      + (select count(*) from casework.closed_attachment) as n`.execute(db);
    return rows[0]?.n ?? -1;
  });
/** The titles of both tables that somebody reads by SQL. */
const read = (who: Visitor) =>
  who.transaction(async tx => {
    const { rows } = await sql<{ title: string }>`select title from casework.attachment
      union all select title from casework.closed_attachment order by 1`.execute(tx.db);
    return rows.map(({ title }) => title);
  });

test('a report hangs on the part that was chosen, and whoever does not read that part does not see it', async () => {
  const whole = (await vale.get(paths.all(draft.id))).text();
  assert.match(whole, /With the open part .* Psychology report \(PDF, 1 KB\) Not scanned for viruses/);
  assert.match(whole, /With the closed part .* Police report/);
  await attach(site, jo, { id: draft.id, part: 'closed', title: 'Ward report' });
  const ward = (await jo.get(paths.all(draft.id))).text();
  assert.match(ward, /Psychology report .* Ward report/);
  assert.doesNotMatch(ward, /Police|closed part/);
  assert.deepEqual(await read(jo), ['Psychology report', 'Ward report']);
  assert.equal((await jo.get(paths.file(draft.id, 'closed', await idOf('Police report')))).status, 404);
  await assert.rejects(
    jo.transaction(async tx =>
      sql`insert into casework.closed_attachment (case_id, document_id, title, file_name, media_type, scan, content, added_by)
        values (${draft.caseId}, ${draft.id}, 'x', 'x', 'text/plain', 'clean', 'x', ${(await actorOf(tx)).accountId})`.execute(
        tx.db,
      ),
    ),
    { code: '42501' },
  );
});

test('it is listed on check-your-answers and on the paper', async () => {
  assert.match((await vale.get(clinicalPaths.check(draft.id))).text(), /With the closed part Police report/);
  const papers = [clinicalPaths.print(draft.id), `${clinicalPaths.print(draft.id)}?part=open`];
  const [closed = '', open = ''] = await Promise.all(papers.map(async path => (await vale.get(path)).text()));
  assert.match(closed, /Psychology report[\s\S]*Police report/);
  assert.match(open, /Psychology report/);
  assert.doesNotMatch(open, /Police/);
});

test('it goes out to be saved, under a name that names nobody, and nothing in it may run', async () => {
  const { status, headers, html } = await vale.get(
    paths.file(draft.id, 'open', await idOf('Psychology report')),
  );
  assert.equal(status, 200);
  assert.equal(html, aPdf('Psychology').toString());
  assert.match(String(headers['content-disposition']), /^attachment; filename="attachment-\d+\.pdf"$/);
  assert.equal(headers['content-type'], 'application/pdf');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
});

test('before they are shown the document the person and their helpers know of no file; nor does the section', async () => {
  for (const who of [draft.person, await site.as('indy.marrow'), robin])
    assert.deepEqual(await read(who), []);
  const path = paths.forPerson(draft.id, await idOf('Psychology report'));
  assert.equal((await draft.person.get(path)).status, 404);
});

const moved = async (
  who: Visitor,
  [how, part, title]: ['remove' | 'putBack', 'open' | 'closed', string],
  from = paths.all(draft.id),
) => who.post(paths[how](draft.id, part, await idOf(title)), {}, from);

test('what was attached by mistake is removed, and put back again', async () => {
  assert.equal((await moved(vale, ['remove', 'closed', 'Police report'])).status, 303);
  assert.match((await vale.get(paths.all(draft.id))).text(), /Police report Removed\. It will be gone/);
  assert.doesNotMatch((await vale.get(clinicalPaths.check(draft.id))).text(), /Police/);
  assert.equal((await moved(jo, ['putBack', 'closed', 'Police report'])).status, 404);
  assert.equal((await moved(vale, ['putBack', 'closed', 'Police report'])).status, 303);
  assert.match((await vale.get(clinicalPaths.check(draft.id))).text(), /Police/);
  assert.equal((await moved(vale, ['remove', 'open', 'Ward report'])).status, 303);
});

test('the person reads what hangs on the open part once they are shown it, and never the rest', async () => {
  const stage = stageOf(site);
  const played = { ...draft, patient: 'ash.example', clinician: 'dr.vale' };
  await invite(stage, played);
  await attach(site, vale, { id: draft.id, part: 'open', title: 'Later report' });
  assert.match((await vale.get(clinicalPaths.words(draft.id))).text(), /changed since/);
  for (const username of ['ash.example', 'indy.marrow']) {
    const who = await site.as(username);
    assert.deepEqual(await read(who), ['Psychology report'], username);
    const page = await who.get(personPaths.application(draft.id));
    assert.match(page.text(), /Files that came with it Psychology report/);
    assert.doesNotMatch(page.text(), /Police|Later|Ward report/);
    const path = paths.forPerson(draft.id, await idOf('Psychology report'));
    assert.equal((await who.get(path)).html, aPdf('Psychology').toString());
    assert.equal((await who.get(paths.forPerson(draft.id, await idOf('Later report')))).status, 404);
  }
  assert.match((await vale.get(paths.all(draft.id))).text(), /was shown this file/);
});

test('what was shown and then removed cannot be opened any more, until it is shown again', async () => {
  await moved(vale, ['remove', 'open', 'Psychology report']);
  assert.deepEqual(await read(draft.person), []);
  await moved(vale, ['putBack', 'open', 'Psychology report']);
  assert.deepEqual(await read(draft.person), ['Psychology report']);
});

const post = (fields: Record<string, string>, file?: { name: string; bytes: Uint8Array }) =>
  upload(site, vale, { path: paths.all(draft.id), fields, ...(file ? { file } : {}) });

test('a file that cannot be kept gets a sentence, what was typed comes back, and nothing is kept', async () => {
  const before = await kept();
  const named = { title: 'My <b>title', part: 'closed' };
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]);
  const html = Buffer.from('<script>alert(1)</script>\u0000');
  const cases: [Record<string, string>, { name: string; bytes: Uint8Array } | undefined, RegExp][] = [
    [named, undefined, /Choose a file/],
    [named, { name: 'report.pdf', bytes: Buffer.alloc(0) }, /The file is empty/],
    [named, { name: 'report.pdf', bytes: program }, /not its name/],
    [named, { name: 'report.pdf', bytes: html }, /not its name/],
    [named, { name: 'report.pdf', bytes: Buffer.alloc(10 * 1024 * 1024 + 1, 'a') }, /larger than 10 MB/],
    [{ title: ' ', part: '' }, { name: 'a.pdf', bytes: aPdf() }, /Say what the file is[\s\S]*who may read/],
  ];
  for (const [fields, file, says] of cases) {
    const seen = await post(fields, file);
    assert.equal(seen.status, 422, String(says));
    assert.match(seen.html, says);
    if (fields === named) assert.match(seen.html, /value="My &lt;b&gt;title"[\s\S]*value="closed" checked/);
  }
  assert.equal(await kept(), before);
});

test('of the name of a file stays what can be shown, in any alphabet', async () => {
  const name = 'C:\\secret\\Tŷ \u202Efdp.exe';
  assert.equal((await post({ title: 'Named', part: 'open' }, { name, bytes: aPdf() })).status, 303);
  const page = await vale.get(paths.all(draft.id));
  assert.match(page.html, /Tŷ fdp\.exe\./);
  assert.doesNotMatch(page.html, /secret|\u202E/);
});

test('when the line is cut in the middle of a file, nothing of it is kept', async () => {
  const before = await kept();
  const { port } = new URL(await listening());
  const form = await multipart(vale, {
    path: paths.all(draft.id),
    fields: { title: 'Half', part: 'open' },
    file: { name: 'a.pdf', bytes: Buffer.concat([aPdf(), Buffer.alloc(3_000_000, 'a')]) },
  });
  const socket = await beginUpload(Number(port), form, 2_500_000);
  socket.destroy();
  // The next upload finds a connection and no lock, so what was cut is over.
  await attach(site, vale, { id: draft.id, part: 'open', title: 'After the cut' });
  assert.equal(await kept(), before + 1);
});

test('files that come slowly keep nobody else from their pages', async () => {
  const { port } = new URL(await listening());
  const form = await multipart(vale, {
    path: paths.all(draft.id),
    fields: { title: 'Slow', part: 'open' },
    file: { name: 'a.pdf', bytes: Buffer.concat([aPdf(), Buffer.alloc(300_000, 'a')]) },
  });
  // More than there are connections to the database.
  const slow = Array.from({ length: 12 }, () => beginUpload(Number(port), form, 200_000));
  const sockets = await Promise.all(slow);
  try {
    // By the last of these every upload has come as far as it will.
    for (let pages = 0; pages < 20; pages += 1)
      assert.equal((await vale.get(paths.all(draft.id))).status, 200);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});

let address: string | undefined;
const listening = async () => {
  address ??= await site.app.listen({ port: 0, host: '127.0.0.1' });
  return address;
};

/** Sends the beginning of a form with a file, and no more. */
async function beginUpload(
  port: number,
  { headers, payload }: Awaited<ReturnType<typeof multipart>>,
  bytes: number,
) {
  const socket = connect(port, '127.0.0.1');
  const heads = Object.entries({ ...headers, host: 'localhost', 'content-length': payload.length });
  socket.write(
    `POST ${paths.all(draft.id)} HTTP/1.1\r\n${heads.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`,
  );
  await new Promise(resolve => socket.write(payload.subarray(0, bytes), resolve));
  return socket;
}

/** The same site with a scanner that says `verdict`. */
async function scanning<T>(verdict: Verdict, work: (app: TestSite['app']) => Promise<T>): Promise<T> {
  const files = { largest: 1024 * 1024, scanner: async () => verdict };
  const { pools } = site.database;
  const app = await buildApp({ pools, secret: testSecret, demonstration: true, clock: site.clock, files });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

test('a virus is refused; a file that nobody could look through is kept, and let out once somebody could', async () => {
  const form = { path: paths.all(draft.id), fields: { title: 'Scanned', part: 'open' } };
  const file = { name: 'a.pdf', bytes: aPdf() };
  const before = await kept();
  const infected = await scanning('infected', app => upload(site, vale, { ...form, file, app }));
  assert.match(infected.html, /There is a virus in this file\. Nothing was kept/);
  assert.equal(await kept(), before);
  assert.equal((await scanning('no answer', app => upload(site, vale, { ...form, file, app }))).status, 303);
  const url = paths.file(draft.id, 'open', await idOf('Scanned'));
  const get = (app: TestSite['app']) => app.inject({ url, headers: { cookie: cookieOf(vale) } });
  assert.equal((await scanning('no answer', get)).statusCode, 503);
  const found = await scanning('infected', get);
  assert.equal(found.statusCode, 403);
  assert.match(found.body, /cannot be opened/);
  assert.equal((await scanning('clean', get)).statusCode, 200);
});

test('what a consultee wrote in Word is attached to the question, in the closed part, also once it is sent', async () => {
  const other = await aLeaveApplication(site, { patient: 'dale.mockup' }).said();
  await consult(site, other, { whom: ['offender_manager'], plainly: true, unanswered: true });
  const pat = await site.as('pat.ledger');
  const [{ id: asked } = { id: 0 }] = await rowsOf(
    site,
    sql<{ id: number }>`select id from casework.consultation where document_id = ${other.id}`,
  );
  const path = paths.toConsultation(other.id, asked);
  const file = { name: 'Probation.docx', bytes: aPdf('Probation') };
  const send = (title: string) => upload(site, pat, { path, fields: { title }, file });
  assert.match((await send(' ')).html, /Say what the file is/);
  assert.equal((await send('Probation letter')).status, 303);
  assert.match((await pat.get(clinicalPaths.consultations(other.id))).text(), /Probation letter \(PDF/);
  assert.deepEqual(await read(robin), []);
  await submit(stageOf(site), { ...other, patient: 'dale.mockup', clinician: 'dr.vale' });
  assert.equal((await send('Second letter')).status, 303);
  assert.deepEqual(await read(robin), ['Probation letter', 'Second letter']);
  assert.match(
    (await robin.get(mhcsPaths.application(other.id))).text(),
    /Probation letter[\s\S]*Second letter/,
  );
  assert.deepEqual(await read(other.person), []);
  assert.deepEqual(await read(await site.as('oz.harbour')), []);
  for (const username of ['jo.thimble', 'dale.mockup', 'oz.harbour', 'dr.finch'])
    assert.equal((await (await site.as(username)).get(path)).status, 404, username);
});

test('once it is handed over the section reads both parts, what was removed is gone, and all of it stays', async () => {
  await moved(vale, ['remove', 'open', 'Scanned']);
  const stage = stageOf(site);
  const played = { ...draft, patient: 'ash.example', clinician: 'dr.vale' };
  await say(stage, played, { progress: 'I have read it.' });
  await submit(stage, played);
  const all = ['After the cut', 'Later report', 'Named', 'Police report', 'Psychology report'];
  const here = (titles: string[]) => titles.filter(title => !/letter/.test(title));
  assert.deepEqual(here(await read(robin)), all);
  assert.deepEqual(here(await read(vale)), all);
  assert.deepEqual(
    await read(draft.person),
    all.filter(title => title !== 'Police report'),
  );
  const page = await robin.get(mhcsPaths.application(draft.id));
  assert.match(page.text(), /Psychology report[\s\S]*Police report/);
  const police = paths.forSection(draft.id, 'closed', await idOf('Police report'));
  assert.equal((await robin.get(police)).html, aPdf('Police').toString());
  assert.equal((await moved(vale, ['remove', 'closed', 'Police report'], aForm)).status, 409);
  const late = await upload(site, vale, {
    ...{ path: paths.all(draft.id), from: aForm },
    ...{ fields: { title: 'Too late', part: 'open' }, file: { name: 'a.pdf', bytes: aPdf() } },
  });
  assert.equal(late.status, 409);
  await assert.rejects(
    vale.transaction(tx => sql`update casework.attachment set title = 'Other'`.execute(tx.db)),
    { code: '42501' },
  );
});

test('nobody outside the case reads a file, and the auditor reads none', async () => {
  const open = await idOf('Psychology report');
  for (const username of ['dr.finch', 'vic.lantern', 'ada.tally', 'admin.larkmoor', 'gale.placeholder']) {
    const who = await site.as(username);
    assert.deepEqual(await read(who), [], username);
    for (const path of [
      paths.file(draft.id, 'open', open),
      paths.forPerson(draft.id, open),
      paths.forSection(draft.id, 'open', open),
    ])
      assert.equal((await who.get(path)).status, 404, `${username} ${path}`);
  }
});

test('every attaching, removing and reading stands in the audit, with numbers and no title', async () => {
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql<{ event: string; detail: string }>`select distinct event, detail::text from audit.event
      where event like 'casework.attachment.%' and case_id = ${draft.caseId}`.execute(db),
  );
  const events = new Set(rows.map(({ event }) => event.split('.').at(-1)));
  assert.deepEqual([...events].sort(), ['added', 'put-back', 'read', 'removed']);
  assert.ok(rows.every(({ detail }) => !/report|Police/i.test(detail)));
});
