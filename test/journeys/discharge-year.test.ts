import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { addressPaths } from '../../src/casework/addresses/paths.ts';
import { clinicalPaths } from '../../src/casework/clinical/paths.ts';
import { clockPaths } from '../../src/casework/clocks/paths.ts';
import { conditionPaths } from '../../src/casework/conditions/paths.ts';
import { decide } from '../../src/casework/demonstration/decide.ts';
import { fillParts } from '../../src/casework/demonstration/in-parts.ts';
import { fill, say, submit } from '../../src/casework/demonstration/play.ts';
import { decisionPaths } from '../../src/casework/mhcs/decision/paths.ts';
import { mhcsPaths } from '../../src/casework/mhcs/paths.ts';
import { personPaths } from '../../src/casework/person/paths.ts';
import { reportingPaths } from '../../src/casework/reporting/paths.ts';
import { written } from '../days.ts';
import { rowsOf } from '../deciding.ts';
import { aDischargeReport, discharge, supervisors } from '../discharge-reports.ts';
import { someWords, stageOf } from '../leave-applications.ts';
import { aJourney, fillDay, follow, press, sayAll } from './journey.ts';
import { type Days, daysOf } from './on-a-day.ts';
import { stop, stopWithoutScripts } from './tour.ts';

/** The first year of a conditional discharge: four reports, a move, a changed condition, and an answer to every word. */

const journey = aJourney();
const patient = 'ash.example';
const newHome = 'Live at 9 Sample Wharf and sleep there.';
let caseId: number;
let year: Days;
/** The person on a telephone without scripts; the supervisors; a caseworker. */
let ash: Page;
let sol: Page;
let cass: Page;
let robin: Page;
/** The documents that the person had an answer to. */
const answered: number[] = [];

async function begin(): Promise<void> {
  const { site, browser } = journey;
  caseId = await discharge(site, patient, 365);
  year = daysOf({ site, caseId, length: 365 });
  // The program was here before the year began, so that it knows which reports came.
  await rowsOf(
    site,
    sql`update platform.setting set value = to_jsonb(${year.day(-1).toString()}::text) where key = 'clocksKnownSince'`,
  );
  ash = await browser.openAs(patient, { javaScript: false, width: 320, height: 640 });
  [sol, cass] = [await browser.openAs(supervisors.social), await browser.openAs(supervisors.clinical)];
  robin = await browser.openAs('robin.quill');
}

const latest = (kind: string) =>
  rowsOf<{ id: number; occasionId: number }>(
    journey.site,
    sql`select id, occasion_id as "occasionId" from casework.document where case_id = ${caseId} and kind = ${kind} order by id desc limit 1`,
  ).then(([row]) => ({ id: row?.id ?? 0, occasionId: row?.occasionId ?? 0, caseId }));

test('within four weeks: one supervisor signs two parts, the person speaks on their telephone, the other signs and sends', {
  timeout: 600_000,
}, async () => {
  await begin();
  const stage = () => stageOf(journey.site);
  year.goTo(19);
  await year.settle();
  await sol.goto(clinicalPaths.patient(caseId));
  await press(sol, 'Start a discharge report');
  const report = await latest('discharge report');
  await sol.goto(clinicalPaths.section(report.id, 'A3'));
  await sol.locator('#contactHow').fill('Each Tuesday at home, and once a week by telephone.');
  await press(sol, /^Save/);
  await fillParts(stage(), report, { by: supervisors.social, parts: ['A', 'B'] });
  await year.settle();
  await sol.goto(clinicalPaths.application(report.id));
  await stop(sol, '60-discharge-report-task-list');
  await sol.goto(clinicalPaths.words(report.id));
  await press(sol, /Invite|Show/);
  await year.settle();

  await ash.goto(personPaths.home());
  await stopWithoutScripts(ash, '61-discharge-report-my-page');
  await ash.goto(personPaths.words(report.id));
  await sayAll(ash);
  await year.settle();

  for (const part of ['A', 'B']) {
    await sol.goto(clinicalPaths.part(report.id, part));
    await sol.locator('#signed').fill('Sol Bridge');
    if (part === 'B') await stop(sol, '62-discharge-report-sign-a-part');
    await press(sol, 'Sign this part');
  }
  await cass.goto(clinicalPaths.patients());
  assert.match(await cass.innerText('main'), /Waiting for you to write and sign/);
  await fillParts(stage(), report, { by: supervisors.clinical, parts: ['C'] });
  await cass.goto(clinicalPaths.submit(report.id));
  await cass.locator('#seen').check();
  await fillDay(cass, 'sight', year.day(19));
  await cass.locator('#signed').fill('Dr Cass Anchor');
  await stop(cass, '63-discharge-report-sign-and-send');
  await press(cass, /Sign|Send/);
  await year.settle();
});

test('the section notes the report, with a reply to each part of what was said', {
  timeout: 600_000,
}, async () => {
  const { id } = await latest('discharge report');
  year.goTo(24);
  await robin.goto(mhcsPaths.application(id));
  assert.ok((await robin.innerText('main')).includes(someWords.consider));
  await robin.goto(decisionPaths.decision(id));
  const boxes = robin.locator('textarea[name^="reply-"]');
  for (let at = 0; at < 3; at += 1) await boxes.nth(at).fill(`We read this part, number ${at + 1}.`);
  await robin.locator('input[name="kind"][value="note"]').check();
  await robin.locator('#reasons').fill('The first weeks went well, and the conditions were kept.');
  await robin.locator('#answer').fill('We have read the report. Your first weeks at home went well.');
  await stop(robin, '64-discharge-report-noted');
  await press(robin, 'Save and go on to send');
  await press(robin, 'Go on');
  await press(robin, 'Authorise and issue');
  await year.settle();
  answered.push(id);
  await ash.goto(personPaths.home());
  await follow(ash, 'Read the answer');
  const answer = await ash.innerText('main');
  for (const text of [
    ...Object.values(someWords),
    'We read this part, number 3.',
    'Your first weeks at home',
  ])
    assert.ok(answer.includes(text), text);
});

test('the second report is late, which is said before: the day on which it is due stays as it is', {
  timeout: 600_000,
}, async () => {
  const due = year.day(0).add({ months: 3 });
  year.goTo(85);
  await year.settle();
  await sol.goto(clinicalPaths.patient(caseId));
  await follow(sol, 'When reports on the discharge come');
  assert.match(await sol.innerText('main'), new RegExp(`due on ${written(due)}`));
  await fillDay(sol, 'expected', due.add({ days: 10 }));
  await sol.locator('#reason').fill('I am away, and the colleague who stands in has met Ash once.');
  await press(sol, 'Tell MHCS');
  await year.settle();
  await sol.reload();
  assert.match(
    await sol.innerText('main'),
    new RegExp(`${written(due)}[\\s\\S]*${written(due.add({ days: 10 }))}`),
  );
  await stop(sol, '65-report-will-be-late');
  await reported(100);
});

test('the person gives notice of a new address twenty days before, and the section acknowledges it', {
  timeout: 600_000,
}, async () => {
  year.goTo(150);
  await ash.goto(addressPaths.mine());
  await ash.locator('#address').fill('9 Sample Wharf\nMadeuptown');
  await fillDay(ash, 'move', year.day(170));
  await ash.locator('#why').fill('It is nearer to my mum and has a garden.');
  await press(ash, 'Give notice');
  assert.match(await ash.innerText('body'), /it is in time/);
  await year.settle();
  year.goTo(153);
  await robin.goto(addressPaths.section(caseId));
  assert.match(await robin.innerText('main'), /9 Sample Wharf[\s\S]*In time|In time[\s\S]*9 Sample Wharf/);
  await robin.getByLabel('Acknowledge it').check();
  await robin.locator('textarea[name^="reasons-"]').fill('We know of your move. Your condition follows it.');
  await press(robin, 'Answer');
  await year.settle();
  await ash.goto(addressPaths.mine());
  assert.match(await ash.innerText('main'), /Your condition follows it/);
  await stopWithoutScripts(ash, '66-my-new-address');
});

test('a supervisor asks to change a condition; it is granted by a second person and holds at once', {
  timeout: 600_000,
}, async () => {
  year.goTo(156);
  await sol.goto(clinicalPaths.patient(caseId));
  await press(sol, 'Ask to change conditions');
  const request = { ...(await latest('change of conditions')), patient, clinician: supervisors.social };
  const stage = stageOf(journey.site);
  await fill(
    stage,
    { ...request, known: { caseId, clinician: request.clinician, authority: 's37/41' } },
    {
      changeTypes: ['change-of-conditions'],
      changes: [
        {
          now: 'Live at 4 Canal Street and sleep there.',
          what: 'change',
          wording: newHome,
          why: 'The move.',
        },
      ],
    },
  );
  await sol.goto(clinicalPaths.words(request.id));
  await press(sol, /Invite|Show/);
  await say(stage, request, { progress: 'I want to live nearer to my mum.' });
  await submit(stage, request);
  await year.settle();

  year.goTo(160);
  await robin.goto(decisionPaths.decision(request.id));
  await robin.locator('input[name="kind"][value="grant"]').check();
  await robin.locator('#reasons').fill('The new place is right, and the supervisors agree.');
  await robin.locator('#condition-0').fill(newHome);
  await robin.locator('#rule-0').fill('You live at 9 Sample Wharf. Ask first before you move.');
  await robin.locator('textarea[name^="reply-"]').fill('We read that you want to be nearer to your mum.');
  await robin.locator('#answer').fill('We said yes. You can live at 9 Sample Wharf.');
  await stop(robin, '67-condition-changed');
  await press(robin, 'Save and go on to send');
  await press(robin, /Send|Go on/);
  const drew = await journey.browser.openAs('drew.sealing');
  await drew.goto(decisionPaths.authorise(request.id));
  await press(drew, 'Authorise and issue');
  await year.settle();
  answered.push(request.id);
  await ash.goto(conditionPaths.mine());
  assert.match(await ash.innerText('main'), /You live at 9 Sample Wharf/);
});

test('after four reports the section agrees a longer interval, which both supervisors read', {
  timeout: 600_000,
}, async () => {
  await reported(181);
  await reported(272);
  year.goTo(280);
  await robin.goto(reportingPaths.section(caseId));
  await robin.locator('input[name="months"][value="6"]').check();
  await robin.locator('#reason').fill('Four reports without a concern, and both supervisors agree.');
  await stop(robin, '68-longer-interval');
  await press(robin, 'Agree this');
  await year.settle();
  await cass.goto(reportingPaths.supervisors(caseId));
  const due = written(year.day(0).add({ months: 15 }));
  assert.match(
    await cass.innerText('main'),
    new RegExp(`due on ${due}[\\s\\S]*every 6 months[\\s\\S]*both supervisors agree`),
  );
});

test('at the end of the year the case tells all of it, and the person has their conditions, dates and answers', {
  timeout: 600_000,
}, async () => {
  year.goTo(365);
  await year.settle();
  await robin.goto(mhcsPaths.case(caseId));
  await stop(robin, '69-year-in-the-case');
  await sol.goto(clinicalPaths.patient(caseId));
  await stop(sol, '69-year-of-the-supervisors');
  await ash.goto(personPaths.home());
  await stopWithoutScripts(ash, '69-year-on-my-page');
  for (const id of answered)
    await ash
      .locator(`a[href="${personPaths.answer(id)}"]`)
      .first()
      .waitFor();
  await ash.goto(conditionPaths.mine());
  await stopWithoutScripts(ash, '69-year-my-conditions');
  assert.match(await ash.innerText('main'), /You live at 9 Sample Wharf[\s\S]*4 Canal Street/);
  await ash.goto(clockPaths.mine());
  await stopWithoutScripts(ash, '69-year-my-dates');
});

/** A later report from its beginning to its answer, by the commands behind the pages that the first one was made on. */
async function reported(after: number): Promise<void> {
  year.goTo(after);
  const report = await aDischargeReport(journey.site, { patient }).submitted();
  await decide(stageOf(journey.site), report, {
    ...{ kind: 'note', reasons: 'The report is complete, and the conditions were kept.' },
    ...{ answer: 'We have read the report.', conditions: [], answerConditions: [] },
    authorisedBy: 'robin.quill',
  });
  await year.settle();
  answered.push(report.id);
}
