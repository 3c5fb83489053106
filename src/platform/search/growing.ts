import { putNumber } from './postings.ts';

/**
 * A list that grows, a document after the other: of each how far its number is from the one before, how much it is about
 * the word, and in which parts. Some millions of them are in memory at once, so all of a list is one piece of bytes.
 */
export type Growing = {
  n: number;
  /** How many of them came since lists were made last. */
  fresh: number;
  last: number;
  length: number;
  bytes: Uint8Array;
};

/** A number takes five bytes at most, and what is said of it two. */
const mostOfOne = 7;

export const emptyList = (): Growing => ({ n: 0, fresh: 0, last: -1, length: 0, bytes: new Uint8Array(16) });

/**
 * Adds a document to a list.
 * @param number greater than all before, else RangeError
 * @param said how much it is about the word, and in which parts it stands: two bytes, for this is called for every word of a
 *   library
 */
export function grow(list: Growing, number: number, said: number): void {
  if (list.length + mostOfOne > list.bytes.length) {
    const wider = new Uint8Array(2 * list.bytes.length);
    wider.set(list.bytes);
    list.bytes = wider;
  }
  const { bytes } = list;
  let at = putNumber(bytes, list.length, number - list.last - 1);
  bytes[at++] = said >>> 8;
  bytes[at++] = said & 255;
  list.length = at;
  list.last = number;
  list.n += 1;
}

/** A list as it is kept: numbers, impacts and parts, each in a row. */
export function written({ n, length, bytes }: Growing): Record<'numbers' | 'impacts' | 'parts', Uint8Array> {
  const numbers = new Uint8Array(length - 2 * n);
  const impacts = new Uint8Array(n);
  const parts = new Uint8Array(n);
  let from = 0;
  let to = 0;
  for (let one = 0; one < n; one += 1) {
    while ((bytes[from] as number) > 127) numbers[to++] = bytes[from++] as number;
    numbers[to++] = bytes[from++] as number;
    impacts[one] = bytes[from++] as number;
    parts[one] = bytes[from++] as number;
  }
  return { numbers, impacts, parts };
}
