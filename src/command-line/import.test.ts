import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase, testSecret } from '../../test/database.ts';
import { runCommandLine } from './run.ts';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'ownwords-import-'));
before(async () => {
  database = await freshDatabase();
});
after(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

async function call(...words: string[]) {
  const said: string[] = [];
  const terminal = {
    say: (text: string) => void said.push(text),
    tell: (text: string) => void said.push(text),
    redraw: undefined,
  };
  const env = { DATABASE_URL: database.adminUrl, OWNWORDS_SECRET: testSecret, OWNWORDS_DATA: folder };
  const code = await runCommandLine(words, env, terminal);
  return { code, said: said.join('\n') };
}

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const good = fileOf(
  'good.csv',
  'MHCS reference,Surname,Where,Team,Section\nCL/1,Invented,Larkmoor Hospital,Casework Team One,s37/41\nCL/2,,Nowhere,Casework Team One,s37/41\n',
);
const days = fileOf(
  'days.csv',
  'MHCS reference,Surname,Where,Team,Section,Order date\nCL/1,Invented,Larkmoor Hospital,Casework Team One,s37/41,2015-06-07\nCL/2,,Nowhere,Casework Team One,s37/41,2015-06-07\n',
);
const mapping = fileOf('mapping.json', '{"hospital": "Where"}');

test('the command line says which columns it lacks, and takes them from a file', async () => {
  const lacking = await call('import', 'register', good);
  assert.equal(lacking.code, 2);
  assert.match(lacking.said, /No column of the file holds: Hospital\. Name it by --mapping FILE\./);
  for (const [text, says] of [
    ['[]', /has to be an object/],
    ['{"x": "Where"}', /names "x", which is no column of a register/],
    ['{"Hospital": "Elsewhere"}', /names the heading "Elsewhere", which the file does not have/],
    ['{', /is no JSON/],
  ] as const) {
    const wrong = await call('import', 'register', good, '--mapping', fileOf('wrong.json', text));
    assert.equal(wrong.code, 2);
    assert.match(wrong.said, says);
  }
});

test('a dry run says row by row what is wrong, and writes nothing', async () => {
  const dry = await call('import', 'register', days, '--mapping', mapping, '--dry-run');
  assert.equal(dry.code, 1);
  assert.match(dry.said, /Row 3, Surname: This cell is empty/);
  assert.match(dry.said, /Row 3, Where: No hospital of this name/);
  assert.match(dry.said, /1 rows would come in, 0 stand in the register already, 1 were refused\./);
  const again = await call('import', 'register', days, '--mapping', mapping, '--dry-run');
  assert.match(again.said, /1 rows would come in/);
});

test('an import writes, a second changes nothing, and an export comes back', async () => {
  const first = await call('import', 'register', days, '--mapping', mapping);
  assert.match(first.said, /1 rows came in, 0 stand in the register already, 1 were refused/);
  assert.match(first.said, /Row 3, Surname: This cell is empty/);
  const second = await call('import', 'register', days, '--mapping', mapping);
  assert.match(second.said, /0 rows came in, 1 stand in the register already, 1 were refused/);
  const out = join(folder, 'out.csv');
  assert.equal((await call('export', 'register', out)).code, 0);
  assert.equal(statSync(out).mode & 0o077, 0);
  assert.match(readFileSync(out, 'utf8'), /"CL\/1"/);
  const back = await call('import', 'register', out);
  assert.equal(back.code, 0);
  assert.match(back.said, /0 rows came in, \d+ stand in the register already, 0 were refused/);
  assert.match((await call('export', 'register', out)).said, /exists already/);
});

test('what cannot be meant is said', async () => {
  assert.match(
    (await call('import', 'patients', good)).said,
    /"import" knows "register" and "evidence", not "patients"/,
  );
  assert.match((await call('import', 'register', join(folder, 'none.csv'))).said, /There is no .*none\.csv/);
  assert.match((await call('import', 'register', fileOf('empty.csv', ''))).said, /The file is empty/);
  const huge = fileOf('huge.csv', 'x'.repeat(21 * 1024 * 1024));
  assert.match((await call('import', 'register', huge)).said, /larger than 20/);
});

test('a file of references is looked through without a database, as a table and as JSON alone', async () => {
  const file = fileOf(
    'two.ris',
    'TY  - RPRT\nTI  - On councils\nAU  - Example, Ash\nER  - \nTY  - BOOK\nER  - \n',
  );
  const table = await call('import', 'evidence', file, '--dry-run');
  assert.match(table.said, /On councils[\s\S]*ris: 1 record can be read, 1 cannot/);
  assert.equal(table.code, 1);
  const { said, code } = await call('import', 'evidence', file, '--dry-run', '--json');
  const { format, records, read, refused } = JSON.parse(said);
  assert.deepEqual([code, format, read, refused], [0, 'ris', 1, 1]);
  assert.equal(records[0].entry.title, 'On councils');
  assert.deepEqual(records[1], {
    line: 5,
    problems: ['Nothing here names a publication, so no record was made.'],
  });
  const named = await call('import', 'evidence', file, '--dry-run', '--format', 'refer');
  assert.match(named.said, /refer: /);
  assert.match(
    (await call('import', 'evidence', file, '--dry-run', '--format', 'word')).said,
    /--format is one/,
  );
  assert.match(
    (await call('import', 'evidence', fileOf('none.ris', ''), '--dry-run')).said,
    /The file is empty/,
  );
});

test('a folder is no file of references, and --json alone brings nothing in', async () => {
  const path = fileOf('one.ris', 'TY  - RPRT\nTI  - On councils\nER  - \n');
  for (const [words, says] of [
    [[folder], /is no file\./],
    [[folder, '--dry-run'], /is no file\./],
    [
      [path, '--mapping', fileOf('turned.json', '{"Titel": "title"}')],
      /names "Titel", which is no field of a record/,
    ],
    [[path, '--json'], /--json only says what would come in: it goes with --dry-run\./],
  ] as const) {
    const { code, said } = await call('import', 'evidence', ...words);
    assert.equal(code, 2);
    assert.match(said, says);
  }
});

test('the command line brings records into the library, in the name of a librarian or nobody, and goes on where it was', async () => {
  const ris = fileOf(
    'records.ris',
    'TY  - RPRT\nTI  - From the command line\nAU  - Invented, Ida\nPY  - 2011\nER  - \nTY  - RPRT\nPY  - Nothing names it\nER  - \n',
  );
  const came = await call('import', 'evidence', ris, '--as', 'lib.page');
  assert.match(came.said, /Line 6: .*\n1 record came in; 1 record cannot be brought in/);
  assert.match((await call('import', 'evidence', ris)).said, /1 record was brought in before/);
  for (const [words, says] of [
    [['--as', 'ash.example'], /No librarian has the user name/],
    [['--format', 'word'], /--format is one of ris, bibtex/],
    [['--duplicates', 'all'], /--duplicates is one of skip, beside, fill/],
  ] as const) {
    const wrong = await call('import', 'evidence', ris, ...words);
    assert.equal(wrong.code, 2);
    assert.match(wrong.said, says);
  }
});
