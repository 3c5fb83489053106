import type { Tagged } from '../gather.ts';
import { gatherFrom } from '../gather.ts';
import { fillRis } from '../ris/fill-ris.ts';
import { endnoteType } from '../tagged/endnote-types.ts';
import type { XmlManner } from './read-xml.ts';
import { at, inside, lineIn, textIn, type XmlElement } from './tree.ts';

/** Where EndNote's XML keeps what RIS has a tag for: both describe one data base. */
const paths: readonly (readonly [tag: string, ...path: string[]])[] = [
  ['AU', 'contributors', 'authors', 'author'],
  ['A2', 'contributors', 'secondary-authors', 'author'],
  ['A3', 'contributors', 'tertiary-authors', 'author'],
  ['A4', 'contributors', 'subsidiary-authors', 'author'],
  ['TA', 'contributors', 'translated-authors', 'author'],
  ['TI', 'titles', 'title'],
  ['T2', 'titles', 'secondary-title'],
  ['T3', 'titles', 'tertiary-title'],
  ['ST', 'titles', 'short-title'],
  ['TT', 'titles', 'translated-title'],
  ['JF', 'periodical', 'full-title'],
  ['J2', 'titles', 'alt-title'],
  ['J2', 'periodical', 'abbr-1'],
  ['SP', 'pages'],
  ['VL', 'volume'],
  ['IS', 'number'],
  ['M1', 'issue'],
  ['SE', 'section'],
  ['ET', 'edition'],
  ['NV', 'num-vols'],
  ['KW', 'keywords', 'keyword'],
  ['PY', 'dates', 'year'],
  ['DA', 'dates', 'pub-dates', 'date'],
  ['CY', 'pub-location'],
  ['PB', 'publisher'],
  ['SN', 'isbn'],
  ['DO', 'electronic-resource-num'],
  ['AB', 'abstract'],
  ['N1', 'notes'],
  ['RN', 'research-notes'],
  ['UR', 'urls', 'related-urls', 'url'],
  ['UR', 'urls', 'web-urls', 'url'],
  ['UR', 'urls', 'text-urls', 'url'],
  ['L1', 'urls', 'pdf-urls', 'url'],
  ['LB', 'label'],
  ['CN', 'call-num'],
  ['AN', 'accession-num'],
  ['LA', 'language'],
  ['DB', 'remote-database-name'],
  ['DP', 'remote-database-provider'],
  ['Y2', 'access-date'],
  ['M3', 'work-type'],
  ['OP', 'orig-pub'],
  ['RP', 'reprint-edition'],
  ['RI', 'reviewed-item'],
  ['AD', 'auth-address'],
  ['CA', 'caption'],
  ['C1', 'custom1'],
  ['C2', 'custom2'],
  ['C3', 'custom3'],
  ['C4', 'custom4'],
  ['C5', 'custom5'],
  ['C6', 'custom6'],
  ['C7', 'custom7'],
];

/** EndNote's XML, also as other reference managers write it. */
export const endnoteXml: XmlManner = {
  record: 'record',
  fill(element, { line, raw, problems }) {
    const tags = paths.flatMap(([tag, ...path]) =>
      found(element, path).map((one): Tagged => taggedOf(tag, one)),
    );
    const type = at(element, 'ref-type');
    const code = endnoteType(type?.attributes.name || lineIn(type) || 'generic');
    const gathered = { ...gatherFrom(line), problems: [...problems] };
    return fillRis({ ...gathered, tags: [{ tag: 'TY', text: code, line }, ...tags] }, { written: true, raw });
  },
};

function found(element: XmlElement, path: readonly string[]): XmlElement[] {
  const last = path.at(-1) ?? '';
  return inside(path.length === 1 ? element : at(element, ...path.slice(0, -1)), last);
}

// Notes and abstracts keep their lines; so does our own remainder, which is JSON and no text of HTML.
function taggedOf(tag: string, element: XmlElement): Tagged {
  const text = textIn(element).replace(/\r\n?/g, '\n').trim();
  const isLong = tag === 'AB' || tag === 'N1' || text.startsWith('ownwords:') || tag === 'KW';
  return { tag, text: isLong ? text : lineIn(element), line: element.line };
}
