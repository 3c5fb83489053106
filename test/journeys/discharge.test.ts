import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clinicalPaths } from '../../src/casework/clinical/paths.ts';
import { conditionPaths } from '../../src/casework/conditions/paths.ts';
import { decisionPaths } from '../../src/casework/mhcs/decision/paths.ts';
import { movePaths } from '../../src/casework/moves/paths.ts';
import { movesOfCase } from '../../src/casework/moves/queries/read-moves.ts';
import { ownPaths } from '../../src/casework/own/index.ts';
import { personPaths } from '../../src/casework/person/paths.ts';
import { againPaths } from '../../src/casework/reconsideration/paths.ts';
import { summaryPaths } from '../../src/casework/summaries/paths.ts';
import { liaisonPaths } from '../../src/casework/victim-liaison/paths.ts';
import { testDay } from '../days.ts';
import { aDischarge, decideOn } from '../discharges.ts';
import { stageOf } from '../leave-applications.ts';
import { givesView } from '../own-requests.ts';
import { lastRequest, mustGoOn, register, say as saysFor, takeOn } from '../victim-side.ts';
import { aJourney, fillDay, follow, press } from './journey.ts';
import { stop, stopWithoutScripts } from './tour.ts';

/** A discharge with a condition that somebody who was harmed asked for, from the application to the day of the discharge. */

const journey = aJourney();
const wish = 'Not to go into Madeuptown.';

test('a discharge: asked for, decided with a condition whose source nobody learns, told in two versions, and done', {
  timeout: 600_000,
}, async () => {
  const { site, browser } = journey;
  const stage = stageOf(site);
  const sent = await aDischarge(site);
  const { id, caseId } = sent;
  const vic = await stage.as('vic.lantern');
  await takeOn(site, vic, 'ash.example');
  const victim = await register(vic, caseId);
  await saysFor(vic, liaisonPaths.conditions(caseId, victim), { text: wish, why: 'Canary fear 7c.' });
  const request = await lastRequest(site, caseId);
  mustGoOn(await vic.post(liaisonPaths.release(caseId, request), { wording: wish }));

  const vale = await browser.openAs('dr.vale');
  await vale.goto(`/documents/${id}/check`);
  await stop(vale, '70-discharge-application');

  const robin = await browser.openAs('robin.quill');
  await robin.goto(conditionPaths.putForward(caseId));
  assert.ok((await robin.innerText('main')).includes(wish));
  assert.ok(!(await robin.innerText('main')).includes('Canary fear'));
  await robin.locator('input[name="outcome"][value="included"]').check();
  await stop(robin, '71-discharge-condition-put-forward');
  await press(robin, 'Answer');

  await robin.goto(`/mhcs/documents/${id}/decision`);
  const boxes = robin.locator('textarea[name^="reply-"]');
  for (let at = 0; at < 3; at += 1) await boxes.nth(at).fill(`We read this part, number ${at + 1}.`);
  await robin.locator('input[name="kind"][value="grant"]').check();
  await robin.locator('#reasons').fill('Stable for a year, and the place is right.');
  await robin.locator('#condition-0').fill('To live at Pretend House and nowhere else without agreement.');
  await robin.locator('#rule-0').fill('Live at Pretend House. Ask first before you move.');
  await robin.locator('summary').last().click();
  await robin.locator('input[name="standard"][value^="put-forward-"]').check();
  await robin.locator('#answer').fill('We said yes. You can leave hospital when your place is ready.');
  await press(robin, 'Save');
  assert.equal(await robin.locator('#condition-1').inputValue(), wish);
  await stop(robin, '72-discharge-decision');
  await press(robin, 'Save and go on to send');
  await press(robin, /Send|Go on/);

  const lee = await browser.openAs('lee.warrant');
  await lee.goto(`/mhcs/documents/${id}/authorise`);
  await stop(lee, '73-discharge-authorise');
  await press(lee, 'Authorise and issue');

  await robin.goto(summaryPaths.case(caseId));
  await robin.locator('input[name="what"][value="conditional discharge"]').check();
  await fillDay(robin, 'decided');
  await robin
    .locator('#forPerson')
    .fill('You are well, and your medication helps you. You can leave hospital.');
  await robin
    .locator('#forOutside')
    .fill('A conditional discharge was decided. A condition was set as asked.');
  await press(robin, /Keep|Save|Write/);
  await stop(robin, '74-discharge-two-summaries');

  const sky = await stage.as('sky.inkwell');
  const issue = /action="([^"]+\/issue)"/.exec((await sky.get(summaryPaths.case(caseId))).html)?.[1] ?? '';
  mustGoOn(await sky.fill(issue, {}, summaryPaths.case(caseId)));

  const [move] = await (await stage.as('robin.quill')).transaction(tx => movesOfCase(tx, caseId));
  await robin.goto(movePaths.move(move?.id ?? 0));
  await fillDay(robin, 'actual', testDay);
  await stop(robin, '75-discharge-happened');
  await press(robin, 'Record that it happened');

  const ash = await browser.openAs('ash.example', { javaScript: false, width: 320, height: 640 });
  await ash.goto(`/my/documents/${id}/answer`);
  await stopWithoutScripts(ash, '76-discharge-answer');
  assert.match(await ash.innerText('main'), /You can leave hospital when your place is ready/);
  await ash.goto(conditionPaths.mine());
  await stopWithoutScripts(ash, '77-discharge-my-conditions');
  assert.ok((await ash.innerText('main')).includes(wish));
  await ash.goto(summaryPaths.mine());
  assert.match(await ash.innerText('main'), /your medication helps you/);
  assert.doesNotMatch(await ash.innerText('main'), /A condition was set as asked/);
  await ash.goto(conditionPaths.mine());
  // The person and the clinician read the condition as any other, and nothing of whoever asked for it.
  await vale.goto(`/documents/${id}/decision`);
  for (const page of [ash, vale]) {
    const read = await page.innerText('body');
    assert.ok(read.includes(wish));
    assert.doesNotMatch(read, /victim|liaison|put forward|Canary fear/i);
  }
});

const asks = 'I have been well for two years. I cook for the whole ward on Sundays.';
const asksAgain = 'You did not read what my sister wrote. She has a room for me.';

test('a person asks for their discharge themselves, is refused, asks for that to be looked at again, and is answered anew', {
  timeout: 180_000,
}, async () => {
  const { site, browser } = journey;
  const eden = await browser.openAs('eden.specimen', { javaScript: false, width: 320, height: 640 });
  await follow(eden, 'Ask to be discharged, or for my restrictions to end');
  await follow(eden, /What it means, and how to begin/);
  await stopWithoutScripts(eden, '100-own-what-it-means');
  await press(eden, 'Begin');
  await eden.locator('input[name="what"][value="conditional-discharge"]').check();
  await press(eden, 'Continue');
  await eden.locator('#text').fill(asks);
  while (!eden.url().endsWith('/send')) await press(eden, 'Continue');
  await stopWithoutScripts(eden, '101-own-read-back');
  await eden.locator('#name').fill('Eden Specimen');
  await press(eden, 'Sign and send it');
  await stopWithoutScripts(eden, '102-own-sent');
  const id = Number(/\/documents\/(\d+)/.exec(eden.url())?.[1]);

  const vale = await browser.openAs('dr.vale');
  await vale.goto(clinicalPaths.application(id));
  await stop(vale, '103-own-view-of-the-clinician');
  await givesView(site, id);
  const no = { conditions: [], answerConditions: [], onLiberty: [], authorisedBy: 'lee.warrant' };
  const refused = { kind: 'refuse', reasons: 'There is no place to live.', answer: 'We said no.' } as const;
  await decideOn(site, { id }, { ...no, ...refused });

  await eden.goto(personPaths.answer(id));
  await follow(eden, 'I want this looked at again');
  await stopWithoutScripts(eden, '104-again-what-happens');
  await press(eden, 'Write what I want to say');
  await eden.locator('#text').fill(asksAgain);
  await press(eden, 'Continue');
  await eden.locator('#language').check();
  await eden.locator('#helped').check();
  await press(eden, 'Continue');
  await eden.locator('#seal').click();
  await eden.waitForURL('**/sealed/*');

  const robin = await browser.openAs('robin.quill');
  await robin.goto(decisionPaths.decision(id));
  // What was decided before is folded.
  const seen = (await robin.textContent('main')) ?? '';
  assert.ok(seen.includes(asksAgain) && seen.includes('There is no place to live.'));
  await stop(robin, '105-again-decided-anew');
  // Whoever authorised the first has no part in the second.
  const again = { again: { kind: 'answered', text: 'We have read her letter now.' } } as const;
  await decideOn(site, { id }, { answer: 'We say yes.', replies: again, authorisedBy: 'nat.charter' });

  await eden.goto(personPaths.answer(id));
  await stopWithoutScripts(eden, '106-again-the-answer');
  const read = await eden.innerText('main');
  for (const words of ['We say yes.', asksAgain, 'We have read her letter now.', 'Decided first on'])
    assert.ok(read.includes(words), words);
  assert.equal((await eden.goto(againPaths.person(id)))?.status(), 200);
  assert.equal((await eden.goto(ownPaths.mine()))?.status(), 200);
});
