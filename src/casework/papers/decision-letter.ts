import type { Tx } from '../../platform/database/index.ts';
import {
  type Block,
  bullets,
  heading,
  type PaperDocument,
  paragraph,
  signature,
  steps,
  summary,
} from '../../platform/documents/index.ts';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import { found } from '../../platform/web/index.ts';
import { answeredParts, section } from './answered-parts.ts';
import { lookedAgain } from './looked-again.ts';
import { type DecisionKind, type DecisionOnPaper, readDecision } from './read-decision.ts';
import { withoutView } from './without-view.ts';
import { showAsked } from './words-of-asked.ts';
import { showAuthority } from './words-of-authority.ts';
import { wordsOfKind } from './words-of-kind.ts';

const inOneSentence: Record<DecisionKind, TextKey> = {
  grant: 'mhcs.letter.grant',
  'grant in part': 'mhcs.letter.grantInPart',
  refuse: 'mhcs.letter.refuse',
  note: 'mhcs.letter.note',
  'note with concern': 'mhcs.letter.noteWithConcern',
  return: 'mhcs.letter.return',
};

/**
 * The decision letter to the responsible clinician: the decision, what it covers, its conditions and reasons,
 * and how each part of the patient's words was answered.
 * @param documentId the application; its latest decision that the reader may see
 * @throws a refusal with 404 for a reader who may not see the letter, such as the patient
 */
export async function decisionLetter(tx: Tx, documentId: number, t: Translate): Promise<PaperDocument> {
  return letterOnPaper(await readDecision(tx, documentId), t);
}

/** Lays the letter out from what was read, for a page that has read the decision already. */
export function letterOnPaper(decision: DecisionOnPaper, inLanguage: Translate): PaperDocument {
  const t = wordsOfKind(decision.document, inLanguage);
  const letter = found(decision.letter);
  const day = decision.issuedAt && showDay(dayOf(Temporal.Instant.from(decision.issuedAt)), t);
  const to = [decision.clinician ?? '', t('people.role.responsible_clinician'), decision.hospital];
  return {
    title: t('mhcs.letter.title'),
    language: t.language,
    marking: t(day ? 'mhcs.paper.marking' : 'mhcs.paper.draft'),
    to: to.filter(line => line !== ''),
    from: [t('mhcs.section')],
    reference: decision.reference,
    ...(day ? { datedOn: day } : {}),
    blocks: [
      about(decision, t),
      heading(1, t('mhcs.letter.decision')),
      paragraph(t(inOneSentence[decision.kind])),
      ...lookedAgain(decision.before, 'letter', t),
      ...withoutView(decision, 'letter', t),
      ...covered(decision, t),
      ...legalTest(letter, t),
      ...conditions(decision.kind, letter.conditions, t),
      ...reportOnLeave(decision, t),
      ...section(t('mhcs.letter.reasons'), letter.reasons),
      ...words(decision, t),
      ...next(decision.kind, t),
      signature({
        name: letter.authoriser ?? t('mhcs.section'),
        role: [letter.job, t('mhcs.section.onBehalf')].filter(line => line).join('\n'),
        signedOn: day ?? '',
        ...(day ? { electronically: true } : {}),
      }),
    ],
  };
}

function about(decision: DecisionOnPaper, t: Translate): Block {
  const rows = [
    { key: t('mhcs.letter.patient'), value: decision.name },
    { key: t('mhcs.letter.reference'), value: decision.reference },
    { key: t('mhcs.letter.authority'), value: showAuthority(decision.authority, t) },
    { key: t('mhcs.letter.place'), value: decision.namedPlace },
    {
      key: t('mhcs.letter.submitted'),
      value: decision.submittedAt ? showDay(dayOf(Temporal.Instant.from(decision.submittedAt)), t) : '',
    },
    { key: t('mhcs.letter.asked'), value: showAsked(decision.askedFor, t).join('\n') },
  ];
  return summary(...rows.filter(row => row.value !== ''));
}

function covered({ kind, askedFor, granted }: DecisionOnPaper, t: Translate): Block[] {
  if (kind !== 'grant in part') return [];
  const refused = askedFor.filter(type => !granted.includes(type));
  return [
    heading(2, t('mhcs.letter.granted')),
    bullets(...showAsked(granted, t)),
    heading(2, t('mhcs.letter.notGranted')),
    bullets(...showAsked(refused, t)),
  ];
}

function conditions(kind: DecisionKind, entries: readonly string[], t: Translate): Block[] {
  if (kind !== 'grant' && kind !== 'grant in part') return [];
  const title = heading(1, t('mhcs.letter.conditions'));
  return entries.length === 0
    ? [title, paragraph(t('mhcs.letter.noConditions'))]
    : [title, steps(...entries)];
}

/** That a report on the leave is asked for with the consent. */
function reportOnLeave({ kind, reportBy }: DecisionOnPaper, t: Translate): Block[] {
  if (reportBy === null || (kind !== 'grant' && kind !== 'grant in part')) return [];
  return section(t('leaveReport.letter'), t('leaveReport.letterText', { day: showDay(reportBy, t) }));
}

/** What was found on the test that the law sets. */
function legalTest({ testMet, testWhy }: NonNullable<DecisionOnPaper['letter']>, t: Translate): Block[] {
  if (testMet === null) return [];
  const found = t(testMet ? 'discharge.test.met' : 'discharge.test.notMet');
  return [...section(t('mhcs.letter.test'), `${found}. ${testWhy}`.trim())];
}

function words(decision: DecisionOnPaper, t: Translate): Block[] {
  const title = heading(1, t('mhcs.letter.words'));
  if (decision.parts.length === 0)
    return decision.kind === 'return' ? [] : [title, paragraph(t('mhcs.letter.noWords'))];
  if (decision.kind === 'return') return [title, paragraph(t('mhcs.letter.wordsKept'))];
  return [title, ...answeredParts(decision, t)];
}

function next(kind: DecisionKind, t: Translate): Block[] {
  const granted = kind === 'grant' || kind === 'grant in part';
  return [
    heading(1, t('mhcs.letter.next')),
    ...(granted ? [paragraph(t('mhcs.letter.next.granted'))] : []),
    paragraph(t('mhcs.letter.next.answer')),
  ];
}
