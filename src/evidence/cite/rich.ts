import { escapeUTF8 } from 'entities';

/** Words of a citation: as they are, or set apart as the title of a whole work is. */
export type Piece = string | { readonly em: string };
export type Rich = readonly Piece[];
type Part = Rich | string | undefined;

/** The title of a whole work. */
export const em = (text: string | undefined): Rich | undefined =>
  text === undefined ? undefined : [{ em: text }];

/** A part of a citation. Nothing where any of what it says is not known: half a part would say something else. */
export function say(words: TemplateStringsArray, ...parts: readonly Part[]): Rich | undefined {
  if (parts.some(part => part === undefined || part.length === 0)) return undefined;
  return words.flatMap((text, place) => [text, ...pieces(parts[place])]).filter(piece => piece !== '');
}

const pieces = (part: Part): Rich => (part === undefined ? [] : typeof part === 'string' ? [part] : part);

/** The parts that are known, with something between each two. */
export function joined(between: string, parts: readonly Part[]): Rich | undefined {
  const known = parts.map(pieces).filter(part => plain(part) !== '');
  if (known.length === 0) return undefined;
  return known.flatMap((part, place) => (place === 0 ? part : [between, ...part]));
}

/** Ends with a full stop, unless it ends with a sign that does for one. */
export const stopped = (part: Part): Rich => {
  const text = plain(pieces(part));
  return text === '' ? [] : /[.?!][’”]{0,2}$/.test(text) ? pieces(part) : [...pieces(part), '.'];
};

/** In double quotation marks, in which those that a title has itself become single ones. */
export const doublyQuoted = (title: string, end = ''): string =>
  `“${title.replace(/“([^”]*)”|"([^"]*)"/g, (_, curly, straight) => `‘${curly ?? straight}’`)}${end}”`;

/** In single quotation marks, in which those that a title has itself become double ones; an apostrophe stays. */
export function singlyQuoted(title: string): string {
  if (/[“"]/.test(title)) return `‘${title}’`;
  return `‘${title.replace(/‘((?:[^’]|’(?=\p{L}))*)’|(?<![\p{L}\d])'((?:[^']|'(?=\p{L}))*)'(?!\p{L})/gu, (_, curly, straight) => `“${curly ?? straight}”`)}’`;
}

/** A title in double quotation marks, with its full stop inside them, or another sign; one that asks needs none. */
export const quotedSentence = (title: string, sign: '.' | ',' = '.'): string =>
  doublyQuoted(title, /[?!][’”'"]?$/.test(title) || title.endsWith(sign) ? '' : sign);

/** Sentences, each with its full stop. */
export const sentences = (parts: readonly Part[]): Rich => joined(' ', parts.map(stopped)) ?? [];

/** The words alone. */
export const plain = (rich: Rich): string =>
  rich.map(piece => (typeof piece === 'string' ? piece : piece.em)).join('');

/** As HTML, so that a word processor keeps what is set apart when it is copied. */
export const html = (rich: Rich): string =>
  rich
    .map(piece => (typeof piece === 'string' ? escapeUTF8(piece) : `<em>${escapeUTF8(piece.em)}</em>`))
    .join('');
