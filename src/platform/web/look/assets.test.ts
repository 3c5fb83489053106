import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Asset, type Assets, prepareAssets } from './assets.ts';

let folder: string;
let assets: Assets;

function named(name: string, from = assets): Asset {
  const asset = from.byUrl.get(from.url(name));
  assert.ok(asset, `${name} is served`);
  return asset;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownwords-assets-'));
  assets = await prepareAssets(folder);
});

after(() => rm(folder, { recursive: true, force: true }));

test('an address changes with the content, so that a browser may keep a file for ever', () => {
  assert.match(assets.url('site.css'), /^\/assets\/site-[0-9a-f]{12}\.css$/);
});

test('the compressed forms of a file are the file', () => {
  for (const { bytes, brotli, gzip } of assets.byUrl.values()) {
    if (brotli) assert.deepEqual(brotliDecompressSync(brotli), bytes);
    if (gzip) assert.deepEqual(gunzipSync(gzip), bytes);
  }
});

test('the stylesheet asks only for files that are served from here', () => {
  const css = named('site.css').bytes.toString();
  const asked = [...css.matchAll(/url\(([^)]+)\)/g)].map(match => match[1] ?? '');
  const files = asked.filter(url => !/^"?data:/.test(url));
  assert.equal(files.length, 4);
  for (const url of files) assert.ok(assets.byUrl.has(url), url);
});

test('the look is our own: no Crown typeface', () => {
  const css = named('site.css').bytes.toString();
  assert.doesNotMatch(css, /GDS Transport/);
  assert.match(css, /Atkinson Hyperlegible Next/);
});

test('what a first visit fetches stays small', () => {
  // What the first ten packets of a connection carry, so that nobody waits for a second flight.
  assert.ok((named('site.css').brotli?.length ?? Infinity) < 14_200);
  assert.ok(named('enhance.js').bytes.length < 12_000);
});

test('a second start takes what the first one kept and compiles nothing', async () => {
  const [kept = ''] = await readdir(folder);
  await writeFile(join(folder, kept, 'site.css'), '/* kept */');
  const again = await prepareAssets(folder);
  assert.equal(named('site.css', again).bytes.toString(), '/* kept */');
  assert.notEqual(again.url('site.css'), assets.url('site.css'));
});

test('a file that is missing from what was kept makes a start build all of it again', async () => {
  const [kept = ''] = await readdir(folder);
  await rm(join(folder, kept, 'enhance.js'));
  await prepareAssets(folder);
  const again = await prepareAssets(folder);
  assert.ok((await readdir(join(folder, kept))).includes('enhance.js'));
  assert.deepEqual([...again.byUrl.keys()].sort(), [...assets.byUrl.keys()].sort());
});

test('a name that is not an asset is an error', () => {
  assert.throws(() => assets.url('nothing.css'), /no asset "nothing.css"/);
});
