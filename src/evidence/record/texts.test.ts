import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isTextKey, textIn } from '../../platform/language/index.ts';
import { readCatalogueText, writeCatalogueText } from './catalogue-text.ts';
import { readCreators, writeCreators } from './creators-text.ts';
import { type Creator, entrySchema } from './entry.ts';
import { creatorRoles, recordTypes } from './kinds.ts';
import { languageText, otherLanguage } from './languages.ts';
import { roleText, showEntry, typeText } from './show-record.ts';
import { isWebAddress } from './web-address.ts';
import { diffWords } from './word-diff.ts';

const sample = `Author: Hayes, Clare
Title: A Review of service user involvement in prisons and probation trusts
Details: London: Clinks, 2011. 56p.
Source: Internet Resource: Accessed January 30, 2012 at: https://example.org/review.pdf
Year: 2011
Country: United Kingdom
URL: https://example.org/review.pdf
Shelf Number: 141258
Keywords: Offender participation; Prison councils; Probation; Rehabilitation; Service users`;

test('the catalogue’s own sample is read field by field, and written again as it was', () => {
  const read = readCatalogueText(sample);
  assert.deepEqual(read, {
    creators: [{ role: 'author', family: 'Hayes', given: 'Clare' }],
    title: 'A Review of service user involvement in prisons and probation trusts',
    ...{ place: 'London', publisher: 'Clinks', year: 2011, extent: '56p.' },
    ...{ source: 'Internet Resource', accessed: '2012-01-30', url: 'https://example.org/review.pdf' },
    ...{ country: 'United Kingdom', shelfNumber: '141258' },
    keywords: ['Offender participation', 'Prison councils', 'Probation', 'Rehabilitation', 'Service users'],
  });
  assert.equal(writeCatalogueText(entrySchema.parse({ type: 'report', ...read })), sample);
});

test('a record of which less is known is written and read the same way', () => {
  const known = [
    { title: 'Only a title' },
    { title: 'A place', place: 'Larkmoor', publisher: 'H.M. Example, Press', year: 1999 },
    { title: 'An extent', extent: '12p.' },
    { title: 'A year', year: 1983 },
    { title: 'A publisher', place: 'Larkmoor', publisher: 'Example Press' },
    { title: 'A place and a year', place: 'Larkmoor', year: 1983, extent: '12p.' },
    { title: 'A note', source: 'Library copy', keywords: ['One'] },
    { title: 'Lines', summary: 'First line.\nSecond line.', accessed: 'Spring 2012' },
  ];
  for (const entry of known) {
    const text = writeCatalogueText(entrySchema.parse({ type: 'report', ...entry }));
    assert.deepEqual(readCatalogueText(text), entry, text);
  }
  assert.deepEqual(readCatalogueText('Keywords:\nOne\nTwo\n').keywords, ['One', 'Two']);
  assert.deepEqual(readCatalogueText('nothing of that kind'), {});
});

test('a language that looks like a code and is none stays as it was written', () => {
  for (const written of ['en-GB-oed', 'en-us-utf8', 'en-us-us', 'abc-de-fg', 'en, cy-12'])
    for (const reader of ['en', 'cy']) {
      assert.equal(languageText(written, reader), written);
      assert.equal(otherLanguage(written, reader), undefined);
    }
  assert.equal(languageText('en-GB', 'cy'), 'Saesneg Prydain');
});

test('a line that was made to be hard to read is read at once', () => {
  const spaces = ' '.repeat(200_000);
  assert.deepEqual(readCreators(`a${spaces}b${spaces}[editor]${spaces}`), [
    { role: 'editor', name: `a${spaces}b` },
  ]);
  assert.equal(readCreators(`a${'['.repeat(200_000)}`).length, 1);
  assert.equal(isWebAddress(`https://${'a'.repeat(1_000_000)} b`), false);
  assert.ok(
    isWebAddress('https://example.org/a?b') && !isWebAddress('https:///a') && !isWebAddress('https://'),
  );
});

const name = fc
  .string({ unit: fc.constantFrom('a', 'É', ' ', '.', '-', 'z'), minLength: 1, maxLength: 12 })
  .map(text => text.replace(/\s+/g, ' ').trim())
  .filter(text => text !== '');
const plainObject = { noNullPrototype: true } as const;
const creator: fc.Arbitrary<Creator> = fc.oneof(
  fc.record({ role: fc.constantFrom(...creatorRoles), family: name, given: name }, plainObject),
  fc.record({ role: fc.constantFrom(...creatorRoles), family: name }, plainObject),
  fc.record(
    {
      role: fc.constantFrom(...creatorRoles),
      name: fc
        .tuple(name, fc.constantFrom('', ', ', '”', '" and "'))
        .map(([one, between]) => (between ? `“${one}${between}${one}"` : one)),
    },
    plainObject,
  ),
);

test('authors that are written as lines are read as the same authors', () => {
  fc.assert(
    fc.property(fc.array(creator), creators => {
      assert.deepEqual(readCreators(writeCreators(creators).join('\n')), creators);
    }),
  );
  assert.deepEqual(
    readCreators('\r\n , \nExample, Ash [golygydd]', role => (role === 'editor' ? 'Golygydd' : role)),
    [{ role: 'editor', family: 'Example', given: 'Ash' }],
  );
});

test('the pieces of a difference make both texts again, and equal texts have no difference', () => {
  const words = fc.array(fc.constantFrom('one', 'two', ' ', ',', '\n', 'é')).map(all => all.join(''));
  fc.assert(
    fc.property(words, words, (one, other) => {
      const pieces = diffWords(one, other);
      const text = (without: string) =>
        pieces
          .filter(({ is }) => is !== without)
          .map(piece => piece.text)
          .join('');
      assert.equal(text('new'), one);
      assert.equal(text('gone'), other);
      assert.equal(
        one === other,
        pieces.every(({ is }) => is === 'both'),
      );
    }),
  );
  assert.deepEqual(diffWords('A review of it', 'A long review of them'), [
    { text: 'A ', is: 'both' },
    { text: 'long ', is: 'new' },
    { text: 'review of ', is: 'both' },
    { text: 'it', is: 'gone' },
    { text: 'them', is: 'new' },
  ]);
});

test('whatever kind a record or an author is of has a name in both languages', () => {
  for (const type of recordTypes) assert.ok(isTextKey(typeText(type)), type);
  for (const role of creatorRoles) assert.ok(isTextKey(roleText(role)), role);
});

test('a date is shown in words where it is one, and as it came where it is not', () => {
  const shown = (date: string, language: 'en' | 'cy' = 'en') =>
    showEntry({ type: 'report', title: 'Dated', date }, textIn(language)).details[0]?.text;
  for (const [date, text] of [
    ['2011-09-03', '3 September 2011'],
    ['2011-09', 'September 2011'],
    ['2011', '2011'],
    ['2011-13', '2011-13'],
    ['2011-02-30', '2011-02-30'],
    ['Spring 2011', 'Spring 2011'],
  ] as const)
    assert.equal(shown(date), text);
  assert.equal(shown('2011-09', 'cy'), 'Medi 2011');
});

test('a licence leads to where it says what it allows, and words of somebody lead nowhere', () => {
  const hrefs: [string, string | undefined][] = [
    ['CC0-1.0', 'https://creativecommons.org/publicdomain/zero/1.0/'],
    ['CC-BY-NC-SA-4.0', 'https://creativecommons.org/licenses/by-nc-sa/4.0/'],
    ['OGL-UK-3.0', 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'],
    ['https://example.org/terms', 'https://example.org/terms'],
    ['javascript:alert(1)', undefined],
    ['Ask us', undefined],
  ];
  for (const [licence, href] of hrefs) {
    const { details } = showEntry(entrySchema.parse({ type: 'report', title: 'X', licence }), textIn('en'));
    assert.equal(details.find(({ field }) => field === 'licence')?.href, href, licence);
  }
});

test('the chapter of an Act is no number of a report', () => {
  const nameOn = (type: string) =>
    showEntry(entrySchema.parse({ type, title: 'X', reportNumber: 'c. 20' }), textIn('en')).details[0]?.name;
  assert.deepEqual([nameOn('legislation'), nameOn('guidance')], ['Number', 'Report number']);
});
