import type { TextKey, Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { movementInWords } from '../register/words.ts';
import { movePaths } from './paths.ts';
import type { AuthorisedMove } from './queries/read-moves.ts';

const states = {
  stands: { text: 'moves.state.stands', colour: 'yellow' },
  done: { text: 'moves.state.done', colour: 'green' },
  'will not happen': { text: 'moves.state.notHappening', colour: 'grey' },
  withdrawn: { text: 'moves.state.withdrawn', colour: 'red' },
} as const satisfies Record<AuthorisedMove['state'], { text: TextKey; colour: string }>;

/** Something that was authorised, ready to be printed. */
export function showMove(move: AuthorisedMove, t: Translate) {
  const { text, colour } = states[move.state];
  return {
    what: showAsked([move.asked], t)[0] ?? move.asked,
    movement: movementInWords({ kind: move.movement, outcome: null }, t),
    authorised: t('moves.authorised', { day: showDay(move.authorisedOn, t) }),
    state: { text: t(text), colour },
    actual: move.actualOn ? t('moves.actual', { day: showDay(move.actualOn, t) }) : '',
    reason: move.reason,
    stands: move.state === 'stands',
    href: movePaths.move(move.id),
  };
}

/** What was authorised and what became of it, for a page that shows it among other things. */
export const showMoves = (moves: readonly AuthorisedMove[], t: Translate) =>
  moves.map(move => showMove(move, t));
