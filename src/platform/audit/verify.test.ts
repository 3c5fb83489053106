import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asWorker } from '../database/index.ts';
import { checkAudit, exportAudit } from './check.ts';
import { auditKeys, publicKeyFile } from './keys.ts';
import { sealNext } from './seal-rows.ts';
import { verifyExport } from './verify-export.ts';

const data = mkdtempSync(join(tmpdir(), 'ownwords-verify-'));
const keys = auditKeys(data, undefined);
const now = Temporal.Instant.from('2026-11-23T10:00:00Z');
const file = join(data, 'export.ndjson');
let database: TestDatabase;
let ids: number[] = [];

before(async () => {
  database = await freshDatabase();
  for (const window of [1, 2, 3]) {
    for (let row = 1; row <= 4; row += 1)
      await asWorker(database.pools, 'test', async tx =>
        tx.record('test.row.written', { detail: { window, row } }),
      );
    await nothingIsOpen();
    await sealAll();
  }
  ids = (await superuser("select id from audit.event where event = 'test.row.written' order by id")).map(
    row => Number(row.id),
  );
  await exportAudit(database.pools, keys, file);
});
after(async () => {
  await database.drop();
  rmSync(data, { recursive: true, force: true });
});

/** Seals until nothing is left: transactions of other tests on the same server hold a window open too. */
async function sealAll(): Promise<void> {
  for (;;) {
    while (await sealNext(database.pools, keys, now));
    const last = 'select coalesce(max(to_xid::text::bigint), 0) from audit.seal';
    const [left] = await superuser(
      `select count(*)::int as left from audit.event where xid::text::bigint >= (${last})`,
    );
    if (left?.left === 0) return;
    await wait(20);
  }
}

/** Waits until no transaction of another test holds a window open, so that what was written stands under one seal. */
async function nothingIsOpen(): Promise<void> {
  for (;;) {
    const [row] = await superuser(
      `select pg_snapshot_xmin(pg_current_snapshot()) > (select max(xid::text::bigint) from audit.event)::text::xid8 as free`,
    );
    if (row?.free) return;
    await wait(20);
  }
}

async function superuser(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    const answer = (await client.query(text)) as pg.QueryResult | pg.QueryResult[];
    return Array.isArray(answer) ? (answer.at(-1)?.rows ?? []) : answer.rows;
  } finally {
    await client.end();
  }
}

const check = () => checkAudit(database.pools, keys.publicKey);

/** Alters the living audit, looks, and puts it back. */
async function faultAfter(change: string): Promise<string | undefined> {
  await superuser(
    `create schema kept; create table kept.event as table audit.event; create table kept.seal as table audit.seal;`,
  );
  try {
    await superuser(change);
    return (await check()).fault;
  } finally {
    await superuser(`begin; delete from audit.event; insert into audit.event overriding system value table kept.event;
      delete from audit.seal; insert into audit.seal table kept.seal; drop schema kept cascade; commit`);
  }
}

const nth = (at: number) => ids.at(at) ?? 0;

test('an audit that nobody touched is right to the last row', async () => {
  const verdict = await check();
  assert.equal(verdict.fault, undefined);
  assert.equal(verdict.unsealed, 0);
  assert.ok(verdict.rows >= 12);
});

test('a row that no seal covers yet is counted, not blamed', async () => {
  await asWorker(database.pools, 'test', async tx => tx.record('test.row.late'));
  const verdict = await check();
  assert.deepEqual([verdict.fault, verdict.unsealed], [undefined, 1]);
  await sealAll();
});

const changes: [name: string, change: () => string, says: () => RegExp][] = [
  [
    'a detail that was edited',
    () => `update audit.event set detail = '{"row": 99}' where id = ${nth(1)}`,
    () => new RegExp(`^Row ${nth(1)} \\(test.row.written, .+\\) was altered after it was sealed`),
  ],
  [
    'a name that was put in',
    () => `update audit.event set account_id = 1 where id = ${nth(0)}`,
    () => new RegExp(`^Row ${nth(0)} .+ was altered`),
  ],
  [
    'a time that was moved by a microsecond',
    () => `update audit.event set at = at + interval '1 microsecond' where id = ${nth(-1)}`,
    () => new RegExp(`^Row ${nth(-1)} .+ was altered`),
  ],
  [
    'an empty text where there was none',
    () =>
      `update audit.event set request_id = '' where id = ${nth(2)}; update audit.event set capacity = '' where id = ${nth(3)}`,
    () => new RegExp(`^Row ${nth(2)} .+ was altered`),
  ],
  [
    'a row that was deleted in the middle',
    () => `delete from audit.event where id = ${nth(5)}`,
    () => new RegExp(`^Row ${nth(5)} was removed from under seal`),
  ],
  [
    'a row that was deleted at the end of a seal',
    () => `delete from audit.event where id = ${nth(3)}`,
    () => new RegExp(`^Row ${nth(3)} was removed`),
  ],
  [
    'two rows whose contents were swapped',
    () => `update audit.event e set detail = o.detail from audit.event o
      where (e.id, o.id) in ((${nth(4)}, ${nth(6)}), (${nth(6)}, ${nth(4)}))`,
    () => new RegExp(`^Row ${nth(4)} .+ was altered`),
  ],
  [
    'two rows whose transactions were swapped, so that they stand in another order',
    () => `update audit.event e set xid = o.xid from audit.event o
      where (e.id, o.id) in ((${nth(4)}, ${nth(6)}), (${nth(6)}, ${nth(4)}))`,
    () => new RegExp(`^Row ${nth(4)} .+ was altered`),
  ],
  [
    'a row that was duplicated',
    () => `insert into audit.event (xid, at, capacity, purpose, event, detail, request_id)
      select xid, at, capacity, purpose, event, detail, request_id from audit.event where id = ${nth(7)}`,
    () => /^Row \d+ \(test.row.written, .+\) was added under seal \d+ after it was sealed/,
  ],
  [
    'a row that was slipped in before all others',
    () =>
      `insert into audit.event (xid, capacity, purpose, event) values ('1', 'nobody', 'forged', 'test.row.forged')`,
    () => /^Row \d+ \(test.row.forged, .+\) was added under seal 1/,
  ],
  ['all rows, truncated', () => 'truncate audit.event', () => /^Row \d+ was removed from under seal 1\./],
  [
    'a seal that was deleted in the middle',
    () => 'delete from audit.seal where id = 2',
    () => /^Seal 2 was removed\./,
  ],
  [
    'a seal whose number of rows was edited',
    () => `update audit.seal set to_xid = (to_xid::text::bigint - 1)::text::xid8 where id = 2`,
    () => /^Seal 2 was altered/,
  ],
  [
    'two seals that were swapped',
    () =>
      `update audit.seal set id = -2 where id = 2; update audit.seal set id = 2 where id = 3; update audit.seal set id = 3 where id = -2`,
    () => /^Seal 2 was altered/,
  ],
  [
    'a list of leaves that was edited to fit an edited row',
    () => `update audit.seal set leaves = set_byte(leaves, 20, 255 - get_byte(leaves, 20)) where id = 2`,
    () => /^The list of rows that seal 2 carries was altered/,
  ],
];

for (const [name, change, says] of changes)
  test(`verify finds and names ${name}`, async () => {
    assert.match((await faultAfter(change())) ?? 'nothing', says());
    assert.equal((await check()).fault, undefined);
  });

test('verify finds that the end of the chain was cut off, by what was seen before', async () => {
  const last = JSON.parse(readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '') as {
    checkpoint: { seal: number; hash: string };
  };
  const cut = `delete from audit.event where xid >= (select from_xid from audit.seal order by id desc limit 1);
    delete from audit.seal where id = (select max(id) from audit.seal)`;
  const seen = () => checkAudit(database.pools, keys.publicKey, last.checkpoint);
  assert.equal((await seen()).fault, undefined);
  await superuser(
    'create schema kept; create table kept.event as table audit.event; create table kept.seal as table audit.seal',
  );
  await superuser(`${cut}; ${cut}`);
  assert.match((await seen()).fault ?? '', /^The audit ends with seal \d+, but seal \d+ was seen before/);
  await superuser(`begin; delete from audit.event; insert into audit.event overriding system value table kept.event;
    delete from audit.seal; insert into audit.seal table kept.seal; drop schema kept cascade; commit`);
});

test('an audit that was written anew with another key is not taken for the old one', async () => {
  const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
  assert.match(
    (await checkAudit(database.pools, other)).fault ?? '',
    /^Seal 1 was altered, or was signed with another key/,
  );
});

test('an export can be checked with the file and the public key alone', async () => {
  const verdict = await verifyExport(file, publicKeyFile(data));
  assert.deepEqual([verdict.fault, verdict.unsealed], [undefined, 0]);
  assert.ok(verdict.seals >= 3);
});

type Lines = string[];
const rowLine = (lines: Lines, at: number) =>
  lines.findIndex(line => line.includes(`"row":{"id":"${nth(at)}"`));
const broken: [name: string, change: (lines: Lines) => Lines, says: () => RegExp][] = [
  [
    'a line that was deleted',
    lines => lines.toSpliced(rowLine(lines, 5), 1),
    () => new RegExp(`^Row ${nth(5)} was removed`),
  ],
  [
    'a word that was edited',
    lines => lines.with(rowLine(lines, 5), (lines[rowLine(lines, 5)] ?? '').replace('test.row', 'test.raw')),
    () => new RegExp(`^Row ${nth(5)} .+ was altered`),
  ],
  [
    'two lines that were swapped',
    lines => {
      const [a, b] = [rowLine(lines, 4), rowLine(lines, 6)];
      return lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
    },
    () => new RegExp(`^Row ${nth(4)} .+ stands in another place`),
  ],
  [
    'a line that was written twice',
    lines => lines.toSpliced(rowLine(lines, 4), 0, lines[rowLine(lines, 4)] ?? ''),
    () => new RegExp(`^Row ${nth(4)} .+ stands there twice`),
  ],
  ['a last line that is missing', lines => lines.slice(0, -1), () => /^The export is cut short/],
  [
    'a last seal that was cut out before the last line',
    lines => lines.toSpliced(-2, 1),
    () => /^The export was cut or added to after row \d+/,
  ],
  [
    'a last line that was edited',
    lines => lines.with(-1, (lines.at(-1) ?? '').replace(/"rows":\d+/, '"rows":1')),
    () => /^The last line of the export was altered/,
  ],
  ['something after the end', lines => [...lines, lines[1] ?? ''], () => /^Something stands after the end/],
  ['a line that is not JSON', lines => lines.with(3, 'nonsense'), () => /stands a line that is not JSON/],
  ['a file that is something else', () => ['{"name":"x"}'], () => /^This is no audit export/],
];

for (const [name, change, says] of broken)
  test(`checking an export finds and names ${name}`, async () => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const changed = join(data, 'changed.ndjson');
    writeFileSync(changed, `${change(lines).join('\n')}\n`);
    assert.match((await verifyExport(changed, publicKeyFile(data))).fault ?? 'nothing', says());
  });

test('no role of the program may change, delete or truncate a row of the audit', async () => {
  const rows = await superuser(`
    select r.rolname || ' ' || p.privilege || ' ' || c.relname as may
    from pg_roles r cross join (values ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) p (privilege)
    cross join pg_class c
    where r.rolname in ('ownwords_app', 'ownwords_national', 'ownwords_victim', 'ownwords_worker')
      and c.relnamespace = 'audit'::regnamespace and c.relkind = 'r'
      and (has_table_privilege(r.oid, c.oid, p.privilege)
        or (p.privilege = 'UPDATE' and has_any_column_privilege(r.oid, c.oid, 'UPDATE')))
    union all
    select r.rolname || ' INSERT ' || c.relname from pg_roles r cross join pg_class c
    where r.rolname in ('ownwords_app', 'ownwords_national', 'ownwords_victim', 'ownwords_worker')
      and c.relnamespace = 'audit'::regnamespace and c.relkind = 'r'
      and (has_table_privilege(r.oid, c.oid, 'INSERT') or has_any_column_privilege(r.oid, c.oid, 'INSERT'))`);
  assert.deepEqual(
    rows.map(row => row.may),
    ['ownwords_worker INSERT seal'],
  );
});

test('not even the owner of the tables changes or deletes a row by mistake', async () => {
  const [rows] = await superuser(`set role ownwords_owner;
    with changed as (update audit.event set detail = '{}' returning 1), gone as (delete from audit.seal returning 1)
    select (select count(*) from changed)::int + (select count(*) from gone)::int as touched`);
  assert.equal(rows?.touched, 0);
});
