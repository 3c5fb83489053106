import { type Creator, type Entry, nameOf } from '../record/entry.ts';
import type { RecordType } from '../record/kinds.ts';
import { each, field, type Subfields } from './marc-fields.ts';
import { codeOf, numbers } from './marc-numbers.ts';
import { remainderLine } from './remainder.ts';
import type { Leaving, Writer } from './writer.ts';
import { around, element } from './xml.ts';

/** What stands at the sixth and seventh place of a leader: what it is, and whether it stands by itself. */
const kinds: Readonly<Partial<Record<RecordType, string>>> = {
  article: 'ab',
  chapter: 'aa',
  'newspaper article': 'ab',
  'magazine article': 'ab',
  'conference paper': 'aa',
  'encyclopaedia entry': 'aa',
  'dictionary entry': 'aa',
  'web page': 'ai',
  'blog post': 'ai',
  thesis: 'tm',
  manuscript: 'tm',
  letter: 'tm',
  'e-mail': 'tm',
  map: 'em',
  film: 'gm',
  video: 'gm',
  'sound recording': 'im',
  artwork: 'km',
  dataset: 'mm',
  software: 'mm',
};

/** Who stands first is the main entry of the record, everybody else is added. */
function creator(of: Creator, place: number): string {
  const main = place === 0 ? '1' : '7';
  const role: Subfields = [['e', of.role]];
  return 'name' in of
    ? field(`${main}10`, '2 ', [['a', of.name], ...role])
    : field(`${main}00`, '1 ', [['a', nameOf(of)], ...role]);
}

/** Whether a title is not the main entry, and how many letters of an English article are passed over in filing it. */
function filedUnder({ creators = [], title }: Entry): string {
  const article = /^(?:An?|The) (?=\p{L})/u.exec(title)?.[0] ?? '';
  return `${creators.length > 0 ? 1 : 0}${article.length}`;
}

/** Titles, who made it, where and when it came out, and how much there is of it. */
function description(entry: Entry): string {
  const { date, year } = entry;
  return [
    field('245', filedUnder(entry), [['a', entry.title]]),
    field('246', '3 ', [['a', entry.shortTitle]]),
    field('250', '  ', [['a', entry.edition]]),
    field('264', ' 1', [
      ['a', entry.place],
      ['b', entry.publisher],
      ['c', date ?? year?.toString()],
    ]),
    field('300', '  ', [['a', entry.extent]]),
    field('490', '0 ', [
      ['a', entry.series],
      ['v', entry.seriesNumber],
    ]),
    each(entry.notes, note => field('500', '  ', [['a', note]])),
    entry.type === 'thesis'
      ? field('502', '  ', [
          ['b', entry.genre],
          ['c', entry.publisher],
        ])
      : '',
    field('506', '  ', [['a', entry.rights]]),
    field('520', '  ', [['a', entry.summary]]),
    // It is the summary’s, and says nothing of the publication.
    field('540', '  ', [
      ['3', entry.licence && 'Summary'],
      ['a', entry.licence],
    ]),
    field('546', '  ', [['a', codeOf(entry.language) ? undefined : entry.language]]),
    each(entry.keywords, keyword => field('653', '  ', [['a', keyword]])),
    entry.type === 'thesis' ? '' : field('655', ' 4', [['a', entry.genre]]),
  ].join('');
}

/** Where it stands: the journal or book with volume, issue and pages. */
function host({ container, containerShort, volume, issue, pages }: Entry): string {
  const part = [volume && `vol. ${volume}`, issue && `no. ${issue}`, pages && `p. ${pages}`].filter(Boolean);
  return field('773', '0 ', [
    ['t', container],
    ['p', containerShort],
    ['g', part.join(', ') || undefined],
  ]);
}

/** An entry as a record of MARC 21, in XML without a namespace of its own: `written` puts it into a collection. */
export function marcRecord(
  { number, entry, annotation }: Leaving,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const inside = [
    element('leader', `00000n${kinds[entry.type] ?? 'am'} a2200000 u 4500`),
    element('controlfield', String(number), { tag: '001' }),
    element('controlfield', 'Ownwords', { tag: '003' }),
    numbers(entry),
    (entry.creators ?? []).slice(0, 1).map(creator).join(''),
    description(entry),
    // Tags from 590 on are for notes of whoever makes the file.
    field('590', '  ', [['a', annotation]]),
    (entry.creators ?? [])
      .slice(1)
      .map(one => creator(one, 1))
      .join(''),
    field('711', '2 ', [['a', entry.event]]),
    host(entry),
    field('856', '40', [['u', entry.url]]),
    field('856', '41', [
      ['u', entry.archivedUrl],
      ['3', entry.archivedUrl && 'Archived copy'],
    ]),
    // What MARC itself keeps for what comes from elsewhere.
    field('887', '  ', [
      ['a', remainderLine(entry, ['type', 'keywords'])],
      ['2', 'ownwords'],
    ]),
  ];
  return around('record', inside.join(''), attributes);
}

/** MARC 21 as XML: one collection. */
export const marcxml: Writer = {
  before: '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n',
  write: record => `${marcRecord(record)}\n`,
  between: '',
  after: '</collection>\n',
};
