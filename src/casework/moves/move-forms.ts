import type { Translate } from '../../platform/language/index.ts';
import {
  type Again,
  type Field,
  nothingTyped,
  readFields,
  type Typed,
} from '../../platform/small-forms/index.ts';
import { type Body, type FieldProblem, idNumber, one } from '../../platform/web/index.ts';
import type { Arrival } from '../register/commands/record-movement.ts';
import { movementRefusalInWords } from '../register/words.ts';
import type { MovementRefusal } from '../rules/register/may-move.ts';
import { needsPlace } from '../rules/register/movement-kinds.ts';
import type { AuthorisedMove } from './queries/read-moves.ts';
import type { Places } from './queries/read-places.ts';

const place: Field = {
  ...{ kind: 'line', name: 'toPlace', label: 'moves.place', hint: 'moves.placeHint' },
  need: 'moves.problem.place',
};

/** What the form begins with: the place that the document names. */
export const expectedArrival = ({ expected }: Places): Typed =>
  expected === null
    ? nothingTyped
    : {
        ...nothingTyped,
        texts: {
          ...{ unit: String(expected.unitId), toPlace: expected.place },
          clinician: String(expected.clinicianId ?? ''),
        },
      };

/** The choice of a hospital or ward and of the responsible clinician there. */
export function arrivalChoices(
  { places, clinicians }: Pick<Places, 'places' | 'clinicians'>,
  typed: Pick<Typed, 'texts'>,
) {
  const choice = (field: string) => (one: { code: number; text: string }) => ({
    ...one,
    selected: String(one.code) === typed.texts[field],
  });
  return {
    units: places
      .map(one => ({ code: one.unitId, text: [one.hospital, one.ward].filter(Boolean).join(', ') }))
      .map(choice('unit')),
    clinicians: clinicians
      .map(one => ({ code: one.accountId, text: `${one.name}, ${one.hospital}` }))
      .map(choice('clinician')),
  };
}

/** Reads where somebody came to: nothing, or a unit with the clinician there. */
export function readArrival(body: Body, t: Translate): { to?: Arrival; problems: FieldProblem[] } {
  const [unit, clinician] = [one(body, 'unit'), one(body, 'clinician')];
  if (unit === '') return { problems: [] };
  const [unitId, clinicianId] = [idNumber.safeParse(unit), idNumber.safeParse(clinician)];
  if (!unitId.success) return { problems: [{ field: 'unit', text: t('moves.problem.unit') }] };
  if (!clinicianId.success) return { problems: [{ field: 'clinician', text: t('moves.problem.clinician') }] };
  return { to: { unitId: unitId.data, clinicianId: clinicianId.data }, problems: [] };
}

/** What is asked about something that happened: the day, and the place where the movement leads to one. */
export const happenedFields = ({ movement }: Pick<AuthorisedMove, 'movement'>): readonly Field[] => [
  { kind: 'day', name: 'actual', label: 'moves.actualDay' },
  ...(needsPlace(movement) ? [place] : []),
];

/** What the person reads of why something ended. */
export const plainWords: Field = {
  ...{ kind: 'text', name: 'plain', label: 'moves.plain', hint: 'moves.plainHint' },
  need: 'moves.problem.plain',
};

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
  plainWords,
];

/** Reads what happened. */
export function readHappened(move: AuthorisedMove, body: Body, t: Translate) {
  const typed = readFields(happenedFields(move), body, t);
  const { to, problems } = needsPlace(move.movement) ? readArrival(body, t) : { problems: [] };
  return {
    ...{ lists: typed.lists, problems: [...typed.problems, ...problems], to },
    texts: { ...typed.texts, unit: one(body, 'unit'), clinician: one(body, 'clinician') },
    ...{ actualOn: typed.days.actual ?? '', toPlace: (typed.texts.toPlace ?? '').trim() },
  };
}

/** Reads why it ends. */
export function readEnded(body: Body, t: Translate) {
  const typed = readFields(endedFields, body, t);
  const as: 'withdrawn' | 'will not happen' =
    typed.texts.as === 'withdrawn' ? 'withdrawn' : 'will not happen';
  const { reason = '', plain = '' } = typed.texts;
  return { ...typed, as, reason: reason.trim(), plain: plain.trim() };
}

/** The sentence of the register's law beside the one day that this form asks for. */
export function refused(typed: Typed, refusal: MovementRefusal, kind: string, t: Translate): Again {
  return { typed, problems: [{ field: 'actual-day', text: movementRefusalInWords(refusal, kind, t) }] };
}
