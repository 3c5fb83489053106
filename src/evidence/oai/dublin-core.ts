import { around, element } from '../export/xml.ts';
import { type Entry, nameOf } from '../record/entry.ts';

const types: Readonly<Record<string, string>> = {
  dataset: 'Dataset',
  software: 'Software',
  map: 'Image',
  artwork: 'Image',
  film: 'MovingImage',
  video: 'MovingImage',
  'sound recording': 'Sound',
};

/**
 * An entry as simple Dublin Core (oai_dc): what a library anywhere can read.
 * @param href the record's own address
 */
export function dublinCore(entry: Entry, href: string): string {
  const each = (name: string, values: readonly (string | undefined)[] | undefined) =>
    (values ?? []).map(value => (value === undefined ? '' : element(`dc:${name}`, value))).join('');
  const creators = entry.creators ?? [];
  const inside =
    each('title', [entry.title]) +
    each('creator', creators.filter(({ role }) => role === 'author').map(nameOf)) +
    each('subject', entry.keywords) +
    each('description', [entry.summary]) +
    each('publisher', [entry.publisher]) +
    each('contributor', creators.filter(({ role }) => role !== 'author').map(nameOf)) +
    each('date', [entry.date ?? entry.year?.toString()]) +
    each('type', [types[entry.type] ?? 'Text', entry.type]) +
    each('identifier', [
      // A harvester takes the first address for where it is read.
      entry.doi && `https://doi.org/${entry.doi}`,
      entry.url,
      href,
      ...(entry.isbn ?? []).map(n => `urn:isbn:${n}`),
      // By which a command paper or a statutory instrument is known.
      entry.reportNumber,
    ]) +
    each('source', [entry.container]) +
    each('language', [entry.language]) +
    each('coverage', [entry.country]) +
    each('rights', [entry.rights]);
  return around('oai_dc:dc', inside, {
    'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation':
      'http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
  });
}
