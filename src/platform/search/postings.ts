/**
 * Posting lists as bytes. Numbers of documents stand as differences, seven bits a byte, the eighth saying that more
 * follow; how much a document is about the word, and in which parts it stands, a byte each.
 */

/**
 * Puts how far a number is from the one before.
 * @param gap the numbers between the two
 * @returns where the next byte goes; five are written at most
 * @throws RangeError where the number is not greater than the one before
 */
export function putNumber(bytes: Uint8Array, at: number, gap: number): number {
  if (gap < 0) throw new RangeError('The numbers of documents ascend.');
  let rest = gap;
  let next = at;
  for (; rest > 127; rest >>>= 7) bytes[next++] = (rest & 127) | 128;
  bytes[next++] = rest;
  return next;
}

/** Numbers as differences; throws RangeError where they do not ascend. */
export function encodeNumbers(numbers: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 5);
  let at = 0;
  let last = -1;
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] ?? 0;
    at = putNumber(bytes, at, number - last - 1);
    last = number;
  }
  return bytes.slice(0, at);
}

/** The numbers back. */
export function decodeNumbers(bytes: Uint8Array, n: number): Uint32Array {
  const numbers = new Uint32Array(n);
  let at = 0;
  let last = -1;
  for (let i = 0; i < n; i += 1) {
    let byte = bytes[at++] ?? 0;
    let rest = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] ?? 0;
      rest |= (byte & 127) << shift;
    }
    last += rest + 1;
    numbers[i] = last;
  }
  return numbers;
}
