/** Up to 16 MiB stay with the program. */
const most = 4 * 2 ** 20;

let kept = new Uint32Array(0);
let used = 0;
let wanted = 0;

/**
 * Room for so many numbers during this turn of the program, with whatever was written there before. Fresh memory for each
 * query, cleared by the system a page at a time, cost more than what is done in it.
 */
export function scratch(length: number): Uint32Array {
  wanted += length;
  if (used + length > kept.length) return new Uint32Array(length);
  used += length;
  return kept.subarray(used - length, used);
}

/** Ends the turn: whatever was taken may be overwritten. */
export function clearScratch(): void {
  if (wanted > kept.length && kept.length < most) kept = new Uint32Array(Math.min(most, 2 * wanted));
  used = 0;
  wanted = 0;
}
