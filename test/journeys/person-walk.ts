import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { voicePaths } from '../../src/voice/index.ts';
import type { TestSite } from '../browser-without-browser.ts';

/** How somebody works a page, and what is looked at wherever they stop. */
export type Hands = {
  /** Follows a link, presses a button, opens what is folded. */
  press(page: Page, target: Locator): Promise<void>;
  /** Chooses a radio button. */
  choose(page: Page, target: Locator): Promise<void>;
  write(page: Page, target: Locator, text: string): Promise<void>;
  /** Looks at a page. */
  stop(page: Page, name: string): Promise<void>;
};

/** Whose journey it is, in which language they write. */
export type Walker = {
  username: string;
  language: 'en' | 'cy';
  words: { progress: string; risk: string; consider: string };
  application: { id: number; occasionId: number };
};

const main = (page: Page, selector: string) => page.locator(`main ${selector}`).first();
const button = (page: Page) => main(page, 'form .govuk-button:not(.govuk-button--secondary)');
const link = (page: Page, href: string) => main(page, `a[href="${href}"]`);

/** After a mistake the reader is taken to the summary of what is wrong. */
async function isAtTheMistake(page: Page): Promise<void> {
  await page.locator('.govuk-error-summary').waitFor();
  assert.ok(await page.locator('.govuk-error-summary').evaluate(summary => summary.matches(':focus')));
}

/** Signs in, looks at what is asked for, and says “not now” after one mistake. */
export async function walkToNotNow(
  page: Page,
  hands: Hands,
  { username, application }: Walker,
): Promise<void> {
  const speak = voicePaths.speak(application.occasionId);
  await hands.stop(page, 'sign in');
  await hands.press(page, page.locator(`button[name="username"][value="${username}"]`));
  await page.waitForURL('**/my');
  await hands.stop(page, 'my page');
  await hands.press(page, link(page, `/my/documents/${application.id}`));
  await page.waitForURL('**/documents/*');
  await hands.press(page, main(page, 'details summary'));
  await hands.stop(page, 'the application');
  await hands.press(page, page.locator('.govuk-back-link'));
  await page.waitForURL('**/my');
  await hands.press(page, link(page, speak));
  await page.waitForURL(`**${speak}`);
  await hands.stop(page, 'whether to speak');
  await hands.press(page, button(page));
  await isAtTheMistake(page);
  await hands.stop(page, 'no choice made');
  await hands.choose(page, page.locator('#choice-2'));
  await hands.press(page, button(page));
  await page.waitForURL('**/my');
  await hands.stop(page, 'not now');
}

/** Says something to each question, looks again, changes a word, seals it and looks at the receipt. */
export async function walkToTheReceipt(page: Page, hands: Hands, walker: Walker): Promise<void> {
  const { occasionId } = walker.application;
  await hands.press(page, link(page, voicePaths.speak(occasionId)));
  await page.waitForURL('**/my/words/*');
  await hands.choose(page, page.locator('#choice'));
  await hands.press(page, button(page));
  for (const prompt of ['progress', 'risk', 'consider'] as const) {
    await page.waitForURL(`**${voicePaths.part(occasionId, prompt)}`);
    await hands.write(page, page.locator('#text'), walker.words[prompt]);
    await hands.stop(page, `about ${prompt}`);
    await hands.press(page, button(page));
  }
  await page.waitForURL(`**${voicePaths.how(occasionId)}`);
  await hands.press(page, button(page));
  await isAtTheMistake(page);
  await hands.stop(page, 'how it was written, with mistakes');
  await hands.choose(page, page.locator(walker.language === 'cy' ? '#language-2' : '#language'));
  await hands.choose(page, page.locator('#helped'));
  await hands.press(page, button(page));
  await page.waitForURL(`**${voicePaths.readBack(occasionId)}`);
  await hands.stop(page, 'reading back');
  await hands.press(page, link(page, `${voicePaths.part(occasionId, 'risk')}?back=read-back`));
  await page.waitForURL('**?back=read-back');
  await hands.press(page, button(page));
  await page.waitForURL(`**${voicePaths.readBack(occasionId)}`);
  await hands.press(page, page.locator('#seal'));
  await page.waitForURL('**/sealed/*');
  await hands.stop(page, 'the receipt');
  await hands.press(page, main(page, 'a[href$="/take-back"]'));
  await page.waitForURL('**/take-back');
  await hands.stop(page, 'whether to take it back');
  await hands.press(page, main(page, '.govuk-button-group a'));
  await page.waitForURL('**/sealed/*');
}

/** Reads the answer, who opened the words, and the pages at the foot; then signs out. */
export async function walkToTheAnswer(page: Page, hands: Hands, { application }: Walker): Promise<void> {
  await page.goto('/my');
  await hands.stop(page, 'my page with the answer');
  await hands.press(page, link(page, `/my/documents/${application.id}/answer`));
  await page.waitForURL('**/answer');
  await hands.stop(page, 'the answer');
  await hands.press(page, page.locator('.govuk-back-link'));
  await page.waitForURL('**/documents/*');
  await hands.stop(page, 'the application when it is decided');
  await hands.press(page, link(page, voicePaths.readers()));
  await page.waitForURL('**/my/readers');
  await hands.stop(page, 'who opened my words');
  for (const path of ['/check', '/accessibility', '/privacy']) {
    await hands.press(page, page.locator(`footer a[href="${path}"]`));
    await page.waitForURL(`**${path}`);
    await hands.stop(page, path);
  }
  await hands.press(page, page.locator('.ow-signed-in__name'));
  await page.waitForURL('**/account');
  await hands.stop(page, 'my account');
  await hands.press(page, page.locator('.ow-signed-in button'));
  await page.waitForURL(url => !url.pathname.startsWith('/account'));
}

/** Somebody of the section opens the words, as they would before they decide. */
export async function openedBySection(site: TestSite, { application }: Walker): Promise<void> {
  const robin = await site.as('robin.quill');
  assert.equal((await robin.get(`/mhcs/documents/${application.id}`)).status, 200);
}
