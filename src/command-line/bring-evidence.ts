import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import {
  bringByOperator,
  type CsvMapping,
  duplicateChoices,
  isDuplicateChoice,
  largestFile,
  mostColumns,
  type OperatorResult,
} from '../evidence/index.ts';
import { asWorker, closePools, openPools } from '../platform/database/index.ts';
import { withProgress } from '../platform/jobs/index.ts';
import { textIn } from '../platform/language/index.ts';
import { type Call, type Command, textOption, UsageError } from './command.ts';
import { withDatabase } from './database.ts';
import { evidenceFormat, statOfFile } from './evidence-format.ts';
import { progressBar } from './progress-bar.ts';

/** What stands behind `import evidence FILE`. */
export const evidenceOptions = {
  format: { type: 'string', about: 'Evidence: the format of the file, if it is not to be found out' },
  as: { type: 'string', about: 'Evidence: the user name of the librarian in whose name it comes' },
  duplicates: {
    type: 'string',
    about: `Evidence: what looks like something that is there: ${duplicateChoices.join(', ')}`,
  },
} as const satisfies Command['options'];

/** Brings records into the evidence library from a file, and says what of it could not come in. */
export async function bringEvidence(
  call: Call,
  path: string,
  mapping: CsvMapping | undefined,
): Promise<number> {
  const { size } = await statOfFile(path);
  const duplicates = textOption(call, 'duplicates') ?? 'skip';
  if (!isDuplicateChoice(duplicates))
    throw new UsageError(`--duplicates is one of ${duplicateChoices.join(', ')}, not "${duplicates}".`);
  if (size > largestFile) throw new UsageError(sentenceOf('tooLarge'));
  const result = await bring(call, {
    ...{ path, duplicates, format: evidenceFormat(call), as: textOption(call, 'as') },
    mapping,
  });
  if (!result.ok) throw new UsageError(sentenceOf(result.why));
  for (const { line, sentence } of result.lines) call.terminal.say(`Line ${line}: ${sentence}`);
  call.terminal.say(`${result.counts.join('; ')}.`);
  return result.refused > 0 ? 1 : 0;
}

function sentenceOf(why: Extract<OperatorResult, { ok: false }>['why']): string {
  if (why === 'nobody') return 'No librarian has the user name that --as names.';
  return textIn('en')(`bring.file.${why}`, { mebibytes: largestFile / 1024 / 1024, columns: mostColumns });
}

type Asked = Pick<Parameters<typeof bringByOperator>[0], 'duplicates' | 'format' | 'as' | 'mapping'> & {
  readonly path: string;
};

const bring = ({ config, terminal }: Call, { path, ...asked }: Asked): Promise<OperatorResult> =>
  withDatabase(config, terminal.tell, async ({ adminUrl, secret }) => {
    const pools = openPools(adminUrl, secret);
    try {
      const bar = progressBar(terminal, 'Records');
      const around = {
        transaction: <T>(work: Parameters<typeof asWorker<T>>[2]) => asWorker(pools, 'ownwords import', work),
        longWork: (work: Parameters<typeof withProgress>[1]) => withProgress(pools, work),
        onProgress: (done: number, total: number) => bar.show(done, total),
      };
      const read = () => createReadStream(path, { highWaterMark: 1024 * 1024 });
      const result = await bringByOperator(
        { ...asked, around, fileName: basename(path), read },
        textIn('en'),
      );
      bar.end(`${basename(path)} was read.`);
      return result;
    } finally {
      await closePools(pools);
    }
  });
