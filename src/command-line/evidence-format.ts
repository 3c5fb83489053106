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
