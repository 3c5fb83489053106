import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import {
  type CsvMapping,
  type Format,
  isPacked,
  type ParsedRecord,
  parseRecords,
  recogniseFormat,
} from '../evidence/index.ts';
import { textIn } from '../platform/language/index.ts';
import { type Call, type Terminal, UsageError } from './command.ts';
import { evidenceFormat, statOfFile } from './evidence-format.ts';

/**
 * Looks through a file of records without a database: as a table of what would come in and what would not, or with
 * --json as the records that were read. Answers 1 where something could not be read.
 */
export async function lookThroughEvidence(call: Call, path: string, mapping?: CsvMapping): Promise<number> {
  const format = await formatOf(path, evidenceFormat(call));
  const records = parseRecords(
    createReadStream(path),
    mapping === undefined ? { format } : { format, mapping },
  );
  return call.options.json === true
    ? sayJson(call.terminal, format, records)
    : sayTable(call.terminal, format, records);
}

async function formatOf(path: string, named: Format | undefined): Promise<Format> {
  await statOfFile(path);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    const beginning = buffer.subarray(0, bytesRead);
    if (isPacked(beginning)) throw new UsageError(t('formats.problem.packed'));
    if (bytesRead === 0) throw new UsageError(t('bring.file.empty'));
    const format = named ?? recogniseFormat(beginning, path);
    if (format === undefined) throw new UsageError(t('formats.unknown'));
    return format;
  } finally {
    await file.close();
  }
}

type Records = AsyncIterable<ParsedRecord>;
const t = textIn('en');

/** One record at a time goes out, so that a file of any size can be looked through. */
async function sayJson(terminal: Terminal, format: Format, records: Records): Promise<number> {
  let [read, refused] = [0, 0];
  terminal.say(`{"format": ${JSON.stringify(format)}, "records": [`);
  for await (const { line, entry, problems } of records) {
    const sentences = problems.map(({ text, values }) => t(text, values));
    const before = read + refused > 0 ? ',' : '';
    terminal.say(`${before}${JSON.stringify({ line, ...(entry && { entry }), problems: sentences })}`);
    if (entry === undefined) refused += 1;
    else read += 1;
  }
  terminal.say(`], "read": ${read}, "refused": ${refused}}`);
  return 0;
}

async function sayTable(terminal: Terminal, format: Format, records: Records): Promise<number> {
  let [read, refused] = [0, 0];
  for await (const { line, entry, problems } of records) {
    if (entry === undefined) refused += 1;
    else read += 1;
    terminal.say(
      `${String(line).padStart(8)}  ${(entry?.type ?? '—').padEnd(18)} ${(entry?.title ?? '—').slice(0, 90)}`,
    );
    for (const problem of problems)
      terminal.say(`${String(problem.line).padStart(8)}  ! ${t(problem.text, problem.values)}`);
  }
  terminal.say(`${format}: ${read} ${read === 1 ? 'record' : 'records'} can be read, ${refused} cannot.`);
  return refused > 0 ? 1 : 0;
}
