import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { aChromium } from '../../../../test/browser.ts';
import { textIn } from '../../language/index.ts';
import { prepareAssets } from './assets.ts';
import { createPages, type PageChrome } from './pages.ts';

const view = `{% extends "layout.njk" %}{% from "macros.njk" import formTop, autosaveStatus, copyCode %}
{% block content %}<form method="post" action="/send" data-autosave="/draft">{{ formTop(chrome) }}
<input type="hidden" name="version" value="1"><textarea id="words" name="words"></textarea>
<input type="radio" id="no" name="asked" value="no"><input type="radio" id="yes" name="asked" value="yes" data-aria-controls="why">
<div class="govuk-radios__conditional govuk-radios__conditional--hidden" id="why">Why?</div>
{{ autosaveStatus(chrome) }}<button id="send">Send</button></form>{{ copyCode(chrome, 'AB-12') }}{% endblock %}`;

const start = new Date('2026-11-21T14:00:00Z');
const patience = 60_000;
type Sent = { url: string; body: string };
type Answer = { status: number; body: object };

let sent: Sent[] = [];
let draftAnswer: Answer;
let folder: string;
let server: Server;
let browser: Browser;
let address: string;

const chrome: PageChrome = {
  ...{ language: 'en', easyRead: false, t: textIn('en'), nonce: 'n', csrf: 'c', once: 'o', title: 'Words' },
  ...{ navigation: [], path: '/', demonstration: false, sessionEndsAt: '2026-11-21T14:30:00Z' },
  errors: [{ text: 'Write something', href: '#words' }],
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = await request.toArray();
  return Buffer.concat(pieces).toString();
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownwords-enhance-'));
  await writeFile(join(folder, 'words.njk'), view);
  const assets = await prepareAssets();
  const pages = createPages({ viewFolders: [folder], cache: true, assets });
  server = createServer(async (request, response) => {
    const url = request.url ?? '';
    const asset = assets.byUrl.get(url);
    if (asset) return response.setHeader('content-type', asset.type).end(asset.bytes);
    if (request.method === 'GET') {
      return response.setHeader('content-type', 'text/html').end(pages.render('words.njk', { chrome }));
    }
    sent.push({ url, body: await bodyOf(request) });
    // No content: the page stays as it was, as it does on a slow line while the reader clicks again.
    if (url === '/send') return response.writeHead(204).end();
    const answer =
      url === '/draft' ? draftAnswer : { status: 200, body: { sessionEndsAt: '2026-11-21T15:00:00Z' } };
    return response.writeHead(answer.status).end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await aChromium();
});

after(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened(): Promise<Page> {
  sent = [];
  draftAnswer = { status: 200, body: { fields: { version: '2' } } };
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  await page.clock.install({ time: new Date(start.getTime() - 2 * patience) });
  await page.goto(address);
  // From here only the test moves the clock: however busy the machine is, no timer comes earlier than it says.
  await page.clock.pauseAt(start);
  return page;
}

/** Waits until something was sent; a busy machine may take its time. */
async function untilSent(page: Page, url: string): Promise<void> {
  const until = Date.now() + patience;
  while (!sent.some(each => each.url === url)) {
    assert.ok(Date.now() < until, `${url} was not sent`);
    await page.waitForTimeout(20);
  }
}

/** The page asks once more and is answered: whatever it sent before has arrived. */
async function nothingIsUnderWay(page: Page): Promise<void> {
  await page.evaluate('fetch("/last", { method: "POST" })');
  await untilSent(page, '/last');
  sent = sent.filter(each => each.url !== '/last');
}

async function write(page: Page, words: string): Promise<void> {
  await page.fill('#words', words);
  await page.clock.runFor(2000);
}

const status = (page: Page) => page.locator('[data-autosave-status]');
const says = (page: Page, state: string) =>
  page.locator(`[data-autosave-status][data-state="${state}"]`).waitFor();

test('what is typed is kept by itself, and the next draft builds on the one before', async () => {
  const page = await opened();
  await write(page, 'My words');
  await says(page, 'saved');
  assert.match((await status(page).textContent()) ?? '', /^Saved 2:00pm$/);
  assert.deepEqual(sent, [{ url: '/draft', body: '_csrf=c&version=1&words=My+words' }]);
  assert.equal(await page.inputValue('[name=version]'), '2');
  await page.close();
});

test('when keeping fails the page says so, and tries again until it is kept', async () => {
  const page = await opened();
  draftAnswer = { status: 503, body: {} };
  await write(page, 'My words');
  await says(page, 'failed');
  draftAnswer = { status: 200, body: {} };
  await page.clock.runFor(16_000);
  await says(page, 'saved');
  assert.equal(sent.length, 2);
  await page.close();
});

test('when someone else wrote here, their sentence is shown and nothing more is sent over it', async () => {
  const page = await opened();
  draftAnswer = { status: 409, body: { message: 'Dr Robin Sample changed this at 1:55pm.' } };
  await write(page, 'My words');
  await says(page, 'conflict');
  assert.equal(await status(page).textContent(), 'Dr Robin Sample changed this at 1:55pm.');
  await write(page, 'More of my words');
  await page.clock.runFor(20_000);
  await nothingIsUnderWay(page);
  assert.equal(sent.length, 1);
  await page.close();
});

test('two quick clicks send a form once, and no draft comes after it', async () => {
  const page = await opened();
  await page.fill('#words', 'My words');
  await page.evaluate('for (const click of [1, 2]) document.getElementById("send").click()');
  await untilSent(page, '/send');
  await page.clock.runFor(3000);
  await nothingIsUnderWay(page);
  assert.deepEqual(
    sent.map(each => each.url),
    ['/send'],
  );
  await page.close();
});

test('two minutes before the end of a session the page offers to stay', async () => {
  const page = await opened();
  const dialog = page.locator('#ow-session');
  await page.clock.runFor(27 * 60_000);
  assert.equal(await dialog.isVisible(), false);
  await page.clock.runFor(61_000);
  await dialog.waitFor();
  assert.match((await dialog.textContent()) ?? '', /signed out at 2:30pm/);
  await dialog.getByRole('button').click();
  await dialog.waitFor({ state: 'hidden' });
  assert.deepEqual(sent, [{ url: '/session/stay', body: '_csrf=c&back=%2F' }]);
  await page.clock.runFor(5 * 60_000);
  assert.equal(await dialog.isVisible(), false);
  await page.close();
});

test('a sentence of the error summary leads to its answer', async () => {
  const page = await opened();
  await page.getByRole('link', { name: 'Write something' }).click();
  assert.equal(await page.evaluate('document.activeElement.id'), 'words');
  await page.close();
});

test('a question that follows from an answer is shown with it and hidden without it', async () => {
  const page = await opened();
  await page.check('#yes');
  assert.equal(await page.locator('#why').isVisible(), true);
  await page.check('#no');
  assert.equal(await page.locator('#why').isVisible(), false);
  await page.close();
});
