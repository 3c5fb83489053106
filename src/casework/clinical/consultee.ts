import {
  type AnswerError,
  components,
  errorList,
  formTextsIn,
  missing,
  readSection,
  type SectionReading,
} from '../../platform/forms/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { type Answer, idParams, type Route, route, tooLate } from '../../platform/web/index.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { consultees } from '../rules/leave-facts.ts';
import type { ApplicationAsk } from './application.ts';
import { answerConsultation } from './commands/answer-consultation.ts';
import { replyForms, replySection, shownReply } from './consultation-forms.ts';
import { nameInLists } from './names.ts';
import { clinicalPaths } from './paths.ts';
import { type MyConsultation, myConsultation, myConsultations } from './queries/read-consultations.ts';
import { showDayOf } from './show.ts';

async function listPage({ tx, actor, t }: ApplicationAsk): Promise<Answer> {
  const asked = await myConsultations(tx, actor.accountId);
  return {
    page: 'casework/clinical/views/my-consultations.njk',
    title: t('casework.nav.consultations'),
    model: {
      asked: asked.map(one => ({
        href: clinicalPaths.consultation(one.id),
        ...about(one, t),
        askedOn: showDayOf(one.askedAt, t),
        state: stateOf(one, t),
      })),
    },
    about: { detail: { consultations: asked.map(one => one.id) } },
  };
}

/** Whom a question is about; after the application is over, no more than that it is. */
function about({ familyName, givenNames, reference, hospital }: MyConsultation, t: Translate) {
  const name =
    familyName === null
      ? t('casework.consult.aboutOver')
      : nameInLists({ familyName, givenNames: givenNames ?? '' });
  return { name, reference: reference ?? '', hospital: hospital ?? '' };
}

function stateOf({ answeredAt, closedOn }: MyConsultation, t: Translate) {
  if (answeredAt) return { text: t('casework.consult.stateAnswered'), colour: 'green' };
  if (closedOn) return { text: t('casework.consult.stateOver'), colour: 'grey' };
  return { text: t('casework.consult.stateYours'), colour: 'yellow' };
}

type Again = Pick<SectionReading, 'typed' | 'errors'>;

function answerPage(asked: MyConsultation, { t }: Pick<ApplicationAsk, 't'>, again?: Again): Answer {
  const form = replyForms[asked.consultee];
  const section = replySection(form);
  const isOpen = !asked.answeredAt && !asked.closedOn;
  return {
    page: 'casework/clinical/views/consultation.njk',
    title: t('casework.consult.title'),
    backHref: clinicalPaths.myConsultations(),
    model: {
      asked: {
        ...about(asked, t),
        types: showAsked(asked.askedFor, t),
        question: asked.question,
        askedBy: asked.askedBy ?? '',
        askedOn: showDayOf(asked.askedAt, t),
        answeredOn: asked.answeredAt ? showDayOf(asked.answeredAt, t) : '',
        isOver: asked.closedOn !== null,
      },
      reply: asked.answeredAt ? shownReply(asked.consultee, asked.answer ?? {}, t) : [],
      components: !isOpen
        ? []
        : components(section, {
            form,
            answers: {},
            facts: {},
            audience: 'closed',
            texts: formTextsIn(t),
            ...again,
          }),
      action: clinicalPaths.consultation(asked.id),
    },
    problems: errorList(again?.errors ?? [], formTextsIn(t)).map(({ text, href }) => ({
      text,
      field: href.slice(1),
    })),
    about: { caseId: asked.caseId, detail: { consultation: asked.id } },
  };
}

async function sendAnswer(ask: ApplicationAsk): Promise<Answer> {
  const asked = await myConsultation(ask.tx, ask.actor.accountId, ask.params.id);
  if (asked.answeredAt) throw tooLate('casework.refusal.answered');
  if (asked.closedOn) throw tooLate('casework.refusal.over');
  const form = replyForms[asked.consultee];
  const context = { form, answers: {}, facts: {}, audience: 'closed', today: ask.today.toString() } as const;
  const reading = readSection(replySection(form), ask.body, context);
  const errors = errorsOf(asked, reading);
  if (errors.length > 0) return answerPage(asked, ask, { typed: reading.typed, errors });
  await answerConsultation(ask.tx, { consultation: asked, answers: reading.answers, now: ask.now });
  return { goTo: clinicalPaths.consultation(asked.id), say: 'casework.consult.thanks' };
}

/** An answer is given once, so it has to be whole: unlike a draft, nothing required may be missing. */
function errorsOf({ consultee }: MyConsultation, { errors, answers }: SectionReading): AnswerError[] {
  const gaps = missing({ form: replyForms[consultee], answers, facts: {} })
    .filter(gap => !errors.some(error => error.field === gap.field))
    .map(({ question, field, label }) => ({ key: 'casework.problem.answerThis', question, field, label }));
  return [...errors, ...gaps];
}

/** The pages of those who are asked. They hold nothing of the application but the question. */
export const consulteeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.myConsultations(),
    access: consultees,
    audit: 'casework.consultations.listed',
    handle: listPage,
  }),
  route({
    method: 'GET',
    path: clinicalPaths.consultation(':id'),
    access: consultees,
    audit: 'casework.consultation.read',
    params: idParams,
    handle: async ask => answerPage(await myConsultation(ask.tx, ask.actor.accountId, ask.params.id), ask),
  }),
  route({
    method: 'POST',
    path: clinicalPaths.consultation(':id'),
    access: consultees,
    audit: 'by the command',
    params: idParams,
    handle: sendAnswer,
  }),
];
