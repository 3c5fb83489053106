import { documentToHtml, pdfOf } from '../../platform/documents/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { type Role, type Route, route } from '../../platform/web/index.ts';
import { groupReaders, readersOfCase } from '../../voice/index.ts';
import { answerOnPaper } from '../papers/answer-to-person.ts';
import { type DecisionOnPaper, readDecision } from '../papers/read-decision.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { owedToPerson } from '../recall/show-duties.ts';
import { whyNotAsk } from '../reconsideration/may-ask.ts';
import { againPaths } from '../reconsideration/paths.ts';
import { isOpenAgain } from '../reconsideration/queries/requests.ts';
import { showEarlierAnswers, showRequests } from '../reconsideration/show-again.ts';
import { inApplication } from './application.ts';
import { personPaths } from './paths.ts';

const whoMayRead: readonly Role[] = ['subject', 'advocate', 'solicitor'];

// Those with whom somebody would talk about an answer, rather than everybody who may read it.
const toTalkTo = ['responsible_clinician', 'advocate', 'solicitor'];

const aboutOf = ({ caseId, documentId, decisionId, parts }: DecisionOnPaper) => ({
  caseId,
  detail: {
    ...{ application: documentId, decision: decisionId },
    statements: [...new Set(parts.map(part => part.statementId))],
  },
});

/** What was said before, who asked for it to be looked at again, and the way to ask. */
function againOf(decision: DecisionOnPaper, own: boolean, t: Translate) {
  const { document: kind, stands, requests, earlier, documentId } = decision;
  const mayAsk = stands && !whyNotAsk({ kind, ...stands });
  const isOpen = requests.some(isOpenAgain);
  return {
    requests: showRequests(requests, own ? 'person' : 'others', t),
    earlier: showEarlierAnswers(earlier, t),
    ask: mayAsk && {
      href: againPaths.person(documentId),
      text: t(isOpen && own ? 'again.my.moreLink' : own ? 'again.my.link' : 'again.askLink'),
    },
  };
}

/** The answer: the decision in plain words, each reply beside what was said, and whom to talk to. */
export const answerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: personPaths.answer(':id'),
    access: whoMayRead,
    audit: 'voice.reply.read',
    params: inApplication,
    handle: async ({ tx, params, t, actor }) => {
      const decision = await readDecision(tx, params.id);
      const readers = await readersOfCase(tx, decision.caseId);
      if (actor.personId === null) tx.record('voice.statement.read', aboutOf(decision));
      const around = readers.filter(({ capacity }) => toTalkTo.includes(capacity));
      return {
        page: 'casework/person/views/answer.njk',
        title: t('my.answer.title'),
        backHref: personPaths.application(params.id),
        about: aboutOf(decision),
        model: {
          paper: documentToHtml(answerOnPaper(decision, t)),
          kind: decision.kind,
          again: againOf(decision, actor.personId !== null, t),
          ...owedToPerson(decision.duties ?? [], {
            t,
            isClosed: typeof decision.stands?.caseClosedOn === 'string',
          }),
          say: wordsOfKind(decision.document, t),
          own: actor.personId !== null,
          people: groupReaders(around, t),
          pdf: personPaths.answerPdf(params.id),
        },
      };
    },
  }),
  route({
    method: 'GET',
    path: personPaths.answerPdf(':id'),
    access: whoMayRead,
    audit: 'voice.reply.read',
    params: inApplication,
    handle: async ({ tx, params, t, actor }) => {
      const decision = await readDecision(tx, params.id);
      if (actor.personId === null) tx.record('voice.statement.read', aboutOf(decision));
      return {
        ...(await pdfOf(answerOnPaper(decision, t), 'answer')),
        about: aboutOf(decision),
      };
    },
  }),
];
