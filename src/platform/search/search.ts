import type { Tx } from '../database/index.ts';
import type { Found, Hit, Search } from './asked-and-found.ts';
import { rarityOf } from './bm25f.ts';
import { type Evaluated, evaluate } from './evaluate.ts';
import { type Feedback, feedbackOf, readWordsOf } from './feedback.ts';
import { foundBefore, keepFound } from './found-before.ts';
import { listNamed } from './fresh-lists.ts';
import { holds, withKeys } from './hits.ts';
import { type Clause, clausesIn, readQuery } from './query.ts';
import type { Term } from './rank.ts';
import { type Material, readMaterial } from './read.ts';
import { rolledUp } from './roll-up.ts';
import { inTitleOrder } from './title-order.ts';
import type { Fields } from './tokens.ts';

const nothing: Found = {
  ...{ generation: '', hits: [], total: 0, last: 0, counts: {} },
  ...{ words: [], synonyms: [], broadened: [] },
};
const noFields: Fields = { parts: [], values: [] };

/**
 * Searches an index. One question to the database where the same was asked before and nothing has changed; else two, one
 * more where its lists were made anew, and three more to broaden.
 * @param asked what is asked, and which part of the result is wanted
 */
export async function search(tx: Tx, asked: Search): Promise<Found> {
  const isAskedOnce = asked.since !== undefined;
  const before = isAskedOnce ? undefined : await foundBefore(tx, asked);
  if (before) return before;
  const found = await searchAnew(tx, asked);
  if (!isAskedOnce) keepFound(asked, found);
  return found;
}

async function searchAnew(tx: Tx, asked: Search): Promise<Found> {
  const { index, typed, exact = false, synonyms = 'same', since = 0 } = asked;
  const clause = readQuery(typed, asked.fields ?? noFields);
  const clauses = clause ? clausesIn(clause) : [];
  const everything = clauses.length === 0 || clauses.some(({ is }) => is === 'not' || is === 'value');
  const reading = { index, typed: asked.titled ?? typed, clauses, everything, exact, synonyms, since };
  let material = await readMaterial(tx, reading);
  if (!material) return nothing;
  const { generation } = material;
  const wordsOf = (from: Material) => [
    ...new Set(wanted(clause).flatMap(one => from.lexemesOf.get(one) ?? [])),
  ];
  const lexemes = wordsOf(material);
  const added = asked.broaden ? await readAdded(tx, { asked, clause, material, lexemes }) : new Map();
  if (added.size > 0) {
    material = (await readMaterial(tx, { ...reading, lexemes: [...added.keys()] })) ?? material;
  }
  const terms = termsOf(lexemes, added, material);
  const rolled = asked.rollUp ? rolledUp(material, asked.rollUp) : material;
  const result = await ranked(tx, asked, evaluate(rolled, { clause, asked, terms }));
  const written = material.typed;
  const inDocuments = lexemes.filter(lexeme => written.has(lexeme));
  const plain = (lexeme: string) => (exact ? lexeme.slice(1) : lexeme);
  return {
    ...result,
    ...{ generation, last: material.last },
    hits: withKeys(result.hits, inDocuments, material).map(hit => ({
      ...hit,
      matched: hit.matched.map(plain),
    })),
    words: inDocuments.map(lexeme => ({ value: plain(lexeme), count: holding(lexeme, material) })),
    synonyms: material.synonyms.filter(one => holding(listNamed(one), material) > 0),
    broadened: [...added.keys()].filter(lexeme => !lexemes.includes(lexeme)),
  };
}

/** What was found in its order, and where the last of it stands. */
async function ranked(tx: Tx, asked: Search, { found, ...result }: Evaluated) {
  const last = result.hits.at(-1);
  if (!found) return { ...result, ...(last && { end: { by: last.score, number: last.number } }) };
  const titled = await inTitleOrder(tx, { from: 0, ...asked, found });
  const end = titled.at(-1);
  return {
    ...{ ...result, hits: titled.map(({ number }) => ({ number, score: 0 })) },
    ...(end && { end: { by: end.title, number: end.number } }),
  };
}

type Broadening = {
  readonly asked: Search;
  readonly clause: Clause | undefined;
  readonly material: Material;
  readonly lexemes: readonly string[];
};

/** The words of the best hits. What is strict stays as strict as it was asked. */
async function readAdded(tx: Tx, { asked, clause, material, lexemes }: Broadening): Promise<Feedback> {
  if (clause?.is !== 'words' || asked.exact) return new Map();
  const first = evaluate(material, {
    ...{ clause, asked: { count: 10 } },
    terms: termsOf(lexemes, new Map(), material),
  });
  const numbers = first.hits.map(({ number }) => number);
  return feedbackOf(await readWordsOf(tx, { index: asked.index, numbers }), material);
}

const lessForAdded = 0.5;

/** The words that were asked for, and those that were added, as much as each says. */
function termsOf(lexemes: readonly string[], added: Feedback, material: Material): Term[] {
  const all = new Set([...lexemes, ...added.keys()]);
  return [...all].map(lexeme => {
    const { weight, lists } = termOf(lexeme, material);
    const asked = lexemes.includes(lexeme) ? 1 : 0;
    return { lists, weight: weight * asked + lessForAdded * (added.get(lexeme) ?? 0) };
  });
}

type Like = { readonly index: string; readonly key: number; readonly count: number };

/**
 * Documents that are about the same as one of them, by thirty words that say most of what it is about. Four questions to
 * the database.
 * @returns without the document itself; nothing where there is none with this key
 */
export async function moreLike(tx: Tx, { index, key, count }: Like): Promise<readonly Hit[]> {
  const reading = { index, typed: '', clauses: [], everything: false };
  const bare = await readMaterial(tx, reading);
  if (!bare) return [];
  const added = await feedbackOf(await readWordsOf(tx, { index, keys: [key] }), bare);
  const lexemes = [...added.keys()];
  const material = await readMaterial(tx, { ...reading, lexemes });
  if (!material || lexemes.length === 0) return [];
  const { hits } = evaluate(material, {
    ...{ clause: { is: 'words', text: '' }, asked: { count: count + 1 } },
    terms: termsOf([], added, material),
  });
  const like = withKeys(hits, lexemes, material);
  return like.filter(hit => hit.key !== key).slice(0, count);
}

/** The clauses whose words make a document better: those that are not denied. */
function wanted(clause: Clause | undefined): Clause[] {
  if (!clause || clause.is === 'not') return [];
  return clause.is === 'and' || clause.is === 'or' ? clause.of.flatMap(wanted) : [clause];
}

/** How many documents hold a word, without those that are no more. */
function holding(lexeme: string, { lists, gone }: Material): number {
  const all = lists.get(lexeme) ?? [];
  const held = all.reduce((sum, { n }) => sum + n, 0);
  if (gone.length === 0) return held;
  const went = gone.filter(number => all.some(list => holds(list, number))).length;
  return held - went;
}

// A word counts once, however often it was asked for: people write questions, and repeat themselves.
const termOf = (lexeme: string, material: Material): Term => ({
  weight: rarityOf(holding(lexeme, material), material.documents),
  lists: material.lists.get(lexeme) ?? [],
});
