import type { TextKey, TextValues } from '../../platform/language/index.ts';
import type { Creator, Entry, EntryField } from '../record/entry.ts';
import type { CreatorRole, RecordType } from '../record/kinds.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { mostProblems, type Problem } from './problem.ts';

type Text = Exclude<
  { [Field in keyof Entry]-?: Entry[Field] extends string | undefined ? Field : never }[keyof Entry],
  'type' | 'title'
>;
/** The fields of an entry that hold one line each; `summary` may have more than one. */
export type LineField = Text | 'title';
export type ListField = 'keywords' | 'isbn' | 'issn' | 'notes';

/** An entry while a reader fills it. What it holds is clean already, so it never has to be checked again. */
export type Draft = {
  readonly line: number;
  type: RecordType;
  readonly fields: Partial<Record<LineField, string>>;
  readonly lists: Partial<Record<ListField, string[]>>;
  readonly creators: Creator[];
  readonly others: Map<string, string>;
  readonly problems: Problem[];
  /** What our own export put beside a record because the format has no place for it. */
  remainder?: Partial<Record<EntryField, unknown>>;
};

/** An empty entry whose record begins at `line`. */
export function draftAt(line: number, type: RecordType = 'document'): Draft {
  return { line, type, fields: {}, lists: {}, creators: [], others: new Map(), problems: [] };
}

const longest = { line: 4000, text: 100_000 };
const most = { keywords: 2000, isbn: 2000, issn: 2000, notes: 500, creators: 5000, others: 500 };
/** Says what is wrong with a line of the record. */
export function tell(draft: Draft, text: TextKey, values?: TextValues, line = draft.line): void {
  if (draft.problems.length >= mostProblems) return;
  draft.problems.push(values === undefined ? { line, text } : { line, text, values });
}

function fitting(draft: Draft, value: string, length: number, line: number): string {
  if (value.length <= length) return value;
  tell(draft, 'formats.problem.cut', { length }, line);
  return value.slice(0, length).toWellFormed().trim();
}

/** Where a file lies on somebody's own computer: of no use to anybody else, and it may hold a name. */
export const isOfOneComputer = (address: string): boolean =>
  /^(?:file:|internal-pdf:|[a-z]:[\\/]|~?\/|files?[\\/])/i.test(address);

/** Fills a field that is empty yet; answers whether this value is the one that it now holds. */
export function put(draft: Draft, field: LineField, value: string, line = draft.line): boolean {
  const clean = field === 'summary' ? cleanText(value) : cleanLine(value);
  if (clean === '' || (field === 'url' && isOfOneComputer(clean))) return true;
  if (draft.fields[field] !== undefined) return draft.fields[field] === clean;
  draft.fields[field] = fitting(draft, clean, field === 'summary' ? longest.text : longest.line, line);
  return true;
}

/** Adds to a list what it does not hold already. */
export function add(draft: Draft, field: ListField, value: string, line = draft.line): void {
  const clean = field === 'notes' ? cleanText(value) : cleanLine(value);
  if (clean === '') return;
  const list = draft.lists[field] ?? [];
  draft.lists[field] = list;
  const fits = fitting(draft, clean, field === 'notes' ? longest.text : longest.line, line);
  if (list.includes(fits)) return;
  if (list.length < most[field]) list.push(fits);
  else tell(draft, 'formats.problem.tooMany', { most: most[field] }, line);
}

/** Keeps what has no place of its own, under a name; what comes under a name again stands behind it. */
export function keep(draft: Draft, name: string, value: string, line = draft.line): void {
  const clean = cleanLine(value);
  // A key that JavaScript itself understands would not be kept but obeyed.
  const key = name === '__proto__' ? 'proto' : cleanLine(name).slice(0, 200);
  if (clean === '' || key === '') return;
  const before = draft.others.get(key);
  if (before === undefined && draft.others.size >= most.others) return;
  // Full: nothing more is looked for in it, since a record may have hundreds of thousands of such lines.
  if (before !== undefined && before.length > longest.line - 3) {
    tell(draft, 'formats.problem.cut', { length: longest.line }, line);
    return;
  }
  if (before?.split('; ').includes(clean)) return;
  draft.others.set(
    key,
    fitting(draft, before === undefined ? clean : `${before}; ${clean}`, longest.line, line),
  );
}

/** Adds a person: a family name and what else is known of the name. */
export function addPerson(
  draft: Draft,
  role: CreatorRole,
  name: { family: string; given?: string | undefined },
): void {
  const family = cleanLine(name.family).slice(0, longest.line);
  const given = cleanLine(name.given ?? '').slice(0, longest.line);
  if (family === '') addBody(draft, role, given);
  else push(draft, given === '' ? { role, family } : { role, family, given });
}

/** Adds an organisation, or a name that cannot be parted. */
export function addBody(draft: Draft, role: CreatorRole, name: string): void {
  const clean = cleanLine(name).slice(0, longest.line);
  if (clean !== '') push(draft, { role, name: clean });
}

function push(draft: Draft, creator: Creator): void {
  if (draft.creators.length >= most.creators) {
    if (draft.creators.length === most.creators)
      tell(draft, 'formats.problem.tooMany', { most: most.creators });
    return;
  }
  draft.creators.push(creator);
}
