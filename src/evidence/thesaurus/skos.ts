import type { Language } from '../../platform/language/index.ts';
import type { WholeTerm } from './queries/read-terms.ts';

const literal = (text: string, language: string) =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"@${language}`;

/**
 * The thesaurus as SKOS in Turtle (W3C, SKOS Reference, 2009; RDF 1.1 Turtle, 2014). It says which library it is of: a
 * file on somebody's disk would else have terms that begin with file:.
 * @param about its title, the language of that, and the address of the library
 */
export function skosOf(
  { title, language, baseUrl }: { title: string; language: Language; baseUrl: string },
  terms: readonly WholeTerm[],
): string {
  return `@base <${new URL('/', baseUrl).href}> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .

</evidence/terms> a skos:ConceptScheme ; dct:title ${literal(title, language)} .
${terms.map(conceptOf).join('')}`;
}

function conceptOf(term: WholeTerm): string {
  const to = (name: string, ids: readonly number[]) => ids.map(id => `skos:${name} ${addressOf(id)}`);
  const said = [
    'a skos:Concept',
    'skos:inScheme </evidence/terms>',
    ...(term.broader.length === 0 ? ['skos:topConceptOf </evidence/terms>'] : []),
    `skos:prefLabel ${literal(term.label, 'en')}`,
    ...(term.labelCy === null ? [] : [`skos:prefLabel ${literal(term.labelCy, 'cy')}`]),
    ...term.usedFor.map(name => `skos:altLabel ${literal(name, 'en')}`),
    ...(term.scopeNote === null ? [] : [`skos:scopeNote ${literal(term.scopeNote, 'en')}`]),
    ...to('broader', term.broader),
    ...to('narrower', term.narrower),
    ...to('related', term.related),
  ];
  return `\n${addressOf(term.id)} ${said.join(' ;\n  ')} .\n`;
}

const addressOf = (id: number) => `</evidence/terms/${id}>`;
