import { createHash } from 'node:crypto';
import type { Facet } from './facets.ts';
import type { Material } from './read.ts';
import type { KeptRun } from './runs.ts';

/** Which values of a facet stand for others too: a document with one of them counts as having those above it. */
export type RollUp = {
  readonly facet: string;
  /** A value, and all that stand above it. */
  readonly above: Readonly<Record<string, readonly string[]>>;
};

type Rolled = { readonly mark: string; readonly run: KeptRun };
const kept = new WeakMap<KeptRun, Rolled>();

/** An index in which documents have, beside their own values of a facet, all those above them; each once. */
export function rolledUp(material: Material, rollUp: RollUp): Material {
  const { facet } = rollUp;
  const mark = createHash('sha256').update(JSON.stringify(rollUp)).digest('base64url').slice(0, 12);
  return {
    ...material,
    runs: material.runs.map(run => rolledRun(run, rollUp, mark)),
    fresh: material.fresh.map(one => ({
      ...one,
      facets: { ...one.facets, [facet]: withAbove(one.facets[facet] ?? [], rollUp) },
    })),
  };
}

const withAbove = (values: readonly string[], { above }: RollUp): string[] => [
  ...new Set(values.flatMap(value => [value, ...(Object.hasOwn(above, value) ? (above[value] ?? []) : [])])),
];

/** A run never changes, so what was made of it stays until other values stand above. It is another run by its name. */
function rolledRun(run: KeptRun, rollUp: RollUp, mark: string): KeptRun {
  const facet = run.facets.get(rollUp.facet);
  if (!facet) return run;
  const before = kept.get(run);
  if (before?.mark === mark) return before.run;
  const facets = new Map([...run.facets, [rollUp.facet, rolledFacet(facet, run.numbers.length, rollUp)]]);
  const rolled = { ...run, id: `${run.id} ${mark}`, facets };
  kept.set(run, { mark, run: rolled });
  return rolled;
}

function rolledFacet(facet: Facet, n: number, rollUp: RollUp): Facet {
  const codeOf = new Map(facet.list.map((value, code) => [value, code]));
  const codesAbove = facet.list.map(value =>
    withAbove([value], rollUp).map(one => {
      const code = codeOf.get(one) ?? codeOf.size;
      codeOf.set(one, code);
      return code;
    }),
  );
  const starts = new Uint32Array(n + 1);
  const codes: number[] = [];
  for (let place = 0; place < n; place += 1) {
    starts[place] = codes.length;
    const own = codesAt(facet, place).flatMap(code => codesAbove[code] ?? []);
    codes.push(...new Set(own));
  }
  starts[n] = codes.length;
  return { list: [...codeOf.keys()], starts, codes: Uint32Array.from(codes) };
}

function codesAt({ starts, codes }: Facet, place: number): number[] {
  if (starts) return [...codes.subarray(starts[place], starts[place + 1])];
  const code = codes[place] as number;
  return code > 0 ? [code - 1] : [];
}
