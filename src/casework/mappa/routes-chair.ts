import { z } from 'zod';
import { type Again, boxesFor, formPage, type Typed } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, found, idNumber, one, type Route, route } from '../../platform/web/index.ts';
import { recordChair } from './commands/keep-mappa.ts';
import { chairFields, readChair } from './mappa-forms.ts';
import { mappaPaths } from './paths.ts';
import { type AgencyComment, type MappaFile, readMappa } from './queries/read-mappa.ts';
import { commentModel, mappaModel } from './show-mappa.ts';

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

/** The last decision, by which it is known whether somebody decided meanwhile. */
const lastOf = ({ decision }: AgencyComment): string => String(decision?.id ?? 'none');

async function chairPage(ask: CommentAsk, again?: Again & { saysWhatStands?: boolean }) {
  const { t, today } = ask;
  const { file, comment } = await commentOf(ask);
  return formPage(t, {
    ...{ title: t('mappa.chair.title'), backHref: mappaPaths.case(file.caseId) },
    caption: mappaModel(file, t).name,
    form: {
      action: mappaPaths.chair(file.caseId, comment.id),
      fields: chairFields,
      button: 'mappa.chair.button',
      ...{ begins: typedOf(comment, today), again },
      hidden: { seen: again && !again.saysWhatStands ? one(ask.body, 'seen') : lastOf(comment) },
    },
    ...{ page: 'casework/mappa/views/chair.njk', shows: { comment } },
    about: { caseId: file.caseId, detail: { comments: [comment.id] } },
  });
}

async function decide(ask: CommentAsk): Promise<Answer> {
  const { typed, problems, says } = readChair(ask.body, ask);
  if (problems.length > 0) return chairPage(ask, { typed, problems });
  const { file, comment } = await commentOf(ask);
  if (one(ask.body, 'seen') !== lastOf(comment)) {
    const { state, chair } = commentModel(comment, file, ask.t);
    const meanwhile = ask.t('mappa.problem.decided', { state: state.text, chair });
    const again = { typed, problems: [{ field: 'agrees', text: meanwhile }], saysWhatStands: true };
    return { ...(await chairPage(ask, again)), status: 409 };
  }
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
