import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvLine } from '../../platform/statistics/index.ts';
import { readLines, writeAuthorities, writeMovements } from './compact-lists.ts';
import { guessMapping, missingFields } from './fields.ts';
import { largestFile, readFile } from './read-file.ts';
import { readAuthorityKind, readDay, readFlag, readLanguage, readStatus } from './read-words.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const good = (text: string | Uint8Array) => {
  const read = readFile(typeof text === 'string' ? bytes(text) : text);
  assert.ok(read.ok, read.ok ? '' : read.says);
  return read;
};
const refused = (text: string | Uint8Array) => {
  const read = readFile(typeof text === 'string' ? bytes(text) : text);
  assert.ok(!read.ok);
  return read;
};

test('a file is read as UTF-8 with its mark and without, and as Windows-1252', () => {
  for (const text of ['a,b\nŵ,é', '\uFEFFa,b\nŵ,é']) {
    const read = good(text);
    assert.deepEqual([read.encoding, read.headings, read.rows[0]?.cells], ['utf-8', ['a', 'b'], ['ŵ', 'é']]);
  }
  const windows = good(Uint8Array.from([...bytes('a,b\n'), 0xe9, 0x2c, 0x92]));
  assert.deepEqual([windows.encoding, windows.rows[0]?.cells], ['windows-1252', ['é', '’']]);
});

test('every kind of line end and divider is understood, and rows count as a spreadsheet counts them', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const { rows } = good(['a,b', '1,2', '', ',', '"3\n3",4', ''].join(end));
    assert.deepEqual(rows, [
      { number: 2, cells: ['1', '2'] },
      { number: 5, cells: ['3\n3', '4'] },
    ]);
  }
  for (const sign of [',', ';', '\t'])
    assert.deepEqual(good(`a${sign}b\n1${sign}2`).rows[0]?.cells, ['1', '2']);
});

test('each bad file gets a sentence of its own', () => {
  const table: [string | Uint8Array, string][] = [
    ['', 'import.file.empty'],
    [' \n\n', 'import.file.empty'],
    ['a,b', 'import.file.noRows'],
    ['a\n1', 'import.file.oneColumn'],
    ['a,b\n"1,2', 'import.file.openQuote'],
    ['a,b\n1"1,2', 'import.file.quote'],
    ['a,b\n"1"1,2', 'import.file.quote'],
    ['a,b\n1,2\0', 'import.file.notText'],
    [Uint8Array.from(Buffer.from('\uFEFFa,b\n1,2', 'utf16le')), 'import.file.notText'],
    [`a,b\n${'x'.repeat(300_000)},2`, 'import.file.longRow'],
    [`a,b\n${'x'.repeat(40_000)},2`, 'import.file.cell'],
    [`${'a,'.repeat(250)}\n1,2`, 'import.file.columns'],
    [`a,b\n${'1,2\n'.repeat(50_001)}`, 'import.file.rows'],
    [new Uint8Array(largestFile + 1), 'import.file.tooLarge'],
  ];
  for (const [text, says] of table) assert.equal(refused(text).says, says);
});

test('a line of a hundred megabytes is refused without being read', () => {
  const began = performance.now();
  assert.equal(refused(new Uint8Array(100 * 1024 * 1024).fill(120)).says, 'import.file.tooLarge');
  assert.ok(performance.now() - began < 1000);
});

test('millions of blank rows, or of far too many, are no work', () => {
  const millions = 5_000_000;
  assert.deepEqual(good(`a,b\n1,\n${',\r\n'.repeat(millions)}`).rows, [{ number: 2, cells: ['1', ''] }]);
  assert.equal(refused('a,b\n'.repeat(millions)).says, 'import.file.rows');
  assert.equal(refused(`a,b\n${',\n'.repeat(millions)}1,2`).says, 'import.file.rows');
});

test('blank cells behind the widest row that a file may have are left out, and words there are not', () => {
  assert.equal(good(`a,b\n1,2${','.repeat(5000)}\n3,4`).rows[0]?.cells.length, 200);
  assert.equal(good(`a,b\n1,2${','.repeat(5000)}x,\n3,4`).rows[0]?.cells.length, 5002);
});

test('a blank row above the headings changes nothing', () => {
  assert.deepEqual(good('\r\n\r\na;b\r\n1;2').rows, [{ number: 4, cells: ['1', '2'] }]);
});

test('whatever stands in a cell reads back as it was, formulas too', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('=1+1', "'=1+1", "''-1", '@x', '+44', '-5', "'", '\tx', '\r\nx', '"', 'a"b,c;d'),
  );
  const isText = (text: string) => !text.includes('\0') && text.isWellFormed();
  fc.assert(
    fc.property(fc.array(cell.filter(isText), { minLength: 2, maxLength: 5 }), cells => {
      const text = csvLine(['x', ...cells.map(() => 'y')]) + csvLine(['1', ...cells]);
      assert.deepEqual(good(text).rows[0]?.cells, ['1', ...cells]);
    }),
  );
});

test('no cell that goes out can be taken for a formula', () => {
  for (const text of ['=1', "'=1", "''=1", '@a', '+1', '-1', '\t=1'])
    assert.match(csvLine([text]), /^"'/, text);
});

test('lists in one cell read back as they were', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 }).map(each => each.trim());
  const day = fc.constantFrom(null, '2010-03-04', '1999-12-31');
  fc.assert(
    fc.property(text, text, day, (one, other, on) => {
      const movement = {
        ...{ actualOn: '2011-01-02', kind: 'transfer', outcome: null, authorisedOn: on },
        ...{ fromPlace: one, toPlace: other },
      };
      const cell = writeMovements([movement, movement]);
      assert.deepEqual(readLines(cell, 6)?.[1], ['2011-01-02', 'transfer', '', on ?? '', one, other]);
    }),
  );
  const authority = {
    ...{
      kind: 's37/41',
      orderOn: '2010-03-04',
      receivedOn: null,
      endedOn: null,
      releaseOn: null,
      expiresOn: null,
    },
    ...{ precedence: 1, court: 'A | B \\ C' },
  };
  assert.deepEqual(readLines(writeAuthorities([authority]), 8), [
    ['s37/41', '2010-03-04', '', '', '', '', '1', 'A | B \\ C'],
  ]);
  assert.equal(readLines('2010-03-04 | transfer', 6), undefined);
});

test('headings are guessed, our own and those of the case system, and each column is taken once', () => {
  const mapping = guessMapping([
    'SURNAME',
    'Forename(s)',
    'Date of Birth',
    'File Reference',
    'Authority for detention',
    'Surname',
  ]);
  assert.deepEqual(mapping, { familyName: 0, givenNames: 1, bornOn: 2, reference: 3, authority: 4 });
  assert.deepEqual(missingFields(mapping), ['hospital', 'team']);
});

test('days, authorities, statuses, flags and languages are read as people write them', () => {
  const days = [
    '2010-03-04',
    '04/03/2010',
    '4.3.2010',
    '4-3-2010',
    '2010-03-04 00:00:00',
    '2010-03-04T00:00:00Z',
  ];
  for (const day of days) assert.equal(readDay(day), '2010-03-04', day);
  for (const day of ['31/04/2010', '29/02/2011', '04/03/10', '2010', 'March 2010', '2010-03-04 10:00', ''])
    assert.equal(readDay(day), undefined, day);
  assert.equal(readAuthorityKind('S37/41 - MHA 1983 - Hospital Order'), 's37/41');
  assert.equal(readAuthorityKind('S 47/49'), 's47/49');
  assert.equal(readAuthorityKind('section 3'), undefined);
  assert.equal(readStatus('In Custody [*]'), 'in custody');
  assert.deepEqual(['Yes', 'n', 'maybe'].map(readFlag), [true, false, undefined]);
  assert.deepEqual(['Cymraeg', 'EN', 'French'].map(readLanguage), ['cy', 'en', undefined]);
});
