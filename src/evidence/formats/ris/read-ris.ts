import { fault, type Gathered, gatherFrom, keepLine, type LineReader } from '../gather.ts';
import type { Line } from '../lines.ts';
import { mostProblems, type ParsedRecord } from '../problem.ts';
import { fillRis } from './fill-ris.ts';

// The specification wants two spaces before the hyphen and one behind; files in the wild have less, and tabs.
const tagLine = /^\s{0,8}([A-Z][A-Z0-9])(\s{0,3})-(?:\s(.*)|([^\s-].*)?)$/s;
// Some write the tags small; only where a record begins so, for a wrapped line may begin with “so - called”.
const smallTagLine = /^\s{0,8}([A-Za-z][A-Za-z0-9])(\s{0,3})-(?:\s(.*)|([^\s-].*)?)$/s;
const smallBegin = /^\s{0,8}ty\s{0,3}-\s/;

/** What JSTOR, EBSCO and the Cochrane Library write before their records. */
const preface = /^(?:\d+\.|record #?\d+ of \d+|(?:provider|database|content|source): .*)?$/i;

/**
 * Reads RIS line by line. A record begins with TY and ends with ER, or where the next begins; a line without a tag
 * goes on with what the line before said. Words behind the last ER are no record that failed: the last record tells of them.
 */
export function risReader(): LineReader {
  const records = recordReader();
  let held: ParsedRecord | undefined;
  const passed = (next: ParsedRecord | undefined) => {
    const before = held;
    held = next;
    return before;
  };
  return {
    take(line) {
      const next = records.take(line);
      return next && passed(next);
    },
    end() {
      const last = records.end();
      if (last === undefined || last.entry !== undefined || held === undefined)
        return passed(last) ?? passed(undefined);
      return (
        passed({ ...held, problems: [...held.problems, ...last.problems].slice(0, mostProblems) }) &&
        passed(undefined)
      );
    },
  };
}

const recordReader = (): LineReader => {
  let now: Gathered | undefined;
  let isTight = true;
  let isSmall = false;
  const end = () => {
    const ended = now;
    now = undefined;
    return ended === undefined || ended.raw.every(text => text.trim() === '') ? undefined : fillRis(ended);
  };
  const begin = (line: Line) => (now ??= gatherFrom(line.number));
  const take = (line: Line): ParsedRecord | undefined => {
    if (smallBegin.test(line.text)) isSmall = true;
    const found = (isSmall ? smallTagLine : tagLine).exec(line.text);
    const [, given = '', space = ''] = found ?? [];
    const tag = given.toUpperCase();
    if (tag === 'TY' && (now === undefined || isBegun(now) || space.length === 2)) {
      const before = now !== undefined && isBegun(now) ? endWithoutEr(now, end) : undefined;
      isTight = space.length < 2;
      isSmall = given !== tag;
      keepTag(begin(line), line, { tag, text: saidBy(found) });
      return before;
    }
    if (line.text.trim() === '' && now === undefined) return undefined;
    // A record that keeps to the two spaces has wrapped lines that only look like tags: “T2 - weighted images”.
    const isTag = found !== null && (isTight || space.length >= 2 || tag === 'ER');
    const gathered = begin(line);
    if (isTag) keepTag(gathered, line, { tag, text: saidBy(found) });
    else keepMore(gathered, line);
    return isTag && tag === 'ER' ? end() : undefined;
  };
  return { take, end: () => (now !== undefined && isBegun(now) ? endWithoutEr(now, end) : end()) };
};

const saidBy = (found: RegExpExecArray | null) => (found?.[3] ?? found?.[4] ?? '').trim();
const isBegun = (gathered: Gathered) => gathered.tags.length > 0;

function endWithoutEr(gathered: Gathered, end: () => ParsedRecord | undefined) {
  fault(gathered, { line: gathered.line, text: 'formats.problem.ris.noEnd' });
  return end();
}

function keepTag(gathered: Gathered, line: Line, { tag, text }: { tag: string; text: string }) {
  if (keepLine(gathered, line)) gathered.tags.push({ tag, text, line: line.number });
}

function keepMore(gathered: Gathered, line: Line) {
  if (!keepLine(gathered, line)) return;
  const last = gathered.tags.at(-1);
  if (last !== undefined) last.text += `\n${line.text.trim()}`;
  else if (!preface.test(line.text.trim()))
    fault(gathered, { line: line.number, text: 'formats.problem.stray' });
}
