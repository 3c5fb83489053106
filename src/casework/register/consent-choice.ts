import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { type Body, type FieldProblem, one } from '../../platform/web/index.ts';
import type { AuthorisedMove } from '../moves/queries/read-moves.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { consentsFor } from '../rules/register/by-consent.ts';
import type { NewMovement } from './commands/record-movement.ts';
import type { Typed } from './typed.ts';

const none = 'none';

/** By which consent a movement happened; or why it happened by none of those that are open. */
export type ByConsent = { readonly by?: AuthorisedMove; readonly apartBecause: string };

/** The open consents of a case as a form offers them; nothing where there is none. */
export function consentChoices(
  moves: readonly AuthorisedMove[],
  { texts }: Pick<Typed, 'texts'>,
  t: Translate,
) {
  const open = moves.filter(({ state }) => state === 'stands');
  if (open.length === 0) return null;
  return {
    choices: [
      ...open.map(move => ({ code: String(move.id), text: inWords(move, t) })),
      { code: none, text: t('register.consent.none') },
    ].map(choice => ({ ...choice, checked: choice.code === texts.consent })),
    because: texts.apartBecause ?? '',
  };
}

const inWords = ({ asked, authorisedOn }: AuthorisedMove, t: Translate) =>
  t('register.consent.one', { what: showAsked([asked], t).join(), day: showDay(authorisedOn, t) });

/**
 * Reads by which consent a movement happened. Where one is open that it could have happened by, it is asked for.
 * @returns the choice, or the problem beside the field that it concerns; `movement` carries the day of the consent
 */
export function readConsent(
  body: Body,
  { movement, moves }: { movement: NewMovement; moves: readonly AuthorisedMove[] },
  t: Translate,
): { problem: FieldProblem } | (ByConsent & { movement: NewMovement }) {
  const fitting = consentsFor(movement, moves);
  const chosen = one(body, 'consent');
  const apartBecause = one(body, 'apartBecause').trim();
  const wrong = (field: string, text: string) => ({ problem: { field, text } });
  const by = moves.find(({ id }) => String(id) === chosen);
  if (by && !fitting.includes(by)) return wrong('consent', t('register.consent.problem.other'));
  if (by && movement.authorisedOn !== null && movement.authorisedOn !== by.authorisedOn)
    return wrong('authorised-day', t('register.consent.problem.day', { day: showDay(by.authorisedOn, t) }));
  if (by) return { by, apartBecause: '', movement: { ...movement, authorisedOn: by.authorisedOn } };
  const [first] = fitting;
  if (first && chosen !== none)
    return wrong('consent', t('register.consent.problem.choose', { consent: inWords(first, t) }));
  if (first && apartBecause === '') return wrong('apartBecause', t('register.consent.problem.because'));
  return { apartBecause: first ? apartBecause : '', movement };
}
