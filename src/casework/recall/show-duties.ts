import { isTextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import type { RecallDuty } from '../rules/recall/duties.ts';
import { recallPaths } from './paths.ts';
import type { KeptDuty } from './queries/read-duties.ts';

const wordOf = (duty: RecallDuty) => duty.replaceAll(' ', '-');

/** What somebody of the care team records; all of it can be recorded by the section. */
const forCare: readonly RecallDuty[] = ['told briefly', 'medical evidence'];
/** What is met by asking and answering, and not by saying so. */
const notBySaying: readonly RecallDuty[] = ['ask for words', 'answer words'];

/** What was typed for one of them and could not be kept. */
export type TypedDuty = { readonly duty: number; readonly text: string };

type Showing = {
  readonly documentId: number;
  readonly ofSection: boolean;
  readonly now: Temporal.Instant;
  readonly t: Translate;
  readonly typed?: TypedDuty | undefined;
};

/** Everything that a recall left to be done, ready to be printed. */
export function showDuties(duties: readonly KeptDuty[], { documentId, ofSection, now, t, typed }: Showing) {
  return duties.map(duty => {
    const word = wordOf(duty.duty);
    const hint = `recall.duty.hint.${word}`;
    const mine = ofSection || forCare.includes(duty.duty);
    const bySaying = duty.metAt === null && mine && !notBySaying.includes(duty.duty);
    return {
      ...{ id: duty.id, what: textOf(t, `recall.duty.${word}`), text: duty.text },
      state: stateOf(duty, now, t),
      when: whenOf(duty, t),
      hint: duty.metAt === null && isTextKey(hint) ? textOf(t, hint) : '',
      second: duty.duty === 'review' && duty.metAt === null ? t('recall.duty.second') : '',
      form: bySaying && {
        action: recallPaths.duty(documentId, duty.id),
        label: textOf(t, `recall.duty.label.${word}`),
        value: typed?.duty === duty.id ? typed.text : '',
      },
      asks: duty.duty === 'ask for words' && duty.metAt === null,
      answers: duty.duty === 'answer words' && duty.metAt === null && ofSection,
    };
  });
}

function stateOf({ dueAt, metAt }: KeptDuty, now: Temporal.Instant, t: Translate) {
  if (metAt !== null) return { text: t('recall.duty.done'), colour: 'green' };
  const isLate = Temporal.Instant.compare(Temporal.Instant.from(dueAt), now) < 0;
  return isLate
    ? { text: t('recall.duty.late'), colour: 'red' }
    : { text: t('recall.duty.open'), colour: 'yellow' };
}

function whenOf({ dueAt, metAt, metBy }: KeptDuty, t: Translate): string {
  if (metAt === null) return t('recall.duty.due', { when: showMoment(dueAt, t) });
  const when = showMoment(metAt, t);
  // The section may not look up a person's account: that they spoke stands there without a name.
  return metBy === null ? t('recall.duty.metOn', { when }) : t('recall.duty.met', { when, name: metBy });
}

/**
 * What is still owed to the person, each in one sentence to them, and the full reasons once they are there. Of a case that
 * is closed nobody does what was left, so nothing is promised.
 */
export function owedToPerson(
  duties: readonly KeptDuty[],
  { isClosed, t }: { isClosed: boolean; t: Translate },
) {
  const open = duties.filter(({ metAt }) => metAt === null && !isClosed);
  return {
    owed: open.map(({ duty, dueAt }) =>
      textOf(t, `recall.my.owed.${wordOf(duty)}`, { when: showMoment(dueAt, t) }),
    ),
    reasons: duties.find(({ duty, metAt }) => duty === 'full reasons' && metAt !== null)?.text ?? '',
  };
}
