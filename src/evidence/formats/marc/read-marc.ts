import { isUtf8 } from 'node:buffer';
import type { ParsedRecord, Problem } from '../problem.ts';
import type { MarcField, MarcRecord } from './fields.ts';
import { fillMarc } from './fill-marc.ts';
import { fromIso5426 } from './iso5426.ts';
import { fromMarc8, isMarc8 } from './marc8.ts';

const endOfRecord = 0x1d;
const endOfField = 0x1e;
const endOfSubfield = '\u001f';
/** ISO 2709 has five digits for the length of a record. */
const longest = 99_999;

/**
 * The records of a MARC 21 file (ISO 2709). They are parted by their end signs, not by the lengths that they tell of
 * themselves, for those are wrong wherever somebody changed the letters of a file. As lines are the records counted.
 */
export async function* readMarc(source: AsyncIterable<Uint8Array>): AsyncGenerator<ParsedRecord> {
  let left: Buffer = Buffer.alloc(0);
  let number = 0;
  let isTooLong = false;
  for await (const chunk of source) {
    left = Buffer.concat([left, chunk]);
    for (let end = left.indexOf(endOfRecord); end >= 0; end = left.indexOf(endOfRecord)) {
      number += 1;
      yield readOne(left.subarray(0, end), number, isTooLong);
      isTooLong = false;
      left = left.subarray(end + 1);
    }
    if (left.length > longest * 2) {
      isTooLong = true;
      left = left.subarray(0, longest);
    }
  }
  const rest = left.toString('latin1').trim();
  if (rest !== '') yield readOne(left, number + 1, true);
}

function readOne(bytes: Buffer, line: number, isCut: boolean): ParsedRecord {
  const problems: Problem[] = isCut ? [{ line, text: 'formats.problem.marc.noEnd' }] : [];
  const start = bytes.findIndex(byte => byte > 0x20);
  const record = bytes.subarray(Math.max(start, 0));
  const decode = decoderFor(record, line, problems);
  const raw = decode(record).replaceAll('\0', '').trim();
  const parsed = parse(record, decode);
  if (parsed === undefined)
    return {
      line,
      raw,
      entry: undefined,
      problems: [...problems, { line, text: 'formats.problem.marc.noDirectory' }],
    };
  return fillMarc(parsed, { line, raw, problems });
}

/** UNIMARC says in its field 100 which letters it has: “0103” is ISO 5426. */
const isUnimarcIn5426 = (record: Buffer) =>
  record
    .toString('latin1')
    .split(`${endOfSubfield}a`)
    .some(value => /^\d{8}[a-z].{17}0103/.test(value));

const windows = new TextDecoder('windows-1252');

/** Leader 09 says “a” for Unicode and else MARC-8; good UTF-8 is that, whatever the leader says. */
function decoderFor(record: Buffer, line: number, problems: Problem[]): (bytes: Buffer) => string {
  const isPlain = record.every(byte => byte < 0x80 && byte !== 0x1b);
  if (isPlain || (isUtf8(record) && !record.includes(0x1b))) return bytes => bytes.toString('utf8');
  if (isUnimarcIn5426(record)) return fromIso5426;
  const is8 = isMarc8(record);
  const encoding = is8 ? 'MARC-8' : windows.encoding;
  if (!is8 || record[9] === 0x61)
    problems.push({ line, text: 'formats.problem.encoding', values: { encoding } });
  return is8 ? fromMarc8 : bytes => windows.decode(bytes);
}

/** The directory has twelve digits a field; the fields themselves are parted by their end signs, in its order. */
function parse(record: Buffer, decode: (bytes: Buffer) => string): MarcRecord | undefined {
  const parts = split(record);
  const directory = (parts[0] ?? Buffer.alloc(0)).toString('latin1');
  const tags = directory.slice(24).match(/[0-9A-Za-z]{3}.{9}/gs) ?? [];
  if (directory.length < 36 || tags.length === 0) return undefined;
  const controls = new Map<string, string>();
  const fields: MarcField[] = [];
  for (const [at, place] of tags.entries()) {
    const text = decode(parts[at + 1] ?? Buffer.alloc(0));
    const tag = place.slice(0, 3);
    if (tag.startsWith('00') && !text.includes(endOfSubfield)) controls.set(tag, text);
    else fields.push({ tag, indicators: text.slice(0, 2), subfields: subfieldsOf(text) });
  }
  return { leader: directory.slice(0, 24), controls, fields };
}

function split(record: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = record.indexOf(endOfField); at >= 0; at = record.indexOf(endOfField, from)) {
    parts.push(record.subarray(from, at));
    from = at + 1;
  }
  parts.push(record.subarray(from));
  return parts;
}

const subfieldsOf = (text: string) =>
  text
    .split(endOfSubfield)
    .slice(1)
    .filter(part => part !== '')
    .map(part => [part.slice(0, 1), part.slice(1)] as const);
