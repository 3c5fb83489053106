/**
 * What other parts of the library add to a page of results, each a view of its own that reads `state` and `total`:
 * `head` stands in the head of the page, `below` under the results (an export of all hits, a feed, a search to keep).
 */
export const searchParts: { readonly head: readonly string[]; readonly below: readonly string[] } = {
  head: ['evidence/machines/views/search-head.njk'],
  below: [
    'evidence/export/views/below.njk',
    'evidence/alerts/views/search-below.njk',
    'evidence/machines/views/search-below.njk',
    'evidence/figures/views/below.njk',
    'evidence/offers/views/below.njk',
  ],
};
