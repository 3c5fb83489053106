import { z } from 'zod';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  holds,
  idNumber,
  isStorable,
  one,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { readStatements, showStatements } from '../../voice/index.ts';
import { careTeam } from '../clinical/care-team.ts';
import { nameInLists } from '../clinical/names.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { partsOf } from '../mhcs/decision/parts.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { showInstruments } from '../papers/instrument.ts';
import { answerWords, meetDuty } from './commands/meet-duty.ts';
import { recallPaths } from './paths.ts';
import { readAfterRecall } from './queries/read-duties.ts';
import { showDuties, type TypedDuty } from './show-duties.ts';

const access = [...mhcsRoles, ...careTeam] as const;
const ofRecall = z.object({ recall: idNumber });
const ofDuty = z.object({ recall: idNumber, duty: idNumber });
type RecallAsk = Ask<z.infer<typeof ofRecall>, unknown>;

type Again = { problems: readonly FieldProblem[]; typed?: TypedDuty; replies?: Record<string, string> };

async function afterPage(ask: RecallAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, now, actor } = ask;
  const recall = await readAfterRecall(tx, params.recall);
  const ofSection = holds(actor, ...mhcsRoles);
  const showing = { documentId: recall.id, ofSection, now, t, typed: again?.typed };
  const duties = showDuties(recall.duties, showing);
  const answers = duties.some(duty => duty.answers);
  const statements = answers ? await readStatements(tx, recall.occasionId) : [];
  if (statements.length > 0)
    tx.record('voice.statement.read', {
      caseId: recall.caseId,
      detail: { statements: statements.map(({ id }) => id) },
    });
  return {
    page: 'casework/recall/views/after.njk',
    title: t('recall.duties.title'),
    backHref: ofSection ? mhcsPaths.application(recall.id) : clinicalPaths.application(recall.id),
    model: {
      ...{ name: nameInLists(recall), reference: recall.reference, hospital: recall.hospital, duties },
      instruments: showInstruments(recall.instruments, t),
      askHref: ofSection ? '' : clinicalPaths.words(recall.id),
      replyAction: recallPaths.replies(recall.id),
      statements: showStatements(statements, t).map(statement => ({
        ...statement,
        parts: statement.parts.map((part, place) => {
          const field = `reply-${statement.id}-${place}`;
          return { ...part, field, typed: again?.replies?.[field] ?? '' };
        }),
      })),
    },
    about: { caseId: recall.caseId, detail: { application: recall.id } },
    problems: again?.problems,
  };
}

const most = 20_000;

async function meet(ask: Ask<z.infer<typeof ofDuty>, unknown>): Promise<Answer> {
  const { tx, params, body, t, actor } = ask;
  const recall = await readAfterRecall(tx, params.recall);
  const duty = found(recall.duties.find(({ id }) => id === params.duty));
  const text = one(body, 'text');
  const field = `text-${duty.id}`;
  if (text.trim() === '' || text.length > most || !isStorable(text))
    return afterPage(ask, {
      problems: [{ field, text: t('recall.problem.text') }],
      typed: { duty: duty.id, text },
    });
  await meetDuty(tx, { recall, duty, text: text.trim(), actor });
  return { goTo: recallPaths.after(recall.id), say: 'recall.said.met' };
}

async function reply(ask: RecallAsk): Promise<Answer> {
  const { tx, params, body, t, actor, now } = ask;
  const recall = await readAfterRecall(tx, params.recall);
  const duty = recall.duties.find(one => one.duty === 'answer words' && one.metAt === null);
  if (!duty) throw tooLate('recall.refusal.met');
  const statements = await readStatements(tx, recall.occasionId);
  const open = partsOf(statements).filter(part => !part.reply);
  const replies = Object.fromEntries(open.map(({ field }) => [field, one(body, field)]));
  const problems = open
    .filter(({ field }) => (replies[field] ?? '').trim() === '' || !isStorable(replies[field] ?? ''))
    .map(({ field }) => ({ field, text: t('recall.problem.reply') }));
  if (problems.length > 0) return afterPage(ask, { problems, replies });
  await answerWords(tx, { recall, duty, statements, replies, actor, now });
  return { goTo: recallPaths.after(recall.id), say: 'recall.said.answered' };
}

/** What a recall leaves to be done, for the section and for the care team. */
export const afterRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: recallPaths.after(':recall'), access, params: ofRecall },
    audit: 'casework.recall.read',
    handle: ask => afterPage(ask),
  }),
  route({
    ...{ method: 'POST', path: recallPaths.duty(':recall', ':duty'), access, params: ofDuty },
    audit: 'by the command',
    handle: meet,
  }),
  route({
    ...{ method: 'POST', path: recallPaths.replies(':recall'), access: mhcsRoles, params: ofRecall },
    audit: 'by the command',
    handle: reply,
  }),
];
