import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Entry, entrySchema } from '../record/entry.ts';
import { coinsOf } from './coins.ts';
import { jsonLdOf } from './json-ld.ts';
import { metaTagsOf } from './meta-tags.ts';

const authors = [
  { role: 'author', family: 'Hayes', given: 'Sam' },
  { role: 'author', name: 'Ministry of Examples' },
];
const said = (entry: object) => {
  const pairs = new URLSearchParams(coinsOf(entrySchema.parse({ title: 'Voices', ...entry })));
  return (name: string) => pairs.getAll(name).join('|');
};

test('a reference manager finds the title of each kind where its format keeps it', () => {
  const kinds: [Entry['type'], string, string, string][] = [
    ['article', 'journal', 'article', 'rft.atitle'],
    ['report', 'book', 'report', 'rft.btitle'],
    ['lived experience', 'book', 'report', 'rft.btitle'],
    ['book', 'book', 'book', 'rft.btitle'],
    ['chapter', 'book', 'bookitem', 'rft.atitle'],
    ['conference paper', 'book', 'proceeding', 'rft.atitle'],
    ['thesis', 'dissertation', '', 'rft.title'],
    ['dataset', 'dc', '', 'rft.title'],
    ['legislation', 'dc', '', 'rft.title'],
    ['web page', 'dc', '', 'rft.title'],
  ];
  for (const [type, format, genre, title] of kinds) {
    const of = said({ type });
    assert.deepEqual(
      [of('rft_val_fmt'), of('rft.genre'), of(title)],
      [`info:ofi/fmt:kev:mtx:${format}`, genre, 'Voices'],
      type,
    );
  }
});

test('what the standard has no format for is told by the name that reference managers know', () => {
  const of = said({ type: 'dataset', creators: authors, year: 2020, url: 'https://example.org/d' });
  assert.deepEqual(
    [of('rft.type'), of('rft.creator'), of('rft.date'), of('rft_id')],
    ['dataset', 'Hayes, Sam|Ministry of Examples,', '2020', 'https://example.org/d'],
  );
});

test('no program is told to follow an address that no browser may', () => {
  const page = { type: 'web page', url: 'javascript:alert(1)' };
  assert.equal(said(page)('rft_id'), '');
});

test('who edited a book is not said to have written its chapter, and an organisation keeps its whole name', () => {
  const editor = { role: 'editor', family: 'Smith', given: 'Jo' };
  const chapter = said({ type: 'chapter', creators: [...authors, editor], container: 'Prisons' });
  assert.equal(chapter('rft.au'), 'Hayes, Sam|Ministry of Examples,');
  assert.equal(chapter('rft.btitle'), 'Prisons');
  assert.equal(said({ type: 'book', creators: [editor] })('rft.au'), 'Smith, Jo');
});

test('the tags of a page make no article of what stands on a site', () => {
  const tags = (entry: object) => {
    const made = metaTagsOf(entrySchema.parse({ title: 'Voices', ...entry }));
    return made.map(({ name, content }) => `${name}=${content}`);
  };
  const page = tags({ type: 'web page', container: 'A site', creators: authors });
  assert.ok(page.includes('citation_author=Ministry of Examples,'));
  assert.ok(!page.some(tag => tag.startsWith('citation_journal_title')));
  assert.ok(tags({ type: 'article', pages: '12 – 14' }).includes('citation_lastpage=14'));
  assert.ok(tags({ type: 'article', container: 'A journal' }).includes('citation_journal_title=A journal'));
  assert.ok(tags({ type: 'conference paper', event: 'A day' }).includes('citation_conference_title=A day'));
});

test('schema.org is told the number of a report by its name, and the issue in which an article stands', () => {
  const told = (entry: object) => {
    const record = {
      entry: entrySchema.parse({ title: 'Voices', ...entry }),
      changedAt: '2020-01-02T00:00:00Z',
    };
    return JSON.parse(jsonLdOf(record, 'https://ownwords.example/evidence/1'));
  };
  assert.equal(told({ type: 'guidance', reportNumber: 'NG66' }).reportNumber, 'NG66');
  const journal = { '@type': 'Periodical', name: 'A Journal', issn: ['0092-8674'] };
  const article = { type: 'article', container: 'A Journal', issn: ['0092-8674'] };
  assert.deepEqual(told(article).isPartOf, journal);
  assert.deepEqual(told({ ...article, volume: '9', issue: '2' }).isPartOf, {
    ...{ '@type': 'PublicationIssue', issueNumber: '2' },
    isPartOf: { '@type': 'PublicationVolume', volumeNumber: '9', isPartOf: journal },
  });
  assert.equal(told({ type: 'chapter', container: 'A book' }).isPartOf['@type'], 'Book');
});
