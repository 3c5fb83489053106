import type { Translate } from '../../platform/language/index.ts';
import { boxesFor, type Field, type Typed } from '../../platform/small-forms/index.ts';
import type { FieldProblem } from '../../platform/web/index.ts';
import { type Outcome, outcomeLaw, outcomes } from '../rules/tribunal/results.ts';
import type { NewResult } from './commands/record-result.ts';
import type { TribunalResult } from './queries/read-tribunals.ts';
import { outcomeKey } from './words.ts';

const yes = [{ value: 'yes', text: 'tribunal.yes' }] as const;
const wouldKinds = [
  { value: 'absolute discharge', text: 'tribunal.outcome.absoluteDischarge' },
  { value: 'conditional discharge', text: 'tribunal.outcome.conditionalDischarge' },
  { value: 'neither', text: 'tribunal.outcome.noDischarge' },
] as const;
/** The tribunal's own test, section 73(5A) and (5B), part by part. */
const findings = [
  { value: 'another person', text: 'discharge.test.another' },
  { value: 'no less beneficial', text: 'discharge.test.beneficial' },
] as const;

/** What the tribunal set: its conditions, and what it found where they take away liberty. */
const ofConditions: readonly Field[] = [
  {
    ...{ kind: 'text', name: 'conditions', label: 'tribunal.field.conditions' },
    hint: 'tribunal.field.conditionsHint',
  },
  { kind: 'text', name: 'plain', label: 'tribunal.field.plain', hint: 'tribunal.field.plainHint' },
  { kind: 'several', name: 'liberty', label: 'tribunal.field.liberty', choices: yes },
  { kind: 'line', name: 'places', label: 'tribunal.field.places', hint: 'tribunal.field.placesHint' },
  {
    ...{ kind: 'several', name: 'found', label: 'tribunal.field.found', hint: 'tribunal.field.foundHint' },
    choices: findings,
  },
];

/** What the tribunal made of it. */
export const resultFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'outcome', label: 'tribunal.field.outcome', need: 'tribunal.problem.outcome' },
    choices: outcomes.map(value => ({ value, text: outcomeKey(value) })),
  },
  { kind: 'day', name: 'decided', label: 'tribunal.field.decided' },
  {
    ...{ kind: 'day', name: 'effect', label: 'tribunal.field.effect', hint: 'tribunal.field.effectHint' },
    mayBeEmpty: true,
  },
  ...ofConditions,
  {
    ...{ kind: 'one', name: 'would', label: 'tribunal.field.would', hint: 'tribunal.field.wouldHint' },
    choices: wouldKinds,
  },
  { kind: 'several', name: 'remain', label: 'tribunal.field.remain', choices: yes },
  {
    ...{ kind: 'text', name: 'recommends', label: 'tribunal.field.recommends' },
    hint: 'tribunal.field.recommendsHint',
  },
];

const withConditions: readonly Outcome[] = [
  ...([
    'conditional discharge',
    'deferred conditional discharge',
    'conditions changed',
    's74 notification',
  ] as const),
];
/** Those under which conditions can take away liberty, section 73(5A). */
const onLibertyToo: readonly Outcome[] = withConditions.filter(outcome => outcome !== 's74 notification');
const longest = 4000;
const most = 40;
const lines = (text: string) =>
  text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '');

/** Which conditions take away liberty: the one that there is, or those whose numbers were typed. */
function placesFrom(typed: string, conditions: readonly string[]): number[] {
  if (conditions.length === 1) return [1];
  return [...new Set((typed.match(/\d+/g) ?? []).map(Number))].toSorted((one, other) => one - other);
}

/** What a result form says; what does not belong to its outcome is left out. */
export function resultFrom(
  { texts, lists }: Typed,
  days: Readonly<Record<string, string>>,
): NewResult | undefined {
  const outcome = outcomes.find(one => one === texts.outcome);
  const decidedOn = days.decided;
  if (!outcome || decidedOn === undefined) return undefined;
  const would =
    outcome === 's74 notification'
      ? (wouldKinds.find(({ value }) => value === texts.would)?.value ?? null)
      : null;
  const recommends = texts.recommends?.trim() ?? '';
  return {
    ...{ outcome, decidedOn, tookEffectOn: days.effect ?? null, would, ...setIn(outcome, { texts, lists }) },
    wouldRemain: would === 'conditional discharge' ? lists.remain?.includes('yes') === true : null,
    recommends: recommends === '' ? null : recommends,
  };
}

function setIn(outcome: Outcome, { texts, lists }: Typed) {
  const has = withConditions.includes(outcome);
  const conditions = has ? lines(texts.conditions ?? '') : [];
  const onLiberty = onLibertyToo.includes(outcome) && lists.liberty?.includes('yes') === true;
  return {
    ...{ conditions, plain: has ? lines(texts.plain ?? '') : [], onLiberty },
    libertyPlaces: onLiberty ? placesFrom(texts.places ?? '', conditions) : [],
    found: onLiberty
      ? findings.map(({ value }) => value).filter(value => lists.found?.includes(value) === true)
      : [],
  };
}

/** What a form lacks that the law of results does not speak of. Conditions that begin to hold have plain words. */
export function problemsOf(result: NewResult, t: Translate): FieldProblem[] {
  const { outcome, conditions, plain, libertyPlaces, onLiberty: places } = result;
  const wrong: [string, boolean, string][] = [
    ['conditions', conditions.length > most, t('tribunal.problem.most', { max: most })],
    ['conditions', conditions.some(isLong), t('tribunal.problem.long', { max: longest })],
    ['conditions', places && conditions.length === 0, t('tribunal.problem.libertyOfWhat')],
    ['plain', plain.some(isLong), t('tribunal.problem.long', { max: longest })],
    [
      'plain',
      plain.length !== conditions.length &&
        (plain.length > 0 || outcome === 'conditional discharge' || outcome === 'conditions changed'),
      t('tribunal.problem.plain', { count: conditions.length }),
    ],
    [
      'places',
      places && conditions.length > 1 && !arePlaces(libertyPlaces, conditions),
      t('tribunal.problem.places', { count: conditions.length }),
    ],
    ['would', outcome === 's74 notification' && result.would === null, t('tribunal.problem.would')],
    ['recommends', isLong(result.recommends ?? ''), t('tribunal.problem.long', { max: longest })],
  ];
  return wrong.flatMap(([field, is, text]) => (is ? [{ field, text }] : []));
}

const isLong = (text: string) => text.length > longest;
const arePlaces = (places: readonly number[], conditions: readonly string[]) =>
  places.length > 0 && places.every(place => place >= 1 && place <= conditions.length);

/** A result form begun: on a decision that was deferred, or notified of, with what it said. */
export function typedFrom(former: TribunalResult | undefined, today: Temporal.PlainDate): Typed {
  const texts = boxesFor('decided', today);
  if (!former) return { texts, lists: {} };
  return {
    texts: {
      ...texts,
      ...{ conditions: former.conditions.join('\n'), plain: former.plain.join('\n') },
      places: former.libertyPlaces.join(', '),
    },
    lists: { liberty: former.onLiberty ? ['yes'] : [], found: former.onLiberty ? former.found : [] },
  };
}

/** Whether anything may still come of a result, so that a form begins with it. */
export const mayFollow = (former: TribunalResult | undefined): TribunalResult | undefined =>
  former && outcomeLaw(former.outcome).followedBy ? former : undefined;
