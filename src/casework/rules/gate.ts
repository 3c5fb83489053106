import type { Audience } from '../../platform/forms/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import type { GateOutcome } from './gate-outcome.ts';

/** Something that has to be there before a document goes out. */
export type Gate = {
  readonly title: TextKey;
  /** What has to be there, in one sentence. */
  readonly needs: TextKey;
  /** Whether the person may learn how this gate stands: most speak of victims, MAPPA or others. */
  readonly audience: Audience;
};

/** How one gate stands, with the version of the rule that was used, so that it can be stored. */
export type GateResult = GateOutcome &
  Pick<Gate, 'title' | 'audience'> & { readonly gate: string; readonly version: string };
