import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';

/** A piece of text, and whether it is a word that was asked for. */
export type Piece = { readonly text: string; readonly hit: boolean };

/** Text without space or signs at its ends, cut as PostgreSQL cuts it, with the lexemes of each piece. */
type Cut = readonly (readonly [text: string, lexemes: readonly string[]])[];

// The signs are those of search.apart in migrations/0040.
const chunk =
  /[\p{L}\p{M}\p{N}](?:[^\s/\u2019\u2018\u02bc\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2026\u2013\u2014\u2012\u2015\u2010\u2011\u00b7\u2022\u2020\u2021\u00a7\u00b6\u00b0\u2032\u2033\u00d7\u00a0]*[\p{L}\p{M}\p{N}])?/gu;
/** A text is made of the same words again and again: what was asked once is known. About 16 MB at most. */
const known = { words: new Map<string, Cut>(), exact: new Map<string, Cut>() };
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
  const cuts = exact ? known.exact : known.words;
  await learn(tx, texts, { cuts, exact });
  return text => piecesOf(text, cuts, wanted);
}

async function learn(
  tx: Tx,
  texts: readonly string[],
  { cuts, exact }: { cuts: Map<string, Cut>; exact: boolean },
): Promise<void> {
  const missing = new Set<string>();
  for (const text of texts)
    for (const [found] of text.matchAll(chunk))
      if (found.length <= longest && !cuts.has(found)) missing.add(found);
  if (missing.size === 0) return;
  if (cuts.size > 0 && cuts.size + missing.size > mostKnown) {
    cuts.clear();
    return learn(tx, texts, { cuts, exact });
  }
  const chunks = [...missing];
  const { rows } = await sql<{ place: number; pieces: Cut }>`
    select place, pieces from search.lexemes_of(${chunks}::text[], ${exact})`.execute(tx.db);
  for (const { place, pieces } of rows) cuts.set(chunks[place - 1] ?? '', pieces);
}

function piecesOf(
  text: string,
  cuts: ReadonlyMap<string, Cut>,
  wanted: ReadonlySet<string>,
): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  let at = 0;
  const hit = (found: string) => {
    if (plain !== '') pieces.push({ text: plain, hit: false });
    plain = '';
    pieces.push({ text: found, hit: true });
  };
  for (const { 0: found, index } of text.matchAll(chunk)) {
    plain += text.slice(at, index);
    at = index + found.length;
    const cut = cuts.get(found);
    if (!cut?.some(([, lexemes]) => lexemes.some(lexeme => wanted.has(lexeme)))) plain += found;
    else
      for (const [part, lexemes] of cut)
        if (lexemes.some(lexeme => wanted.has(lexeme))) hit(part);
        else plain += part;
  }
  plain += text.slice(at);
  if (plain !== '') pieces.push({ text: plain, hit: false });
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
