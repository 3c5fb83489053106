export { buildPostings, tidyPostings } from './build.ts';
export { buildSearch, tidySearch } from './build-search.ts';
export { didYouMean, type Meant } from './did-you-mean.ts';
export { type Document, putDocuments, removeDocuments } from './documents.ts';
export { highlight, type Piece, snippet } from './highlight.ts';
export type { Synonym, Synonyms } from './read.ts';
export { type Found, type Hit, moreLike, type Order, type Search, search } from './search.ts';
export { type Suggestion, suggest } from './suggest.ts';
export type { Place } from './title-order.ts';
