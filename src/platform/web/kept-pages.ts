import { hash, randomBytes } from 'node:crypto';
import { escapeUTF8 } from 'entities';
import { LRUCache } from 'lru-cache';
import type { PageChrome, PageModel, Pages } from './look/index.ts';

/** What of a page is different each time that it is shown to somebody who is not signed in. */
type Own = Pick<PageChrome, 'nonce' | 'csrf' | 'once' | 'path'>;
const own = ['nonce', 'csrf', 'once', 'path'] as const satisfies readonly (keyof Own)[];

/** A page as it was printed, in the pieces between which stands what is each visitor's own. */
export type KeptPage = {
  readonly name: string;
  readonly status: number;
  readonly pieces: readonly string[];
  readonly holes: readonly (keyof Own)[];
};

// Nobody can write these into a page: they are other ones each time that the program starts.
const secret = randomBytes(12).toString('hex');
const marked = Object.fromEntries(own.map((name, at) => [name, `${secret}${at}`])) as Own;

/** What was shown last is kept, up to 48 MiB: some thousands of pages. */
const kept = new LRUCache<string, KeptPage>({ maxSize: 48 * 2 ** 20, sizeCalculation: bytesOf });

/**
 * What names a page that is the same for all who are not signed in.
 * @param parts its view, in what it is written, and all that it says
 */
export const nameOfPage = (...parts: readonly string[]): string =>
  hash('sha256', JSON.stringify(parts), 'base64');

/** The page that was kept under a name, if it still is. */
export const keptPage = (name: string): KeptPage | undefined => kept.get(name);

/** Prints a page for nobody in particular, and keeps it. */
export function keepPage(
  pages: Pages,
  name: string,
  { view, model, status }: { view: string; model: PageModel; status: number },
): KeptPage {
  const html = pages.render(view, { ...model, chrome: { ...model.chrome, ...marked } });
  // Behind each mark stands one digit: which of the visitor's own belongs there.
  const [first = '', ...others] = html.split(secret);
  const page: KeptPage = {
    ...{ name, status },
    pieces: [first, ...others.map(piece => piece.slice(1))],
    holes: others.map(piece => own[Number(piece[0])] as keyof Own),
  };
  kept.set(name, page);
  return page;
}

/** A page that was shown, by its name, or the text that a program was sent. */
export type Shown = { readonly name: string } | { readonly send: string; readonly type: string };

/** What an address of a site showed within the last second, and how much this program had written before. */
export type ShownLately = LRUCache<string, Shown & { readonly writes: number }>;

/** Nothing shown yet. One for each site: an address shows something else on another database. */
export const nothingShown = (): ShownLately => new LRUCache({ max: 5000, ttl: 1000, ttlResolution: 0 });

// As text of signs beyond Latin is held, and what a place in a map takes.
function bytesOf({ pieces }: KeptPage): number {
  return 500 + 2 * pieces.reduce((sum, { length }) => sum + length, 0);
}

/** The page with what is the visitor's own. */
export function fillPage({ pieces, holes }: KeptPage, visitor: Own): string {
  let html = pieces[0] ?? '';
  for (let at = 0; at < holes.length; at += 1)
    html += escapeUTF8(visitor[holes[at] as keyof Own]) + (pieces[at + 1] ?? '');
  return html;
}
