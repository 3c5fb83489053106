import { bibtex } from './bibtex.ts';
import { cslJson } from './csl-json.ts';
import { annotatedCsv, csv } from './csv.ts';
import { endnoteXml } from './endnote-xml.ts';
import { marcxml } from './marcxml.ts';
import { ris } from './ris.ts';
import type { Writer } from './writer.ts';

/** The formats in which a record leaves, by what its address and its file end with. */
export const formats = {
  ris: { name: 'RIS', type: 'application/x-research-info-systems; charset=utf-8', writer: ris },
  bib: { name: 'BibTeX', type: 'application/x-bibtex; charset=utf-8', writer: bibtex },
  json: { name: 'CSL-JSON', type: 'application/vnd.citationstyles.csl+json; charset=utf-8', writer: cslJson },
  marcxml: { name: 'MARCXML', type: 'application/marcxml+xml; charset=utf-8', writer: marcxml },
  csv: { name: 'CSV', type: 'text/csv; charset=utf-8', writer: csv },
  xml: { name: 'EndNote XML', type: 'application/xml; charset=utf-8', writer: endnoteXml },
} as const satisfies Readonly<Record<string, { name: string; type: string; writer: Writer }>>;

export type Format = keyof typeof formats;
export const formatNames = Object.keys(formats) as [Format, ...Format[]];

/** A format as it holds what was noted on records: only a table needs a place for that beforehand. */
export const annotatedWriter = (format: Format): Writer =>
  format === 'csv' ? annotatedCsv : formats[format].writer;
