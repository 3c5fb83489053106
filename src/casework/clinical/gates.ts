import { type Answers, type Entry, entriesOf, isAnswered } from '../../platform/forms/index.ts';
import { dayOf } from '../../platform/time/index.ts';
import type { Standing } from '../../voice/index.ts';
import { formNamed } from '../forms/forms.ts';
import { changeGateIds, checkChangeGates } from '../rules/change-gates.ts';
import { checkDischargeGates, dischargeGateIds } from '../rules/discharge-gates.ts';
import { checkDischargeReportGates, dischargeReportGateIds } from '../rules/discharge-report-gates.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';
import type { GateResult } from '../rules/gate.ts';
import type {
  Consultation,
  Consultee,
  EarlierLeave,
  LeaveFacts,
  OpportunityFacts,
} from '../rules/leave-facts.ts';
import { leaveFactsFrom } from '../rules/leave-facts-from.ts';
import { checkLeaveGates, gateIds, maySubmit } from '../rules/leave-gates.ts';
import { checkLeaveReportGates, leaveReportGateIds } from '../rules/leave-report-gates.ts';
import { checkMoveGates, type MoveKind, moveGateIds } from '../rules/move-gates.ts';
import { checkPrisonGates, prisonGateIds } from '../rules/prison/gates.ts';
import { checkRecallGates, recallGateIds } from '../rules/recall/gates.ts';
import { checkReportGates, type ReportFacts, reportGateIds } from '../rules/report-gates.ts';
import { carriedIn } from './carried.ts';
import { toSignBefore } from './parts.ts';
import type { ApplicationFile, KeptConsultation, KeptLeaveEvent } from './queries/read-application.ts';
import { answersOf, tasksFor } from './walked.ts';

type Checking = {
  readonly standing: Pick<Standing, 'outcome' | 'why' | 'askAgainOn'>;
  readonly today: Temporal.PlainDate;
  readonly signature?: { readonly name: string; readonly on: string };
  readonly sightConfirmedOn?: string;
};

/**
 * How every gate of a document stands.
 * @param file the document, read by somebody who may read its closed part
 * @param checking what came of asking the person; and, once given, the signature and the confirmation of sight
 */
export function gatesFor(file: ApplicationFile, checking: Checking): readonly GateResult[] {
  return gatesOfKind[file.kind].check(file, checking);
}

/** Whether a document may go out: every gate of its kind was checked, and none is blocked. */
export function mayGoOut({ kind }: Pick<ApplicationFile, 'kind'>, gates: readonly GateResult[]): boolean {
  return maySubmit(gates, gatesOfKind[kind].ids);
}

type GatesOfKind = {
  readonly ids: readonly string[];
  readonly check: (file: ApplicationFile, checking: Checking) => readonly GateResult[];
};
const ofRecall: GatesOfKind = {
  ids: recallGateIds,
  check: (file, checking) => checkRecallGates(reportFacts(file, checking), checking.today),
};
const gatesOfKind: Readonly<Record<DocumentKind, GatesOfKind>> = {
  'leave application': { ids: gateIds, check: leaveGatesFor },
  'annual report': {
    ids: reportGateIds,
    check: (file, checking) => checkReportGates(reportFacts(file, checking), checking.today),
  },
  'discharge application': { ids: dischargeGateIds, check: dischargeGatesFor },
  'lifting of restrictions': { ids: dischargeGateIds, check: dischargeGatesFor },
  'own discharge request': { ids: dischargeGateIds, check: dischargeGatesFor },
  'own lifting request': { ids: dischargeGateIds, check: dischargeGatesFor },
  'change of conditions': {
    ids: changeGateIds,
    check: (file, checking) => checkChangeGates(reportFacts(file, checking), checking.today),
  },
  transfer: ofMove('transfer'),
  remission: ofMove('remission'),
  'discharge report': {
    ids: dischargeReportGateIds,
    check: (file, checking) =>
      checkDischargeReportGates(
        { ...reportFacts(file, checking), toSign: toSignBefore(file) },
        checking.today,
      ),
  },
  'leave report': {
    ids: leaveReportGateIds,
    check: (file, checking) => {
      const recordedLeave = earlierLeaveFacts(file, answersOf(file.open), checking.today);
      return checkLeaveReportGates({ ...reportFacts(file, checking), recordedLeave }, checking.today);
    },
  },
  recall: ofRecall,
  // Begun and issued by the section in one act, so that no gate of a draft stands before it.
  'urgent recall': ofRecall,
  'medical leave': ofMove('medical leave'),
  'extended leave': ofMove('extended leave'),
  'prison transfer': {
    ids: prisonGateIds,
    check: (file, checking) =>
      checkPrisonGates({ ...reportFacts(file, checking), toSign: toSignBefore(file) }, checking.today),
  },
};

function ofMove(kind: MoveKind): GatesOfKind {
  return {
    ids: moveGateIds(kind),
    check: (file, checking) => {
      const facts = { ...leaveFacts(file, checking), toConfirm: sectionsToConfirm(file) };
      return checkMoveGates(kind, facts, checking.today);
    },
  };
}

/** What the gates of every document but a leave application look at. */
function reportFacts(file: ApplicationFile, checking: Checking): ReportFacts {
  const toConfirm = sectionsToConfirm(file);
  return {
    form: formNamed(file.formVersion),
    answers: answersOf(file.open, file.closed),
    authorities: [file.authority],
    extremismLevel: file.flags?.extremismLevel ?? ('none' as const),
    opportunity: opportunityFacts(checking),
    toConfirm,
    ...(checking.signature ? { signature: checking.signature } : {}),
  };
}

/** The sections that apply and in which something that was taken over waits to be confirmed, in the form's order. */
function sectionsToConfirm(file: ApplicationFile): string[] {
  return tasksFor(file)
    .filter(({ section, state }) => state !== 'not needed' && carriedIn(file, section).length > 0)
    .map(({ section }) => section);
}

function leaveGatesFor(file: ApplicationFile, checking: Checking): readonly GateResult[] {
  const facts = { ...leaveFacts(file, checking), toConfirm: sectionsToConfirm(file) };
  return checkLeaveGates(facts, checking.today);
}

function dischargeGatesFor(file: ApplicationFile, checking: Checking): readonly GateResult[] {
  const facts = { ...leaveFacts(file, checking), toConfirm: sectionsToConfirm(file) };
  return checkDischargeGates(facts, checking.today);
}

function leaveFacts(file: ApplicationFile, checking: Checking): LeaveFacts {
  const answers = answersOf(file.open, file.closed);
  return leaveFactsFrom({
    form: formNamed(file.formVersion),
    answers,
    authorities: [file.authority],
    extremismLevel: file.flags?.extremismLevel ?? 'none',
    consultations: consultationFacts(file.consultations),
    opportunity: opportunityFacts(checking),
    earlierLeave: earlierLeaveFacts(file, answers, checking.today),
    reportsAskedBy: file.reportsAskedBy,
    // Requests come after a submission: those of an earlier round were settled by its return.
    informationRequests: [],
    recordedMappa: recordedMappa(file),
    ...(checking.signature ? { signature: checking.signature } : {}),
  });
}

const londonDay = (at: string) => dayOf(Temporal.Instant.from(at)).toString();

function consultationFacts(
  kept: readonly KeptConsultation[],
): Readonly<Partial<Record<Consultee, Consultation>>> {
  return Object.fromEntries(kept.map(one => [one.consultee, consultationFact(one)]));
}

function consultationFact({ askedAt, reminders, answeredAt, answer }: KeptConsultation): Consultation {
  return {
    askedOn: londonDay(askedAt),
    remindedOn: reminders.map(reminder => londonDay(reminder.sentAt)),
    ...(answeredAt === null ? {} : { answeredOn: londonDay(answeredAt) }),
    answer: {
      victimConsulted: answer?.victimConsulted === 'yes',
      coversRemission: isAnswered(answer?.onRemission),
    },
  };
}

function opportunityFacts({ standing, sightConfirmedOn }: Checking): OpportunityFacts {
  return {
    ...(standing.outcome ? { outcome: standing.outcome } : {}),
    reasonGiven: (standing.why ?? '').trim() !== '',
    ...(standing.askAgainOn ? { askAgainOn: standing.askAgainOn } : {}),
    ...(sightConfirmedOn ? { sightConfirmedOn } : {}),
  };
}

function recordedMappa({ flags }: ApplicationFile): { category?: number; level?: number } {
  return {
    ...(flags?.mappaCategory ? { category: flags.mappaCategory } : {}),
    ...(flags?.mappaLevel ? { level: flags.mappaLevel } : {}),
  };
}

/** Leave under earlier applications, from its start to its completion, and whether section 3g reports it. */
function earlierLeaveFacts(
  file: ApplicationFile,
  answers: Answers,
  today: Temporal.PlainDate,
): readonly EarlierLeave[] {
  const reports = entriesOf(answers.leaveHistory);
  const others = file.leaveEvents.filter(event => event.documentId !== file.id);
  const applications = [...new Set(others.map(event => event.documentId))];
  return applications.flatMap(id => {
    const events = others.filter(event => event.documentId === id);
    const startedOn = dayOfKind(events, 'started');
    if (startedOn === undefined) return [];
    const endedOn = dayOfKind(events, 'completed');
    const reportedUntil = reportedDay(reports, { startedOn, endedOn }, today);
    return [{ startedOn, ...(endedOn ? { endedOn } : {}), ...(reportedUntil ? { reportedUntil } : {}) }];
  });
}

const dayOfKind = (events: readonly KeptLeaveEvent[], kind: KeptLeaveEvent['kind']) =>
  events.findLast(event => event.kind === kind)?.onDay;

// MHCS asks for a completed-leave report only when it wants one; what it always gets is section 3g. An entry
// there that begins before the leave ended reports it until the entry's own end, or until today.
function reportedDay(
  reports: readonly Entry[],
  leave: { startedOn: string; endedOn: string | undefined },
  today: Temporal.PlainDate,
): string | undefined {
  const until = reports
    .filter(report => String(report.from ?? '') <= (leave.endedOn ?? today.toString()))
    .map(report => String(report.until ?? today.toString()))
    .filter(day => day >= leave.startedOn);
  return until.sort().at(-1);
}
