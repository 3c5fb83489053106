import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';

/** A document as it is searched: what the room calls it, and its words. */
export type Document = {
  readonly key: number;
  readonly title: string;
  readonly keywords: string;
  readonly authors: string;
  readonly text: string;
  /** By what it can be narrowed to: the values of each facet. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
};

/** Takes documents into an index, or anew where they have changed. They are found as soon as this is committed. */
export async function putDocuments(tx: Tx, index: string, documents: readonly Document[]): Promise<void> {
  const column = <K extends Exclude<keyof Document, 'facets'>>(part: K) =>
    documents.map(document => document[part]);
  await sql`select search.put(${index}, ${column('key')}::bigint[], ${column('title')}::text[],
    ${column('keywords')}::text[], ${column('authors')}::text[], ${column('text')}::text[],
    ${documents.map(({ facets }) => JSON.stringify(facets, onceEach))}::jsonb[])`.execute(tx.db);
}

const onceEach = (_name: string, value: unknown) => (Array.isArray(value) ? [...new Set(value)] : value);

/** Takes documents out of an index, by what the room calls them. */
export async function removeDocuments(tx: Tx, index: string, keys: readonly number[]): Promise<void> {
  await sql`select search.remove(${index}, ${[...keys]}::bigint[])`.execute(tx.db);
}
