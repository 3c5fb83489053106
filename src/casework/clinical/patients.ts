import type { TextKey, Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  addressWith,
  caseParams,
  holds,
  one,
  type PageQuery,
  pageQuery,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { keptWords, paginate } from '../../platform/web/look/index.ts';
import { careTeamPaths } from '../care-team/paths.ts';
import { accountGivers } from '../care-team/routes-own-account.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { leaveReportPaths } from '../leave-reports/paths.ts';
import { isOpen, showAskedReport, standsFor } from '../leave-reports/show-asked.ts';
import { mappaPaths } from '../mappa/paths.ts';
import { showMove } from '../moves/show-moves.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { showAuthority } from '../papers/words-of-authority.ts';
import { keyOfKind, wordsOfKind } from '../papers/words-of-kind.ts';
import { reportingPaths } from '../reporting/paths.ts';
import { type DocumentKind, documentKinds, fitsStatus, kindRules } from '../rules/document-kinds.ts';
import { tribunalPaths } from '../tribunal/paths.ts';
import { careTeam } from './care-team.ts';
import { startDocument } from './commands/start-document.ts';
import { nameInLists } from './names.ts';
import { partTitle } from './parts.ts';
import { clinicalPaths } from './paths.ts';
import { timelineOf } from './patient-timeline.ts';
import {
  documentsOnPage,
  type InCircle,
  type ListedApplication,
  type PatientLine,
  type PatientRecord,
  patientsOnPage,
  readPatient,
  readPatients,
} from './queries/read-patients.ts';
import type { Owed, Turn } from './queries/read-turns.ts';
import { showClock, showDayOf, showState } from './show.ts';
import { showBasis } from './show-basis.ts';

type Showing = { today: Temporal.PlainDate; t: Translate };

async function patientsPage(ask: Ask<unknown, { page?: number }>): Promise<Answer> {
  const { tx, t } = ask;
  const text = one(ask.body, 'text').replaceAll('\0', '').toWellFormed().slice(0, 100);
  const words = text.split(/\s+/).filter(Boolean).slice(0, 5);
  const { page = 1 } = ask.query;
  const about = { detail: { page, words: words.length } };
  const { found, rows, turns, owed } = await ask.lastly(about, () => readPatients(tx, { words, page }));
  // A name that is looked for has no address to come back to, so what was found has no second page.
  const pages = paginate({ page, size: patientsOnPage, total: text ? rows.length : found }, number =>
    addressWith(clinicalPaths.patients(), { page: number === 1 ? undefined : number }),
  );
  return {
    page: 'casework/clinical/views/patients.njk',
    title: t('casework.patients.title'),
    model: {
      ...{ text, pages, found, isCut: text !== '' && found > patientsOnPage },
      patients: kept(rows, ask, () => rowTexts(ask)),
      turns: turns.map(turn => shownTurn(turn, t)),
      owed: owed.map(one => shownOwed(one, t)),
    },
  };
}

function shownTurn({ id, kind, part, ...named }: Turn, t: Translate) {
  return {
    href: clinicalPaths.application(id),
    text: `${nameInLists(named)}: ${wordsOfKind(kind, t)('casework.application.title')}`,
    part: partTitle({ kind }, part, t),
  };
}

function shownOwed({ caseId, byOn, ...named }: Owed, t: Translate) {
  return {
    href: clinicalPaths.patient(caseId),
    text: t('leaveReport.owedOne', { name: nameInLists(named) }),
    by: t('leaveReport.by', { day: showDay(byOn, t) }),
  };
}

/** Of many care teams, a page or two each. */
const kept = keptWords<PatientLine, ReturnType<ReturnType<typeof rowTexts>>>(5000);

function rowTexts({ today, t }: Showing) {
  const without = { closed: t('casework.patients.closed'), open: t('casework.patients.noApplication') };
  return ([{ caseId, reference, ward, hospital, ...name }, patient]: PatientLine) => ({
    ...{ href: clinicalPaths.patient(caseId), name: nameInLists(name), reference },
    born: patient.bornOn ? showDay(patient.bornOn, t) : t('platform.answer.notGiven'),
    authority: showAuthority(patient.authority, t),
    ward: [ward, hospital].filter(Boolean).join(', '),
    otherwise: patient.closedOn === null ? without.open : without.closed,
    current: patient.current && {
      href: clinicalPaths.application(patient.current.id),
      of: t('casework.patients.applicationOf', { name: nameInLists(name) }),
      state: showState(patient.current, t),
      clock: showClock(patient.current, today, t),
    },
  });
}

function shownApplication(application: ListedApplication, { today, t }: Showing) {
  return {
    id: application.id,
    href: clinicalPaths.application(application.id),
    state: showState(application, t),
    clock: showClock(application, today, t),
    kind: wordsOfKind(application.kind, t)('casework.application.title'),
    asksNothing: kindRules[application.kind].asks === undefined,
    types: showAsked(application.askedFor, t),
    started: showDayOf(application.createdAt, t),
  };
}

async function patientPage(ask: Ask<{ caseId: number }, PageQuery>): Promise<Answer> {
  const { tx, params, t, actor, query } = ask;
  const { caseId } = params;
  const { page } = query;
  const record = await ask.lastly({ caseId }, () => readPatient(tx, caseId, page));
  const [patient] = keptPatients([record], ask, () => patientTexts(ask));
  if (!patient) throw new Error('One record gave no patient.');
  return {
    page: 'casework/clinical/views/patient.njk',
    title: patient.name,
    windowTitle: t('casework.patient.windowTitle'),
    backHref: clinicalPaths.patients(),
    model: {
      ...patient,
      pages: paginate({ page, size: documentsOnPage, total: patient.total }, number =>
        addressWith(clinicalPaths.patient(caseId), { page: number === 1 ? undefined : number }),
      ),
      reportingHref:
        patient.isDischarged && holds(actor, 'social_supervisor', 'clinical_supervisor')
          ? reportingPaths.supervisors(caseId)
          : '',
      ownAccountHref: holds(actor, ...accountGivers) ? careTeamPaths.ownAccount(caseId) : '',
      careTeamHref: holds(actor, 'mha_office') ? careTeamPaths.case(caseId) : '',
      mappaHref: holds(actor, 'responsible_clinician', 'mha_office') ? mappaPaths.case(caseId) : '',
    },
  };
}

/** Whoever works on a case comes back to its page again and again. */
const keptPatients = keptWords<PatientRecord, ReturnType<ReturnType<typeof patientTexts>>>(100);

/** What the page says of a patient to everybody who reads the same of them; its longest parts are printed once. */
function patientTexts({ today, t }: Showing) {
  return (patient: PatientRecord) => ({
    name: nameInLists(patient),
    total: patient.total,
    isClosed: patient.closedOn !== null,
    isDischarged: patient.status === 'conditionally discharged',
    inPrison: patient.status === 'before',
    who: whoRows(patient, t),
    tribunalHref: tribunalPaths.ofPatient(patient.caseId),
    conditionsHref: conditionPaths.care(patient.caseId),
    circle: Object.freeze({ rows: patient.circle.map(row => shownInCircle(row, t)) }),
    applications: Object.freeze({
      rows: patient.applications.map(one => shownApplication(one, { today, t })),
    }),
    askedReports: shownAskedReports(patient, { today, t }),
    moves: patient.moves.map(move => ({
      ...showMove(move, t),
      href: clinicalPaths.application(move.documentId),
    })),
    happened: Object.freeze({ items: timelineOf(patient, t) }),
    mayStart: startable(patient).map(kind => ({
      href: clinicalPaths.start(patient.caseId, kindRules[kind].form),
      text: wordsOfKind(kind, t)('casework.patient.start'),
    })),
  });
}

const shownInCircle = (row: InCircle, t: Translate) => ({
  ...row,
  role: t(`people.role.${row.capacity}` as TextKey),
  ...showBasis(row.basis, t),
  since: showDay(row.since, t),
});

/** The reports on completed leave that were asked for, each with the way to write it for whoever may. */
function shownAskedReports({ askedReports, standsAs, closedOn }: PatientRecord, showing: Showing) {
  const mayBegin =
    closedOn === null && kindRules['leave report'].startedBy.some(role => standsAs.includes(role));
  return askedReports.map(asked => {
    const begun = standsFor(asked);
    return {
      ...showAskedReport(asked, showing),
      ...{ href: begun === null ? '' : clinicalPaths.application(begun), goesOn: isOpen(asked) },
      beginHref: mayBegin && begun === null && isOpen(asked) ? leaveReportPaths.begin(asked.id) : '',
    };
  });
}

/** The kinds of documents that the reader may begin now: one of a kind at a time, except of leave. */
function startable(patient: PatientRecord): readonly DocumentKind[] {
  const { standsAs, closedOn, status, unfinished, authority } = patient;
  if (closedOn !== null) return [];
  return documentKinds.filter(
    kind =>
      fitsStatus(kind, status) &&
      kindRules[kind].startedBy.some(role => standsAs.includes(role)) &&
      (kindRules[kind].onlyUnder?.includes(authority) ?? true) &&
      (!kindRules[kind].oneAtATime || !unfinished.includes(kind)),
  );
}

function whoRows(patient: PatientRecord, t: Translate) {
  const rows: [TextKey, string | null][] = [
    ['casework.patient.born', patient.bornOn && showDay(patient.bornOn, t)],
    ['casework.patient.otherNames', patient.otherNames],
    ['casework.patient.reference', patient.reference],
    ['casework.patient.authority', showAuthority(patient.authority, t)],
    ['casework.patient.order', patient.orderOn && showDay(patient.orderOn, t)],
    [
      patient.status === 'before' ? 'people.unitKind.prison' : 'casework.patient.where',
      [patient.ward, patient.hospital].filter(Boolean).join(', '),
    ],
    ['casework.patient.place', patient.namedPlace],
    ['casework.patient.language', languageOf(patient, t)],
    ['casework.patient.needs', patient.communicationNeeds],
  ];
  return rows.flatMap(([key, value]) => (value ? [{ key: t(key), value }] : []));
}

function languageOf({ language, otherLanguage }: PatientRecord, t: Translate): string {
  return otherLanguage ?? t(language === 'cy' ? 'casework.language.cy' : 'casework.language.en');
}

const starts = (kind: DocumentKind): Route =>
  route({
    method: 'POST',
    path: clinicalPaths.start(':caseId', kindRules[kind].form),
    access: careTeam,
    audit: 'by the command',
    params: caseParams,
    handle: async ({ tx, params, actor, today }) => {
      const id = await startDocument(tx, { kind, caseId: params.caseId, actor, today });
      return { goTo: clinicalPaths.application(id), say: keyOfKind(kind, 'casework.document.started') };
    },
  });

export const patientRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.patients(),
    access: careTeam,
    audit: 'casework.patients.listed',
    query: pageQuery,
    handle: patientsPage,
  }),
  // A name that is looked for is sent in the body, because addresses reach histories and logs.
  route({
    method: 'POST',
    path: clinicalPaths.patients(),
    access: careTeam,
    audit: 'casework.patients.listed',
    once: false,
    onlyReads: true,
    handle: patientsPage,
  }),
  route({
    method: 'GET',
    path: clinicalPaths.patient(':caseId'),
    access: careTeam,
    audit: 'casework.patient.read',
    params: caseParams,
    query: pageQuery,
    handle: patientPage,
  }),
  ...documentKinds.map(starts),
];
