/** A page number to go to, or a gap that stands for those left out. */
export type PageLink =
  | { readonly number: number; readonly href: string; readonly current: boolean; readonly gap?: never }
  | { readonly gap: true };

/** What the pagination macro shows. */
export type Pagination = {
  readonly items: readonly PageLink[];
  readonly previous?: string;
  readonly next?: string;
  /** The rows on this page, counted from 1: "Showing 51 to 100 of 240". Both 0 when there are none. */
  readonly from: number;
  readonly to: number;
  readonly total: number;
};

type Place = { readonly page: number; readonly size: number; readonly total: number };

/**
 * Where a page stands in a list, with links to its neighbours, the first and the last.
 * @param place the page asked for, counted from 1; rows on a page; rows in all. A page past the end is the last one
 * @param href gives the address of a page
 */
export function paginate({ page, size, total }: Place, href: (page: number) => string): Pagination {
  const last = Math.max(1, Math.ceil(total / size));
  const current = Math.min(Math.max(1, page), last);
  const shown = [...new Set([1, current - 1, current, current + 1, last])].filter(n => n >= 1 && n <= last);
  const items = shown.flatMap((number, place): PageLink[] => {
    const link = { number, href: href(number), current: number === current };
    const before = shown[place - 1];
    return before !== undefined && number - before > 1 ? [{ gap: true }, link] : [link];
  });
  return {
    items,
    ...(current > 1 ? { previous: href(current - 1) } : {}),
    ...(current < last ? { next: href(current + 1) } : {}),
    from: total === 0 ? 0 : (current - 1) * size + 1,
    to: Math.min(current * size, total),
    total,
  };
}
