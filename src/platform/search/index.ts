export { buildPostings } from './build.ts';
export { type Document, putDocuments, removeDocuments } from './documents.ts';
export { type Found, type Hit, type Order, type Search, search } from './search.ts';
