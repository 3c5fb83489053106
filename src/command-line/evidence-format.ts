import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Format, formats } from '../evidence/index.ts';
import { type Call, textOption, UsageError } from './command.ts';

/**
 * The format that --format names.
 * @returns undefined where it is to be found out from the file
 * @throws UsageError for one that the library does not read
 */
export function evidenceFormat(call: Call): Format | undefined {
  const named = textOption(call, 'format');
  const format = formats.find(each => each === named);
  if (named !== undefined && !format)
    throw new UsageError(`--format is one of ${formats.join(', ')}, not "${named}".`);
  return format;
}

/**
 * What the system says of a file.
 * @throws UsageError where it is none, but a folder or a device
 */
export async function statOfFile(path: string): Promise<Stats> {
  const stats = await stat(path);
  if (!stats.isFile()) throw new UsageError(`${path} is no file.`);
  return stats;
}
