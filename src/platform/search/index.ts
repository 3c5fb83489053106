export { buildPostings } from './build.ts';
export { type Document, putDocuments, removeDocuments } from './documents.ts';
export { type Found, searchPlain } from './search.ts';
