/** Abbreviations by their names in lower case: what @string said, so far. */
export type Macros = Map<string, string>;

export type BibField = { readonly name: string; readonly value: string; readonly line: number };
export type BibEntry = {
  readonly type: string;
  readonly key: string;
  readonly fields: readonly BibField[];
  readonly unknown: readonly string[];
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const longestValue = 200_000;
const mostMacros = 10_000;
// An abbreviation is short and stands for a name: a long one that is named again and again would make much of a small file.
const longestMacro = 2000;

/** The fields of one entry as they stand in it, with abbreviations put in; still in LaTeX. */
export function parseEntry(text: string, firstLine: number, macros: Macros): BibEntry {
  const head = /^@\s*([A-Za-z]*)\s*[{(]\s*([^,={}()"]*?)\s*(?:,|(?=[})]?\s*$)|\n|$)/.exec(text);
  const reader = { text, at: head?.[0].length ?? text.search(/[{(]/) + 1, macros, unknown: [] as string[] };
  const isField = (head?.[2] ?? '').includes('=');
  if (isField) reader.at = text.search(/[{(]/) + 1;
  const fields: BibField[] = [];
  const lines = lineCounter(text, firstLine);
  for (;;) {
    const name = nextName(reader);
    if (name === undefined) break;
    const line = lines(reader.at);
    const value = readValue(reader);
    if (fields.length < 1000) fields.push({ name: name.toLowerCase(), value, line });
  }
  return {
    type: (head?.[1] ?? '').toLowerCase(),
    key: isField ? '' : (head?.[2] ?? ''),
    fields,
    unknown: reader.unknown,
  };
}

/** Takes in what one @string entry abbreviates. */
export function readMacro(text: string, macros: Macros): void {
  const reader = { text, at: text.search(/[{(]/) + 1, macros, unknown: [] };
  const name = nextName(reader);
  if (name !== undefined && macros.size < mostMacros)
    macros.set(name.toLowerCase(), readValue(reader).slice(0, longestMacro));
}

type Reader = { readonly text: string; at: number; readonly macros: Macros; readonly unknown: string[] };

const nameAhead = /[\s,]*([^\s=,{}"#%()]+)\s*=\s*/y;

const wordAhead = /[\s,]*[^\s,]*/y;

/** The name before the next “=”; whatever is no field is passed over. */
function nextName(reader: Reader): string | undefined {
  while (reader.at < reader.text.length) {
    nameAhead.lastIndex = reader.at;
    const found = nameAhead.exec(reader.text);
    if (found !== null) {
      reader.at = nameAhead.lastIndex;
      return found[1];
    }
    wordAhead.lastIndex = reader.at;
    wordAhead.test(reader.text);
    // Where no word stands ahead, a sign does that is part of none.
    reader.at = Math.max(wordAhead.lastIndex, reader.at + 1);
  }
  return undefined;
}

/** A value: pieces in braces, in quotation marks, numbers and abbreviations, joined by “#”. */
function readValue(reader: Reader): string {
  let value = '';
  for (;;) {
    const piece = readPiece(reader);
    if (value.length < longestValue) value += piece;
    const more = /^\s*#\s*/.exec(reader.text.slice(reader.at, reader.at + 200));
    if (more === null) return value.slice(0, longestValue);
    reader.at += more[0].length;
  }
}

function readPiece(reader: Reader): string {
  const { text } = reader;
  const sign = text[reader.at];
  if (sign === '{' || sign === '"') {
    const end = closing(text, reader.at);
    const piece = text.slice(reader.at + 1, end);
    reader.at = end + 1;
    return piece;
  }
  const bare = /^[^\s,#{}")]*/.exec(text.slice(reader.at, reader.at + 500))?.[0] ?? '';
  reader.at += bare.length;
  const name = bare.toLowerCase();
  const month = months.indexOf(name.slice(0, 3));
  const known = reader.macros.get(name);
  if (known !== undefined) return known;
  if (month >= 0 && /^[a-z]{3,9}$/.test(name)) return bare;
  if (!/^[\d-]*$/.test(name)) reader.unknown.push(bare.slice(0, 60));
  return bare;
}

function closing(text: string, from: number): number {
  const isQuoted = text[from] === '"';
  let depth = 0;
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && depth === 0 && !isQuoted) return at;
    else if (sign === '}') depth -= 1;
    else if (sign === '"' && isQuoted && depth <= 0) return at;
  }
  return text.length;
}

function lineCounter(text: string, firstLine: number): (at: number) => number {
  let counted = 0;
  let line = firstLine;
  return at => {
    for (let next = text.indexOf('\n', counted); next >= 0 && next < at; next = text.indexOf('\n', counted)) {
      line += 1;
      counted = next + 1;
    }
    return line;
  };
}
