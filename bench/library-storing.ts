import { Readable } from 'node:stream';
import pg from 'pg';
import { bringByOperator, parseRecords } from '../src/evidence/index.ts';
import { asWorker, closePools, ensureDatabase, migrate, openPools } from '../src/platform/database/index.ts';
import { withProgress } from '../src/platform/jobs/index.ts';
import { textIn } from '../src/platform/language/index.ts';
import { filesOf } from './library-files.ts';
import { print } from './print.ts';
import { processorMs } from './processor.ts';
import { yardstickMs } from './yardstick.ts';

const records = 5_000;
const pieceSize = 64 * 1024;
const floors = { read: 5_000, stored: 1_000 };
const headings = ['', 'records/s', 'web ms a record', 'database ms a record', 'floor', 'yardstick ms'];

type Server = { readonly adminUrl: string; readonly secret: string; readonly postgres: number };

function* piecesOf(file: Buffer): Generator<Buffer> {
  for (let at = 0; at < file.length; at += pieceSize) yield file.subarray(at, at + pieceSize);
}

/** Measures how fast a file of each format is read, without a database: its second reading, as of a longer file. */
export async function measureReading(): Promise<void> {
  const rows: unknown[][] = [];
  for (const [format, file] of filesOf(records)) {
    let used = stopwatch();
    let read = 0;
    for (let round = 0; round < 2; round += 1) {
      used = stopwatch();
      read = 0;
      for await (const { entry } of parseRecords(Readable.from(piecesOf(file)), { format }))
        if (entry !== undefined) read += 1;
    }
    if (read !== records) throw new Error(`Of ${records} records ${read} were read as ${format}.`);
    rows.push([format, ...used(), `${floors.read}/s`, yardstickMs()]);
  }
  print(`Files read: ${records} records each`, headings, rows);
}

/**
 * Measures how fast a file comes in by the door that the page and the command line use, into a library of its own: looked
 * through, brought in, and both. What is brought in is found as soon as its step is committed.
 */
export async function measureStoring({ adminUrl, secret, postgres }: Server): Promise<void> {
  const name = 'library_storing';
  await onServer(adminUrl, `drop database if exists ${name} with (force)`);
  const url = await ensureDatabase(adminUrl, name);
  await migrate(url, secret);
  const pools = openPools(url, secret);
  const rows: unknown[][] = [];
  const file = filesOf(records).get('ris') ?? Buffer.alloc(0);
  const before = yardstickMs();
  const whole = stopwatch(postgres);
  const timed = async (work: Parameters<typeof withProgress>[1]) => {
    const used = stopwatch(postgres);
    const end = await withProgress(pools, work);
    rows.push([rows.length === 0 ? 'looked through' : 'brought in', ...used(), '', '']);
    return end;
  };
  try {
    await bringFile(file, { transaction: work => asWorker(pools, 'bench', work), longWork: timed });
    rows.push(['both', ...whole(), `${floors.stored}/s`, `${before}–${yardstickMs()}`]);
  } finally {
    await closePools(pools);
  }
  print(`A file of ${records} records that comes in`, headings, rows);
  await onServer(adminUrl, `drop database ${name} with (force)`);
}

type Around = Parameters<typeof bringByOperator>[0]['around'];

async function bringFile(file: Buffer, around: Around): Promise<void> {
  const read = () => Readable.from(piecesOf(file));
  const asked = { fileName: 'invented.ris', read, format: 'ris', duplicates: 'skip', around } as const;
  const brought = await bringByOperator(asked, textIn('en'));
  if (!brought.ok || brought.refused > 0) throw new Error('The file did not come in.');
}

/** Begins to measure; answers records a second, and the milliseconds of processor that one took here and in PostgreSQL. */
function stopwatch(postgres?: number): () => [number, string, string] {
  const began = performance.now();
  const used = process.cpuUsage();
  const database = postgres === undefined ? 0 : (processorMs(postgres) ?? 0);
  return () => {
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(used);
    const inDatabase = postgres === undefined ? 0 : (processorMs(postgres) ?? 0) - database;
    const each = [(user + system) / 1000, inDatabase].map(ms => (ms / records).toFixed(2));
    return [Math.round(records / seconds), each[0] ?? '', each[1] ?? ''];
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
