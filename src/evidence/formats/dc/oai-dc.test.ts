import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dublinCore } from '../../oai/dublin-core.ts';
import { type Entry, entrySchema } from '../../record/entry.ts';
import { parseRecords, recogniseFormat } from '../index.ts';

async function read(xml: string): Promise<Entry | undefined> {
  const source = (async function* () {
    yield Buffer.from(xml);
  })();
  for await (const record of parseRecords(source, { format: 'oai-dc' })) return record.entry;
  return undefined;
}
const dc = (inside: string) =>
  `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">${inside}</oai_dc:dc>`;

test('what our own server says in Dublin Core is read back, all of it', async () => {
  const entry: Entry = {
    ...{ type: 'lived experience', title: 'What <we> said & what “they” did', summary: 'One.\n\nTwo.' },
    creators: [
      { role: 'author', family: 'Example', given: 'Ash' },
      { role: 'author', name: 'Pretend Society' },
      { role: 'contributor', family: 'Invented', given: 'Ida' },
    ],
    ...{ publisher: 'Clinks', date: '2011-04-06', year: 2011, container: 'A journal', language: 'en' },
    ...{
      country: 'England and Wales',
      rights: 'CC BY 4.0',
      doi: '10.5555/abc.1',
      url: 'https://example.org/a.pdf',
    },
    ...{ isbn: ['9780306406157'], keywords: ['Prisons', 'Peer support'] },
  };
  const back = await read(dublinCore(entrySchema.parse(entry), 'https://library.example/evidence/7'));
  assert.deepEqual(back, { ...entry, others: { address: 'https://library.example/evidence/7' } });
});

test('what repositories write is understood as far as it can be', async () => {
  const cases: [inside: string, expected: Partial<Entry>][] = [
    ['<dc:type>info:eu-repo/semantics/doctoralThesis</dc:type>', { type: 'thesis' }],
    ['<dc:type>Text</dc:type><dc:type>Book Section</dc:type>', { type: 'chapter' }],
    ['<dc:type>NonPeerReviewed</dc:type>', { type: 'document' }],
    ['<dc:date>2012-05-05T12:00:00Z</dc:date><dc:date>2011</dc:date>', { date: '2011', year: 2011 }],
    ['<dc:subject>Prisons; Probation</dc:subject>', { keywords: ['Prisons', 'Probation'] }],
    [
      '<dc:source>Parks; Vol. 3 No. 2 (2011): On paths; 12-20</dc:source><dc:creator>Example A.</dc:creator>',
      {
        ...{ container: 'Parks', volume: '3', issue: '2', pages: '12-20' },
        creators: [{ role: 'author', family: 'Example', given: 'A.' }],
      },
    ],
    ['<dc:source>Parks; 2011</dc:source>', { container: 'Parks; 2011' }],
    ['<dc:identifier>http://hdl.handle.net/1/2</dc:identifier>', { url: 'http://hdl.handle.net/1/2' }],
    [
      '<dc:relation>https://doi.org/10.5555/x</dc:relation><dc:source>ISSN 0378-5955</dc:source>',
      { doi: '10.5555/x', issn: ['0378-5955'] },
    ],
    [
      '<dc:description>&lt;p&gt;One &lt;b&gt;word&lt;/b&gt;.&lt;/p&gt;&lt;p class="x"&gt;Two &lt; three, said &lt;we&gt;.&lt;br/&gt;Four.&lt;/p&gt;</dc:description>',
      { summary: 'One word.\n\nTwo < three, said <we>.\n\nFour.' },
    ],
    ['<dc:coverage>1990-2000</dc:coverage>', { others: { coverage: '1990-2000' } }],
    ['<dc:creator>Home Office</dc:creator>', { creators: [{ role: 'author', name: 'Home Office' }] }],
  ];
  for (const [inside, expected] of cases) {
    const entry = await read(dc(`<dc:title>T</dc:title>${inside}`));
    for (const [field, value] of Object.entries(expected))
      assert.deepEqual(entry?.[field as keyof Entry], value, inside);
  }
  assert.equal(await read(dc('<dc:language>en</dc:language>')), undefined);
  assert.equal(recogniseFormat(Buffer.from(dc('<dc:title>T</dc:title>'))), 'oai-dc');
});
