import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { type Beginnings, beginningsOf, type Chunks, chunksOf } from './chunks.ts';

/** A piece of text, and whether it is a word that was asked for. */
export type Piece = { readonly text: string; readonly hit: boolean };

/** A chunk cut as PostgreSQL cuts it, with the lexemes of each piece. */
type Cut = readonly (readonly [text: string, lexemes: readonly string[]])[];
/** A chunk that is one word is known by its lexeme, and by nothing where it says nothing. */
type Known = string | Cut;

/** A text is made of the same words again and again: what was asked once is known. About 16 MB at most. */
const known = { words: new Map<string, Known>(), exact: new Map<string, Known>() };
const mostKnown = 60_000;
const longest = 200;

type Highlighting = {
  /** All texts that will be shown. */
  readonly texts: readonly string[];
  /** The lexemes that were asked for: `words` of what was found. */
  readonly words: readonly string[];
  /** True where words were searched as they are written. */
  readonly exact?: boolean;
};

/**
 * Marks in texts the words that were asked for. A word is a hit when PostgreSQL makes of it a lexeme that was searched, so
 * what is marked is what was found. One question to the database, and none where all words have been seen before.
 * @returns a function that cuts any of these texts into pieces; joined again they are the text
 */
export async function highlight(
  tx: Tx,
  { texts, words, exact = false }: Highlighting,
): Promise<(text: string) => readonly Piece[]> {
  const wanted = new Set(words);
  if (wanted.size === 0) return text => [{ text, hit: false }];
  const looking = { cuts: exact ? known.exact : known.words, beginnings: beginningsOf(wanted) };
  const looked = new Map(texts.map(text => [text, lookUp(text, looking)]));
  await learn(tx, looked, { cuts: looking.cuts, exact });
  return text => piecesOf(text, looked.get(text) ?? lookUp(text, looking), wanted);
}

/** The chunks of a text that may be a hit, and what is known of each. */
type Looked = { readonly chunks: Chunks; readonly known: (Known | undefined)[] };

type Looking = { readonly cuts: Map<string, Known>; readonly beginnings: Beginnings };

function lookUp(text: string, { cuts, beginnings }: Looking): Looked {
  const chunks = chunksOf(text, beginnings);
  const found: (Known | undefined)[] = [];
  for (let at = 0; at < chunks.length; at += 2) found.push(cuts.get(text.slice(chunks[at], chunks[at + 1])));
  return { chunks, known: found };
}

type Learning = { readonly cuts: Map<string, Known>; readonly exact: boolean };

/** Asks for the chunks of which nothing is known yet, all at once. */
async function learn(tx: Tx, texts: ReadonlyMap<string, Looked>, { cuts, exact }: Learning): Promise<void> {
  const missing = new Map<string, { known: (Known | undefined)[]; at: number }[]>();
  for (const [text, { chunks, known: found }] of texts)
    for (let at = found.indexOf(undefined); at >= 0; at = found.indexOf(undefined, at + 1)) {
      const chunk = text.slice(chunks[2 * at], chunks[2 * at + 1]);
      if (chunk.length > longest) continue;
      const places = missing.get(chunk) ?? [];
      if (places.length === 0) missing.set(chunk, places);
      places.push({ known: found, at });
    }
  if (missing.size === 0) return;
  if (cuts.size + missing.size > mostKnown) cuts.clear();
  const asked = [...missing.keys()];
  const { rows } = await sql<{ place: number; pieces: Cut }>`
    select place, pieces from search.lexemes_of(${asked}::text[], ${exact})`.execute(tx.db);
  for (const { place, pieces } of rows) {
    const chunk = asked[place - 1] ?? '';
    const is = knownAs(chunk, pieces);
    cuts.set(chunk, is);
    for (const { known: found, at } of missing.get(chunk) ?? []) found[at] = is;
  }
}

function knownAs(chunk: string, pieces: Cut): Known {
  const [first, ...others] = pieces;
  if (!first || others.length > 0 || first[0] !== chunk || first[1].length > 1) return pieces;
  return first[1][0] ?? '';
}

function piecesOf(
  text: string,
  { chunks, known: found }: Looked,
  wanted: ReadonlySet<string>,
): readonly Piece[] {
  const pieces: Piece[] = [];
  let shown = 0;
  const hit = (from: number, until: number) => {
    if (from > shown) pieces.push({ text: text.slice(shown, from), hit: false });
    pieces.push({ text: text.slice(from, until), hit: true });
    shown = until;
  };
  for (const [at, cut] of found.entries()) {
    if (cut === undefined || cut === '') continue;
    const [from = 0, until = 0] = [chunks[2 * at], chunks[2 * at + 1]];
    if (typeof cut === 'string') {
      if (wanted.has(cut)) hit(from, until);
      continue;
    }
    let place = from;
    for (const [part, lexemes] of cut) {
      if (lexemes.some(lexeme => wanted.has(lexeme))) hit(place, place + part.length);
      place += part.length;
    }
  }
  if (shown < text.length) pieces.push({ text: text.slice(shown), hit: false });
  return pieces;
}

/**
 * The part of a long text in which most of what was asked for stands, cut between words.
 * @param pieces as `highlight` cuts it
 * @param most how many letters are shown at most, about
 * @returns its pieces, with “…” where something was left out
 */
export function snippet(pieces: readonly Piece[], most = 240): readonly Piece[] {
  const text = pieces.map(piece => piece.text).join('');
  if (text.length <= most) return pieces;
  const [from, until] = windowOf(pieces, { text, most });
  const shown: Piece[] = from > 0 ? [{ text: '… ', hit: false }] : [];
  let at = 0;
  for (const piece of pieces) {
    const part = piece.text.slice(Math.max(0, from - at), Math.max(0, until - at));
    if (part !== '') shown.push({ text: part, hit: piece.hit });
    at += piece.text.length;
  }
  return until < text.length ? [...shown, { text: ' …', hit: false }] : shown;
}

/** From a little before the hit after which most different ones follow, to as far as there is room. */
function windowOf(
  pieces: readonly Piece[],
  { text, most }: { text: string; most: number },
): [from: number, until: number] {
  const hits: { at: number; word: string }[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (piece.hit) hits.push({ at, word: piece.text.toLowerCase() });
    at += piece.text.length;
  }
  const before = Math.round(most / 6);
  let best = { at: 0, worth: 0 };
  for (const [place, { at: start }] of hits.entries()) {
    const inside = hits.slice(place).filter(hit => hit.at < start + most - before);
    const worth = 10 * new Set(inside.map(({ word }) => word)).size + inside.length;
    if (worth > best.worth) best = { at: start, worth };
  }
  const earliest = Math.max(0, Math.min(best.at - before, text.length - most));
  const from = earliest === 0 ? 0 : text.indexOf(' ', earliest) + 1;
  const end = text.lastIndexOf(' ', from + most);
  return [Math.min(from, best.at), from + most >= text.length ? text.length : Math.max(end, best.at + 1)];
}
