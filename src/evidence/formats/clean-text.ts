import { decodeHTML } from 'entities';

// Control characters are no text; the database can keep neither zero bytes nor half a letter. Nor are the unseen signs that
// turn what follows round, or that a program put where a line might be broken: a word with one would not be found.
const noText = /[^\P{Cc}\s]|[\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const entity = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/;

/**
 * Text without runs of white space that nobody wrote. Whatever looks for what stands before or behind white space would
 * look once for each of its signs, and for a million of them without end.
 */
export const pressed = (text: string): string =>
  text.length < 1000 ? text : text.replace(/\s{50,}/g, run => (run.includes('\n') ? '\n\n' : ' '));

/** A line as an entry holds it: entities of HTML as their letters, single spaces, composed letters. */
export function cleanLine(value: string): string {
  return cleanLetters(value).replace(/\s+/gu, ' ').trim();
}

/** Text of more than one line as an entry holds it. */
export function cleanText(value: string): string {
  return cleanLetters(value).replace(/\r\n?/g, '\n').trim();
}

const blocks = /\s*<\/?(?:jats:)?(?:p|br|div|li|ul|ol|h[1-6]|title|sec)(?:\s[^<>]*)?\/?>\s*/gi;
const marks = /<\/?(?:jats:)?(?:b|i|u|em|strong|italic|bold|su[bp]|small|span|font|a)(?:\s[^<>]*)?\/?>/gi;

/**
 * Text without the markup of HTML and JATS that repositories and publishers write into it as if it were text: a paragraph
 * stays one. Anything else between angle brackets is somebody’s words.
 */
export const withoutMarkup = (text: string): string =>
  text.includes('<')
    ? pressed(text)
        .replace(blocks, '\n\n')
        .replace(marks, '')
        .replace(/\n{3,}/g, '\n\n')
        .trim()
    : text;

// Most text is plain: one look is cheaper than five replacements.
const isPlain = /^[\t\n\r\x20-\x25\x27-\x7e]*$/;
function cleanLetters(value: string): string {
  if (isPlain.test(value)) return value;
  const letters = entity.test(value) ? decodeHTML(value) : value;
  return letters.toWellFormed().replaceAll('\0', '').replace(noText, '').normalize('NFC');
}
