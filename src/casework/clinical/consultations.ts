import type { z } from 'zod';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  idNumber,
  idParams,
  isStorable,
  notAllowed,
  notFound,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { kindRules } from '../rules/document-kinds.ts';
import { consultees } from '../rules/leave-facts.ts';
import type { ApplicationAsk } from './application.ts';
import { askConsultee, isUnderWay } from './commands/ask-consultee.ts';
import { remindConsultee } from './commands/remind-consultee.ts';
import { clinicalPaths } from './paths.ts';
import { type ApplicationFile, readApplication } from './queries/read-application.ts';
import { readConsultees } from './queries/read-consultees.ts';
import { headOf } from './show.ts';
import { askForm, neededFor, shownConsultation, type TypedQuestion } from './show-consultation.ts';

/** Asking others is the closed part: not even the ward team learns of it here. */
const askers = ['responsible_clinician', 'mha_office'] as const;
const reminderParams = idParams.extend({ consultation: idNumber });

async function closedFile({ tx, params }: Pick<ApplicationAsk, 'tx' | 'params'>): Promise<ApplicationFile> {
  const file = await readApplication(tx, params.id);
  if (!file.mayReadClosed) throw notAllowed('casework.refusal.notYourPart');
  if (!kindRules[file.kind].consults) throw notFound();
  return file;
}

type Typed = TypedQuestion & { problems: readonly FieldProblem[] };

async function consultationsPage(ask: ApplicationAsk, typed?: Typed): Promise<Answer> {
  const { tx, t, today } = ask;
  const file = await closedFile(ask);
  const candidates = await readConsultees(tx);
  const needed = neededFor(file, today);
  return {
    page: 'casework/clinical/views/consultations.njk',
    title: t('casework.tasks.consultations'),
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
    problems: typed?.problems,
    about: { caseId: file.caseId, detail: { application: file.id } },
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
