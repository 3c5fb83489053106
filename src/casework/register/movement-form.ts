import type { Translate } from '../../platform/language/index.ts';
import { type Body, boxesOf } from '../../platform/web/index.ts';
import { type MovementKind, movementKinds } from '../rules/register/movement-kinds.ts';
import type { NewMovement } from './commands/record-movement.ts';
import type { KeptMovement } from './queries/read-entry.ts';
import { readTyped, type Typed } from './typed.ts';
import { movementInWords, outcomeInWords } from './words.ts';

const days = { authorised: 'register.authorised', actual: 'register.actual' } as const;
const texts = [
  ...['kind', 'outcome', 'fromPlace', 'toPlace'],
  ...['consent', 'apartBecause', 'unit', 'clinician'],
] as const;

/** Reads the form of a movement as it was sent; `movement` is there when the day on which it happened is. */
export function readMovement(body: Body, t: Translate): { typed: Typed; movement: NewMovement | undefined } {
  const { read, ...typed } = readTyped(body, { days, texts }, t);
  const { kind = '', outcome = '', fromPlace = '', toPlace = '' } = typed.texts;
  const actualOn = read.actual ?? null;
  if (actualOn === null && !typed.problems.some(({ field }) => field.startsWith('actual')))
    typed.problems.push({
      field: 'actual-day',
      text: t('dates.problem.missing', { what: t('register.actual') }),
    });
  if (actualOn === null) return { typed, movement: undefined };
  const places = { fromPlace: fromPlace.trim(), toPlace: toPlace.trim() };
  return {
    typed,
    movement: { kind, outcome: outcome || null, authorisedOn: read.authorised ?? null, actualOn, ...places },
  };
}

/** A movement as its form holds it; an empty form for a new one. */
export function typedMovement(movement?: KeptMovement): Typed {
  return {
    texts: {
      kind: movement?.kind ?? '',
      outcome: movement?.outcome ?? '',
      fromPlace: movement?.fromPlace ?? '',
      toPlace: movement?.toPlace ?? '',
    },
    days: {
      authorised: boxesOf(movement?.authorisedOn ?? null),
      actual: boxesOf(movement?.actualOn ?? null),
    },
    problems: [],
  };
}

/** The movements that people record. */
export function movementChoices(chosen: string | undefined, t: Translate) {
  return (movementKinds as readonly MovementKind[])
    .filter(({ byProgram }) => !byProgram)
    .map(({ code, source }) => ({
      ...{ code, selected: code === chosen },
      text: `${movementInWords({ kind: code, outcome: null }, t)} (${source.replace(/ \[.*/, '')})`,
    }));
}

/** What can come of a movement, of those that ask. */
export function outcomeChoices(chosen: string | undefined, t: Translate) {
  const all = (movementKinds as readonly MovementKind[]).flatMap(({ outcomes }) =>
    Object.keys(outcomes ?? {}),
  );
  return [...new Set(all)].map(code => ({ code, text: outcomeInWords(code, t), selected: code === chosen }));
}
