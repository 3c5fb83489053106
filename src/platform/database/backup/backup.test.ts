import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ask, leaveNothingBehind } from '../embedded/at-work.ts';
import { type Embedded, startEmbedded } from '../embedded/index.ts';
import { backup, type Progress, restore } from './index.ts';
import { readArchive } from './read-archive.ts';

leaveNothingBehind();
const home = mkdtempSync(join(tmpdir(), 'ownwords-backup-'));
const data = join(home, 'data');
const file = join(home, 'ownwords.backup');
const start = (dataDirectory: string) => startEmbedded({ dataDirectory, log: () => {} });
let embedded: Embedded;
let acknowledgedBefore = 0;
const seen: Progress[] = [];

before(async () => {
  embedded = await start(data);
  writeFileSync(join(data, 'sealing.key'), 'a signing key');
  await ask(embedded.adminUrl, 'CREATE TABLE statement (id int PRIMARY KEY, words text)');
  await ask(
    embedded.adminUrl,
    "INSERT INTO statement SELECT -n, repeat('word ', 40) FROM generate_series(1, 50000) n",
  );
});

after(async () => {
  await embedded.stop();
  rmSync(home, { recursive: true, force: true });
});

test('a backup is taken while people write, and only its owner may read it', async () => {
  const writing = new AbortController();
  const writer = write(writing.signal);
  const made = await backup({
    adminUrl: embedded.adminUrl,
    dataDirectory: data,
    file,
    onProgress: progress => {
      if (seen.length === 0) acknowledgedBefore = acknowledged.length;
      seen.push(progress);
    },
  });
  writing.abort();
  await writer;
  assert.equal(made.kind, 'cluster');
  assert.match(made.sha256, /^[0-9a-f]{64}$/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(seen.at(-1), { step: 'check', done: made.bytes, total: made.bytes });
  assert.equal(existsSync(`${file}.partial`), false);
});

test('restored elsewhere, every row acknowledged before the backup is there, exact, with the secrets', async () => {
  const target = join(home, 'restored');
  const restored = await restore({ file, dataDirectory: target });
  assert.equal(restored.putAside, undefined);
  assert.equal(readFileSync(join(target, 'sealing.key'), 'utf8'), 'a signing key');
  const again = await start(target);
  const rows = await ask(again.adminUrl, 'SELECT id, words FROM statement WHERE id > 0 ORDER BY id');
  assert.ok(
    acknowledgedBefore > 0 && rows.length >= acknowledgedBefore,
    `${rows.length} of ${acknowledgedBefore}`,
  );
  assert.deepEqual(rows, acknowledged.slice(0, rows.length));
  const sum = 'SELECT count(*)::int, sum(hashtext(words))::text FROM statement WHERE id < 0';
  assert.deepEqual(await ask(again.adminUrl, sum), await ask(embedded.adminUrl, sum));
  await ask(again.adminUrl, 'CREATE EXTENSION amcheck');
  const indexes = `SELECT count(bt_index_check(c.oid, true)) FROM pg_class c JOIN pg_am ON pg_am.oid = relam
    WHERE amname = 'btree' AND relkind = 'i' AND relpersistence = 'p'`;
  await ask(again.adminUrl, indexes);
  assert.deepEqual(await ask(again.adminUrl, "SELECT * FROM verify_heapam('statement')"), []);
  await again.stop();
});

test('a backup never overwrites a file', async () => {
  const attempt = backup({ adminUrl: embedded.adminUrl, dataDirectory: data, file });
  await assert.rejects(attempt, { code: 'backup-file-exists', message: /exists already/ });
});

test('a backup holds no earlier one, though they lie in the data directory itself', async () => {
  const [earlier, half] = ['monday.backup', 'killed.backup.partial'].map(name => join(data, name)) as [
    string,
    string,
  ];
  copyFileSync(file, earlier);
  writeFileSync(half, 'half of one');
  const made = await backup({
    ...{ adminUrl: embedded.adminUrl, dataDirectory: data },
    file: join(data, 'tuesday.backup'),
  });
  const { manifest } = await readArchive(made.file, () => {});
  for (const each of [earlier, half, made.file]) rmSync(each);
  assert.deepEqual(
    manifest.files.map(({ path }) => path).filter(path => path.includes('backup') && !path.includes('/')),
    [],
  );
});

test('a restore refuses while the program runs, and over anything without --force', async () => {
  await assert.rejects(restore({ file, dataDirectory: data, force: true }), {
    code: 'data-directory-in-use',
  });
  const target = join(home, 'full');
  mkdirSync(target);
  writeFileSync(join(target, 'letter.txt'), 'mine');
  await assert.rejects(restore({ file, dataDirectory: target }), { code: 'restore-not-empty' });
  const { putAside } = await restore({ file, dataDirectory: target, force: true });
  assert.equal(readFileSync(join(putAside ?? '', 'letter.txt'), 'utf8'), 'mine');
  assert.ok(existsSync(join(target, 'postgres/PG_VERSION')));
});

test('a damaged or cut backup is named as such, and nothing is touched', async () => {
  for (const damage of [flipByte, cutShort, notABackup]) {
    const damaged = join(home, `${damage.name}.backup`);
    damage(damaged);
    const target = join(home, damage.name);
    await assert.rejects(restore({ file: damaged, dataDirectory: target }), { code: 'backup-damaged' });
    assert.deepEqual(
      readdirSync(target).filter(name => name !== 'ownwords.lock'),
      [],
    );
  }
});

test('after an interrupted restore the program refuses to start on half a directory', async () => {
  const target = join(home, 'interrupted');
  mkdirSync(join(target, 'restoring'), { recursive: true });
  await assert.rejects(start(target), { code: 'restore-interrupted', message: /--force/ });
  await restore({ file, dataDirectory: target });
  const healed = await start(target);
  await healed.stop();
});

test('a database whose files are elsewhere needs a pg_dump of its version, and one sentence says so', async t => {
  const path = process.env.PATH;
  t.after(() => {
    process.env.PATH = path;
  });
  process.env.PATH = join(home, 'empty');
  const other = join(home, 'elsewhere');
  const attempt = backup({
    adminUrl: embedded.adminUrl,
    dataDirectory: other,
    file: join(home, 'external.backup'),
  });
  await assert.rejects(attempt, {
    code: 'backup-tool-missing',
    message: /no pg_dump .* install postgresql-client-18/,
  });
  assert.deepEqual(
    readdirSync(home).filter(name => name.startsWith('external')),
    [],
  );
});

test('what lies beside a database elsewhere is never newer than its dump, or an honest audit would look cut off', async t => {
  const path = process.env.PATH;
  t.after(() => {
    process.env.PATH = path;
  });
  const [other, target, tools] = ['sealed', 'from-dump', 'tools'].map(name => join(home, name)) as [
    string,
    string,
    string,
  ];
  for (const directory of [other, tools]) mkdirSync(directory);
  const checkpoint = join(other, 'audit.checkpoint');
  writeFileSync(checkpoint, 'before');
  // A seal is made while the dump is under way.
  const dumping = `*) case "$1" in --file=*) printf dump > "\${1#--file=}"; printf after > '${checkpoint}';; esac`;
  for (const [name, doing] of [
    ['pg_dump', dumping],
    ['pg_restore', '*) :'],
  ] as const) {
    const script = `#!/bin/sh\nwhile [ $# -gt 0 ]; do case "$1" in --version) echo "${name} (PostgreSQL) 18.4";; ${doing};; esac; shift; done\n`;
    writeFileSync(join(tools, name), script, { mode: 0o755 });
  }
  process.env.PATH = tools;
  const { adminUrl } = embedded;
  const made = await backup({ adminUrl, dataDirectory: other, file: join(home, 'dump.backup') });
  assert.equal(made.kind, 'dump');
  assert.equal(readFileSync(checkpoint, 'utf8'), 'after');
  await restore({ file: made.file, dataDirectory: target, databaseUrl: adminUrl });
  assert.equal(readFileSync(join(target, 'audit.checkpoint'), 'utf8'), 'before');
});

const acknowledged: { id: number; words: string }[] = [];

async function write(until: AbortSignal): Promise<void> {
  for (let id = 1; !until.aborted; id += 1) {
    const words = `in my own words ${id} ŵ`;
    await ask(embedded.adminUrl, `INSERT INTO statement VALUES (${id}, '${words}')`);
    acknowledged.push({ id, words });
  }
}

function flipByte(target: string): void {
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  writeFileSync(target, bytes);
}

function cutShort(target: string): void {
  writeFileSync(target, readFileSync(file));
  truncateSync(target, Math.floor(statSync(file).size * 0.9));
}

function notABackup(target: string): void {
  writeFileSync(target, 'a shopping list');
}
