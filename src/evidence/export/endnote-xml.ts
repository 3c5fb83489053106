import { type Creator, type Entry, type EntryField, nameOf } from '../record/entry.ts';
import { types } from './endnote-types.ts';
import { byRole, partsOf, remainderLine } from './remainder.ts';
import type { Leaving, Writer } from './writer.ts';
import { around, element } from './xml.ts';

/** Single elements, in the order of EndNote's document type definition. */
const names = [
  ['pages', 'pages'],
  ['volume', 'volume'],
  ['issue', 'number'],
  ...[
    ['edition', 'edition'] as const,
    ['place', 'pub-location'] as const,
    ['publisher', 'publisher'] as const,
  ],
  ['pmid', 'accession-num'],
  ['shelfNumber', 'call-num'],
  ['doi', 'electronic-resource-num'],
  ['summary', 'abstract'],
  ['genre', 'work-type'],
  ['pmcid', 'custom2'],
  ['source', 'remote-database-provider'],
  ['language', 'language'],
  ['accessed', 'access-date'],
] as const satisfies readonly (readonly [EntryField, string])[];

// EndNote calls one field otherwise for each type: what is a number of a report stands where others have an ISBN.
const numberIn: Readonly<Record<string, string>> = {
  ...{ Report: 'isbn', Statute: 'issue', Bill: 'issue', Hearing: 'issue', Dataset: 'num-vols' },
};
// EndNote takes a name for an organisation's by the comma at its end: else “User Voice” is a Mr or Ms Voice.
const nameIn = (creator: Creator) =>
  'name' in creator && !creator.name.includes(',') ? `${creator.name},` : nameOf(creator);
const people = (name: string, creators: readonly Creator[]) =>
  around(name, creators.map(creator => element('author', nameIn(creator))).join(''));

function titles(entry: Entry): string {
  const { container, series } = entry;
  // A report by itself stands in its series, a paper in the conference at which it was read.
  const isByItself = types[entry.type][1] === 'Report' && container === undefined;
  const host = isConference(entry) ? entry.event : isByItself ? series : container;
  return around(
    'titles',
    [
      element('title', entry.title),
      element('secondary-title', host ?? ''),
      element('tertiary-title', isByItself ? '' : (series ?? '')),
      element('short-title', entry.shortTitle ?? ''),
    ].join(''),
  );
}

const isConference = ({ type }: Entry) => type === 'conference paper';

function dates({ year, date }: Entry): string {
  const published = around('pub-dates', element('date', date ?? ''));
  return around('dates', element('year', (year ?? partsOf(date)?.[0] ?? '').toString()) + published);
}

function singles(entry: Entry): string {
  // What stands in `custom2` is its number in PubMed Central with an article alone: with a chapter it is an author.
  const written = names.filter(
    ([field]) =>
      (field !== 'pmcid' || entry.type === 'article') && (field !== 'place' || !isConference(entry)),
  );
  return written.map(([field, name]) => element(name, entry[field] ?? '')).join('') + proceedings(entry);
}

/** Where a conference took place has a field of its own, and so have the proceedings. */
const proceedings = (entry: Entry) =>
  isConference(entry)
    ? element('custom1', entry.place ?? '') + element('custom3', entry.container ?? '')
    : '';

/** The number by which something is known, and an ISBN or ISSN where there is room for it beside that. */
function numbers(entry: Entry): string {
  const { reportNumber = '' } = entry;
  const name = numberIn[types[entry.type][1]] ?? 'report-id';
  const others = [...(entry.isbn ?? []), ...(entry.issn ?? [])].join(' ');
  if (name === 'isbn') return element(name, reportNumber || others);
  return element('isbn', others) + element(name, reportNumber);
}

function write({ number, entry, annotation }: Leaving): string {
  const [type, name] = types[entry.type];
  const makers = byRole(entry, 'author', 'contributor', 'inventor', 'artist', 'composer', 'director');
  // The second of a book are those of its series.
  const [second, third] =
    name === 'Book' ? (['series editor', 'editor'] as const) : (['editor', 'series editor'] as const);
  const inside = [
    element('rec-number', String(number)),
    element('ref-type', type, { name }),
    around(
      'contributors',
      people('authors', makers) +
        people('secondary-authors', byRole(entry, second)) +
        people('tertiary-authors', byRole(entry, third)) +
        people('translated-authors', byRole(entry, 'translator')),
    ),
    titles(entry),
    around('alt-periodical', element('abbr-1', entry.containerShort ?? '')),
    around('keywords', (entry.keywords ?? []).map(keyword => element('keyword', keyword)).join('')),
    dates(entry),
    numbers(entry),
    element('notes', (entry.notes ?? []).join('\n\n')),
    element('research-notes', annotation ?? ''),
    singles(entry),
    around(
      'urls',
      around('related-urls', element('url', entry.url ?? '') + element('url', entry.archivedUrl ?? '')),
    ),
    element('custom7', `ownwords:${remainderLine(entry)}`),
  ];
  return around('record', inside.join(''));
}

/** EndNote's XML. */
export const endnoteXml: Writer = {
  before: '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n',
  write: record => `${write(record)}\n`,
  between: '',
  after: '</records></xml>\n',
};
