import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Document } from '../../src/platform/search/index.ts';
import type { Judged } from './measures.ts';

const document = z.object({ id: z.string(), title: z.string(), abstract: z.string() });
const query = z.object({ id: z.string(), text: z.string() });

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
 */
export function readCollection(folder: string): Collection {
  const lines = (file: string) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter(line => line.trim() !== '');
  const documents = lines('docs.jsonl').map(line => document.parse(JSON.parse(line)));
  const keys = new Map(documents.map(({ id }, at) => [id, at + 1]));
  const judged = new Map<string, Map<number, number>>();
  for (const line of lines('qrels.txt')) {
    const [question = '', , id = '', grade = ''] = line.trim().split(/\s+/);
    const key = keys.get(id);
    if (key === undefined) continue;
    judged.set(question, (judged.get(question) ?? new Map()).set(key, Math.max(1, Number(grade))));
  }
  return {
    documents: documents.map(({ title, abstract }, at) => ({
      key: at + 1,
      title,
      text: abstract,
      ...{ keywords: '', authors: '', facets: {} },
    })),
    questions: lines('queries.jsonl')
      .map(line => query.parse(JSON.parse(line)))
      .flatMap(({ id, text }) => {
        const found = judged.get(id);
        return found ? [{ text, judged: found }] : [];
      }),
  };
}
