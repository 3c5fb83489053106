import { z } from 'zod';
import { wordsOf } from '../../platform/forms/index.ts';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { dayOf, workingDaysBetween } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  isStorable,
  notAllowed,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { type Consultee, consultees } from '../rules/leave-facts.ts';
import { type ApplicationAsk, idParams } from './application.ts';
import { askConsultee, isUnderWay } from './commands/ask-consultee.ts';
import { remindConsultee } from './commands/remind-consultee.ts';
import { shownReply } from './consultation-forms.ts';
import { gatesFor } from './gates.ts';
import { nameInSentences } from './names.ts';
import { clinicalPaths } from './paths.ts';
import { type ApplicationFile, type KeptConsultation, readApplication } from './queries/read-application.ts';
import { type Candidate, readConsultees } from './queries/read-consultees.ts';
import { headOf, showDayOf, showTypes } from './show.ts';
import { answersOf } from './walked.ts';

/** Asking others is the closed part: not even the ward team learns of it here. */
const askers = ['responsible_clinician', 'mha_office'] as const;
const reminderParams = idParams.extend({ consultation: z.coerce.number().int().positive() });

async function closedFile({ tx, params }: Pick<ApplicationAsk, 'tx' | 'params'>): Promise<ApplicationFile> {
  const file = await readApplication(tx, params.id);
  if (!file.mayReadClosed) throw notAllowed('casework.refusal.notYourPart');
  return file;
}

type Typed = { consultee: string; account: string; question: string; problems: FieldProblem[] };

async function consultationsPage(ask: ApplicationAsk, typed?: Typed): Promise<Answer> {
  const { tx, t, today } = ask;
  const file = await closedFile(ask);
  const candidates = await readConsultees(tx);
  const needed = neededFor(file, today);
  return {
    page: 'casework/clinical/views/consultations.njk',
    title: t('casework.tasks.consultations'),
    status: typed ? 422 : 200,
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      underWay: isUnderWay(file) && file.caseClosedOn === null,
      action: clinicalPaths.consultations(file.id),
      consultees: consultees.map(consultee => {
        const kept = file.consultations.find(one => one.consultee === consultee);
        return {
          consultee,
          role: t(`people.role.${consultee}` as TextKey),
          needs: needed.get(consultee)?.map(key => t(key)) ?? [],
          asked: kept ? shownConsultation(file, kept, ask) : null,
          form: askForm({ file, consultee, candidates, typed, t }),
        };
      }),
    },
    ...(typed ? { problems: typed.problems } : {}),
    about: { caseId: file.caseId, detail: { application: file.id } },
  };
}

/** Why somebody has to be asked: what the gates need. */
function neededFor(file: ApplicationFile, today: Temporal.PlainDate): Map<Consultee, TextKey[]> {
  const nobody = { outcome: undefined, why: null, askAgainOn: null };
  const needed = new Map<Consultee, TextKey[]>();
  for (const gate of gatesFor(file, { standing: nobody, today })) {
    if (gate.state !== 'blocked' || gate.where.to !== 'consultation') continue;
    needed.set(gate.where.consultee, [...(needed.get(gate.where.consultee) ?? []), gate.title]);
  }
  return needed;
}

function shownConsultation(file: ApplicationFile, kept: KeptConsultation, { t, today }: ApplicationAsk) {
  const since = dayOf(Temporal.Instant.from(kept.askedAt));
  const lastReminder = kept.reminders.at(-1);
  return {
    name: kept.name,
    askedBy: kept.askedBy ?? '',
    askedOn: showDayOf(kept.askedAt, t),
    question: kept.question,
    days: t('casework.consult.days', { count: Math.max(0, workingDaysBetween(since, today)) }),
    state: kept.answeredAt
      ? { text: t('casework.consult.stateAnswered'), colour: 'green' }
      : { text: t('casework.consult.stateWaiting'), colour: 'yellow' },
    answeredOn: kept.answeredAt ? showDayOf(kept.answeredAt, t) : '',
    reply: kept.answeredAt ? shownReply(kept.consultee, kept.answer ?? {}, t) : [],
    reminders: kept.reminders.map(reminder => ({
      on: showDayOf(reminder.sentAt, t),
      by: reminder.sentBy ?? t('casework.consult.bySystem'),
    })),
    remind: clinicalPaths.remind(file.id, kept.id),
    remindedToday: lastReminder ? dayOf(Temporal.Instant.from(lastReminder.sentAt)).equals(today) : false,
  };
}

type AskForm = {
  file: ApplicationFile;
  consultee: Consultee;
  candidates: readonly Candidate[];
  typed: Typed | undefined;
  t: Translate;
};

function askForm({ file, consultee, candidates, typed, t }: AskForm) {
  const again = typed?.consultee === consultee ? typed : undefined;
  const types = showTypes(wordsOf(answersOf(file.open).leaveTypes), t).join('; ');
  return {
    candidates: candidates
      .filter(({ role }) => role === consultee)
      .map(({ accountId, name, unit }) => ({
        value: String(accountId),
        text: `${name}, ${unit}`,
        selected: again?.account === String(accountId),
      })),
    question:
      again?.question ??
      t(`casework.consult.ask.${consultee}` as TextKey, {
        name: nameInSentences(file),
        types: types || t('casework.patient.noTypes'),
      }),
    again: again !== undefined,
  };
}

async function sendQuestion(ask: ApplicationAsk): Promise<Answer> {
  const file = await closedFile(ask);
  const consultee = consultees.find(each => each === one(ask.body, 'consultee'));
  if (!consultee)
    return consultationsPage(ask, {
      ...noQuestion,
      problems: [{ field: 'main-content', text: ask.t('platform.problem.notUnderstood') }],
    });
  const typed = {
    consultee,
    account: one(ask.body, 'account'),
    question: one(ask.body, 'question'),
  };
  const problems = problemsOf(typed, ask.t);
  if (problems.length > 0) return consultationsPage(ask, { ...typed, problems });
  await askConsultee(ask.tx, {
    file,
    consultee,
    accountId: Number(typed.account),
    question: typed.question,
    actor: ask.actor,
  });
  return { goTo: clinicalPaths.consultations(file.id), say: 'casework.consult.sent' };
}

const noQuestion = { consultee: '', account: '', question: '' };

function problemsOf({ consultee, account, question }: typeof noQuestion, t: Translate): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!/^[1-9]\d{0,14}$/.test(account))
    problems.push({ field: `account-${consultee}`, text: t('casework.consult.chooseWho') });
  if (question.trim() === '')
    problems.push({ field: `question-${consultee}`, text: t('casework.consult.writeQuestion') });
  else if (!isStorable(question))
    problems.push({ field: `question-${consultee}`, text: t('platform.problem.unstorable') });
  else if (question.length > 20_000)
    problems.push({ field: `question-${consultee}`, text: t('casework.problem.tooLong', { max: 20_000 }) });
  return problems;
}

export const consultationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.consultations(':id'),
    access: askers,
    audit: 'casework.consultations.read',
    params: idParams,
    handle: ask => consultationsPage(ask),
  }),
  route({
    method: 'POST',
    path: clinicalPaths.consultations(':id'),
    access: askers,
    audit: 'by the command',
    params: idParams,
    handle: sendQuestion,
  }),
  route({
    method: 'POST',
    path: clinicalPaths.remind(':id', ':consultation'),
    access: askers,
    audit: 'by the command',
    params: reminderParams,
    handle: async (ask: Ask<z.infer<typeof reminderParams>, unknown>) => {
      const file = await closedFile(ask);
      await remindConsultee(ask.tx, {
        file,
        consultationId: ask.params.consultation,
        actor: ask.actor,
        today: ask.today,
      });
      return { goTo: clinicalPaths.consultations(file.id), say: 'casework.consult.reminded' };
    },
  }),
];
