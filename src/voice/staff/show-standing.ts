import type { TextKey, Translate } from '../../platform/language/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import type { Outcome, Standing } from '../queries-standing.ts';

/** Each outcome of asking, in words and in the colour of its tag. */
export const outcomeTags = {
  invited: { text: 'voice.outcome.invited', colour: 'blue' },
  'not now': { text: 'voice.outcome.notNow', colour: 'yellow' },
  declined: { text: 'voice.outcome.declined', colour: 'grey' },
  unable: { text: 'voice.outcome.unable', colour: 'orange' },
  said: { text: 'voice.outcome.said', colour: 'green' },
} as const satisfies Record<Outcome, { text: TextKey; colour: string }>;

export type ShownStanding = {
  tag: { text: string; colour: string } | undefined;
  /** Who recorded it when, why, when to ask again, what was taken back; only what there is. */
  lines: string[];
};

/** Where it stands with asking the person, in sentences. */
export function showStandingLines(standing: Standing, t: Translate): ShownStanding {
  const { outcome, why, askAgainOn, recordedAt, recordedBy, withdrawn, lastWithdrawnAt } = standing;
  const tag = outcome && { ...outcomeTags[outcome], text: t(outcomeTags[outcome].text) };
  const who = recordedBy ?? t('voice.someone');
  return {
    tag,
    lines: [
      ...(recordedAt ? [t('voice.standing.recorded', { who, when: showMoment(recordedAt, t) })] : []),
      ...(why ? [t('voice.standing.why', { why })] : []),
      ...(askAgainOn ? [t('voice.standing.askAgain', { day: showDay(askAgainOn, t) })] : []),
      ...(withdrawn > 0 && lastWithdrawnAt
        ? [t('voice.standing.withdrawn', { count: withdrawn, when: showMoment(lastWithdrawnAt, t) })]
        : []),
    ],
  };
}
