import type { TextKey, TextValues } from '../../platform/language/index.ts';
import { Unreachable } from '../../platform/outgoing/index.ts';
import type { Said } from './repository.ts';

/** Another library did not answer as the protocol wants. `after`: it can be asked again then, in seconds; absent: it is of no use. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly said: Said;
  readonly after: number | undefined;
  constructor(text: TextKey, values: TextValues = {}, after?: number) {
    super(text);
    this.said = { text, values };
    this.after = after;
  }
}

/** What to make of a fault of the network; a name that is unknown today may be known tomorrow. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  if (!(error instanceof Unreachable) || error.why === 'stopped') throw error;
  const isFinal = ['off', 'address', 'private', 'elsewhere', 'redirects'].includes(error.why);
  const values = error.to === undefined ? {} : { to: error.to };
  return new Trouble(`evidence-harvest.problem.${error.why}`, values, isFinal ? undefined : 0);
}
