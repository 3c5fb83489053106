import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecords } from '../index.ts';

type Field = readonly [tag: string, indicators: string, ...subfields: readonly string[]];

const inXml = (leader: string, fields: readonly Field[]) =>
  `<record><leader>${leader}</leader>${fields
    .map(
      ([tag, [one, two], ...subfields]) =>
        `<datafield tag="${tag}" ind1="${one}" ind2="${two}">${subfields
          .map(part => `<subfield code="${part[0]}">${part.slice(1)}</subfield>`)
          .join('')}</datafield>`,
    )
    .join('')}</record>`;

async function readXml(...records: string[]) {
  const source = (async function* () {
    yield Buffer.from(`<collection>${records.join('')}</collection>`);
  })();
  const read = await Array.fromAsync(parseRecords(source, { format: 'marcxml' }));
  return read.map(({ entry }) => entry);
}

test('a record of UNIMARC says the same as one of MARC 21 would', async () => {
  const [book] = await readXml(
    inXml('00000nam 2200000   450 ', [
      ['010', '  ', 'a978-3-642-32156-6', 'bbr.', 'd20 EUR'],
      ['100', '  ', 'a20110101d2010    m  y0frey50      ba'],
      ['101', '0 ', 'afre'],
      ['200', '1 ', 'aL’*hôpital de Larkmoor', 'bTexte imprimé', 'eune étude', 'fAsh Example'],
      ['205', '  ', 'a2e édition'],
      ['210', '  ', 'aParis', 'cLarkmoor', 'dDL 2010'],
      ['215', '  ', 'a1 vol. (320 p.)'],
      ['410', ' 0', '1001IT01', '12001 ', 'aParoles', 'v12', '1700 1', 'aNobody'],
      ['330', '  ', 'aUn résumé.'],
      ['606', '  ', 'aPrisons', 'xSanté', 'yFrance'],
      ['700', ' 1', 'aExample', 'bAsh', '4070'],
      ['702', ' 1', 'aSample', 'bBo', '4730'],
      ['712', '02', 'aLarkmoor', '4650'],
    ]),
  );
  assert.deepEqual(book, {
    type: 'book',
    title: 'L’hôpital de Larkmoor: une étude',
    creators: [
      { role: 'author', family: 'Example', given: 'Ash' },
      { role: 'translator', family: 'Sample', given: 'Bo' },
    ],
    date: '2010',
    year: 2010,
    edition: '2e édition',
    extent: '1 vol. (320 p.)',
    isbn: ['978-3-642-32156-6'],
    keywords: ['Prisons', 'Santé', 'France'],
    language: 'fre',
    place: 'Paris',
    publisher: 'Larkmoor',
    series: 'Paroles',
    seriesNumber: '12',
    summary: 'Un résumé.',
  });
});

test('an article and a thesis of UNIMARC have their journal and their degree', async () => {
  const [article, thesis] = await readXml(
    inXml('00000naa a2200000 i 450 ', [
      ['200', '1 ', 'aConsigli'],
      ['463', '  ', 'tRivista', 'vVol. 12, n. 3, p. 4-9', 'x0092-8674'],
    ]),
    inXml('00000nam a2200000 i 450 ', [
      ['200', '1 ', 'aConseils'],
      ['328', '  ', 'bThèse de doctorat', 'eLyon', 'd2011'],
      ['702', ' 0', 'aAsh', '4727'],
    ]),
  );
  assert.equal(article?.type, 'article');
  assert.deepEqual(
    [article?.container, article?.volume, article?.issue, article?.pages, article?.issn],
    ['Rivista', '12', '3', '4-9', ['0092-8674']],
  );
  assert.deepEqual(
    [thesis?.type, thesis?.genre, thesis?.publisher, thesis?.year, thesis?.creators],
    ['thesis', 'Thèse de doctorat', 'Lyon', 2011, [{ role: 'contributor', name: 'Ash' }]],
  );
});

test('letters come in right from MARC-8, and from a file that only says so', async () => {
  const titles = [
    // Here the mark stands before its letter: an acute, a diaeresis, a ligature in two halves.
    Buffer.from('Consejos de la c\xe2arcel: f\xe8ur alle, i\xebu\xeca', 'latin1'),
    Buffer.from('Préférences, santé et qualité', 'latin1'),
    Buffer.from('Größe und Würde', 'latin1'),
  ];
  const file = titles.map(title =>
    Buffer.concat([
      Buffer.from('00081nam  2200049 a 4500245001800000\u001e10\u001fa', 'latin1'),
      title,
      Buffer.from('\u001e\u001d', 'latin1'),
    ]),
  );
  const source = (async function* () {
    yield* file;
  })();
  const read = await Array.fromAsync(parseRecords(source, { format: 'marc' }));
  assert.deepEqual(
    read.map(({ entry, problems }) => [entry?.title, problems.map(({ values }) => values?.encoding)]),
    [
      ['Consejos de la cárcel: für alle, iu\ufe20a\ufe21', []],
      ['Préférences, santé et qualité', ['windows-1252']],
      ['Größe und Würde', ['windows-1252']],
    ],
  );
});

test('volume, issue and pages are found among the words of catalogues, and no word is taken for one', async () => {
  const parts = [
    'Volume 12, Number 3 (2010), Seite 45-67',
    'volume:12 year:2010 number:3 pages:45-67',
    'Jg. 12, H. 3, S. 45-67',
    'Vol. 12, no. 3 (Sept. 2010), p. 45-67',
    'Cyf. 12, rhif 3, tt. 45-67',
  ];
  for (const part of parts) {
    const [article] = await readXml(
      inXml('00000naa a2200000 i 450 ', [
        ['245', '10', 'aOn councils'],
        ['773', '18', `g${part}`],
        ['773', '08', 'tParks', 'x0092-8674'],
      ]),
    );
    assert.deepEqual(
      [article?.container, article?.volume, article?.issue, article?.pages],
      ['Parks', '12', '3', '45-67'],
      part,
    );
  }
});

test('letters of UNIMARC from before Unicode come in right', async () => {
  const coded = '20010101d1998    m  y0frey0103    ba';
  // Here an acute is C2, a cedilla D0, a diaeresis C8 and œ FA.
  const title = 'Pr\xc2eface: le\xd0con de c\xfaur, Gr\xc8o\xfbe';
  const file = Buffer.from(
    `00120nam0 2200061   450 100003600000200002000036\u001e  \u001fa${coded}\u001e1 \u001fa${title}\u001e\u001d`,
    'latin1',
  );
  const source = (async function* () {
    yield file;
  })();
  const [record] = await Array.fromAsync(parseRecords(source, { format: 'marc' }));
  assert.deepEqual([record?.entry?.title, record?.entry?.year], ['Préface: leçon de cœur, Größe', 1998]);
});

const ofBook = async (...fields: Field[]) =>
  (await readXml(inXml('00000nam a2200000 i 4500', [['245', '10', 'aOn councils'], ...fields])))[0];

test('whoever stands behind a work has the part that the catalogue says, the first of several', async () => {
  const [book] = await readXml(
    inXml('00000nam a2200000 a 4500', [
      ['100', '1 ', 'aExample, Ash,', 'eauthor,', 'eillustrator.'],
      ['245', '10', 'aOn councils /', 'cby Ash Example and Bo Sample ; edited by Cy Third.'],
      ['700', '1 ', 'aSample, Bo.', 'eauthor.'],
      ['700', '1 ', 'aThird, Cy.', '4edt'],
      ['700', '1 ', 'aFourth, Dee,', 'cJr.,', 'eauthor of introduction, etc.'],
      ['700', '1 ', 'aFifth, Eve.'],
      ['700', '1 ', 'aSixth, Fay,', '4http://id.loc.gov/vocabulary/relators/pbl'],
      ['700', '0 ', 'aAsh', 'bII,', 'cQueen of Larkmoor,', 'etranslator.'],
      ['710', '2 ', 'aLarkmoor Trust,', 'eauthor,', 'epublisher.'],
    ]),
  );
  assert.deepEqual(book?.creators, [
    { role: 'author', family: 'Example', given: 'Ash' },
    { role: 'author', family: 'Sample', given: 'Bo' },
    { role: 'editor', family: 'Third', given: 'Cy' },
    { role: 'contributor', family: 'Fourth', given: 'Dee, Jr.' },
    { role: 'contributor', family: 'Fifth', given: 'Eve' },
    { role: 'translator', name: 'Ash II' },
    { role: 'author', name: 'Larkmoor Trust' },
  ]);
});

test('several places and publishers stay apart, without the brackets of a catalogue', async () => {
  const two = await ofBook([
    '260',
    '  ',
    'aLarkmoor ;',
    'a[Ashby] :',
    'bPark Press :',
    'bPath &amp; Co.,',
    'c2011.',
  ]);
  assert.deepEqual([two?.place, two?.publisher], ['Larkmoor; Ashby', 'Park Press; Path & Co.']);
  const unknown = await ofBook(['260', '  ', 'a[S.l. :', 'bs.n.],', 'c2011.']);
  assert.deepEqual([unknown?.place, unknown?.publisher, unknown?.year], ['S.l.', 's.n.', 2011]);
});

test('shortened words keep their stop, a parallel title its sign, and each series stands by itself', async () => {
  const [book] = await readXml(
    inXml('00000nam a2200000 a 4500', [
      ['245', '10', 'a<<Die>> Räte =', 'bOn councils /', 'cAsh Example.'],
      ['250', '  ', 'a2., überarb. Aufl.'],
      ['300', '  ', 'aviii, 300 p. :', 'bill. ;', 'c24 cm.'],
      ['490', '1 ', 'aCm. ;', 'v1234'],
      ['490', '0 ', 'aPapers ;', 'v5'],
      ['650', ' 0', 'aPrisons', 'xHistory', 'xSources.'],
      ['689', '00', 'aStrafvollzug'],
      ['880', '10', '6245-01', 'aСоветы'],
    ]),
  );
  assert.equal(book?.title, 'Die Räte = On councils');
  assert.deepEqual([book?.edition, book?.extent], ['2., überarb. Aufl.', 'viii, 300 p.']);
  assert.deepEqual([book?.series, book?.seriesNumber, book?.others?.series], ['Cm.', '1234', 'Papers, 5']);
  assert.deepEqual(book?.keywords, ['Prisons', 'History Sources', 'Strafvollzug']);
  assert.equal(book?.others?.originalTitle, 'Советы');
});

test('a part says in figures where it stands, and an old record of a thesis where it was written', async () => {
  for (const [code, said] of [
    ['q', '12:3&lt;476'],
    ['g', '12(3):476'],
    ['g', 'Vol. 12, no. 3 (May 2011), p. 476'],
  ] as const) {
    const [part] = await readXml(
      inXml('00000nab a2200000 a 4500', [
        ['245', '10', 'aOn councils'],
        ['773', '0 ', 'tParks', `${code}${said}`],
      ]),
    );
    assert.deepEqual([part?.volume, part?.issue, part?.pages], ['12', '3', '476'], said);
  }
  const thesis = await ofBook(['502', '  ', 'aThesis (Ph. D.)--University of Larkmoor, 1998.']);
  assert.deepEqual(
    [thesis?.type, thesis?.genre, thesis?.publisher],
    ['thesis', 'Thesis (Ph. D.)', 'University of Larkmoor'],
  );
});
