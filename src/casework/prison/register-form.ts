import { readIdentifier, type StoredKind } from '../../people/index.ts';
import { isTextKey, type Translate } from '../../platform/language/index.ts';
import { type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import { type Body, type FieldProblem, idNumber, isStorable, one } from '../../platform/web/index.ts';
import type { KnownNumber, RegisterPrisoner } from './commands/register-prisoner.ts';
import type { Prison, Registrable } from './queries/read-prisons.ts';

const unknown = 'prison.register.unknown';
const whoFields: readonly Field[] = [
  { kind: 'line', name: 'family', label: 'prison.register.family', need: 'prison.register.problem.family' },
  { kind: 'line', name: 'given', label: 'prison.register.given' },
  { kind: 'day', name: 'born', label: 'prison.register.born', hint: unknown, mayBeEmpty: true },
  { kind: 'line', name: 'prison', label: 'prison.register.number', hint: unknown },
  { kind: 'line', name: 'nhs', label: 'prison.register.nhs', hint: unknown },
  { kind: 'line', name: 'pnc', label: 'prison.register.pnc', hint: unknown },
];
const reference: Field = {
  ...{ kind: 'line', name: 'mhcs', label: 'prison.register.reference' },
  hint: 'prison.register.referenceHint',
};

/** What is asked of whoever registers somebody; the section may give its own reference. */
export const registerFields = (isSection: boolean): readonly Field[] => [
  ...whoFields,
  ...(isSection ? [reference] : []),
];

const numberKinds = ['prison', 'nhs', 'pnc'] as const satisfies readonly StoredKind[];

type Reading = {
  readonly registrable: Registrable;
  readonly isSection: boolean;
  readonly today: Temporal.PlainDate;
  readonly t: Translate;
};

/** Reads the form: the person, or a problem for each box that cannot be kept, with everything that was typed. */
export function readPrisoner(
  body: Body,
  { registrable, isSection, today, t }: Reading,
): { typed: Typed; problems: FieldProblem[]; register: RegisterPrisoner } {
  const { texts, lists, days, problems } = readFields(registerFields(isSection), body, t);
  const prison = prisonIn(registrable.prisons, one(body, 'unit'));
  const numbers = numberKinds.map(kind => readNumber(kind, texts[kind] ?? '', { ...registrable, today, t }));
  const mhcs = readReference(texts.mhcs ?? '', today, t);
  const said = (name: string) => (texts[name] ?? '').trim();
  return {
    typed: { texts: { ...texts, unit: one(body, 'unit') }, lists },
    problems: [
      ...problems,
      ...((days.born ?? '') > today.toString()
        ? [{ field: 'born-day', text: t('prison.register.problem.bornAhead') }]
        : []),
      ...[...numbers, mhcs].flatMap(({ problem }) => (problem ? [problem] : [])),
      ...(prison ? [] : [{ field: 'unit', text: t('prison.register.problem.prison') }]),
    ],
    register: {
      ...{ prison: prison?.unitId ?? 0, familyName: said('family'), givenNames: said('given') },
      ...{ bornOn: days.born ?? null, reference: mhcs.value },
      numbers: numbers.flatMap(({ known }) => (known ? [known] : [])),
    },
  };
}

/** The prison that was chosen; where there is but one, that one. */
function prisonIn(prisons: readonly Prison[], typed: string): Prison | undefined {
  const chosen = idNumber.safeParse(typed);
  if (chosen.success) return prisons.find(({ unitId }) => unitId === chosen.data);
  return prisons.length === 1 ? prisons[0] : undefined;
}

type Numbered = { known?: KnownNumber; problem?: FieldProblem };

/** Reads a number by which somebody is known elsewhere; an empty box says nothing. */
export function readNumber(
  kind: StoredKind,
  typed: string,
  { testNumbers, today, t }: { testNumbers: boolean; today: Temporal.PlainDate; t: Translate },
): Numbered {
  if (!isStorable(typed)) return {};
  const reading = readIdentifier(kind, typed, { today, testNumbers });
  if (reading.ok) return { known: { kind, value: reading.value, typed: typed.trim().slice(0, 100) } };
  return reading.reason === 'empty' ? {} : { problem: { field: kind, text: saidOf(reading.reason, t) } };
}

/** Reads the reference of the section; empty where none was typed. */
export function readReference(
  typed: string,
  today: Temporal.PlainDate,
  t: Translate,
): { value: string; problem?: FieldProblem } {
  if (!isStorable(typed)) return { value: '' };
  const reading = readIdentifier('mhcs', typed, { today, testNumbers: false });
  if (reading.ok) return { value: reading.value };
  if (reading.reason === 'empty') return { value: '' };
  return { value: '', problem: { field: 'mhcs', text: saidOf(reading.reason, t) } };
}

function saidOf(reason: string, t: Translate): string {
  const key = `identifiers.problem.${reason}`;
  return isTextKey(key) ? t(key) : reason;
}
