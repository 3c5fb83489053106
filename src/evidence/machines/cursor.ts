import { z } from 'zod';
import type { Place } from '../../platform/search/index.ts';
import { isStorable } from '../../platform/web/index.ts';
import { type OrderName, orderOf, type SearchState } from '../search/state.ts';

/** Where an answer ended: in which order, and behind which record. What has no year stands behind every year. */
const place = z.tuple([
  z.string(),
  z.union([z.number(), z.string().refine(isStorable), z.null()]),
  z.int32().min(0),
]);

/** A cursor for whoever gave it out: it says behind which record the next answer goes on. */
export function cursorOf(state: SearchState, { by, number }: Place): string {
  const kept = typeof by === 'number' && !Number.isFinite(by) ? null : by;
  return Buffer.from(JSON.stringify([orderOf(state), kept, number])).toString('base64url');
}

export type Cursor = { readonly order: string; readonly after: Place };

/** The title behind which it goes on stands in it whole, and may be long. */
const longest = 12_000;

/** A cursor as it comes back; one that nobody gave out is refused. */
export const cursor = z
  .string()
  .max(longest)
  .transform((text, problems): Cursor => {
    const read = place.safeParse(jsonIn(Buffer.from(text, 'base64url').toString()));
    if (!read.success) {
      problems.addIssue('not a cursor');
      return z.NEVER;
    }
    const [order, by, number] = read.data;
    return { order, after: { by: by ?? Number.NEGATIVE_INFINITY, number } };
  })
  .optional();

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The place behind which to go on; nothing where the cursor is of another order. */
export function placeIn(given: Cursor, state: SearchState): Place | undefined {
  const order: OrderName = orderOf(state);
  const isTitle = typeof given.after.by === 'string';
  return given.order === order && isTitle === (order === 'title') ? given.after : undefined;
}
