import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { rowsOf } from '../../../test/deciding.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { aPdf, upload } from '../../../test/uploads.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { receivedPaths as paths } from './paths.ts';

let site: TestSite;
let sent: Application;
let robin: Visitor;
let pat: Visitor;

before(async () => {
  site = await aSite();
  sent = await aLeaveApplication(site).submitted();
  [robin, pat] = [await site.as('robin.quill'), await site.as('pat.ledger')];
});
after(() => site.close());

const about = (title: string, extra: Record<string, string> = {}) => ({
  ...{ kind: 'annual report', title, fromWhom: 'The office of Larkmoor', open: 'no' },
  ...dayBoxes('received', testDay),
  ...extra,
});
const file = { name: 'form.docx', bytes: aPdf('A form') };
const keepInCase = (fields: Record<string, string>, who = robin) =>
  upload(site, who, { path: paths.inCase(sent.caseId), fields, file });
const keepWithDocument = (fields: Record<string, string>, who = pat) =>
  upload(site, who, { path: paths.withDocument(sent.id), fields, file });
const idOf = async (title: string) =>
  (await rowsOf(site, sql<{ id: number }>`select id from casework.received where title = ${title}`))[0]?.id ??
  0;
const read = (who: Visitor) =>
  who.transaction(async tx => {
    const { rows } = await sql<{ title: string }>`select title from casework.received order by 1`.execute(
      tx.db,
    );
    return rows.map(({ title }) => title);
  });

test('the section keeps a form that came as Word in the case, and it stands in its timeline', async () => {
  assert.match((await robin.get(paths.inCase(sent.caseId))).text(), /Nothing has come another way/);
  assert.equal((await keepInCase(about('A closed form'))).status, 303);
  assert.equal((await keepInCase(about('An open form', { open: 'yes' }))).status, 303);
  const page = (await robin.get(paths.inCase(sent.caseId))).text();
  assert.match(page, /An open form Annual report \(PDF, 1 KB\)\. From The office of Larkmoor/);
  assert.match(page, /A closed form [\s\S]*Closed to the person/);
  const timeline = (await robin.get(mhcsPaths.case(sent.caseId))).text();
  assert.equal(timeline.match(/A document came another way/g)?.length, 2);
  const seen = await robin.get(paths.fileInCase(sent.caseId, await idOf('A closed form')));
  assert.equal(seen.html, aPdf('A form').toString());
  assert.match(String(seen.headers['content-disposition']), /filename="received-\d+\.pdf"/);
});

test('the person and those who help them read what is marked open, and never the rest', async () => {
  const [open, closed] = [await idOf('An open form'), await idOf('A closed form')];
  for (const username of ['ash.example', 'indy.marrow']) {
    const who = await site.as(username);
    assert.deepEqual(await read(who), ['An open form'], username);
    const page = (await who.get(paths.mine())).text();
    assert.match(page, /An open form/);
    assert.doesNotMatch(page, /closed/);
    assert.equal((await who.get(paths.fileOfMine(open))).status, 200);
    assert.equal((await who.get(paths.fileOfMine(closed))).status, 404);
  }
  assert.deepEqual(await read(pat), ['An open form']);
});

test('a letter of the section that came by post is kept with its document by the Mental Health Act office alone', async () => {
  const letter = about('The letter', { kind: 'decision letter', fromWhom: 'MHCS' });
  assert.equal((await keepWithDocument(letter)).status, 303);
  const jo = await site.as('jo.thimble');
  for (const who of [pat, sent.clinician, jo])
    assert.match((await who.get(paths.withDocument(sent.id))).text(), /The letter Decision letter/);
  assert.equal((await jo.get(paths.fileWithDocument(sent.id, await idOf('The letter')))).status, 200);
  assert.equal(
    (
      await upload(site, jo, {
        path: paths.withDocument(sent.id),
        from: `/documents/${sent.id}`,
        fields: letter,
        file,
      })
    ).status,
    404,
  );
  assert.ok(!(await read(sent.person)).includes('The letter'));
  assert.ok((await read(robin)).includes('The letter'));
  assert.match((await keepWithDocument(about('Not theirs'))).html, /Choose what kind of document/);
});

test('what is missing gets a sentence each, and what was typed comes back', async () => {
  const wrong = {
    kind: '',
    title: ' ',
    fromWhom: '',
    open: '',
    ...dayBoxes('received', testDay.add({ days: 1 })),
  };
  const seen = await upload(site, robin, {
    path: paths.inCase(sent.caseId),
    fields: { ...wrong, title: 'Kept <i>' },
  });
  assert.equal(seen.status, 422);
  for (const says of [
    /Choose what kind/,
    /Say who it is from/,
    /cannot be in the future/,
    /Say whether the person/,
    /Choose a file/,
  ])
    assert.match(seen.html, says);
  assert.match(seen.html, /value="Kept &lt;i&gt;"/);
});

test('what was kept in the wrong case is struck out with a reason, and nobody else sees it any more', async () => {
  const id = await idOf('An open form');
  const path = paths.strikeOutInCase(sent.caseId, id);
  const strike = (because: string) => robin.post(path, { because }, paths.inCase(sent.caseId));
  assert.equal((await strike(' ')).status, 422);
  assert.equal((await strike('Another case.')).status, 303);
  assert.equal((await strike('Again.')).status, 409);
  assert.match((await robin.get(paths.inCase(sent.caseId))).text(), /Struck out: Another case/);
  assert.deepEqual(await read(sent.person), []);
  assert.equal((await sent.person.get(paths.fileOfMine(id))).status, 404);
  const letter = await idOf('The letter');
  const byOffice = paths.strikeOutWithDocument(sent.id, letter);
  assert.equal(
    (await pat.post(byOffice, { because: 'Wrong one.' }, paths.withDocument(sent.id))).status,
    303,
  );
  assert.deepEqual(await read(robin), ['A closed form', 'An open form']);
});

test('nobody of another case reads or keeps anything, by page or by SQL', async () => {
  const id = await idOf('A closed form');
  for (const username of ['dr.finch', 'vic.lantern', 'ada.tally', 'gale.placeholder', 'admin.larkmoor']) {
    const who = await site.as(username);
    assert.deepEqual(await read(who), [], username);
    for (const path of [
      paths.inCase(sent.caseId),
      paths.fileInCase(sent.caseId, id),
      paths.withDocument(sent.id),
      paths.fileOfMine(id),
    ])
      assert.equal((await who.get(path)).status, 404, `${username} ${path}`);
  }
  const forge = (who: Visitor, bySection: boolean) =>
    who.transaction(tx =>
      sql`insert into casework.received (case_id, document_id, kind, title, from_whom, received_on, is_open, by_section, media_type, scan, content, recorded_by)
        values (${sent.caseId}, ${sent.id}, 'request', 'x', 'x', access.today(), true, ${bySection}, 'text/plain', 'clean', 'x', access.account_id())`.execute(
        tx.db,
      ),
    );
  for (const [who, bySection] of [
    [pat, true],
    [robin, false],
    [sent.clinician, false],
    [sent.person, false],
  ] as const)
    await assert.rejects(forge(who, bySection), { code: '42501' });
});
