import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

// For tests: what a reader's program finds in the files that this room writes.

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return entities[name] ?? whole;
  });

/** The text content of an HTML fragment, as a parser would build it: raw CRLF and CR become LF. */
export const textOfHtml = (html: string): string =>
  decoded(html.replace(/\r\n?/g, '\n').replace(/<[^>]*>/g, ''));

/** One file out of a zip archive, found through its central directory. */
export function fileInZip(archive: Uint8Array, path: string): string {
  const zip = Buffer.from(archive);
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\u0005\u0006') + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    if (zip.toString('utf8', at + 46, at + 46 + name) === path) return unzipped(zip, at);
    at += 46 + name + extra + comment;
  }
  throw new Error(`The archive has no ${path}.`);
}

function unzipped(zip: Buffer, entry: number): string {
  const [method, size, local] = [
    zip.readUInt16LE(entry + 10),
    zip.readUInt32LE(entry + 20),
    zip.readUInt32LE(entry + 42),
  ];
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const bytes = zip.subarray(start, start + size);
  return (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8');
}

/** The paragraphs of a Word file as text, with its tabs and line breaks. */
export function paragraphsOfWord(file: Uint8Array): string[] {
  const xml = fileInZip(file, 'word/document.xml').replace(/\r\n?/g, '\n');
  return Array.from(xml.matchAll(/<w:p[ >].*?<\/w:p>/gs), ([paragraph]) =>
    decoded(
      paragraph
        .replace(/<w:br\/>/g, '\n')
        .replace(/<w:tab\/>/g, '\t')
        .replace(/<[^>]*>/g, ''),
    ),
  );
}

/** What pdftotext finds in a PDF, or null on a machine without it. */
export function textOfPdf(file: Uint8Array): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'ownwords-pdf-'));
  try {
    const path = join(folder, 'paper.pdf');
    writeFileSync(path, file);
    return execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], { encoding: 'utf8', stdio: 'pipe' });
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw problem;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
