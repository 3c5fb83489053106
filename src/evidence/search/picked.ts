import { z } from 'zod';
import { smallNumber } from '../../platform/web/index.ts';

/** No more can be picked at once: what is picked travels in the address, and addresses have an end. */
export const mostPicked = 200;

const numbers = z
  .unknown()
  .optional()
  .transform(sent =>
    (Array.isArray(sent) ? sent : [sent])
      .flatMap(one => (typeof one === 'string' ? one.split(',') : []))
      .flatMap(one => smallNumber.safeParse(one).data ?? []),
  );

/** What was picked on other pages, as `picked=1,5,9`, and what is ticked on this one. */
export const picks = { picked: numbers, number: numbers };

/** The records that somebody picked, each once, in the order in which they picked them. */
export function pickedIn({ picked, number }: Record<keyof typeof picks, readonly number[]>): number[] {
  return [...new Set([...picked, ...number])].slice(0, mostPicked);
}

/** Records that were picked, as an address has them; nothing where none was. */
export const pickedText = (picked: readonly number[]): string =>
  picked.length === 0 ? '' : `picked=${picked.join(',')}`;
