import { pressed } from './clean-text.ts';

/** The formats that the library reads. */
export const formats = [
  'ris',
  'bibtex',
  'endnote-xml',
  'refer',
  'nbib',
  'pubmed-xml',
  'marc',
  'marcxml',
  'oai-dc',
  'csl-json',
  'catalogue',
  'csv',
] as const;
export type Format = (typeof formats)[number];

// In this order: a record of one format may quote another, but hardly at the beginning of a line.
const signs: readonly (readonly [Format, RegExp])[] = [
  ['marc', /^\s*\d{5}[acdnp ][a-z ]{2}[a-z 0-9]?[a-z 0-9#][ a0-9][0-9]{2}\d{5}/],
  ['marcxml', /<(?:\w+:)?(?:collection|record)\b[^>]*MARC21|<(?:\w+:)?datafield\b/i],
  ['oai-dc', /<(?:[\w.-]+:)?dc\b[^>]*purl\.org\/dc\/elements|<oai_dc:dc\b/],
  ['pubmed-xml', /<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|MedlineCitation(?:Set)?)\b/],
  ['endnote-xml', /<xml>\s*<records>|<records>\s*<record>|<ref-type\b|<source-app\b/],
  ['csl-json', /^\s*[[{]\s*(?:[{"]|\])/],
  ['nbib', /^\s{0,4}(?:PMID|OWN|STAT|NLM|MHDA|CRDT|PHST|FAU|LID|NBK)\s{0,2}- /m],
  ['ris', /^\s{0,8}(?:TY|ER|ty)\s{0,3}-/m],
  ['bibtex', /^[\s}]*@\s*[a-z]+\s*[{(]/im],
  ['refer', /^\s*%[0AT]\s+\S/m],
  // ERIC and old exports of MEDLINE have the tags of PubMed without its number; RIS would have said TY or ER.
  ['nbib', /^(?:OID|UI|TI|AU|JT|DP|SO)\s{0,2}- /m],
  [
    'catalogue',
    /^(?=(?:[\s\S]*?[\r\n])?Title:[ \t]*\S)(?=[\s\S]*?[\r\n](?:Details|Source|Shelf Number|Keywords):)/i,
  ],
];

const endings: Readonly<Record<string, Format>> = {
  ris: 'ris',
  bib: 'bibtex',
  bibtex: 'bibtex',
  biblatex: 'bibtex',
  enw: 'refer',
  refer: 'refer',
  nbib: 'nbib',
  medline: 'nbib',
  mrc: 'marc',
  marc: 'marc',
  marcxml: 'marcxml',
  json: 'csl-json',
  csljson: 'csl-json',
  csv: 'csv',
  tsv: 'csv',
};

/** What format a file has, by its content first, then by its name; undefined for one that the library does not read. */
export function recogniseFormat(beginning: Uint8Array, fileName = ''): Format | undefined {
  if (isPacked(beginning)) return undefined;
  // Zero bytes fall out, so that the marks of a file in UTF-16 are found as well.
  const all = Buffer.from(beginning.buffer, beginning.byteOffset, Math.min(beginning.length, 64 * 1024))
    .toString('latin1')
    .replace(/\0/g, '');
  const text = pressed(all.replace(/^(?:ï»¿|ÿþ|þÿ)/, ''));
  const found = signs.find(([, sign]) => sign.test(text))?.[0];
  if (found !== undefined || isOther(all)) return found;
  return byName(fileName) ?? (isTable(text) ? 'csv' : undefined);
}

/** Whether a file is something else than text, whatever its name ends with: a PDF, a picture, a program. */
function isOther(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what text does not hold; MARC has 1B to 1F.
  const controls = text.match(/[\u0001-\u0008\u000b\u000e-\u001a]/g)?.length ?? 0;
  const isWide = /^(?:ÿþ|þÿ)/.test(text);
  return text.startsWith('%PDF-') || (!isWide && controls > text.length / 50);
}

function byName(fileName: string): Format | undefined {
  const ending = /\.(\w+)$/.exec(fileName.toLowerCase())?.[1] ?? '';
  return Object.hasOwn(endings, ending) ? endings[ending] : undefined;
}

const separators = /[,;\t]/g;

/** A first line of several headings, one of them a title, makes a table. */
function isTable(text: string): boolean {
  const [first = ''] = text.replace(/^"?sep=."?\r?\n/i, '').split(/\r\n|\n|\r/, 1);
  // Web of Science heads its columns with two letters.
  const isHeaded = /\b(?:title|titel|titre|author|autor|auteur|teitl|awdur)|\bTI\b/i.test(first);
  return isHeaded && (first.match(separators)?.length ?? 0) > 0;
}

/** Whether a file is packed (zip, gzip, 7z, rar): it has to be unpacked by whoever knows what is in it. */
export function isPacked(beginning: Uint8Array): boolean {
  const start = Buffer.from(beginning.subarray(0, 6)).toString('latin1');
  return ['PK\u0003\u0004', 'PK\u0005\u0006', '\u001f\u008b', '7z\u00bc\u00af', 'Rar!'].some(sign =>
    start.startsWith(sign),
  );
}
