/** How many milliseconds a fixed piece of arithmetic takes on one core, now. Twice as many: a machine half as fast. */
export function yardstickMs(): number {
  const start = performance.now();
  let sum = 0;
  for (let i = 1; i < 50_000_000; i += 1) sum = (sum * 31 + i) | 0;
  const took = performance.now() - start;
  // Used, so that nobody can leave the work out.
  return sum === 1 ? 0 : Math.round(took);
}
