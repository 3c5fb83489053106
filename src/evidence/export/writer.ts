import type { Entry } from '../record/entry.ts';

/**
 * A record on its way out. The number names it for ever, also in the files of others. What somebody noted on it on a
 * list of theirs goes along where notes have their place; it is no part of the record, and does not come back as one.
 */
export type Leaving = { readonly number: number; readonly entry: Entry; readonly annotation?: string };

/** A format as text: what stands before the first record, each record, between two, and after the last. */
export type Writer = {
  readonly before: string;
  readonly write: (record: Leaving) => string;
  readonly between: string;
  readonly after: string;
};

/**
 * Writes records as they come, so that a hundred thousand need no more room than a page of them.
 * @param writer the format
 * @param pages the records, some at a time
 * @returns the text in pieces, one for each page
 */
export async function* written(
  { before, write, between, after }: Writer,
  pages: AsyncIterable<readonly Leaving[]> | Iterable<readonly Leaving[]>,
): AsyncGenerator<string> {
  let ahead = before;
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield ahead + page.map(write).join(between);
    ahead = between;
  }
  yield ahead === before ? before + after : after;
}

/** Some records as one text. */
export function writtenAtOnce(
  { before, write, between, after }: Writer,
  records: readonly Leaving[],
): string {
  return before + records.map(write).join(between) + after;
}
