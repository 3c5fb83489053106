import { type Translate, textOf } from '../../platform/language/index.ts';
import { showDay, showDaysLeft, showMoment } from '../../platform/time/index.ts';
import { clocksOf } from '../rules/clocks/clocks-of.ts';
import { clockName } from '../rules/clocks/names.ts';
import { type CaseClock, caseClockStates } from '../rules/clocks/reading.ts';
import { rightsOn } from '../rules/tribunal/may-apply.ts';
import { outcomeLaw } from '../rules/tribunal/results.ts';
import { reportsBy } from '../rules/tribunal/steps.ts';
import { standing, type Tribunal, type TribunalFile, type TribunalResult } from './queries/read-tribunals.ts';
import { countryKey, groundInWords, outcomeKey, stepKey } from './words.ts';

export type Showing = { readonly t: Translate; readonly today: Temporal.PlainDate };

/** The result that stands last, if any. */
export const lastResult = (tribunal: Tribunal): TribunalResult | undefined =>
  standing(tribunal.results).at(-1);

/** Whether nothing more can come of it. */
export const isOver = (tribunal: Tribunal): boolean => {
  const last = lastResult(tribunal);
  return last !== undefined && outcomeLaw(last.outcome).followedBy === undefined;
};

/** The day for which a hearing is listed, or to which it was adjourned last. */
export const hearingOf = ({ steps }: Tribunal): string | undefined =>
  standing(steps).findLast(({ kind }) => kind === 'adjourned' || kind === 'hearing')?.onDay;

function shownClock(clock: CaseClock, { t }: Showing) {
  const state = caseClockStates[clock.state];
  return {
    what: t(clockName(clock.id)),
    day: { iso: clock.due.toString(), text: showDay(clock.due, t) },
    state: { text: t(state.text), colour: state.colour },
    left: showDaysLeft(clock.daysLeft, clock.daysAre, t, clock.state === 'overdue'),
    source: [clock.source.name, clock.source.reference].filter(Boolean).join(', '),
  };
}

const ofReferences = ['recall-reference', 'reference-in-hospital', 'reference-deprived-of-liberty'];

/** What is due: the references that the case calls for, and the papers of what is before the tribunal. */
export function dueOf({ facts, tribunals }: TribunalFile, showing: Showing, only?: Tribunal) {
  const ids = only ? [String(only.id)] : tribunals.map(({ id }) => String(id));
  return clocksOf(facts, showing.today)
    .filter(({ id, of }) => (of === undefined ? !only && ofReferences.includes(id) : ids.includes(of)))
    .map(clock => shownClock(clock, showing));
}

/** The times in which the person may apply, as dates. */
export function shownRights({ facts }: TribunalFile, { t, today }: Showing) {
  return rightsOn(facts, today.toString()).map(({ ground, window, clock }) => {
    const state = caseClockStates[clock.state];
    return {
      ...{ ground: groundInWords(ground, t), rule: `MHA 1983 ${ground}` },
      ...{ from: showDay(window.from, t), until: showDay(window.until, t) },
      state: { text: t(state.text), colour: state.colour },
      isOpen: clock.state === 'open' || clock.state === 'closing soon',
    };
  });
}

/** How a case came to the tribunal, in one line. */
export function madeInWords({ kind, madeOn }: Pick<Tribunal, 'kind' | 'madeOn'>, t: Translate): string {
  return t(kind === 'reference' ? 'tribunal.referredOn' : 'tribunal.appliedOn', { day: showDay(madeOn, t) });
}

/** Where it stands, as a tag. */
export function stateOf(tribunal: Tribunal, t: Translate): { text: string; colour: string } {
  const last = lastResult(tribunal);
  if (last) return { text: t(outcomeKey(last.outcome)), colour: isOver(tribunal) ? 'grey' : 'yellow' };
  return { text: t('tribunal.state.open'), colour: 'blue' };
}

/** What the person said of their words, and when. */
const wordsInWords = ({ words }: Tribunal, t: Translate) =>
  words ? t(`tribunal.words.${words.answer}`, { at: showMoment(words.at, t) }) : t('tribunal.words.notAsked');

function rowsOf(file: TribunalFile, tribunal: Tribunal, { t }: Showing) {
  const hearing = hearingOf(tribunal);
  const { windowFrom, windowUntil, dueOn } = tribunal;
  const rows = [
    [t('tribunal.row.ground'), groundInWords(tribunal.ground, t)],
    [t('tribunal.row.tribunal'), t(countryKey[tribunal.country])],
    [t('tribunal.row.reportsBy'), t(`tribunal.reportsBy.${reportsBy(file.facts, tribunal.madeOn)}`)],
    [t('tribunal.row.dueBy'), dueOn ? showDay(dueOn, t) : ''],
    [
      t('tribunal.row.window'),
      windowFrom && windowUntil
        ? t('tribunal.fromUntil', { from: showDay(windowFrom, t), until: showDay(windowUntil, t) })
        : '',
    ],
    [t('tribunal.row.hearing'), hearing ? showDay(hearing, t) : ''],
    [t('tribunal.row.words'), wordsInWords(tribunal, t)],
  ] as const;
  return rows.filter(([, value]) => value !== '').map(([key, value]) => ({ key, value }));
}

function resultText(result: TribunalResult, t: Translate): string {
  const { tookEffectOn, would, wouldRemain, recommends, onLiberty, found } = result;
  return [
    tookEffectOn ? t('tribunal.tookEffect', { day: showDay(tookEffectOn, t) }) : '',
    onLiberty ? t('tribunal.onLiberty') : '',
    found.length > 0 ? t('tribunal.found') : '',
    would
      ? t('tribunal.wouldBe', {
          what: t(would === 'neither' ? 'tribunal.outcome.noDischarge' : outcomeKey(would)),
        })
      : '',
    wouldRemain === null ? '' : t(wouldRemain ? 'tribunal.wouldRemain' : 'tribunal.wouldNotRemain'),
    recommends ? t('tribunal.recommends') : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** By whom it was recorded: by name where the reader may know it, and else as what. */
const by = ({ recorder, recordedAs }: { recorder: string | null; recordedAs: string }, t: Translate) => {
  const whoever = recordedAs === 'section' ? t('tribunal.section') : textOf(t, `people.role.${recordedAs}`);
  return t('tribunal.by', { who: recorder ?? whoever });
};

/** What happened, in the order of its days. */
export function timelineOf(tribunal: Tribunal, { t }: Showing) {
  const date = (day: string) => ({ iso: day, text: showDay(day, t) });
  return [
    { title: madeInWords(tribunal, t), byline: by(tribunal, t), date: date(tribunal.madeOn) },
    ...standing(tribunal.steps).map(step => ({
      ...{ id: step.id, title: t(stepKey(step.kind)), byline: by(step, t), date: date(step.onDay) },
      text: step.dueOn ? t('tribunal.dueAfter', { day: showDay(step.dueOn, t) }) : '',
    })),
    ...standing(tribunal.results).map(result => ({
      ...{
        title: t('tribunal.result', { what: t(outcomeKey(result.outcome)) }),
        date: date(result.decidedOn),
      },
      ...{ byline: by({ ...result, recordedAs: 'section' }, t), text: resultText(result, t) },
      words: [...result.conditions, ...(result.recommends ? [result.recommends] : [])].join('\n'),
    })),
  ];
}

/** Everything that a page says of one case before the tribunal. */
export function shownTribunal(file: TribunalFile, tribunal: Tribunal, showing: Showing) {
  const { t } = showing;
  const struck = tribunal.steps.filter(({ supersededBy }) => supersededBy !== null);
  const struckResults = tribunal.results.filter(({ supersededBy }) => supersededBy !== null);
  return {
    title: madeInWords(tribunal, t),
    state: stateOf(tribunal, t),
    rows: rowsOf(file, tribunal, showing),
    due: dueOf(file, showing, tribunal),
    happened: timelineOf(tribunal, showing),
    struckOut: [
      ...struck.map(({ kind, onDay }) => `${t(stepKey(kind))}, ${showDay(onDay, t)}`),
      ...struckResults.map(({ outcome, decidedOn }) => `${t(outcomeKey(outcome))}, ${showDay(decidedOn, t)}`),
    ],
  };
}
