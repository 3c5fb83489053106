import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { refusedWith } from '../../../test/deciding.ts';
import { decided } from '../../../test/decisions.ts';
import { stageOf } from '../../../test/leave-applications.ts';
import { aRequest } from '../../../test/requests.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { start } from '../demonstration/play.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { movePaths } from './paths.ts';
import { movesOfCase } from './queries/read-moves.ts';

let site: TestSite;
let robin: Visitor;
before(async () => {
  site = await aSite();
  robin = await site.as('robin.quill');
});
after(() => site.close());

const days = (ago: number) => testDay.subtract({ days: ago }).toString();
const heard = {
  ...{ offenderManagerAskedOn: days(20), offenderManagerAnsweredOn: days(10) },
  ...{ offenderManagerResponse: 'The prison is ready.', offenderManagerOnRemission: 'yes' },
};

test('a return to prison is asked for only where somebody came from prison, by the page and past it', async () => {
  const request = start(stageOf(site), 'ash.example', 'remission');
  await refusedWith(request, 'moves.refusal.otherAuthority');
});

test('gates RM-5 and RM-6: what is asked for fits the authority, and the offender manager was heard', async () => {
  const { request } = await aRequest(site, {
    ...{ kind: 'remission', patient: 'jules.dummy', answers: { remissionWay: 'remission-prison' } },
  });
  const page = await request.clinician.get(clinicalPaths.submit(request.id));
  assert.match(page.text(), /The law does not know this under the authority/);
  assert.match(page.text(), /Tell the offender manager and ask for comments/);
  const patient = await request.clinician.get(clinicalPaths.patient(request.caseId));
  assert.ok(!patient.html.includes(clinicalPaths.start(request.caseId, 'remission')), 'one at a time');
});

test('who is remitted leaves on a warrant: the movement ends the restrictions and closes the case', async () => {
  const { request, send } = await aRequest(site, {
    ...{ kind: 'remission', patient: 'cleo.pattern', answers: { ...heard, prisonName: 'HMP Example' } },
  });
  await send();
  await decided(site, request, { kind: 'grant', granted: [], authorisedBy: 'lee.warrant' });
  const page = await robin.get(mhcsPaths.application(request.id));
  assert.match(page.text(), /Return to prison.*Authorised, not yet done/);
  const [move] = await robin.transaction(tx => movesOfCase(tx, request.caseId));
  assert.ok(move);
  const path = movePaths.move(move.id);
  assert.ok(!(await robin.get(path)).html.includes('name="toPlace"'), 'no hospital to be said');
  const done = await robin.post(movePaths.happened(move.id), dayBoxes('actual', testDay), path);
  assert.equal(done.status, 303, done.text());
  const after = await robin.get(mhcsPaths.case(request.caseId));
  assert.match(after.text(), /no longer restricted/);
  assert.doesNotMatch(after.text(), /not yet done/);
});
