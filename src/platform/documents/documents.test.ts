import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answered,
  type Block,
  bullets,
  documentToHtml,
  documentToPdf,
  documentToWord,
  heading,
  notice,
  type PaperDocument,
  PaperProblem,
  pageBreak,
  paragraph,
  quotation,
  rule,
  signature,
  steps,
  summary,
  table,
} from './index.ts';
import { fileInZip, paragraphsOfWord, textOfHtml, textOfPdf } from './read-back.ts';

const blocksByKind: Readonly<Record<Block['kind'], readonly Block[]>> = {
  heading: [heading(1, 'Heading one'), heading(2, 'Heading two'), heading(3, 'Heading three')],
  paragraph: [paragraph('A plain paragraph')],
  quotation: [
    quotation({ text: 'Dw i’n barod', spokenBy: 'Ash Example', language: 'cy', note: 'Written down by Sam' }),
  ],
  list: [bullets('First bullet', 'Second bullet'), steps('First step', 'Second step')],
  table: [
    table({
      caption: 'Conditions',
      head: ['Condition', 'Reason'],
      rows: [['Escort', 'Safety'], ['Length']],
      firstColumnIsHeading: true,
    }),
  ],
  summary: [summary({ key: 'Kind of leave', value: 'Escorted' })],
  answered: [
    answered({ text: 'I went to every session', spokenBy: 'Ash' }, { text: 'We counted that', by: 'MHCS' }),
  ],
  signature: [
    signature({
      name: 'Robin Example',
      role: 'Caseworker',
      signedOn: '21 November 2026',
      electronically: true,
    }),
  ],
  notice: [notice('You can ask again', 'If you disagree')],
  rule: [rule],
  pageBreak: [pageBreak, paragraph('After the page break')],
};

const wordsOfEveryKind = [
  ...['Heading one', 'Heading two', 'Heading three', 'A plain paragraph', 'Ash Example said', 'Dw i’n barod'],
  ...['Written down by Sam', 'First bullet', 'Second bullet', 'First step', 'Second step', 'Conditions'],
  ...['Condition', 'Reason', 'Escort', 'Safety', 'Length', 'Kind of leave', 'Escorted', 'Ash said'],
  ...[
    'I went to every session',
    'Reply from MHCS',
    'We counted that',
    'Signed electronically',
    'Robin Example',
  ],
  ...['Caseworker', '21 November 2026', 'If you disagree', 'You can ask again', 'After the page break'],
];

const every: PaperDocument = {
  title: 'Your answer',
  language: 'en',
  marking: 'OFFICIAL-SENSITIVE (when complete)',
  reference: 'LV-2026-0042',
  datedOn: '20 November 2026',
  from: ['Mental Health Casework Section', 'Team 3'],
  to: ['Ash Example', 'Larkmoor Hospital'],
  blocks: Object.values(blocksByKind).flat(),
};

const frontMatter = [
  every.title,
  'OFFICIAL-SENSITIVE (when complete)',
  'LV-2026-0042',
  '20 November 2026',
  'Team 3',
];

function assertHolds(text: string, words: readonly string[]) {
  assert.deepEqual(
    words.filter(word => !text.includes(word)),
    [],
  );
}

test('every kind of block is on the page', () => {
  const html = documentToHtml(every);
  assertHolds(textOfHtml(html), [...frontMatter, ...wordsOfEveryKind]);
  assert.match(html, /<h1[^>]*>Your answer<\/h1>/);
  assert.match(html, /<blockquote class="govuk-inset-text" lang="cy">/);
  assert.match(html, /<th scope="col"/);
  assert.match(html, /<th scope="row"[^>]*>Escort</);
  assert.match(html, /<hr class="govuk-section-break/);
  assert.match(html, /<hr class="ow-page-break/);
});

test('the page asks for no inline style or script, which the content security policy would refuse', () => {
  assert.doesNotMatch(documentToHtml(every), /\sstyle=|\son\w+=|<script|<style/i);
});

test('every kind of block is in the Word file, with real headings, lists and a repeated head row', async () => {
  const file = await documentToWord(every);
  const xml = fileInZip(file, 'word/document.xml');
  assertHolds(paragraphsOfWord(file).join('\n'), [every.title, ...wordsOfEveryKind]);
  for (const style of ['Title', 'Heading1', 'Heading2', 'Heading3', 'Quote', 'Rule']) {
    assert.ok(xml.includes(`<w:pStyle w:val="${style}"/>`), style);
  }
  assert.match(xml, /<w:tblHeader\/>/);
  assert.match(xml, /<w:numPr>/);
  assert.match(xml, /<w:pageBreakBefore\/>/);
  assert.match(xml, /<w:lang w:val="cy"/);
});

test('the Word file knows its title and language, and every page its marking and number', async () => {
  const file = await documentToWord({ ...every, language: 'cy' });
  assert.match(fileInZip(file, 'docProps/core.xml'), /<dc:title>Your answer<\/dc:title>/);
  assert.match(fileInZip(file, 'word/styles.xml'), /<w:lang w:val="cy-GB"/);
  assert.match(fileInZip(file, 'word/header1.xml'), /OFFICIAL-SENSITIVE \(when complete\)/);
  const footer = fileInZip(file, 'word/footer1.xml');
  assert.match(footer, /OFFICIAL-SENSITIVE \(when complete\)/);
  assert.match(footer, /Tudalen .*PAGE.* o .*NUMPAGES/s);
});

test('every kind of block is in the PDF, in standard and in large print', async t => {
  for (const print of ['standard', 'large'] as const) {
    const text = textOfPdf(await documentToPdf({ ...every, print }));
    if (text === null) return t.skip('pdftotext is NOT on this machine: the PDF was not read back');
    assertHolds(text.replace(/\s+/g, ' '), [...frontMatter, ...wordsOfEveryKind, 'Page 1 of ', 'Page 2 of ']);
  }
});

test('a PDF says that it is PDF/UA-1, and is tagged, titled and in its language', async () => {
  const pdf = Buffer.from(await documentToPdf({ ...every, language: 'cy' })).toString('latin1');
  assert.match(pdf, /<pdfuaid:part>1<\/pdfuaid:part>/);
  assert.match(pdf, /<dc:title><rdf:Alt><rdf:li xml:lang="[^"]*">Your answer</);
  assert.match(pdf, /\/MarkInfo\s*<<[^>]*\/Marked true/);
  assert.match(pdf, /\/StructTreeRoot/);
  assert.match(pdf, /\/Lang \(cy-GB\)/);
  assert.match(pdf, /\/DisplayDocTitle true/);
});

test('the same document prints to the same bytes', async () => {
  assert.deepEqual(await documentToPdf(every), await documentToPdf(every));
});

test('a statement of 10,000 words prints in all three', async t => {
  const words = Array.from(
    { length: 10_000 },
    (_, index) => `word${index}${index % 50 === 49 ? '\n' : ''}`,
  ).join(' ');
  const long = { ...every, blocks: [quotation({ text: words, spokenBy: 'Ash Example' })] };
  assert.ok(textOfHtml(documentToHtml(long)).includes(words));
  assert.ok(paragraphsOfWord(await documentToWord(long)).includes(words));
  const text = textOfPdf(await documentToPdf(long));
  if (text === null) return t.skip('pdftotext is NOT on this machine: the PDF was not read back');
  assert.deepEqual(text.match(/word\d+/g), words.match(/word\d+/g));
});

test('a statement’s code stays on one line of a PDF wherever it comes, so that it is copied with its hyphens', async t => {
  const code = '7K2M-0QXA-9F3B-HJ4T-WQ8Z';
  const before = Array.from({ length: 40 }, (_, letters) =>
    `${'w'.repeat(letters % 9)} word `.repeat(letters),
  );
  const spoken = {
    text: `My code is ${code}.`,
    spokenBy: 'Ash',
    note: `Typed by Ash. Code of these words: ${code}`,
  };
  for (const print of ['standard', 'large'] as const) {
    const blocks = [
      ...before.map(text => paragraph(`${text}${code}`)),
      quotation(spoken),
      summary({ key: 'Code', value: code }),
    ];
    const text = textOfPdf(await documentToPdf({ ...every, print, blocks }));
    if (text === null) return t.skip('pdftotext is NOT on this machine: the PDF was not read back');
    assert.equal(text.split(code).length - 1, before.length + 3);
  }
});

test('a heading that skips a level is raised, so that an outline has no hole', () => {
  const html = documentToHtml({
    ...every,
    blocks: [heading(3, 'Alone'), heading(1, 'One'), heading(3, 'Below')],
  });
  assert.match(html, /<h2[^>]*>Alone<\/h2>/);
  assert.match(html, /<h2[^>]*>One<\/h2>/);
  assert.match(html, /<h3[^>]*>Below<\/h3>/);
});

test('a long statement stands above its reply, a short one beside it, and large print is always above', () => {
  const html = (text: string, print: 'standard' | 'large' = 'standard') =>
    documentToHtml({ ...every, print, blocks: [answered({ text, spokenBy: 'Ash' }, { text: 'Yes.' })] });
  assert.match(html('Short.'), /ow-answered--beside/);
  assert.doesNotMatch(html('Long. '.repeat(200)), /ow-answered--beside/);
  assert.doesNotMatch(html('Short.', 'large'), /ow-answered--beside/);
});

test('a table that would lose words is refused, in a sentence that quotes none of them', async () => {
  const wide = { ...every, blocks: [table({ caption: 'Secret', head: ['One'], rows: [['a', 'Secret']] })] };
  const refused = (problem: unknown) =>
    problem instanceof PaperProblem && !problem.message.includes('Secret');
  assert.throws(() => documentToHtml(wide), refused);
  await assert.rejects(documentToPdf(wide), refused);
  await assert.rejects(documentToWord(wide), refused);
});

test('a document without a title is refused', async () => {
  const untitled = { ...every, title: ' ' };
  assert.throws(() => documentToHtml(untitled), PaperProblem);
  await assert.rejects(documentToPdf(untitled), PaperProblem);
  await assert.rejects(documentToWord(untitled), PaperProblem);
});

test('an empty document, list, summary or statement still prints', async () => {
  const blocks = [
    bullets(),
    summary(),
    paragraph(''),
    quotation({ text: '', spokenBy: '', language: 'not a tag' }),
  ];
  for (const content of [[], blocks]) {
    const document: PaperDocument = { title: 'Bare', language: 'cy', blocks: content };
    assert.match(documentToHtml(document), /<article/);
    assert.ok((await documentToWord(document)).length > 0);
    assert.ok((await documentToPdf(document)).length > 0);
  }
});

test('the name that somebody gave their language is no tag of one, though it may read as one', () => {
  const said = (language: string): PaperDocument => ({
    ...{ title: 'Said', language: 'en' },
    blocks: [quotation({ text: 'Dzień dobry', spokenBy: 'Ash Example', language })],
  });
  for (const name of ['Polish', 'polish', 'Urdu', 'Brazilian-Portuguese'])
    assert.doesNotMatch(documentToHtml(said(name)), /lang="(?!en")/i, name);
  assert.match(documentToHtml(said('pl')), /lang="pl"/);
});
