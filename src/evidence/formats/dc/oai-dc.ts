import { type RecordType, recordTypes } from '../../record/kinds.ts';
import { withoutMarkup } from '../clean-text.ts';
import { dateOf } from '../dates.ts';
import { add, type Draft, draftAt, keep, put } from '../draft.ts';
import { finish } from '../finish.ts';
import { doiIn, putDoi, putNumbers } from '../identifiers.ts';
import { addAllNamed } from '../names.ts';
import type { XmlManner } from '../xml/read-xml.ts';
import { inside, lineIn, textIn, type XmlElement } from '../xml/tree.ts';

/** Simple Dublin Core as OAI-PMH carries it (oai_dc; DCMI Metadata Element Set 1.1), as repositories write it. */
export const oaiDc: XmlManner = {
  record: 'dc|qualifieddc',
  fill(element, { line, raw, problems }) {
    const draft = draftAt(line);
    draft.problems.push(...problems);
    const each = (name: string) => inside(element, name).filter(one => lineIn(one) !== '');
    draft.type = typeOf(each('type').map(lineIn));
    takeTitles(draft, each('title'));
    for (const one of each('creator')) addAllNamed(draft, 'author', lineIn(one));
    for (const one of each('contributor')) addAllNamed(draft, 'contributor', lineIn(one));
    for (const one of each('subject'))
      for (const word of wordsOf(one)) add(draft, 'keywords', word, one.line);
    put(
      draft,
      'summary',
      each('description')
        .map(one => withoutMarkup(textIn(one)))
        .join('\n\n'),
    );
    for (const one of each('publisher'))
      if (!put(draft, 'publisher', lineIn(one))) keepIn(draft, 'publisher', one);
    put(draft, 'date', bestDate(each('date').map(lineIn)));
    takeIdentifiers(draft, [...each('identifier'), ...each('relation')]);
    for (const one of each('source')) takeSource(draft, one);
    for (const name of ['language', 'rights'] as const)
      for (const one of each(name)) if (!put(draft, name, lineIn(one))) keepIn(draft, name, one);
    for (const one of each('coverage')) takeCoverage(draft, one);
    for (const one of each('format')) keepIn(draft, 'format', one);
    return finish(draft, raw);
  },
};

const keepIn = (draft: Draft, name: string, one: XmlElement) => keep(draft, name, lineIn(one), one.line);

function takeTitles(draft: Draft, titles: readonly XmlElement[]) {
  for (const one of titles)
    if (!put(draft, 'title', withoutMarkup(lineIn(one)))) keepIn(draft, 'otherTitle', one);
}

/** Some put all their keywords into one element. */
function wordsOf(subject: XmlElement): string[] {
  const line = lineIn(subject);
  return line.includes(';') ? line.split(/\s*;\s*/) : [line];
}

/** Words of the vocabularies in use (DCMI types, the info:eu-repo types of OpenAIRE, what EPrints and DSpace say). */
const kinds: readonly (readonly [RegExp, RecordType])[] = [
  [/thesis|dissertation/, 'thesis'],
  [/book ?(?:part|section|chapter)|chapter/, 'chapter'],
  [/(?:conference|workshop|proceedings).*(?:paper|object|item|contribution)|conference/, 'conference paper'],
  [/preprint|working ?paper/, 'preprint'],
  [/\breview\b|article/, 'article'],
  [/\bbook\b|monograph/, 'book'],
  [/report/, 'report'],
  [/data ?set/, 'dataset'],
  [/moving ?image|video/, 'video'],
  [/sound|audio/, 'sound recording'],
  [/software/, 'software'],
  [/patent/, 'patent'],
  [/presentation|lecture/, 'presentation'],
  [/web ?(?:page|site)/, 'web page'],
];

function typeOf(said: readonly string[]): RecordType {
  const words = said.map(one => one.toLowerCase().replace(/^.*[/:#]/, ''));
  const own = recordTypes.find(type => words.includes(type));
  if (own) return own;
  const spaced = said.map(one =>
    one
      .replace(/^.*[/:#]/, '')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase(),
  );
  return kinds.find(([sign]) => spaced.some(word => sign.test(word)))?.[1] ?? 'document';
}

/** Repositories give the moments at which they took a record in beside the day on which it was published. */
function bestDate(dates: readonly string[]): string {
  return dateOf(dates.find(date => !/\dT\d\d:/.test(date)) ?? dates[0] ?? '');
}

/** The first address is where it is read; a DOI, an ISBN or an ISSN is known by its shape, and all else stays as it was written. */
function takeIdentifiers(draft: Draft, identifiers: readonly XmlElement[]) {
  for (const one of identifiers) {
    const said = lineIn(one);
    const isAddress = /^https?:\/\/\S+$/i.test(said);
    const isDoi =
      doiIn(said) !== undefined && /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:|info:doi\/|10\.)/i.test(said);
    if (isDoi && draft.fields.doi === undefined) putDoi(draft, said, one.line);
    else if (isAddress) {
      if (!put(draft, 'url', said, one.line)) keepIn(draft, 'address', one);
    } else if (
      !/^(?:urn:)?is[bs]n\b/i.test(said) ||
      !putNumbers(draft, said.replace(/^[^\d]+/, ''), one.line)
    )
      keepIn(draft, one.name, one);
  }
}

/** “Parks; Vol. 3 No. 2 (2011): On paths; 12-20”: how journals on OJS, the most used program for them, say all of it. */
const issueOf =
  /^([^;]{1,300}); *(?:\p{L}{1,10}\.? ?(\d[\w-]{0,9}))?,? ?(?:\p{L}{1,10}\.? ?(\d[\w-]{0,9}))? ?\(\d{4}\)[^;]*(?:; *([\w–-]{1,20}))?$/u;

/** What it stands in; a bare number of it is an ISSN. */
function takeSource(draft: Draft, one: XmlElement) {
  const said = lineIn(one);
  const [whole, journal = '', volume = '', issue = '', pages = ''] = issueOf.exec(said) ?? [];
  if (whole !== undefined && draft.fields.container === undefined) {
    put(draft, 'container', journal);
    put(draft, 'volume', volume);
    put(draft, 'issue', issue);
    put(draft, 'pages', pages);
  } else if (/^(?:urn:)?(?:issn:?\s*)?\d{4}-\d{3}[\dXx]$/i.test(said))
    putNumbers(draft, said.slice(-9), one.line);
  else if (!put(draft, 'container', said)) keepIn(draft, 'source', one);
}

/** A place or a time: only what has a capital letter and no number can be a country. */
function takeCoverage(draft: Draft, one: XmlElement) {
  const said = lineIn(one);
  if (!/^\p{Lu}[^\d;:=]{2,60}$/u.test(said) || !put(draft, 'country', said)) keepIn(draft, 'coverage', one);
}
