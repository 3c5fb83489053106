import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  documentToHtml,
  documentToPdf,
  documentToWord,
  type PaperDocument,
  paragraph,
  quotation,
} from './index.ts';
import { paragraphsOfWord, textOfHtml, textOfPdf } from './read-back.ts';
import { visibleOnPaper } from './writing.ts';

const asPaper = (text: string, spokenBy = 'Ash Example'): PaperDocument => ({
  title: 'What I want to say',
  language: 'en',
  blocks: [quotation({ text, spokenBy })],
});

const asBlock = (text: string): PaperDocument => ({ title: 'T', language: 'en', blocks: [paragraph(text)] });

const awkward = fc.constantFrom(
  '\r\n',
  '\r',
  '\t',
  '  ',
  '\n\n',
  '&amp;',
  '</p>',
  '<!--',
  '&#13;',
  ']]>',
  '\u0007',
);
const anyText = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), awkward))
  .map(parts => parts.join('').replaceAll('\0', ''));

// What a browser holds between the tags of the paragraph, apart from the article around it.
const wordsInHtml = (html: string) =>
  /<p class="govuk-body ow-words" dir="auto">(.*?)<\/p>/s.exec(html)?.[1] ?? '';

test('whatever a person writes is in the page exactly, to the last carriage return', () => {
  fc.assert(
    fc.property(anyText, text => {
      assert.equal(textOfHtml(wordsInHtml(documentToHtml(asPaper(text)))), text);
    }),
  );
});

test('whatever a person writes is in the Word file exactly, with each line end as a line break', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async text => {
      const expected = visibleOnPaper(text).replace(/\r\n?/g, '\n');
      const paragraphs = paragraphsOfWord(await documentToWord(asPaper(text)));
      assert.equal(paragraphs[2], expected);
    }),
    { numRuns: 40 },
  );
});

test('only what XML forbids is changed for paper, and it stays visible', () => {
  const allowed = fc.string({ unit: 'grapheme' }).filter(text => !/[\ufffe\uffff]/.test(text));
  fc.assert(fc.property(allowed, text => visibleOnPaper(text) === text));
  assert.equal(visibleOnPaper('bell \u0007, escape \u001b, nul \0'), 'bell ␇, escape ␛, nul ␀');
  assert.equal(
    visibleOnPaper('half a pair \ud83d, never a letter \uffff'),
    'half a pair \ufffd, never a letter \ufffd',
  );
  assert.equal(visibleOnPaper('tab\tand\r\nline'), 'tab\tand\r\nline');
});

// Each of these was once refused by PDF/UA-1 or lies where fonts end.
const hard = [
  'a\ufeffb',
  'a\u20e3b',
  '\ue000',
  '\u{10ffff}',
  '\u{1fffe}',
  '\u2028',
  '\u0085',
  'x\u0302'.repeat(60),
];

test('no letter is too rare to be printed', async () => {
  for (const text of hard) assert.ok((await documentToPdf(asPaper(text, text))).length > 0);
});

test('no text can stop a document from being printed', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async text => {
      await documentToPdf(asPaper(text, text));
      await documentToPdf(asBlock(text));
    }),
    { numRuns: 25 },
  );
});

const pdfCases: readonly (readonly [name: string, words: string])[] = [
  ['composed ŵ and ŷ', 'Mae’r tŷ a’r dŵr yn agos'],
  ['decomposed ŵ and ŷ', 'Mae’r ty\u0302 a’r dw\u0302r yn agos'],
  ['a curly apostrophe', 'Mr “O’Brien” said so'],
  ['a leading equals sign', '=SUM(A1:A9) is not a heading'],
  ['a template', '{{7*7}} and <%= 7*7 %>'],
  ['Typst code', '#let x = 5; #x'],
  ['a file to read', '#read("/etc/passwd")'],
  ['Typst markup', '*bold* _em_ `raw` $x^2$ @label <label> // note'],
  ['HTML', '<script>alert(1)</script> &amp;'],
  ['emoji', 'I am 😀 today 👍🏽'],
  ['Chinese, whether or not a font has it', '我想回家'],
  ['a control character', 'bell \u0007 rang'],
  ['two spaces within a line', 'one  two'],
];

const spaceless = (text: string) => text.replace(/\s+/g, ' ').trim();

for (const [name, words] of pdfCases) {
  test(`the text layer of a PDF keeps ${name}`, async t => {
    const text = textOfPdf(await documentToPdf(asPaper(words)));
    if (text === null)
      return t.skip('pdftotext is NOT on this machine: the PDF text layer was not read back');
    assert.ok(spaceless(text).includes(spaceless(visibleOnPaper(words))), text);
  });
}

test('the text layer of a PDF keeps every line of a text with CRLF, tabs and trailing spaces', async t => {
  const text = textOfPdf(await documentToPdf(asPaper('first  \r\n\tsecond\r\n\r\nthird\rfourth\nfifth   ')));
  if (text === null) return t.skip('pdftotext is NOT on this machine: the PDF text layer was not read back');
  assert.match(text, /first\s*\n\s*second\s*\n\s*third\s*\n\s*fourth\s*\n\s*fifth/);
});

test('the text layer of a PDF keeps Arabic and Hebrew letters', async t => {
  const words = 'أريد أن أرى أمي שלום';
  const text = textOfPdf(await documentToPdf(asPaper(words)));
  if (text === null) return t.skip('pdftotext is NOT on this machine: the PDF text layer was not read back');
  // pdftotext orders right-to-left words itself and marks their direction, so letters are compared, word by word.
  const letters = text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '');
  for (const word of words.split(' '))
    assert.ok(letters.includes(word), `${word} is missing from ${letters}`);
});

test('a word longer than the paper is broken, not lost', async t => {
  const address = `https://example.org/${'abcdefghij'.repeat(40)}`;
  const text = textOfPdf(await documentToPdf(asPaper(address)));
  if (text === null) return t.skip('pdftotext is NOT on this machine: the PDF text layer was not read back');
  assert.ok(text.split('\n').every(line => line.length < 120));
  assert.ok(text.replace(/\s+/g, '').includes(address));
});
