import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Format, parseRecords, recogniseFormat } from './index.ts';

// So much of one sign takes a moment where each is looked at once, and hours where it is looked for from each of them.
const many = 200_000;
const units = [
  ' ',
  '\n',
  ' \n',
  '/',
  '.',
  ',',
  ' and ',
  'van ',
  '~',
  '1-',
  '{}',
  '<p ',
  '&',
  '-',
  '`',
  "\\'",
  '\\frac',
];
const files: Readonly<Partial<Record<Format, (text: string) => string>>> = {
  ris: text =>
    `${text}x\nTY  - JOUR\nTI  - a${text}b <i>\nAU  - a${text}b\nN1  - a${text}b <i>\nUR  - a${text}b\nDO  - 10.9999/${text}b\nER  - \n${text}x`,
  bibtex: text =>
    `@article{k${text}\n}\n@article{l, title = {a${text}b <i>}, author = {a${text}b}, abstract = {a${text}b}, url = {a${text}b}, month = a${text}b}`,
  nbib: text => `PMID- 1\nTI  - a${text}b.\nLID - a${text}b\nPG  - a${text}b\nMH  - a${text}b\n`,
  csv: text => `Title,Authors,Notes,DOI\n"a${text}b <i>","a${text}b","a${text}b <i>","10.9999/${text}b"\n`,
  marcxml: text =>
    `<record>${['245a', '100a', '260b', '773g', '650a']
      .map(
        code =>
          `<datafield tag="${code.slice(0, 3)}" ind1="1" ind2=" "><subfield code="${code[3]}">a${text
            .replaceAll('&', '&amp;')
            .replaceAll('<', '&lt;')}b</subfield></datafield>`,
      )
      .join('')}</record>`,
};

for (const [format, fileOf] of Object.entries(files))
  test(`${format} with very much of one sign takes no longer for it than any other of its length`, {
    timeout: 60_000,
  }, async () => {
    for (const unit of units) {
      const file = Buffer.from(fileOf(unit.repeat(many / unit.length)));
      recogniseFormat(file.subarray(0, 65_536), 'a.txt');
      const source = (async function* () {
        yield file;
      })();
      const records = await Array.fromAsync(parseRecords(source, { format: format as Format }));
      assert.ok(records.length > 0, unit);
    }
  });

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at));

/** Files of very many short lines: work that a line costs must not grow with the lines before it. */
const long: readonly (readonly [format: Format, what: string, file: () => string | Buffer])[] = [
  [
    'marcxml',
    'lines of another encoding in a record without an end',
    () => Buffer.from(`<record><datafield tag="245">${'é\n'.repeat(400_000)}`, 'latin1'),
  ],
  ['catalogue', 'labels without a title', () => 'Author:\n'.repeat(500_000)],
  ['catalogue', 'empty lines', () => `Title: a\nSource: Accessed a${'\n'.repeat(500_000)}b\n`],
  ['refer', 'lines before the number', () => '%A a\n'.repeat(850_000) + '%0 x\n'.repeat(20_000)],
  ['nbib', 'lines before the number', () => 'AU  - a\n'.repeat(600_000) + 'PMID- 1\n'.repeat(20_000)],
  [
    'ris',
    'lines of a tag that has no place',
    () => `TY  - JOUR\nTI  - a\n${lines(300_000, at => `XX  - ${at}`).join('\n')}\nER  - \n`,
  ],
  [
    'bibtex',
    'parts of a value',
    () => `@article{a,title={x},y=${lines(400_000, at => `x${at}`).join('#\n')}}`,
  ],
  [
    'bibtex',
    'a long abbreviation in each field',
    () =>
      `@string{a={${'x'.repeat(199_000)}}}\n${`@article{a,title={x},${lines(900, at => `f${at}=a`).join(',')}}\n`.repeat(40)}`,
  ],
];

for (const [format, what, file] of long)
  test(`${format} with ${what} takes no longer for it than any other of its length`, {
    timeout: 60_000,
  }, async () => {
    const source = (async function* () {
      yield Buffer.from(file());
    })();
    assert.ok((await Array.fromAsync(parseRecords(source, { format }))).length > 0);
  });

test('a record that is too large swallows none that come after it', async () => {
  const file = `${'AU  - a\n'.repeat(600_000)}PMID- 1\nTI  - One\nPMID- 2\nTI  - Two\n`;
  const source = (async function* () {
    yield Buffer.from(file);
  })();
  const records = await Array.fromAsync(parseRecords(source, { format: 'nbib' }));
  assert.deepEqual(
    records.slice(1).map(({ entry }) => entry?.title),
    ['One', 'Two'],
  );
});
