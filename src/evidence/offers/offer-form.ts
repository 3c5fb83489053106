import type { Translate } from '../../platform/language/index.ts';
import { type Body, type FieldProblem, isStorable, one } from '../../platform/web/index.ts';
import { boxesOf, type Typed } from '../desk/entry-form.ts';
import { readEntry } from '../desk/read-entry.ts';
import type { Entry } from '../record/entry.ts';

/** What is asked of whoever offers a record. */
export const offeredFields = ['type', 'title', 'creators', 'year', 'publisher', 'url', 'doi'] as const;
const own = ['because', 'email'] as const;
const longest: Readonly<Record<string, number>> = {
  ...{ title: 1000, creators: 5000, publisher: 500, url: 2000, doi: 300, because: 5000, email: 254 },
};

/** A box that nobody sees: whatever fills it in is a program. */
export const trap = 'website';

/** An offer as it was typed. */
export function typedOffer(body: Body): Typed {
  return Object.fromEntries([...offeredFields, ...own, trap].map(name => [name, one(body, name)]));
}

type Read =
  | { readonly entry: Entry; readonly because: string; readonly email: string | undefined }
  | { readonly problems: FieldProblem[] };

/**
 * Reads an offer: what it says, or what is wrong with it, a sentence for a field. Of what is too long nothing is read:
 * anybody may send anything.
 */
export function readOffer(typed: Typed, t: Translate): Read {
  const tooLong = Object.entries(longest).flatMap(([field, max]) =>
    textOf(typed, field).length > max ? [{ field, text: t('platform.problem.long', { max }) }] : [],
  );
  if (tooLong.length > 0) return { problems: tooLong };
  const read = readEntry(typed, t);
  const entryProblems = 'entry' in read ? tooMany(read.entry, t) : read.problems;
  const known = new Set(entryProblems.map(({ field }) => field));
  const problems = [...entryProblems, ...ownProblems(typed, t).filter(({ field }) => !known.has(field))];
  if (!('entry' in read) || problems.length > 0) return { problems };
  const email = (typed.email ?? '').trim();
  return {
    entry: read.entry,
    because: (typed.because ?? '').trim(),
    email: email === '' ? undefined : email,
  };
}

const textOf = (typed: Typed, field: string) => (typed[field] ?? '').trim();

/** A name in each line is stored with much beside it: the database keeps no larger entry of anybody. */
const largestEntry = 25_000;
const tooMany = (entry: Entry, t: Translate): FieldProblem[] =>
  Buffer.byteLength(JSON.stringify(entry)) > largestEntry
    ? [{ field: 'creators', text: t('offers.problem.creators') }]
    : [];

function ownProblems(typed: Typed, t: Translate): FieldProblem[] {
  const text = (name: string) => textOf(typed, name);
  const problem = (field: string): string | undefined => {
    if (!isStorable(text(field))) return t('platform.problem.unstorable');
    if (field === 'because' && text(field) === '') return t('offers.problem.because');
    if (field === 'email' && text(field) !== '' && !isAddress(text(field))) return t('offers.problem.email');
    return field === trap && text(field) !== '' ? t('offers.problem.trap') : undefined;
  };
  return [...offeredFields, ...own, trap].flatMap(field => {
    const said = problem(field);
    return said === undefined ? [] : [{ field, text: said }];
  });
}

const isAddress = (text: string) => /^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+\.[^\s@<>,;:"()]+$/.test(text);

/** The boxes of the form for what is offered. */
export const offerBoxes = (typed: Typed, t: Translate) =>
  boxesOf(typed, t).filter(({ name }) => (offeredFields as readonly string[]).includes(name));
