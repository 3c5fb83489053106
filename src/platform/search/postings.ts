/**
 * Posting lists as bytes. Numbers of documents stand as differences, seven bits a byte, the eighth saying that more
 * follow; how much a document is about the word, and in which parts it stands, a byte each.
 */

/** Numbers as differences; throws RangeError where they do not ascend. */
export function encodeNumbers(numbers: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 5);
  let at = 0;
  let last = -1;
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] ?? 0;
    let rest = number - last - 1;
    if (rest < 0) throw new RangeError(`${number} comes after ${last}: the numbers of documents ascend.`);
    for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
    bytes[at++] = rest;
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
