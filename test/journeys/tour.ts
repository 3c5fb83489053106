import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { axeProblems, sticksOut } from '../browser.ts';

const kept = fileURLToPath(new URL('../../docs/tour/', import.meta.url));

/**
 * A stop of the tour: nothing for axe to find, nothing that sticks out sideways. With OWNWORDS_TOUR=1 a picture of it
 * is kept under docs/tour/.
 */
export async function stop(page: Page, name: string): Promise<void> {
  assert.equal(await sticksOut(page), false, `${name} is wider than its window`);
  assert.deepEqual(await axeProblems(page), [], name);
  if (process.env.OWNWORDS_TOUR !== '1') return;
  mkdirSync(kept, { recursive: true });
  await page.screenshot({ path: `${kept}${name}.png`, fullPage: true });
}

/** What axe finds needs scripts; a window without them is checked for its width, and its picture taken. */
export async function stopWithoutScripts(page: Page, name: string): Promise<void> {
  const overflow = await page
    .locator('html')
    .evaluate(html => html.scrollWidth > html.clientWidth + 1)
    .catch(() => false);
  assert.equal(overflow, false, `${name} is wider than its window`);
  if (process.env.OWNWORDS_TOUR !== '1') return;
  mkdirSync(kept, { recursive: true });
  await page.screenshot({ path: `${kept}${name}.png`, fullPage: true });
}
