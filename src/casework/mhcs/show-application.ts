import { type Answers, formTextsIn, type ShownSection, shownAnswers } from '../../platform/forms/index.ts';
import { type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { type Statement, showStatements } from '../../voice/index.ts';
import { attachmentPaths, type Part } from '../attachments/paths.ts';
import { showAttached } from '../attachments/show.ts';
import { shownReply } from '../clinical/consultation-forms.ts';
import { nameInLists } from '../clinical/names.ts';
import { showClock, showDayOf, showState } from '../clinical/show.ts';
import { showSubmittedGates } from '../clinical/show-gates.ts';
import { formNamed } from '../forms/forms.ts';
import type { ExtremismLevel } from '../forms/leave-2024-closed.ts';
import { movePaths } from '../moves/paths.ts';
import { showMoves, showWithdrawn } from '../moves/show-moves.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { showAuthority } from '../papers/words-of-authority.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { showTransferTime } from '../prison/show-time.ts';
import { recallPaths } from '../recall/paths.ts';
import { whyNotAsk } from '../reconsideration/may-ask.ts';
import { againPaths } from '../reconsideration/paths.ts';
import { isOpenAgain } from '../reconsideration/queries/requests.ts';
import { showRequests } from '../reconsideration/show-again.ts';
import { type DocumentKind, kindRules } from '../rules/document-kinds.ts';
import { formFactsOf } from '../rules/leave-facts.ts';
import { mayGoOn } from './commands/go-on.ts';
import { decisionPaths } from './decision/paths.ts';
import { mhcsPaths } from './paths.ts';
import type { Request, Submission, SubmittedApplication } from './queries/read-submitted.ts';
import { flagTexts } from './show-worklist.ts';

/** What stands at the head of every page about one application. */
export function headOf(
  file: Pick<SubmittedApplication, 'familyName' | 'givenNames' | 'reference' | 'kind' | 'state' | 'outcome'>,
  t: Translate,
) {
  return { name: nameInLists(file), reference: file.reference, state: showState(file, t) };
}

/** Everything that was submitted, the person's words first. */
export function applicationModel(
  file: SubmittedApplication,
  { statements, t, today }: { statements: readonly Statement[]; t: Translate; today: Temporal.PlainDate },
): Record<string, unknown> {
  const { submission } = file;
  return {
    head: headOf(file, t),
    say: wordsOfKind(file.kind, t),
    consults: kindRules[file.kind].consults,
    flags: flagTexts(t)(file),
    clock: [
      showClock(file, today, t),
      showTransferTime({ kind: file.kind, state: file.state, open: submission.open }, { today, t }),
    ]
      .filter(Boolean)
      .join(' '),
    asked: showAsked(file.askedFor, t),
    view: viewLine(file, today, t),
    goOn: mayGoOn(file, today) ? mhcsPaths.goOn(file.id) : '',
    purpose: purposeOf(submission.open),
    about: aboutRows(file, t),
    statements: showStatements(statements, t),
    noWords: statements.length > 0 ? '' : whyNoWords(file, t),
    open: openSections(file, t),
    closed: closedSections(file, t),
    attached: attachedFor(file, t),
    consultations: file.consultations.map(one => ({
      who: t(`people.role.${one.consultee}` as TextKey),
      name: one.name,
      asked: showDayOf(one.askedAt, t),
      question: one.question,
      answered: one.answeredAt ? showDayOf(one.answeredAt, t) : '',
      answer: one.answeredAt ? shownReply(one.consultee, one.answer ?? {}, t) : [],
      reminders: t('mhcs.application.reminders', { count: one.reminders }),
      files: filesOf(file, { part: 'closed', consultation: one.id }, t),
    })),
    gates: showSubmittedGates(submission.gates, t),
    gateVersions: submission.gates.map(({ gate, version }) => `${gate} v${version}`).join(', '),
    requests: file.requests.map(request => shownRequest(request, { file, today }, t)),
    decision: decisionLine(file, t),
    moves: showMoves(file.moves, t),
    withdrawn: file.consentWithdrawn && showWithdrawn(file.consentWithdrawn, t),
    again: showRequests(file.again, 'others', t),
    usedStays: file.outcome === 'refuse' && file.moves.some(({ state }) => state === 'done'),
    hasEnded: file.state === 'ended with the case',
    may: whatMay(file),
    paths: pathsOf(file.id),
  };
}

/** The files that were handed over with each part; an answer of a consultee stands beside the question. */
function attachedFor(file: SubmittedApplication, t: Translate) {
  return {
    open: filesOf(file, { part: 'open', consultation: null }, t),
    closed: filesOf(file, { part: 'closed', consultation: null }, t),
  };
}

type Whose = { part: Part; consultation: number | null };

function filesOf({ id, attached }: SubmittedApplication, { part, consultation }: Whose, t: Translate) {
  const files = attached[part].filter(({ consultationId }) => consultationId === consultation);
  return showAttached(files, { t, href: file => attachmentPaths.forSection(id, part, file) });
}

/** How it stands with the view of the clinician on what the person asks for. */
function viewLine({ state, view }: SubmittedApplication, today: Temporal.PlainDate, t: Translate): string {
  if (!view) return '';
  const days = { asked: showDay(view.askedOn, t), day: showDay(view.dueOn, t) };
  if (view.wentOnOn) return t('own.section.wentOn', { ...days, on: showDay(view.wentOnOn, t) });
  if (state !== 'draft') return '';
  return t(view.dueOn < today.toString() ? 'own.section.late' : 'own.section.awaited', days);
}

function purposeOf({ purpose }: Answers): string {
  return typeof purpose === 'string' ? purpose : '';
}

function aboutRows(file: SubmittedApplication, t: Translate): { key: string; value: string }[] {
  const { submission } = file;
  const rows = [
    { key: t('mhcs.column.hospital'), value: file.hospital },
    { key: t('mhcs.letter.authority'), value: showAuthority(file.authority, t) },
    { key: t('mhcs.letter.place'), value: file.namedPlace },
    { key: t('mhcs.column.submitted'), value: showDayOf(file.submittedAt, t) },
    { key: t('own.section.sentBy'), value: sentBy(file, t) },
    ...(submission.round === 0 ? [] : signedRows(file, t)),
    { key: t('mhcs.column.caseworker'), value: file.caseworker ?? t('mhcs.worklist.nobody') },
    { key: t('casework.withdraw.because'), value: file.withdrawnBecause ?? '' },
    { key: t('mhcs.application.round'), value: submission.round > 1 ? String(submission.round) : '' },
  ];
  return rows.filter(row => row.value !== '');
}

/** Who sent what the person asks for, with both names where somebody did it for them. */
function sentBy({ view }: SubmittedApplication, t: Translate): string {
  if (!view) return '';
  const day = showDay(view.askedOn, t);
  const { sentBy: name, sentFor: person } = view;
  return person ? t('own.section.sentFor', { name, person, day }) : `${name}, ${day}`;
}

function signedRows({ kind, submission }: SubmittedApplication, t: Translate) {
  return [
    {
      key: t('mhcs.application.signed'),
      value: `${submission.signedName}, ${showDay(submission.signedOn, t)}`,
    },
    {
      key: wordsOfKind(kind, t)('mhcs.application.sight'),
      value: [showDay(submission.sightConfirmedOn, t), submission.sightNote].filter(Boolean).join('. '),
    },
  ];
}

function whyNoWords({ opportunity }: SubmittedApplication, t: Translate): string {
  if (!opportunity) return t('mhcs.application.notAsked');
  const outcome = textOf(t, `mhcs.opportunity.${opportunity.outcome.replaceAll(' ', '')}`);
  const day = showDayOf(opportunity.recordedAt, t);
  return [t('mhcs.application.noWords', { outcome, day }), opportunity.why].filter(Boolean).join(' ');
}

/** The form as it was submitted; closed questions and sections are not even handed to this part. */
function openSections(
  { submission, authority, formVersion, kind }: SubmittedApplication,
  t: Translate,
): readonly ShownSection[] {
  const walked = {
    form: formNamed(formVersion),
    answers: submission.open,
    facts: { authorities: [authority] },
  };
  return shownAnswers(walked, { audience: 'open', texts: formTextsIn(t) }).filter(isSent(submission, kind));
}

/** What the person sent has their own part alone: nothing of the form was asked of them besides. */
function isSent({ round }: Submission, kind: DocumentKind): (shown: ShownSection) => boolean {
  const own = round === 0 ? kindRules[kind].parts?.[0]?.sections : undefined;
  return ({ section }) => own === undefined || own.includes(section);
}

/** What is in the closed part only: the questions that the open part does not hold. */
function closedSections(file: SubmittedApplication, t: Translate): readonly ShownSection[] {
  const { submission, authority, extremism } = file;
  const openFields = new Set(
    openSections(file, t).flatMap(({ answers }) => answers.map(answer => answer.field)),
  );
  const walked = {
    form: formNamed(file.formVersion),
    answers: { ...submission.open, ...submission.closed },
    facts: formFactsOf({ authorities: [authority], extremismLevel: extremism as ExtremismLevel }),
  };
  return shownAnswers(walked, { audience: 'closed', texts: formTextsIn(t) })
    .filter(isSent(submission, file.kind))
    .map(section => ({ ...section, answers: section.answers.filter(({ field }) => !openFields.has(field)) }))
    .filter(({ answers }) => answers.length > 0);
}

type Waiting = { readonly file: Pick<SubmittedApplication, 'state'>; readonly today: Temporal.PlainDate };

/** A request for further information, with whether its time has run out. */
export function shownRequest(request: Request, at: Waiting, t: Translate) {
  const until = request.extendedUntil ?? request.dueOn;
  return {
    question: request.question,
    asked: [showDay(request.askedOn, t), request.askedBy].filter(Boolean).join(', '),
    until: showDay(until, t),
    rule: request.rule,
    isExtended: request.extendedUntil !== null,
    isReplaced: request.isReplaced,
    isLate: isLate(request, at),
    answer: request.answer ?? '',
    answered: request.answeredAt
      ? [showDayOf(request.answeredAt, t), request.answeredBy].filter(Boolean).join(', ')
      : '',
  };
}

/**
 * Nothing came in time, and nobody has given more time: the application is likely to be rejected (gate LG-2). Once it is
 * being decided without the answer, nobody waits for that.
 */
export function isLate(request: Request, { file, today }: Waiting): boolean {
  const isAwaited = request.answeredAt === null && !request.isReplaced;
  const isOver = (request.extendedUntil ?? request.dueOn) < today.toString();
  return isAwaited && isOver && file.state === 'waiting for information';
}

function decisionLine({ decision, kind: document }: SubmittedApplication, inLanguage: Translate): string {
  if (!decision) return '';
  const t = wordsOfKind(document, inLanguage);
  const kind = t(kindTexts[decision.kind]);
  const author = decision.author ?? '';
  if (decision.issuedAt) return t('mhcs.application.issued', { kind, day: showDayOf(decision.issuedAt, t) });
  if (decision.state === 'awaiting authorisation') return t('mhcs.application.awaiting', { kind, author });
  return t('mhcs.application.drafted', { kind, author });
}

export const kindTexts = {
  grant: 'mhcs.kind.grant',
  'grant in part': 'mhcs.kind.grantInPart',
  refuse: 'mhcs.kind.refuse',
  note: 'mhcs.decision.kind.note',
  'note with concern': 'mhcs.decision.kind.noteWithConcern',
  return: 'mhcs.kind.return',
} as const satisfies Record<string, TextKey>;

/** What can be done with the application in the state it is in. */
function whatMay({
  state,
  kind,
  outcome,
  view,
  consentWithdrawn,
  again,
  caseClosedOn,
}: SubmittedApplication) {
  const request = again.find(isOpenAgain);
  const open = state === 'submitted' || state === 'waiting for information';
  return {
    allocate:
      open ||
      state === 'awaiting authorisation' ||
      (state === 'draft' && view !== null) ||
      request !== undefined,
    ask: state === 'submitted' && kindRules[kind].decisionClock,
    decide: open,
    authorise: state === 'awaiting authorisation' || request?.state === 'awaiting authorisation',
    decideAgain: request?.state === 'asked' || request?.state === 'being decided',
    decline: request?.state === 'asked',
    takeBackAgain: request?.state === 'asked' && request.askedAs === 'section',
    askAgain: !request && whyNotAsk({ state, kind, caseClosedOn, consentWithdrawn }) === undefined,
    read: state === 'decided' || state === 'returned',
    withdraw:
      state === 'decided' &&
      kindRules[kind].leave === true &&
      (outcome === 'grant' || outcome === 'grant in part') &&
      !consentWithdrawn,
    after: state === 'decided' && kindRules[kind].leavesDuties === true,
  };
}

function pathsOf(id: number) {
  return {
    allocate: mhcsPaths.allocate(id),
    information: mhcsPaths.information(id),
    late: mhcsPaths.lateInformation(id),
    decision: decisionPaths.decision(id),
    authorisation: decisionPaths.authorise(id),
    letter: decisionPaths.letter(id),
    answer: decisionPaths.answer(id),
    after: recallPaths.after(id),
    consent: movePaths.consent(id),
    again: againPaths.section(id),
    decline: againPaths.decline(id),
  };
}
