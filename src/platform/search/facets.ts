/**
 * The values that documents have, kept so that those of everything that was found can be counted at once: of each
 * document in order how many values it has, and where they stand in a list.
 */

/** One facet of consecutive documents. `starts` has one place more than there are documents. */
export type Facet = {
  readonly list: readonly string[];
  readonly starts: Uint32Array;
  readonly codes: Uint32Array;
};

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
  const codes = new Uint32Array(bytes.length);
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
  for (let document = 0; document < n; document += 1) {
    starts[document] = place;
    for (let left = take(); left > 0; left -= 1) codes[place++] = take();
  }
  starts[n] = place;
  return { list, starts, codes: codes.slice(0, place) };
}
