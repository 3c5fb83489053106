import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { rowsOf } from '../../../test/deciding.ts';
import { type Application, aLeaveApplication, stageOf } from '../../../test/leave-applications.ts';
import { allocate, askMore } from '../demonstration/play.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { clinicalPaths as paths } from './paths.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

async function answer({ clinician, id }: Application): Promise<void> {
  const sent = await clinician.post(paths.information(id), { answer: 'Two members of staff. SECRETWORD' });
  assert.equal(sent.status, 303);
}

const mailsAbout = ({ id }: Application) =>
  rowsOf(
    site,
    sql<{ username: string; subject: string }>`
      select a.username, m.subject from platform.mail m join people.account a on a.id = m.to_account_id
      where m.path = ${mhcsPaths.application(id)} order by m.id`,
  );

test('the caseworker who has the application is told when what was asked for has been answered', async () => {
  const application = await aLeaveApplication(site).submitted();
  const played = { ...application, patient: 'ash.example', clinician: 'dr.vale' };
  await allocate(stageOf(site), played, 'sky.inkwell');
  await askMore(stageOf(site), played, { by: 'robin.quill', question: 'Who goes along?' });
  await answer(application);
  assert.deepEqual(await mailsAbout(application), [{ username: 'sky.inkwell', subject: 'mail.something' }]);
  const sky = await site.as('sky.inkwell');
  const outbox = (await sky.get('/outbox')).text();
  assert.match(outbox, /Sky Inkwell There is something for you in Ownwords/);
  assert.doesNotMatch(outbox, /SECRETWORD|Ash|EX\/0001/);
});

test('while nobody has the application, whoever asked is told', async () => {
  const application = await aLeaveApplication(site, { patient: 'dale.mockup' }).submitted();
  const played = { ...application, patient: 'dale.mockup', clinician: 'dr.finch' };
  await askMore(stageOf(site), played, { by: 'robin.quill', question: 'Who goes along?' });
  await answer(application);
  assert.deepEqual(await mailsAbout(application), [{ username: 'robin.quill', subject: 'mail.something' }]);
});
