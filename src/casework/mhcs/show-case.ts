import { type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { careTeamPaths } from '../care-team/paths.ts';
import { capacityText, missingCare } from '../care-team/show-team.ts';
import { nameInLists, nameInSentences } from '../clinical/names.ts';
import { showClock, showDayOf, showState } from '../clinical/show.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { leaveReportPaths } from '../leave-reports/paths.ts';
import { mappaPaths } from '../mappa/paths.ts';
import { showMoves } from '../moves/show-moves.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { showAuthority } from '../papers/words-of-authority.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { prisonPaths } from '../prison/paths.ts';
import { recallPaths } from '../recall/paths.ts';
import { receivedPaths } from '../received/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { reportingPaths } from '../reporting/paths.ts';
import { clockName } from '../rules/clocks/names.ts';
import { type DocumentKind, fitsStatus } from '../rules/document-kinds.ts';
import { summaryPaths } from '../summaries/paths.ts';
import { tribunalPaths } from '../tribunal/paths.ts';
import { identifierPaths } from './identifiers/paths.ts';
import { mhcsPaths } from './paths.ts';
import {
  type CaseApplication,
  type CaseFile,
  documentsOnPage,
  type Happening,
  type TribunalDate,
} from './queries/read-case.ts';
import { flagTexts } from './show-worklist.ts';
import { whoPaths } from './who/paths.ts';

type Showing = { file: CaseFile; page: number; t: Translate; today: Temporal.PlainDate };

const pageHref = (caseId: number, page: number) =>
  page === 1 ? mhcsPaths.case(caseId) : `${mhcsPaths.case(caseId)}?page=${page}`;

/** Everything the page of a case shows, ready to be printed. */
export function caseModel({ file, page, t, today }: Showing): Record<string, unknown> {
  const size = documentsOnPage;
  const moment = once(at => showMoment(at, t));
  return {
    name: nameInLists(file),
    reference: file.reference,
    ways: waysFrom(file, t),
    missingCare: missingCare(
      file.status,
      file.circle.map(({ capacity }) => capacity),
      t,
    ),
    tribunalDates: file.tribunalDates.map(date => tribunalDate(date, t)),
    flags: [...flagTexts(t)(file), ...closedCase(file, t)],
    facts: factsOf(file, t).filter(row => row.value !== ''),
    circle: file.circle.map(({ capacity, name, job }) => ({
      capacity: capacityText(capacity, t),
      // The section may not look up a person's account; whose case it is, it knows.
      name: capacity === 'subject' ? nameInSentences(file) : name,
      job: job ?? '',
    })),
    moves: showMoves(
      file.moves.filter(({ state }) => state === 'stands'),
      t,
    ),
    applications: file.applications.map(application =>
      shownApplication(application, { file, page, t, today }),
    ),
    pages: paginate({ page, size, total: file.total }, number => pageHref(file.caseId, number)),
    happenings: file.happenings
      .map(happening => shownHappening(happening, { say: sayOfShown(file, t), moment }))
      .reverse(),
    readings: file.readings.map(({ event, capacity, name, at }) => ({
      text: t(event === 'voice.statement.read' ? 'mhcs.read.words' : 'mhcs.read.application'),
      who: name ?? capacityText(capacity, t),
      role: capacityText(capacity, t),
      at: { iso: at, text: moment(at) },
    })),
  };
}

/** When something is due, or from when until when the person may apply. */
function tribunalDate({ kind, dueOn, opensOn }: TribunalDate, t: Translate): string {
  const until = showDay(dueOn, t);
  const when = opensOn ? t('tribunal.fromUntil', { from: showDay(opensOn, t), until }) : until;
  return `${t(clockName(kind))}: ${when}`;
}

/** Where the page of a case leads, in the order in which it is asked for. */
function waysFrom({ caseId, status }: CaseFile, t: Translate): { href: string; text: string }[] {
  return [
    { href: registerPaths.entry(caseId), text: t('register.open') },
    { href: whoPaths.case(caseId), text: t('mhcs.who.link') },
    { href: identifierPaths.identifiers(caseId), text: t('identifiers.link') },
    { href: careTeamPaths.case(caseId), text: t('careTeam.link') },
    { href: tribunalPaths.ofCase(caseId), text: t('tribunal.link') },
    { href: conditionPaths.held(caseId), text: t('conditions.link') },
    ...(status === 'conditionally discharged'
      ? [{ href: reportingPaths.section(caseId), text: t('reporting.link') }]
      : []),
    { href: leaveReportPaths.case(caseId), text: t('leaveReport.link') },
    { href: mappaPaths.section(caseId), text: t('mappa.link') },
    { href: receivedPaths.inCase(caseId), text: t('received.link') },
    { href: summaryPaths.case(caseId), text: t('summaries.link') },
    ...(fitsStatus('prison transfer', status)
      ? [{ href: prisonPaths.paper(caseId), text: t('prison.paper.link') }]
      : []),
    ...(fitsStatus('recall', status)
      ? [
          { href: recallPaths.begin(caseId), text: t('recall.begin.link') },
          { href: recallPaths.urgent(caseId), text: t('recall.begin.urgentLink') },
        ]
      : []),
  ];
}

// Much happens at the same moment, and a moment takes long to put into words.
function once(say: (value: string) => string): (value: string) => string {
  const said = new Map<string, string>();
  return value => {
    const known = said.get(value);
    if (known !== undefined) return known;
    const text = say(value);
    said.set(value, text);
    return text;
  };
}

function closedCase({ readers }: CaseFile, t: Translate) {
  return readers === 'circle' ? [{ text: t('mhcs.case.shut'), colour: 'red' }] : [];
}

const statuses: Record<string, TextKey> = {
  before: 'mhcs.status.before',
  'in hospital': 'mhcs.status.inHospital',
  'in trial leave hospital': 'mhcs.status.trialLeave',
  'conditionally discharged': 'mhcs.status.discharged',
  'in custody': 'mhcs.status.custody',
  ended: 'register.standing.ended',
};

function factsOf(file: CaseFile, t: Translate): { key: string; value: string }[] {
  const status = statuses[file.status];
  const mappa =
    file.mappaCategory === null
      ? ''
      : t('mhcs.case.mappaValue', {
          category: file.mappaCategory,
          level: file.mappaLevel ?? 0,
        });
  return [
    { key: t('mhcs.case.status'), value: status ? t(status) : file.status },
    { key: t('casework.patient.otherNames'), value: file.otherNames },
    { key: t('mhcs.case.born'), value: file.bornOn ? showDay(file.bornOn, t) : '' },
    {
      key: t('mhcs.letter.authority'),
      value: file.orderOn
        ? t('mhcs.case.authorityFrom', { authority: file.authority, day: showDay(file.orderOn, t) })
        : showAuthority(file.authority, t),
    },
    { key: t('mhcs.letter.place'), value: file.namedPlace },
    {
      key: t(file.status === 'before' ? 'people.unitKind.prison' : 'mhcs.column.hospital'),
      value: [file.hospital, file.ward].filter(Boolean).join(', '),
    },
    { key: t('mhcs.worklist.team'), value: file.team },
    { key: t('mhcs.case.mappa'), value: mappa },
    {
      key: t('mhcs.case.extremism'),
      value: file.extremism === 'none' ? '' : textOf(t, `mhcs.extremism.${file.extremism}`),
    },
  ];
}

function shownApplication(application: CaseApplication, { file, page, t, today }: Showing) {
  const { id, submittedAt, caseworker } = application;
  return {
    id,
    // Before it is submitted it is the clinician's, and there is nothing here to open.
    href: submittedAt ? mhcsPaths.application(id) : '',
    timelineHref: `${mhcsPaths.case(file.caseId)}?application=${id}${page === 1 ? '' : `&page=${page}`}`,
    isShown: id === file.shown?.id,
    asked: showAsked(application.askedFor, t).join('; ') || nameOfKind(application.kind, t),
    state: showState(application, t),
    submitted: submittedAt ? showDayOf(submittedAt, t) : '',
    clock: showClock(application, today, t),
    caseworker: caseworker ?? '',
  };
}

const nameOfKind = (kind: DocumentKind, t: Translate) => wordsOfKind(kind, t)('casework.application.title');

/** What happened is told in the words of the document whose timeline stands there. */
const sayOfShown = ({ shown }: CaseFile, t: Translate): Translate => (shown ? wordsOfKind(shown.kind, t) : t);

const happeningTexts: Record<string, TextKey> = {
  received: 'received.happening',
  started: 'mhcs.happening.started',
  invited: 'mhcs.happening.invited',
  'not now': 'mhcs.happening.notNow',
  declined: 'mhcs.happening.declined',
  unable: 'mhcs.happening.unable',
  sealed: 'mhcs.happening.sealed',
  consulted: 'mhcs.happening.consulted',
  'consultee answered': 'mhcs.happening.consulteeAnswered',
  submitted: 'mhcs.happening.submitted',
  asked: 'own.happening.asked',
  'view given': 'own.happening.viewGiven',
  'went on': 'own.happening.wentOn',
  allocated: 'mhcs.happening.allocated',
  'information asked': 'mhcs.happening.informationAsked',
  'information answered': 'mhcs.happening.informationAnswered',
  'decision drafted': 'mhcs.happening.decisionDrafted',
  'issued grant': 'mhcs.happening.issuedGrant',
  'issued grant in part': 'mhcs.happening.issuedGrantInPart',
  'issued refuse': 'mhcs.happening.issuedRefuse',
  'issued note': 'mhcs.happening.issuedNote',
  'issued note with concern': 'mhcs.happening.issuedNoteWithConcern',
  'issued return': 'mhcs.happening.issuedReturn',
  'asked again': 'again.happening.asked',
  'declined again': 'again.happening.declined',
  'taken back again': 'again.happening.takenBack',
  'decision drafted again': 'again.happening.drafted',
  'issued again grant': 'again.happening.grant',
  'issued again grant in part': 'again.happening.grant-in-part',
  'issued again refuse': 'again.happening.refuse',
  'leave withdrawn': 'again.happening.leaveWithdrawn',
  'leave granted': 'mhcs.happening.leaveGranted',
  'leave started': 'mhcs.happening.leaveStarted',
  'leave suspended': 'mhcs.happening.leaveSuspended',
  'leave resumed': 'mhcs.happening.leaveResumed',
  'leave completed': 'mhcs.happening.leaveCompleted',
};

function shownHappening(
  { kind, at, who, closed }: Happening,
  { say, moment }: { say: Translate; moment: (at: string) => string },
) {
  const text = happeningTexts[kind];
  return { title: text ? say(text) : kind, who: who ?? '', closed, at: { iso: at, text: moment(at) } };
}
