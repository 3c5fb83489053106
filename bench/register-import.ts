import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  importByOperator,
  mappingFrom,
  readRegister,
  readRegisterFile,
  registerAsCsv,
} from '../src/casework/index.ts';
import { loadSmallWorld } from '../src/demonstration/load-small-world.ts';
import { startEmbedded } from '../src/platform/database/embedded/index.ts';
import {
  asOwner,
  asWorker,
  closePools,
  ensureDatabase,
  migrate,
  openPools,
  type Pools,
} from '../src/platform/database/index.ts';
import { withProgress } from '../src/platform/jobs/index.ts';
import { textIn } from '../src/platform/language/index.ts';
import { systemClock, todayIn } from '../src/platform/time/index.ts';

const secret = 'a secret for the bench alone, and nothing else';
const mostSeconds = 60;

/**
 * A register of so many entries from a file into an empty, durable database of its own, looked through and written; then
 * out into a file, and that file in again.
 * @returns the seconds that it took to come in, and the same as a row for people
 */
export async function measureImport(rows: number): Promise<{ seconds: number; row: unknown[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'ownwords-import-'));
  const server = await startEmbedded({ dataDirectory: folder, log: sentence => console.log(sentence) });
  try {
    const adminUrl = await ensureDatabase(server.adminUrl, 'bench');
    await migrate(adminUrl, secret);
    await asOwner(adminUrl, db => loadSmallWorld(db, todayIn(systemClock)));
    const pools = openPools(adminUrl, secret);
    const seconds = await there(adminUrl, pools, rows);
    await closePools(pools);
    const held = `${(mostSeconds / seconds).toFixed(2)} ${seconds <= mostSeconds ? 'held' : 'MISSED'}`;
    return { seconds, row: [`${rows} rows`, seconds.toFixed(1), `${mostSeconds} s: ${held}`] };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function there(adminUrl: string, pools: Pools, rows: number): Promise<number> {
  const seconds = await bring({ adminUrl, pools, what: 'In' }, csvOf(rows));
  const began = performance.now();
  const out = registerAsCsv(await asOwner(adminUrl, db => readRegister({ db })));
  const took = (performance.now() - began) / 1000;
  console.log(`Out: ${(out.length / 1024 / 1024).toFixed(1)} MB in ${took.toFixed(1)} s`);
  await bring({ adminUrl, pools, what: 'In again' }, out);
  return seconds;
}

type Bringing = { adminUrl: string; pools: Pools; what: string };

async function bring({ adminUrl, pools, what }: Bringing, csv: string): Promise<number> {
  const began = performance.now();
  const file = readRegisterFile(new TextEncoder().encode(csv));
  if (!file.ok) throw new Error(file.says);
  const mapping = mappingFrom(file.headings, undefined);
  if (typeof mapping === 'string') throw new Error(mapping);
  const around = {
    transaction: <T>(work: Parameters<typeof asWorker<T>>[2]) => asWorker(pools, 'bench', work),
    longWork: (work: Parameters<typeof withProgress>[1]) => withProgress(pools, work),
    today: todayIn(systemClock),
  };
  const owner = <T>(work: Parameters<typeof asOwner<T>>[1]) => asOwner(adminUrl, work);
  const result = await importByOperator({ file, mapping, dryRun: false, owner, around }, textIn('en'));
  const seconds = (performance.now() - began) / 1000;
  const { imported, unchanged, refused, lines } = result;
  console.log(
    `${what}: ${file.rows.length} rows in ${seconds.toFixed(1)} s, ${Math.round(file.rows.length / seconds)} rows/s; ${imported} came in, ${unchanged} unchanged, ${refused} refused ${lines[0]?.sentence ?? ''}`,
  );
  return seconds;
}

/** Two thirds in hospital, each with numbers that stand; every fourth with a life of movements. */
function csvOf(rows: number): string {
  const head =
    'MHCS reference,Family name,Given names,Date of birth,NHS number,Prison number,Hospital,Ward,Casework team,Authority,Order made on,Status,Status since,Movements';
  const lines = Array.from({ length: rows }, (_, at) => {
    const moves =
      at % 4 === 0
        ? '"2012-05-01 | admission | | | | Larkmoor Hospital\n2014-03-02 | conditional discharge by the tribunal | | 2014-02-20 | | Invented Street\n2016-07-08 | recall | | 2016-07-07 | | Larkmoor Hospital"'
        : '';
    const status = moves ? '' : at % 3 === 0 ? 'conditionally discharged' : 'in hospital';
    const prison = `A${String(at % 10_000).padStart(4, '0')}BC`;
    return `BE/${at + 1},Invented ${at},Person,1980-03-04,${nhsNumber(at)},${prison},Larkmoor Hospital,Heron Ward,Casework Team One,s37/41,2012-05-01,${status},,${moves}`;
  });
  return `${head}\n${lines.join('\n')}\n`;
}

/** A number of the range that is kept for tests; empty where none was ever issued. */
function nhsNumber(at: number): string {
  const nine = `999${String(at).padStart(6, '0')}`;
  const sum = [...nine].reduce((all, digit, place) => all + Number(digit) * (10 - place), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? '' : nine + check;
}
