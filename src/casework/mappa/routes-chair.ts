import { z } from 'zod';
import { boxesFor, drawFields, type Typed } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  idNumber,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { recordChair } from './commands/keep-mappa.ts';
import { chairFields, readChair } from './mappa-forms.ts';
import { mappaPaths } from './paths.ts';
import { type AgencyComment, type MappaFile, readMappa } from './queries/read-mappa.ts';
import { mappaModel } from './show-mappa.ts';

const commentParams = z.object({ caseId: idNumber, comment: idNumber });
type CommentAsk = Ask<z.infer<typeof commentParams>, unknown>;

async function commentOf({ tx, params }: CommentAsk): Promise<{ file: MappaFile; comment: AgencyComment }> {
  const file = await readMappa(tx, params.caseId);
  return { file, comment: found(file.comments.find(({ id }) => id === params.comment)) };
}

/** The form begins with the last decision, or with the whole comment as what the person would read. */
function typedOf({ text, decision }: AgencyComment, today: Temporal.PlainDate): Typed {
  const agrees = decision ? (decision.agrees ? 'yes' : 'no') : '';
  const texts = { agrees, words: decision?.words ?? text, chair: decision?.chair ?? '' };
  return { lists: {}, texts: { ...texts, ...boxesFor('decided', today) } };
}

async function chairPage(
  ask: CommentAsk,
  again?: { typed: Typed; problems: readonly FieldProblem[] },
): Promise<Answer> {
  const { t, today } = ask;
  const { file, comment } = await commentOf(ask);
  return {
    page: 'casework/mappa/views/chair.njk',
    title: t('mappa.chair.title'),
    backHref: mappaPaths.case(file.caseId),
    model: {
      ...{ caption: mappaModel(file, t).name, agency: comment.agency, text: comment.text },
      action: mappaPaths.chair(file.caseId, comment.id),
      fields: drawFields(chairFields, again?.typed ?? typedOf(comment, today), t),
    },
    about: { caseId: file.caseId, detail: { comments: [comment.id] } },
    ...(again ? { status: 422, problems: again.problems } : {}),
  };
}

async function decide(ask: CommentAsk): Promise<Answer> {
  const { typed, problems, says } = readChair(ask.body, ask);
  if (problems.length > 0) return chairPage(ask, { typed, problems });
  const { file, comment } = await commentOf(ask);
  await recordChair(ask.tx, { caseId: file.caseId, comment: comment.id, says });
  return { goTo: mappaPaths.case(file.caseId), say: 'mappa.said.chair' };
}

const ofOne = { path: mappaPaths.chair(':caseId', ':comment'), params: commentParams } as const;
const access = ['mappa_coordinator'] as const;

/** Whether the Chair agrees that the person reads a comment. */
export const chairRoutes: readonly Route[] = [
  route({ method: 'GET', ...ofOne, access, audit: 'casework.mappa.read', handle: ask => chairPage(ask) }),
  route({ method: 'POST', ...ofOne, access, audit: 'by the command', handle: decide }),
];
