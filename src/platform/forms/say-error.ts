import { withoutMarkBeforeColon } from '../language/index.ts';
import type { AnswerError } from './read-section.ts';
import type { FormTexts } from './texts.ts';

/** One error as a sentence that names its question. */
export function sayError({ key, values, label }: AnswerError, texts: FormTexts): string {
  return withoutMarkBeforeColon(texts.say(key, { what: texts.say(label), ...values }));
}

/**
 * The errors of a page as the GOV.UK error summary wants them.
 * @returns each sentence with the address of the field that it is about
 */
export function errorList(
  errors: readonly AnswerError[],
  texts: FormTexts,
): { text: string; href: string }[] {
  return errors.map(error => {
    const [part] = error.parts ?? [];
    return { text: sayError(error, texts), href: `#${part ? `${error.field}-${part}` : error.field}` };
  });
}
