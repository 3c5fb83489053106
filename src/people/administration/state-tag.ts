import { type Translate, textOf } from '../../platform/language/index.ts';
import type { AccountState } from '../queries/administered-accounts.ts';

const colours = {
  open: 'green',
  invited: 'blue',
  expired: 'orange',
  unplaced: 'yellow',
  ended: 'grey',
} as const satisfies Record<AccountState, string>;

/** The state of an account as a tag. */
export function stateTag(t: Translate, state: AccountState): { text: string; colour: string } {
  return { text: textOf(t, `people.state.${state}`), colour: colours[state] };
}
