import { documentToHtml, pdfOf, wordOf } from '../../platform/documents/index.ts';
import { textIn } from '../../platform/language/index.ts';
import { type Answer, idParams, type Route, route } from '../../platform/web/index.ts';
import { answerOnPaper } from '../papers/answer-to-person.ts';
import { letterOnPaper } from '../papers/decision-letter.ts';
import { showInstruments } from '../papers/instrument.ts';
import { readDecision } from '../papers/read-decision.ts';
import { whyNotAsk } from '../reconsideration/may-ask.ts';
import { againPaths } from '../reconsideration/paths.ts';
import { showEarlierLetters, showRequests } from '../reconsideration/show-again.ts';
import type { ApplicationAsk } from './application.ts';
import { careTeam } from './care-team.ts';
import { clinicalPaths } from './paths.ts';
import { wordingOf } from './queries/read-wording.ts';

// The letter and the answer hold the person's words, so reading them is recorded as reading the decision.
async function letterFor({ tx, params, t }: ApplicationAsk) {
  const decision = await readDecision(tx, params.id);
  const about = {
    caseId: decision.caseId,
    detail: { application: params.id, decision: decision.decisionId },
  };
  const instruments = showInstruments(decision.letter?.instruments ?? [], t);
  return { decision, paper: letterOnPaper(decision, t), instruments, about };
}

async function letterPage(ask: ApplicationAsk): Promise<Answer> {
  const { decision, paper, instruments, about } = await letterFor(ask);
  const { id } = ask.params;
  const { document: kind, stands } = decision;
  return {
    page: 'casework/clinical/views/letter.njk',
    title: paper.title,
    backHref: clinicalPaths.application(id),
    model: {
      html: documentToHtml(paper),
      files: [
        ...instruments,
        { href: clinicalPaths.letterPdf(id), text: ask.t('casework.decision.pdf') },
        { href: clinicalPaths.letterWord(id), text: ask.t('casework.decision.word') },
        { href: clinicalPaths.answerPdf(id), text: ask.t('casework.decision.answer') },
      ],
      earlier: showEarlierLetters(decision.earlier, ask.t),
      requests: showRequests(decision.requests, 'others', ask.t),
      ask: stands && !whyNotAsk({ kind, ...stands }) && againPaths.clinical(id),
    },
    about,
  };
}

export const decisionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.decision(':id'),
    access: careTeam,
    audit: 'casework.decision.read',
    params: idParams,
    handle: letterPage,
  }),
  route({
    method: 'GET',
    path: clinicalPaths.letterPdf(':id'),
    access: careTeam,
    audit: 'casework.decision.read',
    params: idParams,
    handle: async ask => {
      const { paper, about } = await letterFor(ask);
      return { ...(await pdfOf(paper, `decision-${ask.params.id}`)), about };
    },
  }),
  route({
    method: 'GET',
    path: clinicalPaths.letterWord(':id'),
    access: careTeam,
    audit: 'casework.decision.read',
    params: idParams,
    handle: async ask => {
      const { paper, about } = await letterFor(ask);
      return { ...(await wordOf(paper, `decision-${ask.params.id}`)), about };
    },
  }),
  route({
    method: 'GET',
    path: clinicalPaths.answerPdf(':id'),
    access: careTeam,
    audit: 'casework.answer.printed',
    params: idParams,
    handle: async ({ tx, params }) => {
      const decision = await readDecision(tx, params.id);
      // In the person's language and wording, whoever prints it.
      const { language, easyRead } = await wordingOf(tx, decision.caseId);
      const paper = answerOnPaper(decision, textIn(language, easyRead));
      return {
        ...(await pdfOf(paper, `answer-${params.id}`)),
        about: { caseId: decision.caseId, detail: { application: params.id, decision: decision.decisionId } },
      };
    },
  }),
];
