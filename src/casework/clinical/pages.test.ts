import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';

let site: TestSite;
let vale: Visitor;
let jo: Visitor;
let pat: Visitor;
let draft: Application;
before(async () => {
  site = await aSite();
  draft = await aLeaveApplication(site).drafted();
  vale = draft.clinician;
  jo = await site.as('jo.thimble');
  pat = await site.as('pat.ledger');
});
after(() => site.close());

test('a clinician finds their patients by name, with where the application stands', async () => {
  const list = await vale.get('/patients');
  assert.equal(list.status, 200);
  assert.match(list.text(), /EXAMPLE, Ash .*2 March 1984 .*EX\/0001 .*Draft/);
  assert.doesNotMatch(list.text(), /PLACEHOLDER/);
  const found = await vale.post('/patients', { text: 'exam ash' });
  assert.match(found.text(), /EXAMPLE, Ash/);
  assert.doesNotMatch(found.text(), /SAMPLE/);
  const none = await vale.post('/patients', { text: "%_\\' or 1=1" });
  assert.match(none.text(), /No patient of yours fits that/);
});

test('the pages open', async () => {
  for (const who of [vale, jo, pat]) {
    for (const path of [
      '/patients',
      `/patients/${draft.caseId}`,
      `/leave/${draft.id}`,
      `/leave/${draft.id}/sections/3c`,
    ]) {
      const page = await who.get(path);
      assert.equal(page.status, 200, path + page.text().slice(0, 600));
    }
  }
});
