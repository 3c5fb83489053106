import { type Identifier, readIdentifier, type StoredKind, storedKinds } from '../../../people/index.ts';
import { isTextKey, type Translate } from '../../../platform/language/index.ts';
import { type Body, type FieldProblem, isStorable, one } from '../../../platform/web/index.ts';

const longestSource = 200;

/** What the form asks to be done, kind by kind. */
export type Change =
  | {
      readonly kind: StoredKind;
      readonly was: Identifier | undefined;
      readonly value: string;
      readonly typed: string;
    }
  | { readonly kind: StoredKind; readonly was: Identifier; readonly value: undefined };

export type FormOfNumbers = {
  readonly changes: readonly Change[];
  readonly source: string;
  readonly problems: readonly FieldProblem[];
};

type Given = {
  readonly standing: readonly Identifier[];
  readonly today: Temporal.PlainDate;
  readonly testNumbers: boolean;
  readonly t: Translate;
};

/** The numbers that stand, as a hidden field says what was on the page; another's change makes it another text. */
export const seenOf = (standing: readonly Identifier[]): string =>
  standing
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .join(',');

/**
 * Reads the form of all numbers of a person: what was not touched is no change, an emptied box takes a number away.
 * @returns changes that may be made when there is no problem, and a problem for each box that cannot be read
 */
export function readForm(body: Body, given: Given): FormOfNumbers {
  const { standing, t } = given;
  const read = storedKinds.map(kind => readBox(kind, one(body, kind), given));
  const changes = read.flatMap(({ change }) => (change ? [change] : []));
  const problems = read.flatMap(({ problem }) => (problem ? [problem] : []));
  const source = one(body, 'source');
  const asked = changes.some(({ value }) => value !== undefined);
  const wrong = sourceProblem(source, asked);
  if (wrong) problems.push({ field: 'source', text: t(wrong) });
  if (one(body, 'seen') !== seenOf(standing))
    problems.push({ field: 'nhs', text: t('identifiers.problem.changed') });
  return { changes, source: source.trim(), problems };
}

type Box = { change?: Change; problem?: FieldProblem };

function readBox(kind: StoredKind, typed: string, { standing, today, testNumbers, t }: Given): Box {
  const was = standing.find(number => number.kind === kind);
  const text = typed.trim();
  if (!isStorable(text)) return { problem: { field: kind, text: t('platform.problem.unstorable') } };
  const reading = readIdentifier(kind, text, { today, testNumbers });
  if (reading.ok) {
    if (reading.value === was?.value) return {};
    return { change: { kind, was, value: reading.value, typed: text.slice(0, 100) } };
  }
  if (reading.reason === 'empty') return was ? { change: { kind, was, value: undefined } } : {};
  const key = `identifiers.problem.${reading.reason}`;
  return { problem: { field: kind, text: isTextKey(key) ? t(key) : reading.reason } };
}

function sourceProblem(source: string, asked: boolean) {
  if (!isStorable(source)) return 'platform.problem.unstorable';
  if (source.length > longestSource) return 'identifiers.problem.sourceLong';
  return asked && source.trim() === '' ? 'identifiers.problem.source' : undefined;
}
