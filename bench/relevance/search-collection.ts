import { asActor, asWorker, type Pools } from '../../src/platform/database/index.ts';
import { buildPostings, putDocuments, search } from '../../src/platform/search/index.ts';
import type { Collection } from './collection.ts';
import { type Measures, measuresOf } from './measures.ts';

const atOnce = 500;
const index = 'relevance';

/**
 * Loads a collection, asks each of its questions as a visitor without an account, and measures what is found; with
 * `broaden` as somebody who asks for more.
 */
export async function searchCollection(
  pools: Pools,
  { documents, questions }: Collection,
  { broaden }: { broaden: boolean },
): Promise<Measures> {
  for (let at = 0; at < documents.length; at += atOnce)
    await asWorker(pools, 'relevance', tx => putDocuments(tx, index, documents.slice(at, at + atOnce)));
  while ((await asWorker(pools, 'relevance', tx => buildPostings(tx, index))) > 0);
  const answers = [];
  for (const { text, judged } of questions) {
    const entry = { door: 'circle', tokenHash: undefined, purpose: 'search' } as const;
    // Nothing typed would list everything, which answers no question.
    const isAsked = text.trim() !== '';
    const { hits } = await asActor(pools, entry, tx =>
      search(tx, { index, typed: text, count: isAsked ? 1000 : 0, broaden }),
    );
    answers.push({ found: hits.map(({ key }) => key), judged });
  }
  return measuresOf(answers);
}
