import type { DatePart } from '../time/index.ts';
import type { SimpleAnswer } from './answers.ts';
import { type Body, canBeKept, withoutUnkeepable } from './body.ts';
import type { Typed } from './fields.ts';

/** What is wrong with an answer: a key of the catalogue, and what it is filled with besides the label. */
export type Problem = {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Which boxes of a date to mark. */
  readonly parts?: readonly DatePart[];
};

/** The answer, or what is wrong with it; neither when the question was left empty. */
export type Found = { readonly answer?: SimpleAnswer; readonly problem?: Problem };

/** What was found, and what was typed, which always comes back. */
export type Reading = Found & { readonly typed: Typed };

/** Where an answer is looked for: the field it was sent in, and the ISO day on which a date is judged. */
export type Asking = { readonly field: string; readonly body: Body; readonly today: string };

/** What was sent as it goes back on the page; each of several values on its own line, so that none is lost. */
export const shown = (raw: readonly string[]): string => withoutUnkeepable(raw.join('\n'));

/**
 * What is wrong with the way one field was sent, whatever it says.
 * @param raw every value that came under the name of the field
 */
export function problemOfSent(raw: readonly string[]): Problem | undefined {
  if (raw.length > 1) return { key: 'forms.error.repeated' };
  return raw.every(canBeKept) ? undefined : { key: 'forms.error.hiddenCharacter' };
}
