import type { Translate } from '../../platform/language/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import { readArrival } from '../moves/move-forms.ts';
import type { Places } from '../moves/queries/read-places.ts';
import { needsPlace } from '../rules/register/movement-kinds.ts';
import type { Arrival, NewMovement } from './commands/record-movement.ts';
import { type Entry, standing } from './queries/read-entry.ts';

export type Arriving = { to?: Arrival; movement: NewMovement; problems: FieldProblem[] };

/**
 * Reads where somebody came to by a movement that is recorded by hand: a hospital or ward from the list, with the
 * clinician there, or a place in words. Whoever is moved in the register alone stays in the hands of those they left.
 * @returns the movement, with the name of the place where only the list says it
 */
export function readComing(
  body: Body,
  { movement, entry, places }: { movement: NewMovement; entry: Entry; places: Places },
  t: Translate,
): Arriving {
  const { to, problems } = readArrival(body, t);
  if (!needsPlace(movement.kind)) {
    const text = t('register.arrival.nowhere');
    return { movement, problems: to || problems.length > 0 ? [{ field: 'unit', text }] : [] };
  }
  if (problems.length > 0) return { movement, problems };
  if (!to) return { movement, problems: movement.toPlace === '' ? [unsaid(t)] : [] };
  if (standing(entry.movements).some(({ actualOn }) => actualOn > movement.actualOn))
    return { movement, problems: [{ field: 'unit', text: t('register.arrival.leftSince') }] };
  const place = places.places.find(({ unitId }) => unitId === to.unitId);
  const toPlace = movement.toPlace || [place?.hospital, place?.ward].filter(Boolean).join(', ');
  return { to, movement: { ...movement, toPlace }, problems: [] };
}

const unsaid = (t: Translate) => ({ field: 'toPlace', text: t('register.arrival.unsaid') });
