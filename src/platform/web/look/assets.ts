import { join } from 'node:path';
import type { Asset } from './asset.ts';
import { keep, readKept } from './asset-cache.ts';
import { buildSources, sourcesKey } from './asset-sources.ts';
import { projectFolder } from './folders.ts';

export type { Asset } from './asset.ts';

/** All the files that pages ask for. */
export type Assets = {
  /** The address of a file by its name, such as "site.css"; throws for a name that is not an asset. */
  readonly url: (name: string) => string;
  /** Every file by its address, to be served as it is. */
  readonly byUrl: ReadonlyMap<string, Asset>;
};

function assembled(files: readonly Asset[]): Assets {
  const urls = new Map(files.map(file => [file.name, file.url]));
  const url = (name: string) => {
    const found = urls.get(name);
    if (found === undefined) throw new Error(`There is no asset "${name}".`);
    return found;
  };
  return { url, byUrl: new Map(files.map(file => [file.url, file])) };
}

/**
 * Stylesheet, scripts, typeface and icon, compressed and ready to serve. The first start compiles them; later starts
 * read what the first one kept, until a source changes.
 * @param cacheFolder where they are kept; one folder is made in it for each state of the sources
 * @returns the assets; throws with Sass's own message when a style file is wrong
 */
export async function prepareAssets(cacheFolder = join(projectFolder, '.cache/assets')): Promise<Assets> {
  const folder = join(cacheFolder, await sourcesKey());
  const kept = await readKept(folder);
  return assembled(kept ?? (await keep(folder, await buildSources())));
}
