import type { TextKey } from '../../platform/language/index.ts';

/** Where a recommendation stands with one of those to whom it was made, from first to last. */
export const chainStates = ['waiting', 'rejected', 'accepted', 'begun', 'done', 'verified'] as const;
export type ChainState = (typeof chainStates)[number];

type Stands = {
  readonly answer: 'accepted' | 'accepted in part' | 'rejected' | null;
  /** How many actions were undertaken, are said to be done, and were verified by somebody else. */
  readonly actions: number;
  readonly done: number;
  readonly verified: number;
};

/** What the answer and the actions amount to. Done is what is said to be; verified is what somebody else found so. */
export function stateOf({ answer, actions, done, verified }: Stands): ChainState {
  if (answer === null) return 'waiting';
  if (answer === 'rejected') return 'rejected';
  if (actions === 0) return 'accepted';
  if (verified === actions) return 'verified';
  return done === actions ? 'done' : 'begun';
}

/** The words and the colour of a state's tag. */
export const stateLooks: Readonly<Record<ChainState, { text: TextKey; colour: string }>> = {
  waiting: { text: 'chains.state.waiting', colour: 'yellow' },
  rejected: { text: 'chains.state.rejected', colour: 'red' },
  accepted: { text: 'chains.state.accepted', colour: 'blue' },
  begun: { text: 'chains.state.begun', colour: 'teal' },
  done: { text: 'chains.state.done', colour: 'purple' },
  verified: { text: 'chains.state.verified', colour: 'green' },
};
