import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { consult, fill, invite, start, submit } from '../../src/casework/demonstration/play.ts';
import { axeProblems, goOn } from '../browser.ts';
import { decided } from '../decisions.ts';
import { stageOf } from '../leave-applications.ts';
import { keyboard } from './by-keyboard.ts';
import { englishOn } from './english-on-a-page.ts';
import { aJourney } from './journey.ts';
import {
  type Hands,
  openedBySection,
  type Walker,
  walkToNotNow,
  walkToTheAnswer,
  walkToTheReceipt,
} from './person-walk.ts';

/**
 * The person's whole journey, from signing in to the answer, three times: in Welsh, by keyboard alone, and with large
 * letters and at 400 % zoom, which is a window of 320 px.
 * OWNWORDS_PICTURES=FOLDER keeps a picture of each page.
 */

const journey = aJourney();

const inThePage = fileURLToPath(new URL('./in-the-page.js', import.meta.url));
const pictures = process.env.OWNWORDS_PICTURES;

const welshWords = {
  progress: 'Rwyf wedi gorffen y cwrs i gyd. Rwy’n dyfrio’r ffa bob dydd Mawrth.',
  risk: 'Rwy’n adnabod fy arwyddion cynnar nawr. Rwy’n dweud wrth Jo ar y noson gyntaf.',
  consider: 'Mae Mam yn sâl, a hoffwn weld y môr eto.',
};
const doctorsWords = ['None', 'The index offence. No violence to people.'];
// The name of a unit as its administrator wrote it, behind each account that the demonstration offers.
const section = 'Mental Health Casework Section';
const englishWords = {
  progress: 'I finished the whole course. I water the beans each Tuesday.',
  risk: 'I know my early signs now. I tell Jo on the first night.',
  consider: 'My mum is ill and I would like to see the sea again.',
};

const byMouse: Omit<Hands, 'stop'> = {
  press: async (_, target) => target.click(),
  choose: async (_, target) => target.check(),
  write: async (_, target, text) => target.fill(text),
};

async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name.replaceAll(/\W+/g, '-')}.png`, fullPage: true });
}

const mappaAgrees = {
  consultee: 'mappa_coordinator',
  username: 'mo.parley',
  answer: { category: '3', level: '2', comments: 'The agencies met and agree.', chairAgrees: 'no' },
} as const;

type Wanted = Omit<Walker, 'application'> & { width?: number };

/** The whole journey of one person, with these hands. */
async function walk(wanted: Wanted, hands: Hands): Promise<void> {
  const replies = Object.fromEntries(
    Object.keys(wanted.words).map(prompt => [
      prompt,
      {
        kind: 'answered' as const,
        text: wanted.language === 'cy' ? 'Diolch. Fe gyfrifodd hyn.' : 'Thank you. It counted.',
      },
    ]),
  );
  const stage = stageOf(journey.site);
  const application = await start(stage, wanted.username);
  await fill(stage, application);
  if (application.known.mappaLevel === 2) await consult(stage, application, mappaAgrees);
  await invite(stage, application);
  const walker = { ...wanted, application };
  const page = await journey.browser.open({ width: wanted.width ?? 1280 });
  await page.addInitScript({ path: inThePage });
  await page.goto('/sign-in');
  assert.notDeepEqual(await englishOn(page, []), [], 'English is found where it is');
  if (wanted.language === 'cy') await goOn(page, page.locator('.ow-choices button[value="cy"]'));
  await walkToNotNow(page, hands, walker);
  await walkToTheReceipt(page, hands, walker);
  await submit(stage, application);
  await openedBySection(journey.site, walker);
  await decided(journey.site, application, {
    kind: 'grant',
    replies,
    answer: wanted.language === 'cy' ? 'Rydych wedi cadw at bob cynllun.' : 'You kept to every plan.',
    answerConditions: [wanted.language === 'cy' ? 'Byddwch yn ôl erbyn pump.' : 'Be back by five.'],
  });
  await walkToTheAnswer(page, hands, walker);
  await page.context().close();
}

test('the whole journey can be made in Welsh, and no English of ours is left on any of its pages', async () => {
  const problems: string[] = [];
  await walk(
    { username: 'bryn.sample', language: 'cy', words: welshWords },
    {
      ...byMouse,
      async stop(page, name) {
        await picture(page, `cy ${name}`);
        const found = [
          ...(await englishOn(page, name === 'sign in' ? [section] : doctorsWords)),
          ...(await axeProblems(page)),
        ];
        problems.push(...found.map(problem => `${name}: ${problem}`));
      },
    },
  );
  assert.deepEqual(problems, []);
});

test('the whole journey can be made by keyboard alone: every stop is seen, nothing catches the focus', async () => {
  await walk({ username: 'ash.example', language: 'en', words: englishWords }, keyboard);
});

/** What is wrong with a page at twice the size of letters, and at 400 % zoom. */
async function problemsOfSize(page: Page, name: string): Promise<string[]> {
  const small = (await page.evaluate('ownwordsTest.staysSmall()')) as string[];
  const fixed = small.map(each => `does not grow: ${each}`);
  const cutAtTwice = (await page.evaluate('ownwordsTest.cutOff()')) as string[];
  await picture(page, `large ${name}`);
  await page.evaluate('ownwordsTest.letters(100)');
  await page.setViewportSize({ width: 320, height: 640 });
  const cutAtFourTimes = (await page.evaluate('ownwordsTest.cutOff()')) as string[];
  await picture(page, `narrow ${name}`);
  await page.setViewportSize({ width: 1280, height: 900 });
  return [
    ...[...fixed, ...cutAtTwice].map(problem => `${name} at 200 %: ${problem}`),
    ...cutAtFourTimes.map(problem => `${name} at 320 px: ${problem}`),
  ];
}

test('the whole journey can be made with letters of twice the size and at 400 % zoom: nothing is cut off', async () => {
  const problems: string[] = [];
  await walk(
    { username: 'haven.model', language: 'en', words: englishWords },
    { ...byMouse, stop: async (page, name) => void problems.push(...(await problemsOfSize(page, name))) },
  );
  assert.deepEqual(problems, []);
});
