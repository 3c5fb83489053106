import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../../record/entry.ts';
import { type Format, parseRecords } from '../index.ts';

async function one(format: Format, text: string): Promise<Partial<Entry>> {
  const source = (async function* () {
    yield Buffer.from(text);
  })();
  const [record] = await Array.fromAsync(parseRecords(source, { format }));
  assert.ok(record?.entry, text);
  return record.entry;
}

test('an article comes from both formats of PubMed with the same title, pages and headings', async () => {
  const tagged = await one(
    'nbib',
    'PMID- 1\nTI  - [On councils].\nTT  - Des conseils.\nPG  - 476-81; quiz 490-2\nMH  - *Parks/therapy\nOT  - *path\n',
  );
  const xml = await one(
    'pubmed-xml',
    `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>[On councils].</ArticleTitle>
      <VernacularTitle>Des conseils.</VernacularTitle><Pagination><MedlinePgn>476-81; quiz 490-2</MedlinePgn></Pagination>
      </Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`,
  );
  for (const entry of [tagged, xml]) {
    assert.equal(entry.title, 'On councils');
    assert.equal(entry.pages, '476-481; quiz 490-492');
    assert.equal(entry.others?.originalTitle, 'Des conseils');
  }
  assert.deepEqual(tagged.keywords, ['Parks/therapy', 'path']);
});

test('EndNote says what a record is by name or by figure alone, and keeps in a number when a page was read', async () => {
  const report = await one(
    'endnote-xml',
    '<xml><records><record><ref-type>27</ref-type><titles><title>On councils</title></titles></record></records></xml>',
  );
  assert.equal(report.type, 'report');
  const page = await one(
    'endnote-xml',
    '<xml><records><record><ref-type name="Web Page">12</ref-type><titles><title>On councils</title></titles><number>2020-05-06</number></record></records></xml>',
  );
  assert.deepEqual([page.type, page.accessed, page.issue], ['web page', '2020-05-06', undefined]);
});

test('an article without pages is cited by its number, not by all that its publisher calls it', async () => {
  const numbered = await one(
    'nbib',
    'PMID- 1\nTI  - On councils\nLID - 10.9999/x [doi]\nLID - e104\nAID - 104 [pii]\n',
  );
  assert.equal(numbered.pages, 'e104');
  const named = await one(
    'nbib',
    'PMID- 1\nTI  - On councils\nAID - S1 [pii]\nAID - 104 [pii]\nPMCR- 2020/02/01\n',
  );
  assert.equal(named.pages, 'S1');
  assert.deepEqual(named.others, { pii: 'S1; 104' });
});

test('every figure of EndNote is a type, and of a book of PubMed the place is where it came out', async () => {
  const ofFigure = async (figure: number) =>
    (
      await one(
        'endnote-xml',
        `<xml><records><record><ref-type>${figure}</ref-type><titles><title>On councils</title></titles></record></records></xml>`,
      )
    ).type;
  assert.deepEqual(
    [await ofFigure(13), await ofFigure(52), await ofFigure(53), await ofFigure(56), await ofFigure(58)],
    ['article', 'dictionary entry', 'encyclopaedia entry', 'blog post', 'report'],
  );
  const chapter = await one('nbib', 'PMID- 1\nBTI - Parks\nTI  - On councils\nPL  - Larkmoor\n');
  assert.deepEqual([chapter.place, chapter.others], ['Larkmoor', undefined]);
});
