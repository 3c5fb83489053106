import { readCreators, writeCreators } from './creators-text.ts';
import type { Creator, Entry } from './entry.ts';

/**
 * The labelled lines in which catalogues of this field's grey literature print a record:
 *
 *   Author: Family, Given
 *   Title: …
 *   Summary: …
 *   Details: Place: Publisher, 2011. 56p.
 *   Source: Internet Resource: Accessed January 30, 2012 at: https://…
 *   Year: 2011
 *   Country: …
 *   URL: …
 *   Shelf Number: …
 *   Keywords: one; another
 */
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** Writes a record as those catalogues do; what is unknown has no line. */
export function writeCatalogueText(entry: Entry): string {
  const lines: [label: string, text: string | undefined][] = [
    ...writeCreators(entry.creators ?? []).map((name): [string, string] => ['Author', name]),
    ['Title', entry.title],
    ['Summary', entry.summary],
    ['Details', detailsOf(entry)],
    ['Source', sourceOf(entry)],
    ['Year', entry.year === undefined ? undefined : String(entry.year)],
    ['Country', entry.country],
    ['URL', entry.url],
    ['Shelf Number', entry.shelfNumber],
    ['Keywords', entry.keywords?.join('; ')],
  ];
  return lines
    .filter(([, text]) => text !== undefined && text !== '')
    .map(([label, text]) => `${label}: ${text}`)
    .join('\n');
}

/** “London: Clinks, 2011. 56p.” */
export function detailsOf({ place, publisher, year, extent }: Entry): string | undefined {
  const issued = [publisher, year].filter(part => part !== undefined).join(', ');
  const first = [place, issued].filter(part => part !== undefined && part !== '').join(': ');
  return (
    [first === '' ? undefined : `${first}.`, extent].filter(part => part !== undefined).join(' ') || undefined
  );
}

/** “Internet Resource: Accessed January 30, 2012 at: https://…” */
export function sourceOf({ source, accessed, url }: Entry): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(accessed ?? '') ?? [];
  const read = day === undefined ? accessed : `${months[Number(month) - 1]} ${Number(day)}, ${year}`;
  const when = read === undefined ? undefined : `Accessed ${read}${url === undefined ? '' : ` at: ${url}`}`;
  return [source, when].filter(part => part !== undefined).join(': ') || undefined;
}

const label = /^(Author|Title|Summary|Details|Source|Year|Country|URL|Shelf Number|Keywords):[ \t]*/i;

/** The label that a line begins with, in small letters. */
export const labelOf = (line: string): string | undefined => label.exec(line)?.[1]?.toLowerCase();

/**
 * Reads a record out of such lines, in any order; a line without a label goes on from the one before.
 * @returns what was understood; what is not there is not known
 */
export function readCatalogueText(text: string): Partial<Entry> {
  const said = new Map<string, string[]>();
  let last = '';
  for (const line of text.split(/\r\n?|\n/)) {
    const [all, name] = label.exec(line) ?? [];
    if (name !== undefined && all !== undefined) {
      last = name.toLowerCase();
      const before = said.get(last);
      const text = line.slice(all.length).trim();
      if (before) before.push(text);
      else said.set(last, [text]);
    } else if (last !== '') said.get(last)?.push(line.trim());
  }
  const one = (name: string) => said.get(name)?.join('\n').trim() || undefined;
  const year = /^\d{4}$/.exec(one('year') ?? '')?.[0];
  const keywords = (one('keywords') ?? '')
    .split(/[;\n]/)
    .map(word => word.trim())
    .filter(word => word !== '');
  return withoutUnknown({
    creators: authorsIn(said.get('author') ?? []),
    ...{ title: one('title'), summary: one('summary') },
    ...readDetails(one('details') ?? ''),
    ...readSource(one('source') ?? ''),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...{ country: one('country'), shelfNumber: one('shelf number') },
    ...(one('url') === undefined ? {} : { url: one('url') }),
    keywords: keywords.length > 0 ? keywords : undefined,
  });
}

function authorsIn(lines: readonly string[]): Creator[] | undefined {
  // Some print all authors in one line.
  const creators = readCreators(
    lines.map(line => (line.includes('"') ? line : line.replaceAll(';', '\n'))).join('\n'),
  );
  return creators.length > 0 ? creators : undefined;
}

const details = [
  /^(?:([^:]+): )?(?:(.+?), )?(\d{4})\.(?:\s+(.+))?$/,
  /^(?!\d)(?:([^:]+): )?([^.]+)\.(?:\s+(.+))?$/,
] as const;

function readDetails(text: string): Partial<Entry> {
  const dated = details[0].exec(text);
  if (dated) {
    const [, place, publisher, year, extent] = dated;
    return withoutUnknown({ place, publisher, year: Number(year), extent });
  }
  const [, place, publisher, extent] = details[1].exec(text) ?? ['', undefined, undefined, text || undefined];
  return withoutUnknown({ place, publisher, extent });
}

function readSource(text: string): Partial<Entry> {
  const [, source, read, url] = /^(?:(.*?):\s*)?Accessed (.+?)(?:\s+at:?\s*(\S+))?$/s.exec(text) ?? [];
  if (read === undefined) return withoutUnknown({ source: text || undefined });
  const [, month = '', day = '', year = ''] = /^([A-Z][a-z]+) (\d{1,2}), (\d{4})$/.exec(read) ?? [];
  const at = months.indexOf(month) + 1;
  const accessed = at === 0 ? read : `${year}-${String(at).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return withoutUnknown({ source, accessed, url });
}

function withoutUnknown(of: { readonly [F in keyof Entry]?: Entry[F] | undefined }): Partial<Entry> {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as Partial<Entry>;
}
