import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { fill } from '../../src/casework/demonstration/play.ts';
import { goOn, signIn } from '../browser.ts';
import { stageOf } from '../leave-applications.ts';
import { aJourney, fillDay, follow, press } from './journey.ts';
import { stop, stopWithoutScripts } from './tour.ts';

/**
 * One leave application, from a person's own words to the answer they get, by everybody whose part it is. The person's
 * own pages are walked without JavaScript, 320 px wide.
 */

const journey = aJourney();

const words = {
  progress: 'I have done the whole relapse course. I water the beans at the allotment each Tuesday.',
  risk: 'I know my early signs now. When I do not sleep I tell Jo on the first night.',
  consider: 'My mum is ill and I would like to see the sea again.',
};
const replies = {
  progress: 'Thank you. We read about the course and the allotment, and it counted.',
  risk: 'We agree that you know your early signs. Jo says so too.',
  consider: 'We are sorry about your mum. A trip to the sea can be part of this leave.',
};

/** One act of the journey; the ones after it need it, so the first that fails ends the test and is named. */
async function step(name: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (cause) {
    throw new Error(`While ${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

const heading = (page: Page) => page.locator('h1').first().innerText();
const idIn = (page: Page) => Number(/\/(\d+)/.exec(new URL(page.url()).pathname)?.[1]);

test('a person’s words go with a leave application, and the decision answers each of them', {
  timeout: 600_000,
}, async () => {
  let id = 0;
  let code = '';
  const vale = await journey.browser.openAs('dr.vale');

  await step('the responsible clinician starts an application and writes what it is for', async () => {
    await stop(vale, '01-patients');
    await follow(vale, 'EXAMPLE, Ash');
    await press(vale, 'Start a leave application');
    id = idIn(vale);
    await stop(vale, '02-task-list');
    await follow(vale, /3a\. /);
    await vale.getByLabel('Unescorted in the community, for a day').check();
    await press(vale, 'Save and continue');
    await vale.goto(`/documents/${id}/sections/3c`);
    await vale.locator('#purpose').fill('To go to the allotment in Larkmoor on two afternoons a week.');
    await stop(vale, '03-section');
    await press(vale, 'Save and go back to the list');
    const caseId = (await journey.site.as('dr.vale')) && (await caseOf('EX/0001'));
    // The other sections are filled in by the same command that these pages use.
    await fill(stageOf(journey.site), {
      ...(await playedOf(id)),
      known: { caseId, clinician: 'dr.vale', authority: 's37/41', mappaCategory: 3, mappaLevel: 1 },
    });
  });

  await step('the victim liaison officer is asked, sees only the question, and answers', async () => {
    await vale.goto(`/documents/${id}/consultations`);
    await vale.locator('details:has(#account-victim_liaison_officer) summary').click();
    await vale
      .locator('#account-victim_liaison_officer')
      .selectOption({ label: 'Vic Lantern, Northmere Probation Area' });
    await press(vale, /Send the question.*Victim liaison officer/);
    await stop(vale, '04-asking-others');
    const vic = await journey.browser.openAs('vic.lantern');
    await follow(vic, /EXAMPLE, Ash/);
    await stop(vic, '05-liaison-officer');
    assert.doesNotMatch(await vic.innerText('main'), /allotment/);
    await vic.locator('input[name="contact"][value="dormant"]').check();
    await press(vic, /Send|Answer|Save/);
    await vic.context().close();
  });

  await step(
    'the person is invited, says their part without JavaScript on a small screen, and gets a receipt',
    async () => {
      await vale.goto(`/documents/${id}/words`);
      await press(vale, /Invite|Show/);
      await stop(vale, '06-invited');
      const ash = await journey.browser.open({ javaScript: false, width: 320, height: 640 });
      await signIn(ash, 'ash.example');
      await stopWithoutScripts(ash, '07-my-page');
      await follow(ash, 'Say it in my own words');
      await stopWithoutScripts(ash, '08-what-happens-with-my-words');
      await ash.locator('input[name="choice"][value="now"]').check();
      await press(ash, 'Continue');
      for (const [prompt, text] of Object.entries(words)) {
        await ash.locator('#text').fill(text);
        await stopWithoutScripts(ash, `09-${prompt}`);
        await press(ash, 'Continue');
      }
      await ash.locator('input[name="language"][value="en"]').check();
      await ash.locator('input[name="helped"][value="no"]').check();
      await press(ash, /Continue/);
      const readBack = await ash.innerText('main');
      for (const text of Object.values(words)) assert.ok(readBack.includes(text), text);
      assert.match(readBack, /Dr Morgan Vale/);
      assert.match(readBack, /Jo Thimble/);
      assert.doesNotMatch(readBack, /Vic Lantern/);
      await stopWithoutScripts(ash, '10-read-back-and-who-will-read-it');
      await goOn(ash, ash.locator('#seal'));
      code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/.exec(await ash.innerText('main'))?.[0] ?? '';
      assert.ok(code, 'the receipt shows a code');
      await stopWithoutScripts(ash, '11-receipt');
      await ash.context().close();
    },
  );

  await step('the responsible clinician confirms sight and opportunity, signs and sends', async () => {
    await vale.goto(`/documents/${id}/submit`);
    await vale.locator('#seen').check();
    await fillDay(vale, 'sight');
    await vale.locator('#signed').fill('Dr Morgan Vale');
    await stop(vale, '12-sign-and-send');
    await press(vale, /Sign|Send/);
    assert.match(await vale.innerText('main'), /MHCS|sent/i);
    await stop(vale, '13-sent');
  });

  const robin = await journey.browser.openAs('robin.quill');
  await step('a caseworker finds it, reads the words first, takes it and asks for more', async () => {
    await stop(robin, '14-worklist');
    await follow(robin, /EXAMPLE, Ash/);
    await robin.goto(`/mhcs/documents/${id}`);
    assert.ok((await robin.innerText('main')).includes(words.consider));
    await stop(robin, '15-words-beside-the-request');
    await robin.goto(`/mhcs/documents/${id}/allocate`);
    await robin.locator('input[name="to"]').first().check();
    await press(robin, 'Allocate');
    await robin.goto(`/mhcs/documents/${id}/information`);
    await robin.locator('main textarea').first().fill('Which bus goes to the allotment, and how often?');
    await stop(robin, '16-asking-for-information');
    await press(robin, /Ask|Send/);
    await vale.goto(`/documents/${id}/information`);
    await vale.locator('main textarea').first().fill('Number 7, every twenty minutes.');
    await stop(vale, '17-answering-mhcs');
    await press(vale, /Send|Answer/);
  });

  await step('the caseworker drafts a decision that answers each part', async () => {
    await robin.goto(`/mhcs/documents/${id}/decision`);
    const boxes = robin.locator('textarea[name^="reply-"]');
    assert.equal(await boxes.count(), 3);
    for (const [at, text] of Object.values(replies).entries()) {
      await robin.locator('input[type="radio"][value="answered"]').nth(at).check();
      await boxes.nth(at).fill(text);
    }
    await robin.locator('input[name="kind"][value="grant"]').check();
    await robin
      .locator('#reasons')
      .fill('Nine months of escorted leave without a concern; the plan is sound.');
    await robin.locator('#condition-0').fill('Back on the ward by five in the afternoon.');
    await robin.locator('#answer').fill('We said yes. You can go to the allotment on two afternoons a week.');
    await robin.locator('#rule-0').fill('Be back by five.');
    await stop(robin, '18-decision-and-replies');
    await press(robin, 'Save and go on to send');
    await stop(robin, '19-send-to-be-authorised');
    await press(robin, /Send/);
    await robin.goto(`/mhcs/documents/${id}/authorise`);
    const issue = robin.getByRole('button', { name: 'Authorise and issue' });
    assert.equal(await issue.count(), 0, 'the author cannot authorise');
  });

  await step('a second person reads everything and issues it', async () => {
    const drew = await journey.browser.openAs('drew.sealing');
    await drew.goto(`/mhcs/documents/${id}/authorise`);
    await stop(drew, '20-authorise');
    await press(drew, 'Authorise and issue');
    await stop(drew, '21-issued');
    await drew.context().close();
  });

  await step('the person reads the answer beside what they said, and sees who read it', async () => {
    const ash = await journey.browser.openAs('ash.example', { width: 320, height: 640 });
    await follow(ash, 'Read the answer');
    const answer = await ash.innerText('main');
    for (const text of [...Object.values(words), ...Object.values(replies), 'We said yes.']) {
      assert.ok(answer.includes(text), text);
    }
    await stop(ash, '22-the-answer');
    await ash.goto('/my/readers');
    assert.match(await ash.innerText('main'), /Robin Quill/);
    await stop(ash, '23-who-read-my-words');
    await ash.context().close();
  });

  await step('anybody with the code learns that the words are unchanged, and nothing else', async () => {
    const nobody = await journey.browser.open();
    await nobody.goto('/check');
    await nobody.locator('#code').fill(code.toLowerCase().replaceAll('-', ' '));
    await press(nobody, /Check/);
    assert.match(await nobody.innerText('main'), /Yes/);
    await stop(nobody, '24-check');
    await nobody.locator('#code').fill(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`);
    await press(nobody, /Check/);
    assert.match(await nobody.innerText('main'), /No/);
    assert.doesNotMatch(await nobody.innerText('main'), /Ash|Example/);
    await nobody.context().close();
  });

  await step('the clinician has the letter, grants the leave and records that it started', async () => {
    await vale.goto(`/documents/${id}/decision`);
    await stop(vale, '25-the-letter');
    for (const kind of ['granted', 'started', 'completed']) {
      await vale.goto(`/documents/${id}/leave`);
      await vale.locator(`input[name="kind"][value="${kind}"]`).check();
      await fillDay(vale, 'on');
      await press(vale, /Record|Save/);
    }
    await stop(vale, '26-leave-record');
    assert.match(await vale.innerText('main'), /[Cc]ompleted/);
    assert.match(await heading(vale), /./);
  });
});

async function caseOf(reference: string): Promise<number> {
  const vale = await journey.site.as('dr.vale');
  const row = await vale.transaction(tx =>
    tx.db
      .selectFrom('casework.patient')
      .where('mhcs_reference', '=', reference)
      .select('case_id')
      .executeTakeFirstOrThrow(),
  );
  return row.case_id;
}

async function playedOf(id: number) {
  const vale = await journey.site.as('dr.vale');
  const row = await vale.transaction(tx =>
    tx.db
      .selectFrom('casework.document')
      .where('id', '=', id)
      .select(['case_id', 'occasion_id'])
      .executeTakeFirstOrThrow(),
  );
  return {
    id,
    caseId: row.case_id,
    occasionId: row.occasion_id,
    patient: 'ash.example',
    clinician: 'dr.vale',
  };
}
