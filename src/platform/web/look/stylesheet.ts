import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type AssetSource, assetUrl } from './asset.ts';
import { projectFolder, stylesFolder } from './folders.ts';

const run = promisify(execFile);
const typeface = 'Atkinson Hyperlegible Next';
const scripts = ['latin', 'latin-ext'] as const;
const weights = [400, 700] as const;

/** The typeface as files: Welsh needs the second script for its ŵ and ŷ. */
export async function fonts(): Promise<AssetSource[]> {
  const pieces = scripts.flatMap(script => weights.map(weight => `${script}-${weight}`));
  return Promise.all(
    pieces.map(async piece => {
      const file = `atkinson-hyperlegible-next-${piece}-normal.woff2`;
      const folder = join(projectFolder, 'node_modules/@fontsource/atkinson-hyperlegible-next/files');
      return {
        name: `atkinson-${piece}.woff2`,
        type: 'font/woff2',
        bytes: await readFile(join(folder, file)),
      };
    }),
  );
}

async function fontFaces(files: readonly AssetSource[]): Promise<string> {
  const list = join(projectFolder, 'node_modules/@fontsource/atkinson-hyperlegible-next/unicode.json');
  const ranges = JSON.parse(await readFile(list, 'utf8')) as Record<string, string>;
  const face = ({ name, bytes }: AssetSource) => {
    const [, script = '', weight = ''] = /^atkinson-(.+)-(\d+)\.woff2$/.exec(name) ?? [];
    const source = `url(${assetUrl(name, bytes)}) format("woff2")`;
    return `@font-face{font-family:"${typeface}";font-style:normal;font-weight:${weight};font-display:swap;src:${source};unicode-range:${ranges[script]}}`;
  };
  return files.map(face).join('');
}

/**
 * Compiles the stylesheet. Sass runs as a program of its own, because loaded into ours it would hold some 60 MiB for
 * as long as the server runs, for the sake of one second at the first start.
 * @param fontFiles the typeface's files, whose addresses go into the stylesheet
 * @returns the stylesheet; throws with Sass's own message when a style file is wrong
 */
export async function stylesheet(fontFiles: readonly AssetSource[]): Promise<AssetSource> {
  const compiler = join(projectFolder, 'node_modules/sass/sass.js');
  // The Ministry of Justice's styles ask for "node_modules/govuk-frontend" by that path, hence both folders.
  const folders = [join(projectFolder, 'node_modules'), projectFolder];
  const options = ['--style=compressed', '--no-source-map', '--no-charset', '--quiet-deps'];
  const paths = folders.map(folder => `--load-path=${folder}`);
  const { stdout } = await run(
    process.execPath,
    [compiler, ...options, ...paths, join(stylesFolder, 'site.scss')],
    {
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  const css = (await fontFaces(fontFiles)) + stdout.trim();
  return { name: 'site.css', type: 'text/css; charset=utf-8', bytes: Buffer.from(css) };
}
