import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip as compressGzip } from 'node:zlib';
import { type Asset, type AssetSource, assetUrl } from './asset.ts';

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(compressGzip);

type Listed = { readonly name: string; readonly type: string; readonly compressed: boolean };

async function compressed(source: AssetSource): Promise<Asset> {
  const url = assetUrl(source.name, source.bytes);
  // A woff2 font is brotli already.
  if (source.type === 'font/woff2') return { ...source, url, brotli: undefined, gzip: undefined };
  const [brotli, gzip] = await Promise.all([inBrotli(source.bytes), inGzip(source.bytes, { level: 9 })]);
  return { ...source, url, brotli, gzip };
}

async function readAsset(folder: string, { name, type, compressed }: Listed): Promise<Asset> {
  const read = (ending: string) => readFile(join(folder, name + ending));
  const bytes = await read('');
  const [brotli, gzip] = compressed ? await Promise.all([read('.br'), read('.gz')]) : [];
  return { name, type, bytes, url: assetUrl(name, bytes), brotli, gzip };
}

async function writeAsset(folder: string, { name, bytes, brotli, gzip }: Asset): Promise<void> {
  await writeFile(join(folder, name), bytes);
  if (brotli) await writeFile(join(folder, `${name}.br`), brotli);
  if (gzip) await writeFile(join(folder, `${name}.gz`), gzip);
}

/**
 * The assets that an earlier start left.
 * @returns undefined when there are none, or when they cannot all be read
 */
export async function readKept(folder: string): Promise<Asset[] | undefined> {
  try {
    const list = JSON.parse(await readFile(join(folder, 'list.json'), 'utf8')) as Listed[];
    return await Promise.all(list.map(listed => readAsset(folder, listed)));
  } catch {
    return undefined;
  }
}

/**
 * Compresses the assets and keeps them. They are written beside the folder and moved in whole, so that a start that
 * is killed, or two at once, never leave half of them.
 * @returns the assets, also when the disk does not take them
 */
export async function keep(folder: string, sources: readonly AssetSource[]): Promise<Asset[]> {
  const assets = await Promise.all(sources.map(compressed));
  const list = assets.map(({ name, type, brotli }) => ({ name, type, compressed: brotli !== undefined }));
  const unfinished = `${folder}.${process.pid}`;
  try {
    await mkdir(unfinished, { recursive: true });
    await Promise.all(assets.map(asset => writeAsset(unfinished, asset)));
    await writeFile(join(unfinished, 'list.json'), JSON.stringify(list));
    // What could not be read stands in the way of what can.
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
  } catch {
    // A read-only disk or another program that was first: the assets are in memory, which is all that pages need.
    await rm(unfinished, { recursive: true, force: true });
  }
  return assets;
}
