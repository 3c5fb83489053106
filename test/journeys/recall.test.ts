import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { fill, say, submit } from '../../src/casework/demonstration/play.ts';
import { countClocksJob } from '../../src/casework/jobs/count-clocks.ts';
import { movePaths } from '../../src/casework/moves/paths.ts';
import { movesOfCase } from '../../src/casework/moves/queries/read-moves.ts';
import { recallPaths } from '../../src/casework/recall/paths.ts';
import { tribunalPaths } from '../../src/casework/tribunal/paths.ts';
import { runOne } from '../../src/platform/jobs/index.ts';
import { fixedClock } from '../../src/platform/time/index.ts';
import { momentOn, testDay } from '../days.ts';
import { rowsOf } from '../deciding.ts';
import { stageOf } from '../leave-applications.ts';
import { aJourney, fillDay, follow, press } from './journey.ts';
import { stop, stopWithoutScripts } from './tour.ts';

/** A recall with its tribunal reference: from the concern that is notified to the day on which the clock ends. */

const journey = aJourney();
const ago = (days: number) => testDay.subtract({ days }).toString();

const inTheCommunity = (caseId: number) => sql`
  insert into casework.movement (case_id, kind, authorised_on, actual_on)
  values (${caseId}, 'conditional discharge by the tribunal', ${ago(40)}, ${ago(30)})`;

async function clocks(caseId: number): Promise<string[]> {
  const clock = fixedClock(momentOn(testDay));
  const signal = new AbortController().signal;
  await runOne({ ...journey.site.database, clock }, countClocksJob, { payload: { case: caseId }, signal });
  const rows = await rowsOf<{ kind: string }>(
    journey.site,
    sql`select kind from casework.clock where case_id = ${caseId}`,
  );
  return rows.map(({ kind }) => kind);
}

test('a recall: concern, warrant, return, reasons, the person’s words answered, and the tribunal that is told in time', {
  timeout: 600_000,
}, async () => {
  const { site, browser } = journey;
  const stage = stageOf(site);
  const [{ caseId } = { caseId: 0 }] = await rowsOf<{ caseId: number }>(
    site,
    sql`select k.id as "caseId" from people.case k join people.account a on a.person_id = k.person_id where a.username = 'ash.example'`,
  );
  await rowsOf(site, inTheCommunity(caseId));

  const vale = await browser.openAs('dr.vale');
  await vale.goto(`/patients/${caseId}`);
  await press(vale, 'Notify concern and ask for recall');
  const id = Number(/\d+/.exec(new URL(vale.url()).pathname)?.[0]);
  const [begun] = await rowsOf<{ occasionId: number }>(
    site,
    sql`select occasion_id as "occasionId" from casework.document where id = ${id}`,
  );
  const of = {
    id,
    caseId,
    occasionId: begun?.occasionId ?? 0,
    patient: 'ash.example',
    clinician: 'dr.vale',
  };
  await vale.goto(`/documents/${id}/sections/2`);
  await stop(vale, '80-recall-grounds');
  await fill(
    stage,
    { ...of, known: { caseId, authority: 's37/41', clinician: of.clinician } },
    {
      ...{
        urgency: ['recall-emergency'],
        groundsOn: ago(1),
        groundsWhat: 'Not seen for four days; found with a knife.',
      },
      ...{
        emergencyWhy: 'Somebody could be hurt tonight.',
        evidenceFollowsOn: testDay.add({ days: 2 }).toString(),
      },
      ...{ receivingHospital: 'Larkmoor Hospital', receivingWard: 'Heron Ward', askedWhen: 'afterwards' },
    },
  );
  await submit(stage, of);

  const robin = await browser.openAs('robin.quill');
  await robin.goto(`/mhcs/documents/${id}/decision`);
  await robin.locator('input[name="kind"][value="grant"]').check();
  await robin.locator('#reasons').fill('Reasonable grounds: found with a knife, and not seen for four days.');
  await robin.locator('#answer').fill('You come back to hospital. We are worried that somebody gets hurt.');
  await press(robin, 'Save and go on to send');
  await press(robin, /Send|Go on/);
  const lee = await browser.openAs('lee.warrant');
  await lee.goto(`/mhcs/documents/${id}/authorise`);
  await press(lee, 'Authorise and issue');
  await follow(lee, /Warrant/);
  await stop(lee, '81-recall-warrant');
  assert.match(await lee.innerText('main'), /section 42\(3\)[\s\S]*Heron Ward/);

  const [move] = await (await stage.as('robin.quill')).transaction(tx => movesOfCase(tx, caseId));
  await robin.goto(movePaths.move(move?.id ?? 0));
  await fillDay(robin, 'actual', testDay);
  await robin.locator('#toPlace').fill('Larkmoor Hospital, Heron Ward');
  await press(robin, 'Record that it happened');
  assert.ok((await clocks(caseId)).includes('recall-reference'));

  await (await stage.as('dr.vale')).post(`/documents/${id}/words`, {}, `/documents/${id}/words`);
  await say(stage, of, { progress: 'I carried the knife to cook. Nobody asked me.' });
  await robin.goto(recallPaths.after(id));
  await robin
    .getByLabel('The reasons, as the person reads them')
    .fill('You were not seen for four days. Then the knife.');
  await stop(robin, '82-recall-afterwards');
  await press(robin, /Record it as done Give the full/);
  await robin
    .locator('textarea[name^="reply-"]')
    .fill('We are sorry that nobody asked first. We have read this.');
  await press(robin, 'Send the replies');

  const ash = await browser.openAs('ash.example', { javaScript: false, width: 320, height: 640 });
  await ash.goto(`/my/documents/${id}/answer`);
  const told = await ash.innerText('main');
  for (const said of [/You are recalled to hospital/, /Then the knife/, /nobody asked first/])
    assert.match(told, said);
  await stopWithoutScripts(ash, '83-recall-answer');

  await robin.goto(tribunalPaths.ofCase(caseId));
  await robin.locator('[name="ground"][value="s75(1)(a)"]').check();
  await robin.locator('[name="country"][value="England"]').first().check();
  await fillDay(robin, 'made', testDay);
  await stop(robin, '84-recall-reference');
  await press(robin, 'Record the reference');
  assert.ok(!(await clocks(caseId)).includes('recall-reference'), 'the clock ends with the reference');
});

test('at night one officer recalls on a phone, without scripts, and what is missing is on a list', {
  timeout: 600_000,
}, async () => {
  const { site, browser } = journey;
  const [{ caseId } = { caseId: 0 }] = await rowsOf<{ caseId: number }>(
    site,
    sql`select k.id as "caseId" from people.case k join people.account a on a.person_id = k.person_id where a.username = 'bryn.sample'`,
  );
  await rowsOf(site, inTheCommunity(caseId));
  const drew = await browser.openAs('drew.sealing', { javaScript: false, width: 320, height: 640 });
  await drew.goto(recallPaths.urgent(caseId));
  await stopWithoutScripts(drew, '85-urgent-recall');
  await drew.locator('#grounds').fill('Threats to a neighbour tonight, with a knife.');
  await drew.locator('#hospital').fill('Larkmoor Hospital');
  await drew.locator('#ward').fill('Heron Ward');
  await drew.locator('#calledBy').fill('PC Example, 01632 960 001');
  await drew.locator('#tell').fill('You come back to hospital tonight because of the threats.');
  await press(drew, 'Issue the warrant now');
  await stopWithoutScripts(drew, '86-urgent-recall-to-do');
  const left = await drew.innerText('main');
  for (const duty of [/briefly why/, /full reasons/, /Medical evidence/, /second person/, /for their words/])
    assert.match(left, duty);
});
