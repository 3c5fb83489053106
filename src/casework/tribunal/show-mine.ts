import { type Again, drawForm } from '../../platform/small-forms/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import { rightsOn } from '../rules/tribunal/may-apply.ts';
import { myApplicationFields } from './forms.ts';
import { tribunalPaths } from './paths.ts';
import { standing, type Tribunal, type TribunalFile } from './queries/read-tribunals.ts';
import {
  dueOf,
  hearingOf,
  isOver,
  lastResult,
  madeInWords,
  type Showing,
  timelineOf,
} from './show-tribunal.ts';
import { outcomeKey } from './words.ts';

export type WhoAsks = 'person' | 'helper';

/** When the person may ask the tribunal, as sentences: to them, or about them. */
function rightsInWords({ facts }: TribunalFile, who: WhoAsks, { t, today }: Showing): string[] {
  const texts = {
    person: { open: 'clocks.my.open', opens: 'clocks.my.opens' },
    helper: { open: 'clocks.helped.open', opens: 'clocks.helped.opens' },
  } as const;
  return rightsOn(facts, today.toString()).map(({ window, clock }) => {
    const days = { from: showDay(window.from, t), until: showDay(window.until, t) };
    return clock.state === 'not open yet'
      ? t(texts[who].opens, days)
      : t(texts[who].open, { until: days.until });
  });
}

/** Whether the person's own words may go, as they said it or may still say it. */
function wordsQuestion(tribunal: Tribunal, who: WhoAsks, { t }: Showing) {
  const areSent = standing(tribunal.steps).some(({ kind }) => kind === 'words sent');
  const { answer, at } = tribunal.words ?? {};
  const said =
    answer && at
      ? t(`tribunal.my.words.${answer}`, { at: showMoment(at, t) })
      : t('tribunal.my.words.notAsked');
  return {
    stands: areSent ? t('tribunal.my.wordsSent') : said,
    mayAnswer: who === 'person' && !areSent && !isOver(tribunal),
    action: tribunalPaths.words(tribunal.id),
    field: `answer-${tribunal.id}`,
    choices: (['yes', 'no'] as const).map(value => ({
      ...{ value, text: t(`tribunal.my.choice.${value}`), chosen: answer === value },
    })),
  };
}

function whereItStands(tribunal: Tribunal, { t }: Showing): string {
  const last = lastResult(tribunal);
  if (last)
    return t('tribunal.my.result', { what: t(outcomeKey(last.outcome)), day: showDay(last.decidedOn, t) });
  const hearing = hearingOf(tribunal);
  return hearing ? t('tribunal.my.hearing', { day: showDay(hearing, t) }) : t('tribunal.my.waiting');
}

/** Everything that the page of the person, or of somebody who helps them, says. */
export function mineModel(
  file: TribunalFile,
  who: { is: WhoAsks; mayApply: boolean; action: string },
  { again, ...showing }: Showing & { again?: Again | undefined },
) {
  const isWaiting = file.tribunals.some(one => one.kind === 'application' && !lastResult(one));
  return {
    ...{ who: who.is, rights: rightsInWords(file, who.is, showing), due: dueOf(file, showing) },
    tribunals: file.tribunals.map(tribunal => ({
      ...{ title: madeInWords(tribunal, showing.t), stands: whereItStands(tribunal, showing) },
      ...{ happened: timelineOf(tribunal, showing), words: wordsQuestion(tribunal, who.is, showing) },
    })),
    applied:
      who.mayApply &&
      !isWaiting &&
      file.closedOn === null &&
      drawForm(showing.t, {
        ...{ action: who.action, fields: myApplicationFields, again },
        button: who.is === 'person' ? 'tribunal.my.button' : 'tribunal.button.applied',
      }),
  };
}
