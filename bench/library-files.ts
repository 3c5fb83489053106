import { formats as leaving } from '../src/evidence/export/formats.ts';
import { writtenAtOnce } from '../src/evidence/export/writer.ts';
import { type Format, syntheticRecord } from '../src/evidence/index.ts';

type Record = ReturnType<typeof syntheticRecord>;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const namesOf = ({ creators = [] }: Record) =>
  creators.map(one =>
    'family' in one ? { family: one.family, given: one.given ?? '' } : { family: one.name, given: '' },
  );

const refer = (record: Record): string =>
  [
    '%0 Report',
    `%T ${record.title}`,
    ...namesOf(record).map(({ family, given }) => `%A ${family}, ${given}`),
    `%D ${record.year}`,
    `%I ${record.publisher}`,
    ...(record.keywords ?? []).map(word => `%K ${word}`),
    `%X ${record.summary}`,
    '\n',
  ].join('\n');

/** A line of at most so many letters, and what goes on behind it. */
const wrapped = (text: string) => (text.match(/.{1,80}(?:\s|$)/g) ?? []).join('\n      ');

const nbib = (record: Record, at: number): string =>
  [
    `PMID- ${at + 1}`,
    `TI  - ${wrapped(record.title)}`,
    `AB  - ${wrapped(record.summary ?? '')}`,
    ...namesOf(record).map(({ family, given }) => `FAU - ${family}, ${given}`),
    `DP  - ${record.year}`,
    'PT  - Journal Article',
    ...(record.keywords ?? []).map(word => `OT  - ${word}`),
    '\n',
  ].join('\n');

const pubmed = (record: Record, at: number): string => `<PubmedArticle><MedlineCitation><PMID>${at + 1}</PMID>
<Article><Journal><JournalIssue><PubDate><Year>${record.year}</Year></PubDate></JournalIssue><Title>Invented</Title></Journal>
<ArticleTitle>${escaped(record.title)}</ArticleTitle><Abstract><AbstractText>${escaped(record.summary ?? '')}</AbstractText></Abstract>
<AuthorList>${namesOf(record)
  .map(
    ({ family, given }) =>
      `<Author><LastName>${escaped(family)}</LastName><ForeName>${escaped(given)}</ForeName></Author>`,
  )
  .join('')}</AuthorList></Article>
<KeywordList>${(record.keywords ?? []).map(word => `<Keyword>${escaped(word)}</Keyword>`).join('')}</KeywordList>
</MedlineCitation></PubmedArticle>`;

/** MARC 21 as it is exchanged: a leader, a directory of where each field stands, the fields (ISO 2709). */
function marc(record: Record, at: number): string {
  const fields: [tag: string, text: string][] = [
    ['001', `${at + 1}`],
    ['245', `00\x1fa${record.title}`],
    ['260', `  \x1fb${record.publisher}\x1fc${record.year}`],
    ['520', `  \x1fa${record.summary}`],
    ...(record.keywords ?? []).map((word): [string, string] => ['650', ` 4\x1fa${word}`]),
    ...namesOf(record).map(({ family, given }): [string, string] => ['700', `1 \x1fa${family}, ${given}`]),
  ];
  let [directory, body] = ['', ''];
  for (const [tag, text] of fields) {
    const length = Buffer.byteLength(text) + 1;
    directory += `${tag}${String(length).padStart(4, '0')}${String(Buffer.byteLength(body)).padStart(5, '0')}`;
    body += `${text}\x1e`;
  }
  const base = 24 + directory.length + 1;
  const whole = String(base + Buffer.byteLength(body) + 1).padStart(5, '0');
  return `${whole}nam a22${String(base).padStart(5, '0')} a 4500${directory}\x1e${body}\x1d`;
}

/** A file of invented records in each format that can be brought in. */
export function filesOf(records: number): ReadonlyMap<Format, Buffer> {
  const all = Array.from({ length: records }, (_, at) => syntheticRecord(at));
  const own = (name: keyof typeof leaving) =>
    writtenAtOnce(
      leaving[name].writer,
      all.map((entry, at) => ({ number: at + 1, entry })),
    );
  const texts: readonly (readonly [Format, string])[] = [
    ['ris', own('ris')],
    ['bibtex', own('bib')],
    ['refer', all.map(refer).join('')],
    ['nbib', all.map(nbib).join('')],
    ['csl-json', own('json')],
    ['csv', own('csv')],
    ['marc', all.map(marc).join('')],
    ['marcxml', own('marcxml')],
    ['endnote-xml', own('xml')],
    ['pubmed-xml', `<PubmedArticleSet>${all.map(pubmed).join('')}</PubmedArticleSet>`],
  ];
  return new Map(texts.map(([format, text]) => [format, Buffer.from(text)]));
}
