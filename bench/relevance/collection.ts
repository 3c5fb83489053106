import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Document } from '../../src/platform/search/index.ts';
import type { Judged } from './measures.ts';

const id = z.union([z.string(), z.number()]).transform(String);
/** A text that a collection may leave out. */
const text = z
  .string()
  .nullish()
  .transform(found => found ?? '');
const document = z.object({ id, title: text, abstract: text, text });
const query = z.object({ id, text });

/** What is wrong with a file of a collection: its message is a sentence. */
export class CollectionError extends Error {
  override name = 'CollectionError';
}

/** A judged collection: documents, and questions with the documents that people found to answer them. */
export type Collection = {
  readonly documents: readonly Document[];
  readonly questions: readonly { readonly text: string; readonly judged: Judged }[];
};

/** Whether a folder holds a judged collection. */
export const isCollection = (folder: string): boolean =>
  ['docs.jsonl', 'queries.jsonl', 'qrels.txt'].every(file => existsSync(join(folder, file)));

/**
 * Reads docs.jsonl, queries.jsonl and qrels.txt (question, 0, document, grade). Whatever is named there was judged to
 * belong to the question; a grade below 1 counts as 1, since the collections mean different things by it.
 * @throws {CollectionError} where a line is none of these
 */
export function readCollection(folder: string): Collection {
  const documents = readEach(folder, 'docs.jsonl', document);
  const keys = new Map(documents.map((one, at) => [one.id, at + 1]));
  const judged = judgedIn(linesOf(folder, 'qrels.txt'), keys);
  return {
    documents: documents.map(({ title, abstract, text: body }, at) => ({
      ...{ key: at + 1, title, text: abstract || body },
      ...{ keywords: '', authors: '', facets: {} },
    })),
    questions: readEach(folder, 'queries.jsonl', query).flatMap(one => {
      const found = judged.get(one.id);
      return found ? [{ text: one.text, judged: found }] : [];
    }),
  };
}

const linesOf = (folder: string, file: string): string[] =>
  readFileSync(join(folder, file), 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/);

function readEach<T>(folder: string, file: string, shape: z.ZodType<T>): T[] {
  return linesOf(folder, file).flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [shape.parse(JSON.parse(line))];
    } catch {
      throw new CollectionError(
        `Line ${at + 1} of ${file} is not what a collection has there: ${line.slice(0, 80)}`,
      );
    }
  });
}

/** What people judged, by question and by document. */
function judgedIn(lines: readonly string[], keys: ReadonlyMap<string, number>) {
  const judged = new Map<string, Map<number, number>>();
  for (const line of lines) {
    const [question = '', , document = '', grade] = line.trim().split(/\s+/);
    const key = keys.get(document);
    if (key === undefined) continue;
    judged.set(question, (judged.get(question) ?? new Map()).set(key, Math.max(1, Number(grade) || 1)));
  }
  return judged;
}
