import { readFile as readBytes, stat } from 'node:fs/promises';
import { importByOperator, mappingFrom, type OperatorResult, readRegisterFile } from '../casework/index.ts';
import { type CsvMapping, isColumn } from '../evidence/index.ts';
import { asOwner, asWorker, closePools, openPools } from '../platform/database/index.ts';
import { withProgress } from '../platform/jobs/index.ts';
import { textIn } from '../platform/language/index.ts';
import { systemClock, todayIn } from '../platform/time/index.ts';
import { bringEvidence, evidenceOptions } from './bring-evidence.ts';
import { type Call, type Command, type Terminal, textOption, UsageError } from './command.ts';
import { withDatabase } from './database.ts';
import { lookThroughEvidence } from './import-evidence.ts';
import { progressBar } from './progress-bar.ts';

const mebibyte = 1024 * 1024;

/** Brings a register or records of the library in from a file, or says what could not come in and why. */
export const importCommand: Command = {
  name: 'import',
  takes: ['register|evidence', 'FILE'],
  options: {
    'dry-run': { type: 'boolean', about: 'Only says what would come in and what would not' },
    json: { type: 'boolean', about: 'For evidence with --dry-run: the records as JSON, and nothing else' },
    mapping: { type: 'string', about: 'A JSON file: {"our heading": "the file’s heading"}' },
    ...evidenceOptions,
  },
  about: 'Brings a register in from a CSV file, or records of the library from a file of references',
  async run(call) {
    const [what, path = ''] = call.words;
    if (what === 'evidence') return importEvidence(call, path);
    if (what !== 'register') throw new UsageError(`"import" knows "register" and "evidence", not "${what}".`);
    const file = await readGood(path);
    const mapping = mappingFrom(file.headings, await readMapping(call));
    if (typeof mapping === 'string') throw new UsageError(mapping);
    const dryRun = call.options['dry-run'] === true;
    const result = await bring(call, { file, mapping, dryRun });
    return tell(call.terminal, result, dryRun);
  },
};

async function importEvidence(call: Call, path: string): Promise<number> {
  const mapping = mappingOf(await readMapping(call));
  // Whoever forgets half of it wants to look, and would bring everything in.
  if (call.options.json === true && call.options['dry-run'] !== true)
    throw new UsageError('--json only says what would come in: it goes with --dry-run.');
  return call.options['dry-run'] === true
    ? lookThroughEvidence(call, path, mapping)
    : bringEvidence(call, path, mapping);
}

function mappingOf(read: unknown): CsvMapping | undefined {
  if (read === undefined) return undefined;
  const isMapping =
    typeof read === 'object' &&
    read !== null &&
    Object.values(read)
      .flat()
      .every(one => typeof one === 'string');
  if (!isMapping) throw new UsageError('The mapping is a JSON object: {"our field": "the file’s heading"}.');
  const stranger = Object.keys(read).find(name => !isColumn(name));
  if (stranger !== undefined)
    throw new UsageError(
      `The mapping names "${stranger}", which is no field of a record: {"our field": "the file’s heading"}.`,
    );
  return read as CsvMapping;
}

async function readGood(path: string) {
  // What is far too large is not even read: the largest good file says how large that is.
  const { size } = await stat(path);
  const read = readRegisterFile(
    size > 100 * mebibyte ? new Uint8Array(100 * mebibyte) : await readBytes(path),
  );
  if (!read.ok) throw new UsageError(textIn('en')(read.says, read.values));
  return read;
}

async function readMapping(call: Call): Promise<unknown> {
  const path = textOption(call, 'mapping');
  if (path === undefined) return undefined;
  try {
    return JSON.parse(await readBytes(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${path} is no JSON: ${error.message}`);
    throw error;
  }
}

type Asked = Pick<Parameters<typeof importByOperator>[0], 'file' | 'mapping' | 'dryRun'>;

const bring = ({ config, terminal }: Call, asked: Asked): Promise<OperatorResult> =>
  withDatabase(config, terminal.tell, async ({ adminUrl, secret }) => {
    const pools = openPools(adminUrl, secret);
    try {
      const bar = progressBar(terminal, 'Register');
      const around = {
        transaction: <T>(work: Parameters<typeof asWorker<T>>[2]) => asWorker(pools, 'ownwords import', work),
        longWork: (work: Parameters<typeof withProgress>[1]) => withProgress(pools, work),
        today: todayIn(systemClock),
        onProgress: (done: number, total: number) => bar.show(done, total),
      };
      const result = await importByOperator(
        { ...asked, around, owner: work => asOwner(adminUrl, work) },
        textIn('en'),
      );
      bar.end(`${asked.file.rows.length} rows were looked through.`);
      return result;
    } finally {
      await closePools(pools);
    }
  });

function tell(
  terminal: Terminal,
  { fresh, imported, unchanged, refused, lines }: OperatorResult,
  dryRun: boolean,
) {
  for (const { row, column, sentence } of lines)
    terminal.say(`Row ${row}${column ? `, ${column}` : ''}: ${sentence}`);
  const came = dryRun ? `${fresh} rows would come in` : `${imported} rows came in`;
  terminal.say(`${came}, ${unchanged} stand in the register already, ${refused} were refused.`);
  return refused > 0 ? 1 : 0;
}
