import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, type Browser, goOn } from '../browser.ts';
import { aSite, type TestSite } from '../browser-without-browser.ts';
import { testDay } from '../days.ts';

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
