import { fault, type Gathered, gatherFrom, keepLine, type LineReader } from '../gather.ts';
import { longestRecord, type ParsedRecord } from '../problem.ts';
import { fillNbib } from './fill-nbib.ts';
import { fillRefer } from './fill-refer.ts';

type Manner = {
  readonly tagLine: RegExp;
  /** Tags that begin a record, where the one before has them already. */
  readonly begins: readonly string[];
  fill(gathered: Gathered): ParsedRecord;
};

const nbib: Manner = {
  tagLine: /^\s{0,2}([A-Z][A-Z0-9]{1,4})\s{0,3}- ?(.*)$/s,
  begins: ['PMID'],
  fill: fillNbib,
};
const refer: Manner = {
  tagLine: /^\s{0,3}%([0-9A-Za-z@!?#$&()*+,\-/:;<=>[\]^_`{|}~"'.\\])(?:\s+(.*))?$/s,
  begins: ['0'],
  fill: fillRefer,
};

/** Reads PubMed's tagged format (MEDLINE, .nbib): an empty line parts records, indented lines go on. */
export const nbibReader = (): LineReader => reader(nbib);
/** Reads EndNote's tagged format, which refer and BibIX had before it: an empty line parts records. */
export const referReader = (): LineReader => reader(refer);

function reader({ tagLine, begins, fill }: Manner): LineReader {
  let now: Gathered | undefined;
  let isParted = false;
  const end = () => {
    const ended = now;
    now = undefined;
    isParted = false;
    return ended?.raw.some(text => text.trim() !== '') ? fill(ended) : undefined;
  };
  return {
    take(line) {
      const found = tagLine.exec(line.text);
      const [, tag = '', text = ''] = found ?? [];
      if (line.text.trim() === '') {
        isParted = now !== undefined;
        return undefined;
      }
      const begun = now?.tags.length ? now : undefined;
      const begins_ =
        found !== null &&
        begun &&
        (isParted || (begins.includes(tag) && (isFull(begun) || begun.tags.some(had => had.tag === tag))));
      const before = begins_ ? end() : undefined;
      isParted = false;
      now ??= gatherFrom(line.number);
      if (!keepLine(now, line)) return before;
      const last = now.tags.at(-1);
      if (found) now.tags.push({ tag, text: text.trim(), line: line.number });
      else if (last) last.text += `\n${line.text.trim()}`;
      else fault(now, { line: line.number, text: 'formats.problem.stray' });
      return before;
    },
    end,
  };
}

// What is too large already ends where the next may begin: its tags would else be looked through at each line.
const isFull = ({ size }: Gathered) => size > longestRecord;
