import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser as Chromium, chromium, type Locator, type Page } from 'playwright-core';
import type { TestSite } from './browser-without-browser.ts';

/** How somebody looks at the pages. */
export type Looking = { javaScript?: boolean; width?: number; height?: number; textSize?: number };

/** A real browser on a site that really listens. */
export type Browser = {
  baseUrl: string;
  /** A window of somebody's own, who is signed in already and stands on their first page. */
  openAs(username: string, looking?: Looking): Promise<Page>;
  /** A window of nobody in particular. */
  open(looking?: Looking): Promise<Page>;
  close(): Promise<void>;
};

const withoutFeatures = [
  // They prepare two more pages behind the address bar of every window, which nobody sees and which take more than ours.
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  // What Playwright leaves out by itself: only the last such list counts.
  ...[
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'LensOverlay',
  ],
  ...['HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  'PreconnectToSearch',
];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--disable-sync',
  '--disable-quic',
  `--disable-features=${withoutFeatures.join()}`,
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
    // Nobody waits for nothing: on a busy machine a page may take long.
    context.setDefaultTimeout(60_000);
    return context.newPage();
  };
  return {
    baseUrl,
    open,
    async openAs(username, looking) {
      const { cookies } = await site.as(username);
      const page = await open(looking);
      await takeCookies(page, cookies, baseUrl);
      await page.goto('/');
      return page;
    },
    close: () => running.close(),
  };
}

/** Gives a window the cookies of somebody. Playwright itself cannot set one whose name begins with __Host-. */
async function takeCookies(page: Page, cookies: Map<string, string>, baseUrl: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const url = baseUrl.replace('http:', 'https:');
  for (const [name, value] of cookies)
    await devTools.send('Network.setCookie', { name, value, url, path: '/', secure: true });
  await devTools.detach();
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

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const lookAround = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(
  ({ id, help, nodes }) => id + ': ' + help + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`;

/**
 * What axe finds on a page, as lines to read; empty when there is nothing. It looks at the page alone: ours have no
 * frames. Axe itself needs scripts, so a page without them is loaded once more by a window that has them.
 */
export async function axeProblems(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  return page.evaluate(lookAround) as Promise<string[]>;
}

/** True when the page is wider than the window: something sticks out. */
export async function sticksOut(page: Page): Promise<boolean> {
  return page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth + 1',
  ) as Promise<boolean>;
}
