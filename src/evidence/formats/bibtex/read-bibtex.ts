import { pressed } from '../clean-text.ts';
import { fault, type Gathered, gatherFrom, keepLine, type LineReader } from '../gather.ts';
import type { Line } from '../lines.ts';
import type { ParsedRecord } from '../problem.ts';
import { crossReferences } from './crossref.ts';
import { fillBibtex } from './fill-bibtex.ts';
import { type Macros, parseEntry, readMacro } from './parse-entry.ts';

const begins = /@\s*(?:[A-Za-z]+\s*[{(]|[A-Za-z]*\s*$)/;
const beginsLine = /^\s{0,3}@\s*[A-Za-z]+\s*[{(]/;

type State = Gathered & { depth: number; close: string; text: string[]; opened: boolean; quoted: boolean };

/**
 * Reads BibTeX and BibLaTeX line by line. An entry ends where its braces do; if they never do, where the next entry
 * begins at the beginning of a line. What stands between entries is comment, as BibTeX has it.
 */
export function bibtexReader(): LineReader {
  const macros: Macros = new Map();
  let now: State | undefined;
  const queue: ParsedRecord[] = [];
  const references = crossReferences();
  const end = (isWhole: boolean) => {
    const ended = now;
    now = undefined;
    if (ended === undefined) return;
    if (!isWhole) fault(ended, { line: ended.line, text: 'formats.problem.bibtex.noEnd' });
    const entry = pressed(ended.text.join('\n'));
    // A set of BibLaTeX only names entries that stand in the file too.
    if (/^@\s*(?:comment|preamble|set)\b/i.test(entry) || /^@\s*\n?[\s%a-z\n]*preamble/i.test(entry)) return;
    if (/^@\s*string\b/i.test(entry)) readMacro(entry, macros);
    else {
      const parsed = { gathered: ended, entry: parseEntry(entry, ended.line, macros) };
      queue.push(...references.take(parsed).map(fillBibtex));
    }
  };
  const go = (line: Line) => {
    let rest = line.text;
    while (rest !== '') {
      if (now === undefined) {
        const at = rest.search(begins);
        if (at < 0) return;
        rest = rest.slice(at);
        now = { ...gatherFrom(line.number), depth: 0, close: '', text: [], opened: false, quoted: false };
      }
      const to = scan(now, rest);
      const part = to < 0 ? rest : rest.slice(0, to);
      if (keepLine(now, { ...line, text: part })) now.text.push(part);
      if (to < 0) return;
      end(true);
      rest = rest.slice(to);
    }
    if (now !== undefined && line.text === '') now.text.push('');
  };
  return {
    take(line) {
      if (now?.opened && beginsLine.test(line.text)) end(false);
      go(line);
      return queue.shift();
    },
    end() {
      if (now !== undefined) end(false);
      queue.push(...references.end().map(fillBibtex));
      return queue.shift();
    },
  };
}

/** Follows braces through a stretch of an entry: answers where the entry ends in it, -1 where it goes on. */
function scan(state: State, text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 92) at += 1;
    else if (!state.opened) {
      if (sign === 123 || sign === 40) {
        state.opened = true;
        state.close = sign === 123 ? '}' : ')';
        state.depth = sign === 123 ? 1 : 0;
      }
    } else if (sign === 34 && state.depth <= (state.close === '}' ? 1 : 0)) state.quoted = !state.quoted;
    else if (sign === 123) state.depth += 1;
    else if (sign === 125) {
      state.depth -= 1;
      if (state.depth <= 0 && state.close === '}') return at + 1;
    } else if (sign === 41 && state.close === ')' && state.depth <= 0 && !state.quoted) return at + 1;
  }
  return -1;
}
