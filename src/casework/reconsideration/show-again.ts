import { type Translate, textOf } from '../../platform/language/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import type { Again, DecisionFile, EarlierDecision } from '../mhcs/decision/queries/read-decision-file.ts';
import type { EarlierAnswer } from '../papers/read-decision.ts';
import type { DecisionKind } from '../rules/document-kinds.ts';
import type { Asker, Ground } from '../rules/reconsideration.ts';
import { type AgainRequest, isOpenAgain } from './queries/requests.ts';

const dayIn = (at: string, t: Translate) => showDay(dayOf(Temporal.Instant.from(at)), t);
const wordOf = (text: string) => text.replaceAll(' ', '-');

/** What was decided, in a few words. */
export const decidedInWords = (kind: DecisionKind, t: Translate): string =>
  textOf(t, `again.decided.${wordOf(kind)}`);

/** For whom it is put into words: the person is spoken to, and of them to everybody else. */
export type Reader = 'person' | 'others';

const whoAsks = (as: Asker, reader: Reader, t: Translate) =>
  textOf(t, reader === 'person' ? `again.my.who.${as}` : `again.who.${as}`);

const groundInWords = (ground: Ground | null, t: Translate) =>
  ground ? textOf(t, `again.ground.${wordOf(ground)}`) : '';

/** A decision that stood before, as history. */
export function showEarlier(
  earlier: readonly Pick<EarlierDecision, 'kind' | 'issuedAt' | 'reasons' | 'author' | 'authoriser'>[],
  t: Translate,
) {
  return earlier.map(({ kind, issuedAt, reasons, author, authoriser }, place) => ({
    title: t(place === 0 ? 'again.first' : 'again.then', {
      day: dayIn(issuedAt, t),
      kind: decidedInWords(kind, t),
    }),
    by: t('again.by', { author, authoriser }),
    text: reasons,
  }));
}

/** An answer that the person had before, as history. */
export const showEarlierAnswers = (earlier: readonly EarlierAnswer[], t: Translate) =>
  earlier.map(({ kind, issuedAt, answer }, place) => ({
    title: t(place === 0 ? 'again.first' : 'again.then', {
      ...{ day: dayIn(issuedAt, t), kind: decidedInWords(kind, t) },
    }),
    by: '',
    text: answer,
  }));

/** The same for those who read the letter: its reasons. */
export const showEarlierLetters = (earlier: readonly EarlierAnswer[], t: Translate) =>
  showEarlierAnswers(earlier, t).map((one, place) => ({ ...one, text: earlier[place]?.reasons ?? one.text }));

/** What whoever decides again has before them: who asked and why, and what was decided before. */
export function showAgainFor({ again }: Pick<DecisionFile, 'again'>, t: Translate) {
  if (!again) return null;
  const { before, floor } = again;
  const [earlier] = showEarlier([before], t);
  return {
    asked: askedInWords(again, t),
    ground: groundInWords(again.ground, t),
    why: again.why,
    before: { ...earlier, conditions: before.conditions, answer: before.answer },
    floor: t('again.floor', { level: floor }),
  };
}

function askedInWords({ askedAs, askedBy, askedAt }: Again, t: Translate): string {
  const who = whoAsks(askedAs, 'others', t);
  return t('again.asked', { who: askedBy ? `${who} (${askedBy})` : who, day: dayIn(askedAt, t) });
}

/** The requests of a document for a page that tells what came of them, the latest first. */
export function showRequests(requests: readonly AgainRequest[], reader: Reader, t: Translate) {
  return requests
    .filter(({ askedAt }) => askedAt !== null)
    .map(request => ({
      asked: t('again.asked', {
        who: whoAsks(request.askedAs, reader, t),
        day: dayIn(request.askedAt ?? '', t),
      }),
      ground: groundInWords(request.ground, t),
      why: request.why,
      said: request.said,
      stands: standsInWords(request, reader, t),
      reason: request.reason,
    }))
    .reverse();
}

function standsInWords({ state, endedAt }: AgainRequest, reader: Reader, t: Translate): string {
  const key = reader === 'person' ? 'again.my.state' : 'again.state';
  const stands = isOpenAgain({ state }) && state !== 'ended with the case' ? 'open' : state;
  return textOf(t, `${key}.${wordOf(stands)}`, { day: endedAt ? dayIn(endedAt, t) : '' });
}
