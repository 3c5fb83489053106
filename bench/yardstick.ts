import { createHash } from 'node:crypto';

const block = Buffer.alloc(1024 * 1024, 'a fixed piece of work');

/** How many milliseconds one core takes, now, to hash 200 MiB. Twice as many: a machine half as fast. */
export function yardstickMs(): number {
  const start = performance.now();
  const hash = createHash('sha256');
  for (let i = 0; i < 200; i += 1) hash.update(block);
  hash.digest();
  return Math.round(performance.now() - start);
}
