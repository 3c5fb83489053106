import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { lastResortFamily, lastResortFont } from './last-resort-font.ts';

const family = 'Atkinson Hyperlegible Next';
// The package splits the typeface in two files with one name, and Typst takes only the first font of a name:
// ŵ and ŷ would come from some other typeface. The second half therefore gets a name of its own, of equal
// length so that it can be written over the first in place.
const secondHalf = 'Atkinson Hyperlegible More';

/** Typefaces in order of preference. What none of them has is looked for in every font of the machine. */
export const fontFamilies: readonly string[] = [family, secondHalf, 'Noto Sans', 'DejaVu Sans'];

/** The same, ending in the font of last resort: nothing fails, but fonts found by chance are not looked for. */
export const fontFamiliesOfLastResort: readonly string[] = [...fontFamilies, lastResortFamily];

/**
 * Unpacks WOFF 1.0 (W3C Recommendation, 13 December 2012) to the TrueType file inside it: the same tables,
 * each compressed by itself. Typst reads TrueType only.
 */
function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(12 + 16 * count);
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);
  const tables: Buffer[] = [];
  let offset = directory.length;
  for (let index = 0; index < count; index += 1) {
    const entry = woff.subarray(44 + 20 * index, 64 + 20 * index);
    const table = unpackTable(woff, entry);
    const place = 12 + 16 * index;
    entry.copy(directory, place, 0, 4);
    entry.copy(directory, place + 4, 16, 20);
    directory.writeUInt32BE(offset, place + 8);
    directory.writeUInt32BE(table.length, place + 12);
    const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(padded);
    tables.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([directory, ...tables]);
}

function unpackTable(woff: Buffer, entry: Buffer): Buffer {
  const [start, stored, length] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
  const bytes = woff.subarray(start, start + stored);
  return stored < length ? inflateSync(bytes) : bytes;
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

function renamed(font: Buffer): Buffer {
  const [from, to] = [utf16be(family), utf16be(secondHalf)];
  for (let at = font.indexOf(from); at !== -1; at = font.indexOf(from, at + to.length)) to.copy(font, at);
  return font;
}

/**
 * The fonts that every PDF can rely on, whatever the machine has: the project's typeface, and a font of last
 * resort so that no letter of anybody's language can stop a document.
 * @returns TrueType files
 */
export function paperFonts(): Buffer[] {
  const require = createRequire(import.meta.url);
  const read = (name: string) =>
    unpackWoff(readFileSync(require.resolve(`@fontsource/atkinson-hyperlegible-next/files/${name}.woff`)));
  const named = (part: string, style: string) => read(`atkinson-hyperlegible-next-${part}-${style}`);
  const faces = ['400-normal', '700-normal'].flatMap(style => [
    named('latin', style),
    renamed(named('latin-ext', style)),
  ]);
  return [...faces, lastResortFont()];
}
