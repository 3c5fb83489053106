import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssetSource } from './asset.ts';
import { lookFolder, projectFolder } from './folders.ts';
import { fonts, stylesheet } from './stylesheet.ts';

const packages = [
  'govuk-frontend',
  '@ministryofjustice/frontend',
  '@fontsource/atkinson-hyperlegible-next',
  'sass',
];
const script = 'text/javascript; charset=utf-8';

async function govukScript(): Promise<AssetSource> {
  const path = join(projectFolder, 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js');
  const text = await readFile(path, 'utf8');
  // The source map is not served; a browser that looks for it would only log an error.
  const bytes = Buffer.from(text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ''));
  return { name: 'govuk-frontend.js', type: script, bytes };
}

async function own(path: string, name: string, type: string): Promise<AssetSource> {
  return { name, type, bytes: await readFile(join(lookFolder, path)) };
}

/** Makes every asset from its sources. Takes a second or two, so its result is kept on disk. */
export async function buildSources(): Promise<AssetSource[]> {
  const fontFiles = await fonts();
  const others = await Promise.all([
    stylesheet(fontFiles),
    own('enhance/enhance.js', 'enhance.js', script),
    govukScript(),
    own('images/favicon.svg', 'favicon.svg', 'image/svg+xml'),
  ]);
  return [...others, ...fontFiles];
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(lookFolder, folder));
  return names.sort().map(name => join(lookFolder, folder, name));
}

/**
 * A short text that changes whenever an asset could come out different: our files, how we build them, and the
 * versions of the packages that they are built from.
 */
export async function sourcesKey(): Promise<string> {
  const builders = ['asset-sources.ts', 'stylesheet.ts', 'asset-cache.ts'].map(name =>
    join(lookFolder, name),
  );
  const versions = packages.map(name => join(projectFolder, 'node_modules', name, 'package.json'));
  const folders = await Promise.all(['styles', 'enhance', 'images'].map(filesIn));
  const contents = await Promise.all(
    [...builders, ...versions, ...folders.flat()].map(path => readFile(path)),
  );
  const hash = createHash('sha256');
  for (const content of contents) hash.update(String(content.length)).update('\n').update(content);
  return hash.digest('hex').slice(0, 20);
}
