import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill } from '../../src/casework/demonstration/play.ts';
import { testDay, written } from '../days.ts';
import { aLeaveApplication, someWords, stageOf } from '../leave-applications.ts';
import { aJourney, fillDay, follow, press, sayAll } from './journey.ts';
import { stop, stopWithoutScripts } from './tour.ts';

/** One annual statutory report, from the office that begins it to the answer to the person. */

const journey = aJourney();

test('an annual report takes the clinical picture over, has it confirmed, and is answered word by word', {
  timeout: 600_000,
}, async () => {
  // The last document about this person: their clinical picture is taken over from it.
  const leave = await aLeaveApplication(journey.site).submitted();
  const pat = await journey.browser.openAs('pat.ledger');
  await pat.goto(`/patients/${leave.caseId}`);
  await press(pat, 'Start the annual report');
  const id = Number(/\/documents\/(\d+)/.exec(pat.url())?.[1]);
  assert.match(await pat.innerText('main'), /To confirm/);
  await stop(pat, '40-annual-report-task-list');
  await pat.context().close();

  const vale = await journey.browser.openAs('dr.vale');
  await vale.goto(`/documents/${id}/sections/3`);
  assert.match(await vale.innerText('main'), new RegExp(`Last confirmed on ${written(testDay)}`));
  await vale.locator('#whyDetention').fill('Treatment goes on, and is not possible elsewhere yet.');
  await stop(vale, '41-annual-report-section');
  await vale.goto(`/documents/${id}/submit`);
  assert.match(await vale.innerText('main'), /answers from an earlier document that nobody has confirmed/);
  await stop(vale, '42-annual-report-not-ready');
  await vale.goto(`/documents/${id}/sections/3`);
  await vale.locator('#whyDetention').fill('Treatment goes on, and is not possible elsewhere yet.');
  await vale.locator('#confirmed').check();
  await press(vale, 'Save and go back to the list');
  // The other sections are filled in by the same command that these pages use.
  await fill(stageOf(journey.site), {
    ...{
      id,
      caseId: leave.caseId,
      occasionId: await occasionOf(id),
      patient: 'ash.example',
      clinician: 'dr.vale',
    },
    known: {
      caseId: leave.caseId,
      clinician: 'dr.vale',
      authority: 's37/41',
      mappaCategory: 3,
      mappaLevel: 1,
    },
  });
  await vale.goto(`/documents/${id}/words`);
  await press(vale, /Invite|Show/);

  const ash = await journey.browser.openAs('ash.example', { javaScript: false, width: 320, height: 640 });
  await stopWithoutScripts(ash, '43-annual-report-my-page');
  assert.match(await ash.innerText('main'), /The yearly report about me/);
  await ash.goto(`/my/documents/${id}/words`);
  await sayAll(ash);

  await vale.goto(`/documents/${id}/submit`);
  await vale.locator('#seen').check();
  await fillDay(vale, 'sight');
  await vale.locator('#signed').fill('Dr Morgan Vale');
  await stop(vale, '44-annual-report-sign-and-send');
  await press(vale, /Sign|Send/);
  assert.match(await vale.innerText('body'), /The report is with MHCS/);

  const robin = await journey.browser.openAs('robin.quill');
  await robin.goto(`/mhcs/documents/${id}`);
  assert.ok((await robin.innerText('main')).includes(someWords.consider));
  await stop(robin, '45-annual-report-at-mhcs');
  await robin.goto(`/mhcs/documents/${id}/decision`);
  const boxes = robin.locator('textarea[name^="reply-"]');
  for (let at = 0; at < 3; at += 1) await boxes.nth(at).fill(`We read this part, number ${at + 1}.`);
  await robin.locator('input[name="kind"][value="note"]').check();
  await robin.locator('#reasons').fill('The report is complete and tells of steady progress.');
  await robin.locator('#answer').fill('We have read the report. We saw how much you have done.');
  await stop(robin, '46-annual-report-answer');
  await press(robin, 'Save and go on to send');
  await stop(robin, '47-annual-report-one-person-is-enough');
  await press(robin, 'Go on');
  await stop(robin, '48-annual-report-read-once-more');
  await press(robin, 'Authorise and issue');
  await robin.goto(`/mhcs/cases/${leave.caseId}`);
  await stop(robin, '49-annual-report-in-the-case');

  await ash.goto('/my');
  await follow(ash, 'Read the answer');
  const answer = await ash.innerText('main');
  for (const text of [
    ...Object.values(someWords),
    'We read this part, number 3.',
    'We saw how much you have done.',
  ])
    assert.ok(answer.includes(text), text);
  await stopWithoutScripts(ash, '50-annual-report-the-answer');
});

async function occasionOf(id: number): Promise<number> {
  const vale = await journey.site.as('dr.vale');
  const row = await vale.transaction(tx =>
    tx.db
      .selectFrom('casework.document')
      .select('occasion_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  return row.occasion_id;
}
