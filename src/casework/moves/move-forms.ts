import type { Translate } from '../../platform/language/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import { movementRefusalInWords } from '../register/words.ts';
import type { MovementRefusal } from '../rules/register/may-move.ts';
import { needsPlace } from '../rules/register/movement-kinds.ts';
import { type Field, readFields, type Typed } from '../small-forms/fields.ts';
import type { AuthorisedMove } from './queries/read-moves.ts';

/** What a form of this page was sent with, and what was wrong with it. */
export type Again = { typed: Typed; problems: readonly FieldProblem[] };

const place: Field = {
  ...{ kind: 'line', name: 'toPlace', label: 'moves.place', hint: 'moves.placeHint' },
  need: 'moves.problem.place',
};

/** What is asked about something that happened: the day, and the place where the movement leads to one. */
export const happenedFields = ({ movement }: Pick<AuthorisedMove, 'movement'>): readonly Field[] => [
  { kind: 'day', name: 'actual', label: 'moves.actualDay' },
  ...(needsPlace(movement) ? [place] : []),
];

/** What is asked about something that ends before it was used. */
export const endedFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'as', label: 'moves.endedAs', need: 'moves.problem.endedAs' },
    choices: [
      { value: 'will not happen', text: 'moves.endedAs.notHappening' },
      { value: 'withdrawn', text: 'moves.endedAs.withdrawn' },
    ],
  },
  {
    ...{ kind: 'text', name: 'reason', label: 'moves.reason', hint: 'moves.reasonHint' },
    need: 'moves.problem.reason',
  },
];

/** Reads what happened. */
export function readHappened(move: AuthorisedMove, body: Body, t: Translate) {
  const typed = readFields(happenedFields(move), body, t);
  return { ...typed, actualOn: typed.days.actual ?? '', toPlace: (typed.texts.toPlace ?? '').trim() };
}

/** Reads why it ends. */
export function readEnded(body: Body, t: Translate) {
  const typed = readFields(endedFields, body, t);
  const as: 'withdrawn' | 'will not happen' =
    typed.texts.as === 'withdrawn' ? 'withdrawn' : 'will not happen';
  return { ...typed, as, reason: (typed.texts.reason ?? '').trim() };
}

/** The sentence of the register's law beside the one day that this form asks for. */
export function refused(typed: Typed, refusal: MovementRefusal, kind: string, t: Translate): Again {
  return { typed, problems: [{ field: 'actual-day', text: movementRefusalInWords(refusal, kind, t) }] };
}
