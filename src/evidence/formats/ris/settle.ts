import { dayOf } from '../dates.ts';
import { type Draft, keep, put } from '../draft.ts';
import { doiIn } from '../identifiers.ts';

/** EndNote keeps the day on which a page was read where other types have their number, and its year in their volume. */
function settleAccess(draft: Draft) {
  const { fields, others } = draft;
  const [said, year] = [fields.issue ?? others.get('number') ?? '', fields.volume ?? ''];
  const read = dayOf(said) ?? (/^\d{4}$/.test(year) ? dayOf(`${said} ${year}`) : undefined);
  if (read === undefined || !put(draft, 'accessed', read)) return;
  if (fields.issue === said) delete fields.issue;
  else others.delete('number');
  if (read.startsWith(year)) delete fields.volume;
}

/** In a record of MEDLINE the number of its data base is that of PubMed. */
function settlePubmed(draft: Draft) {
  const number = draft.others.get('archiveLocation') ?? '';
  const from = `${draft.others.get('archive') ?? ''} ${draft.fields.source ?? ''}`;
  if (/^[1-9]\d{4,7}$/.test(number) && /medline|pubmed|\bNLM\b|\bcmedm\b/i.test(from))
    put(draft, 'pmid', number);
}

/** What only the whole record can say. */
export function settle(draft: Draft): void {
  const { fields, others } = draft;
  const shorter = others.get('JA') ?? others.get('JO') ?? others.get('J2');
  if (shorter !== undefined && fields.containerShort === fields.container) fields.containerShort = shorter;
  if (
    (draft.type === 'report' || draft.type === 'standard') &&
    put(draft, 'reportNumber', others.get('number') ?? '')
  )
    others.delete('number');
  if (draft.type === 'web page') settleAccess(draft);
  // EndNote keeps the degree where other types have their volume.
  if (draft.type === 'thesis' && fields.volume !== undefined && !/\d/.test(fields.volume)) {
    if (!put(draft, 'genre', fields.volume)) keep(draft, 'degree', fields.volume);
    delete fields.volume;
  }
  settlePubmed(draft);
  // An article that has no pages is cited by its number.
  if (draft.type === 'article') put(draft, 'pages', others.get('articleNumber') ?? '');
  if (fields.container === undefined && fields.containerShort !== undefined)
    fields.container = fields.containerShort;
  if (fields.doi === undefined && fields.url !== undefined && /doi\.org/i.test(fields.url)) {
    const doi = doiIn(fields.url);
    if (doi !== undefined) fields.doi = doi;
  }
}
