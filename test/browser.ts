import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser as Chromium, chromium, type Locator, type Page } from 'playwright-core';
import type { TestSite } from './browser-without-browser.ts';

/** How somebody looks at the pages. */
export type Looking = { javaScript?: boolean; width?: number; height?: number; textSize?: number };

/** A real browser on a site that really listens. */
export type Browser = {
  baseUrl: string;
  /** A window of somebody's own, signed in to the demonstration. */
  openAs(username: string, looking?: Looking): Promise<Page>;
  /** A window of nobody in particular. */
  open(looking?: Looking): Promise<Page>;
  close(): Promise<void>;
};

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--disable-sync',
  '--disable-quic',
];

/** Starts the system's Chromium with a home of its own, which goes when it is closed. */
export async function aChromium(): Promise<Chromium> {
  const home = mkdtempSync(join(tmpdir(), 'ownwords-browser-'));
  const running = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags,
    env: { ...process.env, HOME: home } as Record<string, string>,
  });
  running.on('disconnected', () => rmSync(home, { recursive: true, force: true }));
  return running;
}

/** Lets the site listen on the loopback and starts the system's Chromium. */
export async function aBrowser(site: TestSite): Promise<Browser> {
  await site.app.listen({ port: 0, host: '127.0.0.1' });
  const address = site.app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  // By this name browsers let __Host- cookies travel without https.
  const baseUrl = `http://localhost:${port}`;
  const running = await aChromium();
  const open = async (looking: Looking = {}): Promise<Page> => {
    const context = await running.newContext({
      baseURL: baseUrl,
      javaScriptEnabled: looking.javaScript ?? true,
      viewport: { width: looking.width ?? 1280, height: looking.height ?? 900 },
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(10_000);
    return context.newPage();
  };
  return {
    baseUrl,
    open,
    async openAs(username, looking) {
      const page = await open(looking);
      await signIn(page, username);
      return page;
    },
    close: () => running.close(),
  };
}

/** Signs in by the one-click button of the demonstration, as anybody would. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in');
  await goOn(page, page.locator(`button[name="username"][value="${username}"]`));
}

/**
 * Clicks what leads to another page and waits until that page stands there. A click alone may end before its page is
 * left: a form waits for a draft that is still being kept before it is sent.
 */
export async function goOn(page: Page, leads: Locator): Promise<void> {
  const left = page.waitForEvent('framenavigated');
  await leads.click();
  await left;
  await page.waitForLoadState();
}

/**
 * What axe finds on a page, as lines to read; empty when there is nothing.
 * Axe itself needs scripts, so a page without them is loaded once more by a window that has them.
 */
export async function axeProblems(page: Page): Promise<string[]> {
  // Its usual mode opens a second window for every page, for the sake of frames, of which our pages have none.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations.map(
    violation =>
      `${violation.id}: ${violation.help}: ${violation.nodes.map(node => node.target.join(' ')).join(', ')}`,
  );
}

/** True when the page is wider than the window: something sticks out. */
export async function sticksOut(page: Page): Promise<boolean> {
  return page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth + 1',
  ) as Promise<boolean>;
}
