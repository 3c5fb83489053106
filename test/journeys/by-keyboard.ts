import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Hands } from './person-walk.ts';

type InThePage = { ownwordsTest: { seek(element: unknown): boolean } };
type Focus = { at: number; name: string; inSight: boolean; marked: boolean };

const hasFocus = (target: Locator) => target.evaluate(element => element.matches(':focus'));

/** Tabs on until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  let isThere = await target.evaluate(element =>
    (globalThis as unknown as InThePage).ownwordsTest.seek(element),
  );
  for (let pressed = 0; pressed < 120 && !isThere; pressed++) {
    await page.keyboard.press('Tab');
    isThere = (await page.evaluate('ownwordsTest.isThere()')) as boolean;
  }
  assert.ok(isThere, `Tab does not come to ${target}`);
}

/** From the top to the end of a page: every stop is reached in order, seen and marked, and the way leads out again. */
async function tabThrough(page: Page, name: string): Promise<void> {
  const count = (await page.evaluate('ownwordsTest.remember()')) as number;
  for (let pressed = 0; pressed <= count; pressed++) await page.keyboard.press('Tab');
  const way = (await page.evaluate('ownwordsTest.way()')) as Focus[];
  assert.equal(way.length, count + 1, `${name}: each Tab was seen by the page`);
  for (const [stop, focus] of way.slice(0, count).entries()) {
    assert.equal(focus.at, stop, `${name}: Tab ${stop + 1} of ${count} came to ${focus.name}`);
    assert.ok(focus.inSight, `${name}: ${focus.name} has the focus out of sight`);
    assert.ok(focus.marked, `${name}: the focus on ${focus.name} cannot be seen`);
  }
  assert.equal((way.at(-1)?.at ?? 0) <= 0, true, `${name}: the focus is caught at the end`);
}

/** The first stop leads past everything to the page itself. */
async function skips(page: Page, name: string): Promise<void> {
  await page.evaluate('ownwordsTest.remember()');
  await page.keyboard.press('Tab');
  assert.ok(
    await hasFocus(page.locator('.govuk-skip-link')),
    `${name}: the first stop is the way to the content`,
  );
  await page.keyboard.press('Enter');
  assert.ok(await hasFocus(page.locator('#main-content')), `${name}: it leads to the content`);
}

/** Somebody who works with Tab, Enter, Space and letters, and looks at every stop of every page. */
export const keyboard: Hands = {
  async press(page, target) {
    await tabTo(page, target);
    await page.keyboard.press('Enter');
  },
  async choose(page, target) {
    // Tab comes to a group; the arrows go through it.
    const group = page.locator(`input[name="${await target.getAttribute('name')}"]`);
    await tabTo(page, group.first());
    await page.keyboard.press('Space');
    for (let moved = 0; moved < (await group.count()) && !(await target.isChecked()); moved++)
      await page.keyboard.press('ArrowDown');
    assert.ok(await target.isChecked());
  },
  async write(page, target, text) {
    await tabTo(page, target);
    await page.keyboard.type(text);
  },
  async stop(page, name) {
    await tabThrough(page, name);
    await skips(page, name);
  },
};
