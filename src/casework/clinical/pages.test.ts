import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { clinicalPaths as paths } from './paths.ts';

let site: TestSite;
let vale: Visitor;
let jo: Visitor;
let pat: Visitor;
let draft: Application;
before(async () => {
  site = await aSite();
  draft = await aLeaveApplication(site).said();
  vale = draft.clinician;
  jo = await site.as('jo.thimble');
  pat = await site.as('pat.ledger');
});
after(() => site.close());

const pagesOf = ({ id, caseId }: Application) => [
  paths.patients(),
  paths.patient(caseId),
  paths.application(id),
  paths.section(id, '1'),
  paths.section(id, '3c'),
  paths.check(id),
  paths.print(id),
  paths.words(id),
  paths.leave(id),
];
const closedPagesOf = ({ id }: Application) => [
  paths.section(id, '5'),
  paths.section(id, '6'),
  paths.consultations(id),
  paths.information(id),
];

test('a clinician finds their patients by name, with where the application stands', async () => {
  const list = await vale.get(paths.patients());
  assert.match(list.text(), /EXAMPLE, Ash .*2 March 1984 .*EX\/0001 .*Draft/);
  assert.doesNotMatch(list.text(), /PLACEHOLDER/);
  assert.match((await vale.post(paths.patients(), { text: 'Exâm' })).text(), /EXAMPLE, Ash/);
  const found = await vale.post(paths.patients(), { text: 'exam ash' });
  assert.match(found.text(), /EXAMPLE, Ash/);
  assert.doesNotMatch(found.text(), /SAMPLE/);
});

test('a filter that means something to a database means nothing here', async () => {
  for (const text of ['%', '_', "\\' or 1=1", '{{7*7}}', '\u0000', '\ud800', '<script>', 'a '.repeat(4000)]) {
    const page = await vale.post(paths.patients(), { text });
    assert.equal(page.status, 200, text.slice(0, 20));
    assert.doesNotMatch(page.text(), /PLACEHOLDER/);
  }
  assert.match((await vale.post(paths.patients(), { text: '%' })).text(), /No patient of yours fits that/);
});

test('a ward sees its own patients and not those of another hospital', async () => {
  const sam = await site.as('sam.tinder');
  assert.match((await sam.get(paths.patients())).text(), /PLACEHOLDER, Gale/);
  const page = await sam.post(paths.patients(), { text: 'example' });
  assert.match(page.text(), /No patient of yours fits that/);
});

test('every page of a draft is one transaction of at most four round trips', async () => {
  for (const who of [vale, pat]) {
    const pages = [
      ...pagesOf(draft),
      ...closedPagesOf(draft),
      ...(who === vale ? [paths.submit(draft.id)] : []),
    ];
    for (const path of pages) {
      const page = await who.get(path);
      assert.equal(page.status, 200, `${path}: ${page.text().slice(0, 300)}`);
      const trips = Number(/"(\d+) round trips"/.exec(String(page.headers['server-timing']))?.[1]);
      assert.ok(trips <= 4, `${path} took ${trips} round trips`);
    }
  }
});

test('the ward team opens every page of the open part, and none of the closed one', async () => {
  for (const path of pagesOf(draft)) assert.equal((await jo.get(path)).status, 200, path);
  for (const path of closedPagesOf(draft)) assert.equal((await jo.get(path)).status, 404, path);
  assert.equal((await jo.get(paths.submit(draft.id))).status, 403);
});

test('a ward of another hospital, the person and a stranger find no page of the application', async () => {
  const sam = await site.as('sam.tinder');
  const finch = await site.as('dr.finch');
  const robin = await site.as('robin.quill');
  for (const path of [...pagesOf(draft).slice(1), ...closedPagesOf(draft), paths.pdf(draft.id)]) {
    for (const who of [sam, finch, robin, draft.person])
      assert.equal((await who.get(path)).status, 404, path);
    const nobody = await site.nobody().get(path);
    assert.equal(nobody.status, 303);
    assert.match(nobody.location ?? '', /^\/sign-in/);
  }
});

test('only the responsible clinician starts an application', async () => {
  const byJo = await jo.post(
    paths.start(draft.caseId, 'leave-application'),
    {},
    paths.section(draft.id, '1'),
  );
  assert.equal(byJo.status, 403);
  assert.doesNotMatch((await jo.get(paths.patient(draft.caseId))).text(), /Start a leave application/);
  const made = await vale.post(
    paths.start(draft.caseId, 'leave-application'),
    {},
    paths.patient(draft.caseId),
  );
  assert.equal(made.status, 303);
  const page = await vale.get(made.location ?? '');
  assert.match(page.text(), /What the record knows is filled in/);
  assert.match((await vale.get(`${made.location}/sections/1`)).html, /value="Ash Example"/);
});

test('the task list says who changed a section last, and what is missing with the way to it', async () => {
  const started = await aLeaveApplication(site, { patient: 'bryn.sample' }).started();
  const page = await vale.get(paths.application(started.id));
  assert.match(page.text(), /1\. The person Last changed by Dr Morgan Vale/);
  assert.match(page.html, new RegExp(`href="/documents/${started.id}/sections/3a#leaveTypes"`));
  assert.match((await vale.get(paths.check(started.id))).html, /id="missing"/);
});

test('an address that is none is not found', async () => {
  for (const path of [
    '/documents/0',
    '/documents/abc',
    '/documents/99999999999999999999',
    '/documents/1.5',
    '/patients/-1',
    `/documents/${draft.id}/sections/zz`,
    `/documents/${draft.id}/sections/__proto__`,
  ]) {
    assert.equal((await vale.get(path)).status, 404, path);
  }
});
