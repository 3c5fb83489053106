import type { TextKey } from '../../platform/language/index.ts';

/**
 * Where a recommendation stands with one of those to whom it was made, from first to last, as `evidence.chain_state` says it.
 * Done is what is said to be; verified is what somebody else found so.
 */
export const chainStates = ['waiting', 'rejected', 'accepted', 'begun', 'done', 'verified'] as const;
export type ChainState = (typeof chainStates)[number];

/** The words and the colour of a state's tag. */
export const stateLooks: Readonly<Record<ChainState, { text: TextKey; colour: string }>> = {
  waiting: { text: 'chains.state.waiting', colour: 'yellow' },
  rejected: { text: 'chains.state.rejected', colour: 'red' },
  accepted: { text: 'chains.state.accepted', colour: 'blue' },
  begun: { text: 'chains.state.begun', colour: 'teal' },
  done: { text: 'chains.state.done', colour: 'purple' },
  verified: { text: 'chains.state.verified', colour: 'green' },
};
