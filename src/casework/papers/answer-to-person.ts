import type { Tx } from '../../platform/database/index.ts';
import {
  type Block,
  bullets,
  heading,
  type PaperDocument,
  paragraph,
} from '../../platform/documents/index.ts';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import { answeredParts, section } from './answered-parts.ts';
import { lookedAgain } from './looked-again.ts';
import { type DecisionKind, type DecisionOnPaper, readDecision } from './read-decision.ts';
import { withoutView } from './without-view.ts';
import { showAsked } from './words-of-asked.ts';
import { wordsOfKind } from './words-of-kind.ts';

const inOneSentence: Record<DecisionKind, TextKey> = {
  grant: 'mhcs.answer.grant',
  'grant in part': 'mhcs.answer.grantInPart',
  refuse: 'mhcs.answer.refuse',
  note: 'mhcs.answer.note',
  'note with concern': 'mhcs.answer.noteWithConcern',
  return: 'mhcs.answer.return',
};

const whatNow: Record<DecisionKind, TextKey> = {
  grant: 'mhcs.answer.next.granted',
  'grant in part': 'mhcs.answer.next.granted',
  refuse: 'mhcs.answer.next.refused',
  note: 'mhcs.answer.next.noted',
  'note with concern': 'mhcs.answer.next.noted',
  return: 'mhcs.answer.next.returned',
};

/**
 * The answer to the person in plain words: the decision first, then why, the rules, and each reply beside what
 * they said. It holds nothing of the letter to the clinician but what was asked for and what was granted.
 * @param documentId the application; its latest answer that the reader may see
 * @param t the person's language, with easy read where they chose it
 * @throws a refusal with 404 when there is no answer that the reader may see
 */
export async function answerToPerson(tx: Tx, documentId: number, t: Translate): Promise<PaperDocument> {
  return answerOnPaper(await readDecision(tx, documentId), t);
}

/** Lays the answer out from what was read, for a page that has read the decision already. */
export function answerOnPaper(decision: DecisionOnPaper, t: Translate): PaperDocument {
  const day = decision.issuedAt && showDay(dayOf(Temporal.Instant.from(decision.issuedAt)), t);
  const say = wordsOfKind(decision.document, t);
  return {
    title: say('mhcs.answer.title'),
    language: t.language,
    print: 'large',
    to: [decision.name],
    from: [t('mhcs.section')],
    reference: decision.reference,
    ...(day ? { datedOn: day } : { marking: t('mhcs.paper.draft') }),
    blocks: [
      ...lookedAgain(decision.before, 'answer', t),
      paragraph(say(inOneSentence[decision.kind])),
      ...withoutView(decision, 'answer', t),
      ...leave(decision, say),
      ...section(say('mhcs.answer.why'), decision.answer),
      ...rules(decision, say),
      ...reportOnLeave(decision, say),
      ...words(decision, say),
      heading(1, t('mhcs.answer.next')),
      paragraph(say(whatNow[decision.kind])),
    ],
  };
}

function leave({ kind, askedFor, granted }: DecisionOnPaper, t: Translate): Block[] {
  const named = (types: readonly string[]) => showAsked(types, t);
  const list = (title: string, types: readonly string[]) =>
    types.length === 0 ? [] : [heading(1, title), bullets(...named(types))];
  if (kind !== 'grant in part')
    return list(t(kind === 'grant' ? 'mhcs.answer.granted' : 'mhcs.answer.asked'), askedFor);
  const refused = askedFor.filter(type => !granted.includes(type));
  return [...list(t('mhcs.answer.granted'), granted), ...list(t('mhcs.answer.notGranted'), refused)];
}

function rules({ kind, answerConditions }: DecisionOnPaper, t: Translate): Block[] {
  if (answerConditions.length === 0 || (kind !== 'grant' && kind !== 'grant in part')) return [];
  return [heading(1, t('mhcs.answer.conditions')), bullets(...answerConditions)];
}

/** That a report on the leave is asked for, and that the person can say how it went. */
function reportOnLeave({ kind, reportBy }: DecisionOnPaper, t: Translate): Block[] {
  if (reportBy === null || (kind !== 'grant' && kind !== 'grant in part')) return [];
  return section(t('leaveReport.answerTitle'), t('leaveReport.answerText', { day: showDay(reportBy, t) }));
}

function words(decision: DecisionOnPaper, t: Translate): Block[] {
  const title = heading(1, t('mhcs.answer.words'));
  if (decision.parts.length === 0)
    return decision.kind === 'return' ? [] : [title, paragraph(t('mhcs.answer.noWords'))];
  if (decision.kind === 'return') return [title, paragraph(t('mhcs.answer.wordsKept'))];
  return [title, ...answeredParts(decision, t)];
}
