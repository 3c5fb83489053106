import type { CreatorRole } from '../../record/kinds.ts';
import { pressed } from '../clean-text.ts';
import { dateOf } from '../dates.ts';
import { add, addBody, addPerson, type Draft, draftAt, keep, put } from '../draft.ts';
import { finish } from '../finish.ts';
import { type Gathered, rawOf, type Tagged } from '../gather.ts';
import { doiIn } from '../identifiers.ts';
import { addNamed } from '../names.ts';
import { placeOf, putAt, type Table } from '../places.ts';
import type { ParsedRecord } from '../problem.ts';
import { fullPages, putTitle, withoutStop } from '../pubmed.ts';

const nowhere = { place: 'nowhere' } as const;

/** What PubMed notes of its own work on a record. */
const whatPubmedNotes = [
  'AUID CRDT CRF CTDT DA DCOM DEP DDAT DRDT EDAT JID JC LR MHDA MID OAB OABL OCI OTO OWN PHST',
  'PMCR PST PUBM RF SB SFM SI SO SPIN STAT STAT- UIN UOF NLM',
].flatMap(tags => tags.split(' '));

/** MEDLINE®PubMed® data element (field) descriptions of the National Library of Medicine, with ERIC's own two. */
const tags: Table = {
  AB: { place: 'summary' },
  AD: { place: '+affiliation' },
  BTI: { place: 'container' },
  CI: { place: 'rights' },
  COIS: { place: '+conflictOfInterest' },
  CTI: { place: 'series' },
  DP: { place: 'date' },
  EN: { place: 'edition' },
  GN: { place: 'notes' },
  GR: { place: '+grant' },
  IP: { place: 'issue' },
  IS: { place: 'numbers' },
  ISBN: { place: 'numbers' },
  ISSN: { place: 'numbers' },
  JT: { place: 'container' },
  KW: { place: 'keywords' },
  LA: { place: 'language' },
  OID: { place: '+eric' },
  PB: { place: 'publisher' },
  PL: { place: '+publishedIn', of: { book: 'place', chapter: 'place' } },
  PMC: { place: 'pmcid' },
  PMID: { place: 'pmid' },
  PT: { place: '+publicationType' },
  RN: { place: '+substance' },
  TA: { place: 'containerShort' },
  VI: { place: 'volume' },
  VTI: { place: '+volumeTitle' },
  ...Object.fromEntries(whatPubmedNotes.map(tag => [tag, nowhere])),
};

const roles: Readonly<Record<string, CreatorRole>> = { AU: 'author', ED: 'editor', IR: 'contributor' };

/** What the gathered lines of one PubMed record say. */
export function fillNbib(gathered: Gathered): ParsedRecord {
  const draft = draftAt(gathered.line, typeOf(gathered.tags));
  draft.problems.push(...gathered.problems);
  for (const [at, tagged] of gathered.tags.entries()) {
    if (!takeName(draft, tagged, gathered.tags[at - 1]))
      take(draft, { ...tagged, text: pressed(tagged.text.replaceAll('\n', ' ')) });
  }
  if (
    draft.type === 'report' &&
    draft.fields.publisher === undefined &&
    draft.fields.container !== undefined
  ) {
    draft.fields.publisher = draft.fields.container;
    delete draft.fields.container;
  }
  // An article that has no pages is cited by the number that its publisher gave it.
  if (draft.fields.pages === undefined && draft.type === 'article')
    put(draft, 'pages', draft.others.get('articleNumber') ?? draft.others.get('pii')?.split('; ')[0] ?? '');
  return finish(draft, rawOf(gathered));
}

function typeOf(tags: readonly Tagged[]) {
  const kinds = tags.filter(({ tag }) => tag === 'PT').map(({ text }) => text.toLowerCase());
  if (kinds.includes('preprint')) return 'preprint';
  if (tags.some(({ tag }) => tag === 'BTI')) return tags.some(({ tag }) => tag === 'TI') ? 'chapter' : 'book';
  // ERIC counts what is no journal article from ED; its journal articles from EJ.
  if (tags.some(({ tag, text }) => tag === 'OID' && text.startsWith('ED'))) return 'report';
  return kinds.includes('book') || kinds.includes('books') ? 'book' : 'article';
}

/** FAU is the full name, AU the short one of the same person behind it. */
function takeName(draft: Draft, { tag, text }: Tagged, before: Tagged | undefined): boolean {
  const role = roles[tag.replace(/^F/, '')];
  if (tag === 'CN') addBody(draft, 'author', text);
  else if (role === undefined || (tag.startsWith('F') && tag.length !== 3)) return false;
  else if (tag.startsWith('F') || text.includes(',')) addNamed(draft, role, text);
  else if (before?.tag !== `F${tag}` && !/^et al\b/i.test(text)) takeShort(draft, role, text);
  return true;
}

/** “Mouse M”: the initials stand last. */
function takeShort(draft: Draft, role: CreatorRole, text: string) {
  const [, family, given] = /^(.+?) ([A-Z]{1,4}(?: (?:Jr|Sr|2nd|3rd))?)$/.exec(text) ?? [];
  if (family === undefined) addBody(draft, role, text);
  else addPerson(draft, role, { family, given });
}

function take(draft: Draft, { tag, text, line }: Tagged) {
  if (tag === 'AID' || tag === 'LID') return takeIdentifier(draft, { tag, text, line });
  if (tag === 'TI') return putTitle(draft, text, '');
  if (tag === 'TT') return keep(draft, 'originalTitle', withoutStop(text), line);
  if (tag === 'PG') return void put(draft, 'pages', fullPages(text), line);
  // A star marks what an article is mainly about.
  if (tag === 'MH' || tag === 'OT') return add(draft, 'keywords', text.replace(/(^|\/)\*/g, '$1'), line);
  if (tag === 'DP') return void put(draft, 'date', dateOf(text), line);
  if (tag === 'ISSN' || tag === 'IS')
    return putAt(draft, 'numbers', { tag, text: text.replace(/^[A-Za-z]+-/, ''), line });
  const place = placeOf(tags, tag, draft.type);
  if (place === undefined) keep(draft, tag, text, line);
  else putAt(draft, place, { tag, text, line });
}

function takeIdentifier(draft: Draft, { tag, text, line }: Tagged) {
  const value = text.replace(/\s*\[\w+\]\s*$/, '');
  if (/\[doi\]/.test(text) || doiIn(text)) putAt(draft, 'a doi', { tag, text: value, line });
  else if (/^https?:/.test(value)) putAt(draft, 'url', { tag, text: value, line });
  else if (/\[pii\]/.test(text)) keep(draft, 'pii', value, line);
  // Without a word of what it is, it is the number by which the article is cited.
  else if (tag === 'LID') keep(draft, 'articleNumber', value, line);
  else keep(draft, tag, value, line);
}
