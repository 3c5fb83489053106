import { documentToHtml, type PaperDocument, pdfOf } from '../../../platform/documents/index.ts';
import { textIn } from '../../../platform/language/index.ts';
import { type Answer, type Route, route } from '../../../platform/web/index.ts';
import { answerOnPaper } from '../../papers/answer-to-person.ts';
import { letterOnPaper } from '../../papers/decision-letter.ts';
import { mhcsRoles } from '../roles.ts';
import { aboutDecision, type DecisionAsk, ofApplication, openToRead, type Work } from './open-work.ts';
import { paperOf } from './paper-of.ts';
import { decisionPaths } from './paths.ts';

type Paper = 'letter' | 'answer';

/** The letter in the reader's language; the answer in the person's own, whoever looks at it. */
export function layOut(paper: Paper, work: Work, { t }: Pick<DecisionAsk, 't'>): PaperDocument {
  const { language, easyRead } = work.file.wording;
  return paper === 'letter'
    ? letterOnPaper(paperOf(work), t)
    : answerOnPaper(paperOf(work), textIn(language, easyRead));
}

async function asPage(ask: DecisionAsk, paper: Paper): Promise<Answer> {
  const work = await openToRead(ask);
  const laidOut = layOut(paper, work, ask);
  return {
    page: 'casework/mhcs/decision/views/paper.njk',
    title: laidOut.title,
    backHref: decisionPaths.decision(work.file.id),
    model: {
      html: documentToHtml(laidOut),
      paperLanguage: laidOut.language,
      isDraft: work.file.decision?.issuedAt === null,
      pdf: paper === 'letter' ? decisionPaths.letterPdf(work.file.id) : decisionPaths.answerPdf(work.file.id),
    },
    about: aboutDecision(work),
  };
}

async function asFile(ask: DecisionAsk, paper: Paper): Promise<Answer> {
  const work = await openToRead(ask);
  return {
    ...(await pdfOf(layOut(paper, work, ask), `${paper}-${work.file.id}`)),
    about: aboutDecision(work),
  };
}

const ofPaper = {
  method: 'GET',
  access: mhcsRoles,
  audit: 'casework.decision.read',
  params: ofApplication,
} as const;

export const papersRoutes: readonly Route[] = [
  route({ ...ofPaper, path: decisionPaths.letter(':id'), handle: ask => asPage(ask, 'letter') }),
  route({ ...ofPaper, path: decisionPaths.answer(':id'), handle: ask => asPage(ask, 'answer') }),
  route({ ...ofPaper, path: decisionPaths.letterPdf(':id'), handle: ask => asFile(ask, 'letter') }),
  route({ ...ofPaper, path: decisionPaths.answerPdf(':id'), handle: ask => asFile(ask, 'answer') }),
];
