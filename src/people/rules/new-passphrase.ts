import type { Translate } from '../../platform/language/index.ts';
import { passphraseProblem } from '../../platform/session/passphrase.ts';
import type { FieldProblem } from '../../platform/web/index.ts';

/**
 * What is wrong with a new passphrase, in words; an empty list when it may be used.
 * @param about names that must not be the heart of it
 */
export function newPassphraseProblems(
  t: Translate,
  typed: { passphrase: string; again: string },
  about: readonly string[],
): FieldProblem[] {
  const problem = passphraseProblem(typed.passphrase, about);
  if (problem) return [{ field: 'new-passphrase', text: t(`people.passphrase.${problem}`) }];
  if (typed.passphrase !== typed.again) return [{ field: 'again', text: t('people.passphrase.notTheSame') }];
  return [];
}
