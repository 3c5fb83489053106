/**
 * The values that documents have, kept so that those of everything that was found can be counted at once: of each
 * document in order how many values it has, and where they stand in a list.
 */

type Codes = Uint16Array | Uint32Array;

/**
 * One facet of consecutive documents. Where no document has two values, `codes` holds one for each, counted from 1 with 0
 * for none. Else those of a document begin at its place in `starts`, which has one place more, and are counted from 0.
 */
export type Facet = { readonly list: readonly string[]; readonly codes: Codes } & (
  | { readonly starts: undefined }
  | { readonly starts: Uint32Array }
);

/** The values of documents in order as a list and bytes. */
export function encodeFacet(values: readonly (readonly string[])[]): { list: string[]; codes: Uint8Array } {
  const codeOf = new Map<string, number>();
  const bytes: number[] = [];
  const put = (number: number) => {
    let rest = number;
    for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  };
  for (const one of values) {
    put(one.length);
    for (const value of one) {
      const code = codeOf.get(value) ?? codeOf.size;
      codeOf.set(value, code);
      put(code);
    }
  }
  return { list: [...codeOf.keys()], codes: Uint8Array.from(bytes) };
}

/** The facet back; `n` is how many documents there are. */
export function decodeFacet(list: readonly string[], bytes: Uint8Array, n: number): Facet {
  const starts = new Uint32Array(n + 1);
  const codes = codesFor(list, bytes.length);
  let at = 0;
  let place = 0;
  const take = () => {
    let byte = bytes[at++] ?? 0;
    let number = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] ?? 0;
      number |= (byte & 127) << shift;
    }
    return number;
  };
  let most = 0;
  for (let document = 0; document < n; document += 1) {
    starts[document] = place;
    const many = take();
    most = Math.max(most, many);
    for (let left = many; left > 0; left -= 1) codes[place++] = take();
  }
  starts[n] = place;
  return most > 1 ? { list, starts, codes: codes.slice(0, place) } : oneEach({ list, starts, codes, n });
}

// One more than there are values: 0 says that there is none.
const codesFor = (list: readonly string[], length: number): Codes =>
  list.length < 65_535 ? new Uint16Array(length) : new Uint32Array(length);

type Decoded = { list: readonly string[]; starts: Uint32Array; codes: Codes; n: number };

function oneEach({ list, starts, codes, n }: Decoded): Facet {
  const each = codesFor(list, n);
  for (let place = 0; place < n; place += 1) {
    const at = starts[place] as number;
    if (at < (starts[place + 1] as number)) each[place] = (codes[at] as number) + 1;
  }
  return { list, starts: undefined, codes: each };
}

/** Whether the document at a place has any of the values that are marked with 1, by their place in the list. */
export function hasAny({ starts, codes }: Facet, place: number, wanted: Uint8Array): boolean {
  if (!starts) {
    const code = codes[place] as number;
    return code > 0 && wanted[code - 1] === 1;
  }
  const end = starts[place + 1] as number;
  for (let at = starts[place] as number; at < end; at += 1)
    if (wanted[codes[at] as number] === 1) return true;
  return false;
}

/** The first value of the document at a place, by its place in the list; -1 where it has none. */
export function firstOf({ starts, codes }: Facet, place: number): number {
  if (!starts) return (codes[place] as number) - 1;
  const at = starts[place] as number;
  return at < (starts[place + 1] as number) ? (codes[at] as number) : -1;
}

/** How many of the documents at these places have each value, by its place in the list. */
export function tallyOf({ list, starts, codes }: Facet, places: Uint32Array): Uint32Array {
  if (list.length === 0) return new Uint32Array(0);
  // The first counts those that have none.
  const tally = new Uint32Array(list.length + 1);
  const { length } = places;
  if (!starts) {
    for (let i = 0; i < length; i += 1) tally[codes[places[i] as number] as number]! += 1;
    return tally.subarray(1);
  }
  for (let i = 0; i < length; i += 1) {
    const place = places[i] as number;
    const end = starts[place + 1] as number;
    for (let at = starts[place] as number; at < end; at += 1) tally[(codes[at] as number) + 1]! += 1;
  }
  return tally.subarray(1);
}
