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
