import { bibtexReader } from './bibtex/read-bibtex.ts';
import { catalogueReader } from './catalogue/read-catalogue.ts';
import { oaiDc } from './dc/oai-dc.ts';
import { decode } from './decode.ts';
import type { LineReader } from './gather.ts';
import { readCsl } from './json/read-csl.ts';
import { linesOf } from './lines.ts';
import { marcxml } from './marc/marcxml.ts';
import { readMarc } from './marc/read-marc.ts';
import { withChanges } from './own-export.ts';
import type { ParsedRecord, ReadRecord } from './problem.ts';
import { type Format, isPacked } from './recognise.ts';
import { risReader } from './ris/read-ris.ts';
import type { CsvMapping } from './table/headings.ts';
import { readCsv } from './table/read-csv.ts';
import { nbibReader, referReader } from './tagged/read-tagged.ts';
import { endnoteXml } from './xml/endnote-xml.ts';
import { pubmedXml } from './xml/pubmed-xml.ts';
import { readXml } from './xml/read-xml.ts';

export type { ParsedRecord, Problem } from './problem.ts';
export { type Format, formats, isPacked, recogniseFormat } from './recognise.ts';
export { type Column, type CsvMapping, isColumn, mostColumns, namedRoles } from './table/headings.ts';
export { headingsKey, isUnderstood, sampleTable, type TableSample } from './table/sample.ts';

type How = { readonly format: Format; readonly mapping?: CsvMapping };
type Source = AsyncIterable<Uint8Array>;

/**
 * The records of a file, one after the other as it comes in; at any time no more than one record is held. It never
 * throws for what a file contains: what cannot be read is a record without an entry and with a problem. Only what the
 * source itself throws (a disk, a connection) goes through.
 */
export async function* parseRecords(source: Source, how: How): AsyncGenerator<ParsedRecord> {
  const { packed, whole } = await looked(source);
  if (packed && how.format !== 'marc') {
    yield { line: 1, raw: '', entry: undefined, problems: [{ line: 1, text: 'formats.problem.packed' }] };
    return;
  }
  yield* withChanges(readerOf(whole, how), how.format, text => readerOf(inOnePiece(text), how));
}

async function* inOnePiece(text: string): Source {
  yield Buffer.from(text);
}

function readerOf(source: Source, { format, mapping }: How): AsyncGenerator<ReadRecord> {
  switch (format) {
    case 'ris':
      return byLine(source, risReader());
    case 'bibtex':
      return byLine(source, bibtexReader());
    case 'refer':
      return byLine(source, referReader());
    case 'nbib':
      return byLine(source, nbibReader());
    case 'endnote-xml':
      return readXml(decode(source), endnoteXml);
    case 'pubmed-xml':
      return readXml(decode(source), pubmedXml);
    case 'marcxml':
      return readXml(decode(source), marcxml);
    case 'oai-dc':
      return readXml(decode(source), oaiDc);
    case 'marc':
      return readMarc(source);
    case 'csl-json':
      return readCsl(decode(source));
    case 'catalogue':
      return byLine(source, catalogueReader());
    case 'csv':
      return readCsv(decode(source), mapping);
  }
}

/** Looks at the beginning of a file without taking it away. */
async function looked(source: Source): Promise<{ packed: boolean; whole: Source }> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  async function* whole() {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { packed: !first.done && isPacked(first.value), whole: whole() };
}

async function* byLine(source: Source, reader: LineReader): AsyncGenerator<ReadRecord> {
  for await (const lines of linesOf(source)) {
    for (const line of lines) {
      const record = reader.take(line);
      if (record !== undefined) yield record;
    }
  }
  for (let last = reader.end(); last !== undefined; last = reader.end()) yield last;
}
