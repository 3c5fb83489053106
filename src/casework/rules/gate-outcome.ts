import type { MissingAnswer } from '../../platform/forms/index.ts';
import type { TextKey, TextValues } from '../../platform/language/index.ts';
import type { Consultee } from './leave-facts.ts';

/** Where to go to put right what blocks a gate. */
export type Where =
  | { readonly to: 'section'; readonly section: string; readonly field?: string }
  | { readonly to: 'parts' }
  | { readonly to: 'consultation'; readonly consultee: Consultee }
  | { readonly to: 'opportunity' | 'signature' | 'earlier leave' | 'asked report' | 'information request' };

/** Which exception of the form let a gate pass. */
export type GateException =
  | 'undertaking to notify MAPPA'
  | 'time to comment was given'
  | 'no answer after reminders'
  | 'dispute for MHCS to decide'
  | 'nothing could be said'
  | 'late answer accepted'
  | 'emergency'
  | 'asked afterwards';

/** What stands behind an exception: dates, and never a word of what was written. */
export type Evidence = {
  readonly askedOn?: string;
  readonly remindedOn?: readonly string[];
  readonly recordedOn?: string;
  /** The trail itself is in the closed part of the form. */
  readonly trailInForm?: boolean;
};

export type GateOutcome =
  | { readonly state: 'passed' }
  | { readonly state: 'does not apply' }
  | {
      readonly state: 'passed by exception';
      readonly exception: GateException;
      /** The sentence that says so. */
      readonly says: TextKey;
      readonly evidence: Evidence;
    }
  | {
      readonly state: 'blocked';
      readonly reason: TextKey;
      readonly values: TextValues;
      readonly where: Where;
      /** Gate LG-1 lists what is missing. */
      readonly gaps?: readonly MissingAnswer[];
    };

export const passed: GateOutcome = { state: 'passed' };
export const doesNotApply: GateOutcome = { state: 'does not apply' };

/** A blocked gate, with the sentence that says why and the place to put it right. */
export function blocked(reason: TextKey, where: Where, values: TextValues = {}): GateOutcome {
  return { state: 'blocked', reason, where, values };
}

/** A gate that passes by an exception, which travels with the application. */
export function byException(exception: GateException, says: TextKey, evidence: Evidence): GateOutcome {
  return { state: 'passed by exception', exception, says, evidence };
}

export const inSection = (section: string, field: string): Where => ({ to: 'section', section, field });
export const atConsultation = (consultee: Consultee): Where => ({ to: 'consultation', consultee });
