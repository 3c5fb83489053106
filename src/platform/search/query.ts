import { type Fields, type Token, tokensOf } from './tokens.ts';

/**
 * What somebody typed into a box of search. Plain words find whatever holds any of them. Where there is a quotation, an
 * AND, an OR, a NOT or a field, that part is strict.
 *
 *   query  = or
 *   or     = and { "OR" and }
 *   and    = clause { ["AND"] clause }
 *   clause = "NOT" clause | plain | one
 *   plain  = ( word | "-" ( word | one ) ) { word | "-" ( word | one ) }
 *   one    = "(" or ")" | [field ":"] ( word | “"” words "”" )
 *
 * A word with a “*” behind it stands for all that begin like it.
 */
export type Clause =
  | { readonly is: 'words'; readonly text: string }
  | { readonly is: 'phrase'; readonly text: string; readonly field?: string }
  | { readonly is: 'field'; readonly text: string; readonly field: string }
  | { readonly is: 'value'; readonly field: string; readonly from: string; readonly until: string }
  | { readonly is: 'and' | 'or'; readonly of: readonly Clause[] }
  | { readonly is: 'not'; readonly of: Clause };

/** Where the reading stands. */
type Reading = { readonly tokens: readonly Token[]; at: number; readonly fields: Fields };

/**
 * Reads what was typed. What makes no sense is left out or taken for words, so that every text is a query.
 * @param typed the text
 * @param fields the fields that the index knows
 * @returns the query; undefined where nothing was asked for
 */
export function readQuery(typed: string, fields: Fields): Clause | undefined {
  const reading: Reading = { tokens: tokensOf(typed, fields), at: 0, fields };
  const found: Clause[] = [];
  while (reading.at < reading.tokens.length) {
    const clause = readOr(reading);
    if (clause) found.push(clause);
    // A bracket or an operator that belongs to nothing.
    else reading.at += 1;
  }
  return joined('and', found);
}

function readOr(reading: Reading): Clause | undefined {
  const found = [readAnd(reading)];
  while (take(reading, 'OR')) found.push(readAnd(reading));
  return joined('or', found.filter(isThere));
}

function readAnd(reading: Reading): Clause | undefined {
  const found: Clause[] = [];
  for (;;) {
    take(reading, 'AND');
    const clause = readClause(reading);
    if (!clause) return joined('and', found);
    found.push(clause);
  }
}

function readClause(reading: Reading): Clause | undefined {
  return readDenied(reading) ?? readPlain(reading) ?? readOne(reading);
}

function readDenied(reading: Reading): Clause | undefined {
  if (!take(reading, 'NOT')) return undefined;
  return denied(readDenied(reading) ?? readWords(reading) ?? readOne(reading));
}

/** Plain words that stand together are one clause, also where one between them is left out. */
function readPlain(reading: Reading): Clause | undefined {
  const words: string[] = [];
  const without: (Clause | undefined)[] = [];
  for (;;) {
    const plain = readWords(reading);
    if (plain) words.push(plain.text);
    else if (take(reading, '-')) without.push(denied(readWords(reading, 1) ?? readOne(reading)));
    else break;
  }
  const text = words.join(' ');
  return joined('and', [
    ...(text === '' ? [] : [{ is: 'words', text } as const]),
    ...without.filter(isThere),
  ]);
}

function readWords(reading: Reading, most = Number.POSITIVE_INFINITY) {
  const words: string[] = [];
  for (let next = nextOf(reading); words.length < most && isPlain(next); next = nextOf(reading)) {
    words.push(next.text);
    reading.at += 1;
  }
  return words.length > 0 ? { is: 'words' as const, text: words.join(' ') } : undefined;
}

function readOne(reading: Reading): Clause | undefined {
  if (!take(reading, '(')) return readStrict(reading);
  const inside = readOr(reading);
  take(reading, ')');
  return inside ?? readClause(reading);
}

function readStrict(reading: Reading): Clause | undefined {
  const next = nextOf(reading);
  if (next?.is !== 'word' && next?.is !== 'phrase') return undefined;
  reading.at += 1;
  const { is, text, field } = next;
  if (field !== undefined && reading.fields.values.includes(field)) {
    // “2010-2016”, “2010-” and “-2016” are years from and until; any other value is itself.
    const [, from = text, until = text] = (is === 'word' && /^(\d*)[-–](\d*)$/.exec(text)) || [];
    // Between two years is what is meant, whichever was written first.
    const isTurned = from !== '' && until !== '' && from !== until && Number(from) > Number(until);
    return { is: 'value', field, ...(isTurned ? { from: until, until: from } : { from, until }) };
  }
  if (is === 'phrase') return { is: 'phrase', text, ...(field !== undefined && { field }) };
  return field === undefined ? undefined : { is: 'field', text, field };
}

const nextOf = ({ tokens, at }: Reading): Token | undefined => tokens[at];
const isPlain = (next: Token | undefined): next is Token & { is: 'word' } =>
  next?.is === 'word' && next.field === undefined;
const denied = (of: Clause | undefined): Clause | undefined => of && { is: 'not', of };
const isThere = <T>(value: T | undefined): value is T => value !== undefined;

function take(reading: Reading, is: Token['is']): boolean {
  if (nextOf(reading)?.is !== is) return false;
  reading.at += 1;
  return true;
}

function joined(is: 'and' | 'or', clauses: readonly Clause[]): Clause | undefined {
  return clauses.length > 1 ? { is, of: clauses } : clauses[0];
}

const beginning = /([\p{L}\p{M}\p{N}]{2,})\*(?![\p{L}\p{N}])/gu;

/** The beginnings that words of a clause have a “*” behind: `pris` of “pris*”. One letter alone begins too much. */
export const beginningsIn = (clause: Clause): string[] =>
  clause.is === 'words' || clause.is === 'field'
    ? [...clause.text.matchAll(beginning)].map(([, found = '']) => found)
    : [];

/** A clause and all that stand within it. */
export function clausesIn(clause: Clause): Clause[] {
  if (clause.is === 'not') return [clause, ...clausesIn(clause.of)];
  return clause.is === 'and' || clause.is === 'or' ? [clause, ...clause.of.flatMap(clausesIn)] : [clause];
}
