import { createHash } from 'node:crypto';
import { type Pagination, paginate } from '../../platform/web/look/index.ts';
import { orderOf, type PageState, type SearchState, searchHref } from './state.ts';

/**
 * The other pages of a result. They are buttons of the form in which records are ticked, so that what is ticked goes
 * along without a script; instead of an address each has a page and the mark of its search.
 */
export function pagesOf(state: PageState, total: number): Pagination & { readonly hrefs: readonly string[] } {
  const mark = markOf(state);
  const pages = paginate({ ...state, total }, page => `${page}-${mark}`);
  const near = [state.page - 1, state.page + 1].map((page, at) =>
    (at === 0 ? pages.previous : pages.next) === undefined ? '' : searchHref({ ...state, page, picked: [] }),
  );
  return { ...pages, hrefs: near };
}

/** The page that a button asks for: the first one where the form asks for something else than when it was made. */
export function pageWanted(go: string | undefined, state: SearchState): number {
  const [, page, mark] = /^(\d{1,6})-(\w+)$/.exec(go ?? '') ?? [];
  return page !== undefined && mark === markOf(state) ? Math.max(1, Number(page)) : 1;
}

const markOf = (state: SearchState): string =>
  createHash('sha256')
    .update(searchHref({ ...state, order: orderOf(state), all: undefined, page: 1, picked: [] }))
    .digest('hex')
    .slice(0, 8);
