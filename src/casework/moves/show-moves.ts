import type { TextKey, Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { movementInWords } from '../register/words.ts';
import { movePaths } from './paths.ts';
import type { ConsentWithdrawn, ToldConsent } from './queries/read-consent.ts';
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

/** The same for those who care for the person: what the section does with it is not theirs. */
export const showMovesToCare = (moves: readonly AuthorisedMove[], t: Translate) =>
  moves.map(move => ({ ...showMove(move, t), href: '' }));

/** That a consent to leave was taken back, as the care team and the section read it. */
export function showWithdrawn({ on, by, why, plain }: ConsentWithdrawn, t: Translate) {
  return {
    said: t('moves.consent.withdrawn', { day: showDay(on, t), by: by ?? t('mhcs.section') }),
    why,
    plain,
  };
}

const told = {
  stands: 'moves.told.stands',
  done: 'moves.told.done',
  'will not happen': 'moves.told.notHappening',
  withdrawn: 'moves.told.withdrawn',
} as const satisfies Record<ToldConsent['state'], TextKey>;

/** What became of what was consented to, in plain words for the person. */
export function showTold(
  { asked, state, authorisedOn, actualOn, endedOn, plain }: ToldConsent,
  t: Translate,
) {
  const day = actualOn ?? endedOn;
  const agreed = authorisedOn ? t('moves.told.agreed', { day: showDay(authorisedOn, t) }) : '';
  const became =
    asked === null
      ? t('moves.told.leaveWithdrawn', { day: day ? showDay(day, t) : '' })
      : t(told[state], { day: day ? showDay(day, t) : '' });
  return {
    what: asked === null ? '' : showAsked([asked], t, 'plain').join(),
    says: [agreed, became].filter(Boolean).join(' '),
    plain,
  };
}
