import { z } from 'zod';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  idParams,
  type Route,
  readBody,
  route,
} from '../../platform/web/index.ts';
import { type Standing, standing as standingOf } from '../../voice/index.ts';
import { attachmentPaths } from '../attachments/paths.ts';
import { showMovesToCare, showWithdrawn } from '../moves/show-moves.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { keyOfKind, wordsOfKind } from '../papers/words-of-kind.ts';
import { prisonPaths } from '../prison/paths.ts';
import { showTransferTime } from '../prison/show-time.ts';
import { recallPaths } from '../recall/paths.ts';
import { receivedPaths } from '../received/paths.ts';
import { whyNotAsk } from '../reconsideration/may-ask.ts';
import { againPaths } from '../reconsideration/paths.ts';
import { askedIn } from '../rules/asked-in.ts';
import { kindRules } from '../rules/document-kinds.ts';
import { isOver } from '../rules/document-states.ts';
import { careTeam } from './care-team.ts';
import { beginView, mayBeginView } from './commands/begin-view.ts';
import { leaveOf } from './commands/record-leave.ts';
import {
  mayWithdraw,
  refuseUnlessWithdrawable,
  reopenApplication,
  withdrawApplication,
} from './commands/withdraw-application.ts';
import { gatesFor } from './gates.ts';
import { clinicalPaths } from './paths.ts';
import { type ApplicationFile, readApplication } from './queries/read-application.ts';
import { headOf, showClock, showReportDue, showViewDue } from './show.ts';
import { consultationsTag, shownGaps, shownGroups, showStanding } from './task-list.ts';
import { answersOf } from './walked.ts';

export type ApplicationAsk = Ask<z.infer<typeof idParams>, unknown>;

/** How many gates still block; only for those who may read the closed part, since most gates speak of it. */
function blockedCount(file: ApplicationFile, standing: Standing, today: Temporal.PlainDate): number {
  const on = today.toString();
  // Sight and signature are given on the way out, so they are not counted as missing before.
  const gates = gatesFor(file, { standing, today, sightConfirmedOn: on, signature: { name: '-', on } });
  return gates.filter(gate => gate.state === 'blocked').length;
}

/** Why it is withdrawn, in a few words; the person reads them. */
const withdrawal = z.object({
  because: z.string().trim().min(1, 'casework.withdraw.empty').max(1000, 'casework.withdraw.tooLong'),
});

type Refused = { because: string; problems: readonly FieldProblem[] };

async function applicationPage(ask: ApplicationAsk, refused?: Refused): Promise<Answer> {
  const { tx, params, today, t } = ask;
  const file = await readApplication(tx, params.id);
  const standing = await standingOf(tx, file.occasionId);
  const asked = file.askedFor.length > 0 ? file.askedFor : askedIn(file.kind, answersOf(file.open));
  return {
    page: 'casework/clinical/views/application.njk',
    title: wordsOfKind(file.kind, t)('casework.application.title'),
    backHref: clinicalPaths.patient(file.caseId),
    model: {
      head: headOf(file, t),
      asked: showAsked(asked, t),
      clock:
        showClock(file, today, t) ||
        showReportDue(file, today, t) ||
        showTransferTime(waiting(file), { today, t }) ||
        showViewDue(file, today, t),
      beginView: mayBeginView(file) ? clinicalPaths.beginView(file.id) : '',
      ofThePerson: kindRules[file.kind].ofThePerson === true,
      groups: file.state === 'draft' ? shownGroups(file, t) : [],
      gaps: file.state === 'draft' ? shownGaps(file, t) : [],
      blocked: file.state === 'draft' && file.mayReadClosed ? blockedCount(file, standing, today) : 0,
      standing: showStanding(standing, t),
      consultations: consultationsTag(file, t),
      openRequest: !isOver(file) && file.requests.some(({ isOpen }) => isOpen),
      hasRequests: file.requests.length > 0,
      isDecided: file.state === 'decided' || file.state === 'returned',
      consults: kindRules[file.kind].consults,
      // What becomes of anything else is a movement of the register, and the section's to record.
      hasConsent:
        kindRules[file.kind].leave === true &&
        (file.outcome === 'grant' || file.outcome === 'grant in part' || leaveOf(file).length > 0),
      mayAskAgain: whyNotAsk(file) === undefined,
      isLookedAtAgain: file.isLookedAtAgain,
      moves: showMovesToCare(file.moves, t),
      withdrawn: file.consentWithdrawn && showWithdrawn(file.consentWithdrawn, t),
      undertakingOpen: file.undertaking?.metOn === null,
      mayWithdraw: mayWithdraw(file),
      withdrawal: { because: refused?.because ?? '', isOpen: refused !== undefined },
      withdrawnBecause: file.withdrawnBecause ?? '',
      mayReopen: file.leads && file.state === 'returned',
      attached: attachedTag(file, t),
      isClosedCase: file.caseClosedOn !== null,
      hasEnded: file.state === 'ended with the case',
      asksForBed:
        file.kind === 'prison transfer' && file.leads && file.state === 'draft'
          ? prisonPaths.bed(file.id)
          : '',
      leavesDuties: file.outcome === 'grant' && kindRules[file.kind].leavesDuties === true,
      to: addressesOf(file.id),
    },
    problems: refused?.problems,
    about: { caseId: file.caseId, detail: { application: file.id } },
  };
}

async function withdraw(ask: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, t } = ask;
  const file = await readApplication(tx, params.id);
  refuseUnlessWithdrawable(file);
  const read = readBody(withdrawal, body, t);
  if (!read.ok) return applicationPage(ask, { because: read.typed.because ?? '', problems: read.problems });
  await withdrawApplication(tx, file, read.data.because);
  return {
    goTo: clinicalPaths.application(params.id),
    say: keyOfKind(file.kind, 'casework.document.withdrawn'),
  };
}

/** What the time of a transfer from prison is told from; the day of the first request stands in the open part. */
const waiting = ({ kind, state, open }: ApplicationFile) => ({ kind, state, open: answersOf(open) });

/** How many files hang on it, of those that the reader may see. */
function attachedTag({ attached }: ApplicationFile, t: ApplicationAsk['t']) {
  const count = [...attached.open, ...attached.closed].filter(({ removedAt }) => removedAt === null).length;
  return { text: t('attachments.count', { count }), colour: count > 0 ? 'blue' : 'grey' };
}

function addressesOf(id: number) {
  const { check, consultations, words, submit, information, decision, leave, withdraw, reopen, print } =
    clinicalPaths;
  return {
    check: check(id),
    consultations: consultations(id),
    words: words(id),
    submit: submit(id),
    information: information(id),
    decision: decision(id),
    leave: leave(id),
    withdraw: withdraw(id),
    reopen: reopen(id),
    print: print(id),
    attachments: attachmentPaths.all(id),
    again: againPaths.clinical(id),
    after: recallPaths.after(id),
    received: receivedPaths.withDocument(id),
  };
}

export const applicationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.application(':id'),
    access: careTeam,
    audit: 'casework.document.read',
    params: idParams,
    handle: ask => applicationPage(ask),
  }),
  route({
    method: 'POST',
    path: clinicalPaths.withdraw(':id'),
    access: careTeam,
    audit: 'by the command',
    params: idParams,
    handle: withdraw,
  }),
  route({
    method: 'POST',
    path: clinicalPaths.beginView(':id'),
    access: careTeam,
    audit: 'by the command',
    params: idParams,
    handle: async ({ tx, params, actor, today }) => {
      await beginView(tx, { file: await readApplication(tx, params.id), actor, today });
      return { goTo: clinicalPaths.application(params.id), say: 'own.view.begun' };
    },
  }),
  route({
    method: 'POST',
    path: clinicalPaths.reopen(':id'),
    access: careTeam,
    audit: 'by the command',
    params: idParams,
    handle: async ({ tx, params }) => {
      const file = await readApplication(tx, params.id);
      await reopenApplication(tx, file);
      return {
        goTo: clinicalPaths.application(params.id),
        say: keyOfKind(file.kind, 'casework.document.reopened'),
      };
    },
  }),
];
