import { accents, scripts, symbols } from './latex-signs.ts';

/**
 * What a text in LaTeX shows: letters with their accents, signs by their names, superscripts where Unicode has them;
 * markup for how it looks (italics, small capitals) and the braces that keep capitals fall away.
 */
export function latexToText(latex: string): string {
  if (!/[\\{}$~`'-]/.test(latex)) return latex;
  const reader = { text: latex, at: 0, depth: 0 };
  return quoted(read(reader, '').replace(/\u00a0/g, ' ')).normalize('NFC');
}

/** “`so'”: a pair of single marks, of which the second is no apostrophe in a word. */
const quoted = (text: string): string =>
  text.includes('`') ? text.replace(/`([^`']+(?:'\p{L}[^`']*)*)'/gu, '‘$1’') : text;

type Reader = { readonly text: string; at: number; depth: number };
/** Deeper than any author writes; what opens beyond it, a group or the command of a command, is passed over. */
const deepest = 100;

/** Letters that mean themselves: most of any text, and read at once. */
const plainAhead = /[^\\{}$~`'^_-]+/y;

/** Reads on until `stop`, which it takes as well. */
function read(reader: Reader, stop: '' | '}' | '$'): string {
  let text = '';
  const { text: latex } = reader;
  while (reader.at < latex.length) {
    plainAhead.lastIndex = reader.at;
    const plain = plainAhead.exec(latex)?.[0] ?? '';
    text += plain;
    reader.at += plain.length;
    if (reader.at >= latex.length) break;
    const sign = latex[reader.at] ?? '';
    reader.at += 1;
    if (sign === stop) return text;
    if (sign === '\\') text += command(reader);
    else if (sign === '{') text += group(reader);
    else if (sign === '$' && stop !== '$') text += latex.includes('$', reader.at) ? read(reader, '$') : '$';
    else if ((sign === '^' || sign === '_') && stop === '$') text += script(reader, sign);
    else if (sign === '~') text += '\u00a0';
    else if (sign === '}' || sign === '$') text += '';
    else text += ligature(reader, sign);
  }
  return text;
}

const group = (reader: Reader): string => deeper(reader, () => read(reader, '}'));

function deeper(reader: Reader, inside: () => string): string {
  if (reader.depth >= deepest) return '';
  reader.depth += 1;
  const text = inside();
  reader.depth -= 1;
  return text;
}

function ligature(reader: Reader, sign: string): string {
  const { text, at } = reader;
  const [two, three] = [text.slice(at - 1, at + 1), text.slice(at - 1, at + 2)];
  if (three === '---') return jump(reader, 2, '—');
  if (two === '--') return jump(reader, 1, '–');
  if (two === '``') return jump(reader, 1, '“');
  if (two === "''") return jump(reader, 1, '”');
  return sign;
}

function jump(reader: Reader, by: number, text: string): string {
  reader.at += by;
  return text;
}

/** What a command takes: a group, another command, or the next letter. */
function argument(reader: Reader): string {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at += 1;
  const sign = reader.text[reader.at] ?? '';
  if (sign === '' || sign === '}') return '';
  reader.at += 1;
  if (sign === '{') return group(reader);
  if (sign === '\\') return deeper(reader, () => command(reader));
  const [letter = sign] = Array.from(reader.text.slice(reader.at - 1, reader.at + 1));
  reader.at += letter.length - 1;
  return letter;
}

/** Commands whose first argument is no text: a key to sort by, an address, a colour, a language, a width. */
const unshown = new Set([
  ...['noopsort', 'SortNoop', 'href', 'textcolor', 'color', 'foreignlanguage', 'bibinfo', 'bibfield'],
  ...['hspace', 'hspace*', 'vspace', 'vspace*', 'label', 'cite', 'citep', 'citet', 'ref', 'footnote'],
]);

const nameAhead = /[A-Za-z]+\*?/y;

function command(reader: Reader): string {
  const { text } = reader;
  nameAhead.lastIndex = reader.at;
  const name = nameAhead.exec(text)?.[0] ?? text[reader.at] ?? '';
  reader.at += name.length;
  const isWord = /^[A-Za-z]/.test(name);
  const accent = Object.hasOwn(accents, name) ? accents[name] : undefined;
  if (accent !== undefined) return accented(argument(reader), accent) || (/^[~^]$/.test(name) ? name : '');
  // A space ends the name of a command and is no space of the text.
  if (isWord && /\s/.test(text[reader.at] ?? '')) reader.at += 1;
  if (Object.hasOwn(symbols, name)) return symbols[name] ?? '';
  if (name === 'textsuperscript' || name === 'textsubscript')
    return inScript(argument(reader), name === 'textsuperscript' ? '^' : '_');
  if (name === 'url') return addressAhead(reader);
  if (unshown.has(name)) argument(reader);
  if (name === 'frac') return `${argument(reader)}/${argument(reader)}`;
  if (name === 'enquote' || name === 'enquote*') return `“${argument(reader)}”`;
  if (!isWord) return name;
  return text[reader.at] === '{' ? argument(reader) : '';
}

/** An address as it is: “~” and “_” are letters of it. */
function addressAhead(reader: Reader): string {
  const end = reader.text.indexOf('}', reader.at);
  if (reader.text[reader.at] !== '{' || end < 0) return '';
  const address = reader.text.slice(reader.at + 1, end);
  reader.at = end + 1;
  return address.replace(/\\([_%&#$~])/g, '$1');
}

/** The mark goes behind the first letter; a dotless i has its dot from the mark. */
function accented(argumentText: string, mark: string): string {
  const [first = '', ...rest] = Array.from(argumentText.replace(/^ı/, 'i').replace(/^ȷ/, 'j'));
  return first === '' ? '' : `${first}${mark}`.normalize('NFC') + rest.join('');
}

const script = (reader: Reader, sign: '^' | '_') => inScript(argument(reader), sign);

function inScript(text: string, sign: '^' | '_'): string {
  const letters = Array.from(text, letter => scripts[sign].get(letter));
  return letters.every(letter => letter !== undefined) ? letters.join('') : text;
}
