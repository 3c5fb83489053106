import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const textsOf = (language: string): Record<string, string>[] => {
  const folder = new URL(`../../locales/${language}/`, import.meta.url);
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
};

// "{count, plural, one {It is sealed.} other {# times}}" is made of "It is sealed." and "times".
const piecesOf = (message: string): string[] =>
  message
    .split(/[{}#]|\b\w+, (?:plural|select|selectordinal),|\b(?:=\d+|zero|one|two|few|many|other) $/)
    .map(piece => piece.replace(/\s+/g, ' ').trim())
    .filter(piece => /\p{L}/u.test(piece));

const isSentence = (piece: string) => piece.length >= 9 && /\p{L}\S* \p{L}/u.test(piece);

const english = new Set(textsOf('en').flatMap(texts => Object.values(texts).flatMap(piecesOf)));
const welsh = textsOf('cy').flatMap(texts => Object.values(texts).flatMap(piecesOf));
const welshPieces = new Set(welsh);
const allWelsh = welsh.join('\n');

const phrases = [...english].filter(piece => isSentence(piece) && !allWelsh.includes(piece));
const wholes = new Set([...english].filter(piece => !welshPieces.has(piece)));

/**
 * The pieces of our own English sentences that a page says: two words or more anywhere in a text, one word when it is
 * the whole text. What is marked as English (`lang="en"`) may stand.
 * @param known texts that are data, such as what a doctor wrote and the name of somebody's unit
 */
export async function englishOn(page: Page, known: readonly string[]): Promise<string[]> {
  const sentences = (await page.evaluate('ownwordsTest.sentences()')) as string[];
  return sentences.flatMap(sentence => {
    if (known.some(data => sentence === data || sentence.endsWith(`, ${data}`))) return [];
    if (wholes.has(sentence)) return [sentence];
    return phrases.filter(phrase => sentence.includes(phrase)).map(phrase => `${phrase} (in “${sentence}”)`);
  });
}
