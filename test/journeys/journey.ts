import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, type Browser, goOn } from '../browser.ts';
import { aSite, type TestSite } from '../browser-without-browser.ts';
import { testDay } from '../days.ts';
import { someWords } from '../leave-applications.ts';

/** Where a journey is made; both are there as soon as the tests of the file run. */
export type Journey = { site: TestSite; browser: Browser };

/** A site and a real browser for all the journeys of a file; both end with it. */
export function aJourney(): Journey {
  const journey: Partial<Journey> = {};
  before(async () => {
    journey.site = await aSite();
    journey.browser = await aBrowser(journey.site);
  });
  after(async () => {
    await journey.browser?.close();
    await journey.site?.close();
  });
  return journey as Journey;
}

/** Presses the first button of that name in the page itself. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await goOn(page, page.getByRole('main').getByRole('button', { name }).first());
}

/** Follows the first link of that name in the page itself. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  await goOn(page, page.getByRole('main').getByRole('link', { name }).first());
}

/** Types a day into its three boxes. */
export async function fillDay(page: Page, field: string, day = testDay): Promise<void> {
  for (const part of ['day', 'month', 'year'] as const)
    await page.locator(`#${field}-${part}`).fill(String(day[part]));
}

/** Says something to each question, reads it back, seals it, and is given the code of a receipt. */
export async function sayAll(person: Page): Promise<void> {
  await person.locator('input[name="choice"][value="now"]').check();
  await press(person, 'Continue');
  for (const text of Object.values(someWords)) {
    await person.locator('#text').fill(text);
    await press(person, 'Continue');
  }
  await person.locator('input[name="language"][value="en"]').check();
  await person.locator('input[name="helped"][value="no"]').check();
  await press(person, /Continue/);
  await goOn(person, person.locator('#seal'));
  assert.match(await person.innerText('main'), /[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/);
}
