import type { Gathered } from '../gather.ts';
import type { BibEntry, BibField } from './parse-entry.ts';

/** An entry as it was gathered, in LaTeX still. */
export type Parsed = { readonly gathered: Gathered; readonly entry: BibEntry };

// More are not held: a file of proceedings names them near their papers.
const [mostParents, mostHeld, largestHeld] = [5000, 1000, 16 * 1024 * 1024];
const longest = 2000;

/** What a paper has from the volume that it stands in (btxdoc, 4; BibLaTeX’s manual, 2.4.1), by its name there. */
const inherited: Readonly<Record<string, string>> = {
  title: 'booktitle',
  subtitle: 'booksubtitle',
  ...Object.fromEntries(
    [
      ...([
        'booktitle',
        'booksubtitle',
        'editor',
        'year',
        'month',
        'date',
        'publisher',
        'organization',
        'address',
      ] as const),
      ...(['location', 'series', 'volume', 'isbn', 'issn', 'eventtitle', 'venue'] as const),
    ].map(name => [name, name]),
  ),
};

/**
 * Gives entries what they have from another one, which mostly stands behind them: until that comes, they wait, and what
 * stands behind them does too, so that all come in the order of the file.
 */
export function crossReferences() {
  const parents = new Map<string, readonly BibField[]>();
  const held: Parsed[] = [];
  let size = 0;
  const isReady = (one: Parsed) => askedFor(one) === '' || parents.has(askedFor(one));
  const released = (isEnd: boolean): Parsed[] => {
    const out: Parsed[] = [];
    for (let [one] = held; one !== undefined; [one] = held) {
      if (!isEnd && !isReady(one) && held.length <= mostHeld && size <= largestHeld) break;
      held.shift();
      size -= one.gathered.size;
      out.push(whole(one, parents));
    }
    return out;
  };
  return {
    /** Answers the entries that are whole now. */
    take(parsed: Parsed): Parsed[] {
      const key = parsed.entry.key.toLowerCase();
      if (askedFor(parsed) === '' && key !== '' && parents.size < mostParents)
        parents.set(key, toInherit(parsed.entry));
      held.push(parsed);
      size += parsed.gathered.size;
      return released(false);
    },
    /** The others, whose other entry never came. */
    end: (): Parsed[] => released(true),
  };
}

const askedFor = ({ entry }: Parsed) =>
  (entry.fields.find(({ name }) => name === 'crossref')?.value ?? '').trim().toLowerCase();

const toInherit = ({ fields }: BibEntry) =>
  fields.filter(({ name, value }) => Object.hasOwn(inherited, name) && value.length <= longest);

function whole(parsed: Parsed, parents: ReadonlyMap<string, readonly BibField[]>): Parsed {
  const { entry } = parsed;
  if (askedFor(parsed) === '' || !parents.has(askedFor(parsed))) return parsed;
  const own = entry.fields.filter(({ name }) => name !== 'crossref');
  const has = new Set(own.map(({ name }) => name));
  const more = (parents.get(askedFor(parsed)) ?? [])
    .map(field => ({ ...field, name: inherited[field.name] ?? field.name }))
    .filter(({ name }, at, all) => !has.has(name) && all.findIndex(one => one.name === name) === at);
  return { ...parsed, entry: { ...entry, fields: [...own, ...more] } };
}
