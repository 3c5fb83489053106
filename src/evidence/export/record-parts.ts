import { showCitations } from '../cite/show-citations.ts';
import { coinsOf } from '../machines/coins.ts';
import { jsonLdOf } from '../machines/json-ld.ts';
import { metaTagsOf } from '../machines/meta-tags.ts';
import { evidencePaths } from '../paths.ts';
import type { RecordPart } from '../record/record-part.ts';
import { formatNames, formats } from './formats.ts';

const filesOf = (number: number) =>
  formatNames.map(format => ({
    name: formats[format].name,
    type: formats[format].type.split(';')[0],
    href: evidencePaths.exported(number, format),
  }));

/** In the head of a record's page: data for programs. Nothing of what is no more. */
export const machinePart: RecordPart = {
  name: 'machines',
  place: 'head',
  view: 'evidence/machines/views/head.njk',
  model: ({ record, href }) =>
    record.state === 'public'
      ? {
          files: filesOf(record.number),
          href,
          jsonLd: jsonLdOf(record, href),
          metaTags: metaTagsOf(record.entry),
          apiHref: evidencePaths.apiRecord(record.number),
        }
      : undefined,
};

/** On a record's page: how it is cited, and files of it to take along. */
export const wayOutPart: RecordPart = {
  name: 'ways out',
  place: 'below',
  view: 'evidence/export/views/ways-out.njk',
  model: ({ record: { number, entry } }) => ({
    citations: showCitations(entry),
    citeHref: evidencePaths.cite(number),
    files: filesOf(number),
    coins: coinsOf(entry),
  }),
};
