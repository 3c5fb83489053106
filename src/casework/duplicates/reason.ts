import type { TextKey } from '../../platform/language/index.ts';
import { isStorable } from '../../platform/web/index.ts';

const longest = 2000;

/** What is wrong with a reason that somebody typed, if anything; `missing` says that there is none. */
export function reasonProblem(reason: string, missing: TextKey): TextKey | undefined {
  if (!isStorable(reason)) return 'platform.problem.unstorable';
  if (reason.trim() === '') return missing;
  return reason.length > longest ? 'duplicates.problem.long' : undefined;
}
