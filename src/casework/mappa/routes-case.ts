import type { z } from 'zod';
import { type Again, boxesFor, drawForm, type ShortForm } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  holds,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { keepComment, keepStanding, referToMappa } from './commands/keep-mappa.ts';
import {
  commentFields,
  readComment,
  readPast,
  readStanding,
  sentField,
  standingFields,
} from './mappa-forms.ts';
import { mappaPaths } from './paths.ts';
import { type MappaFile, readCoordinators, readMappa } from './queries/read-mappa.ts';
import { mappaModel } from './show-mappa.ts';

/** Who reads the MAPPA part of a case in which they stand. */
export const closedReaders = ['responsible_clinician', 'mha_office', 'mappa_coordinator'] as const;

export type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
type AgainHere = Again & { form: 'standing' | 'comment' | 'refer' };

async function casePage(ask: CaseAsk, again?: AgainHere): Promise<Answer> {
  const { tx, params, t, actor } = ask;
  const file = await readMappa(tx, params.caseId);
  const clinical = holds(actor, 'responsible_clinician', 'mha_office');
  return {
    page: 'casework/mappa/views/case.njk',
    title: t('mappa.title'),
    backHref: clinical ? clinicalPaths.patient(file.caseId) : mappaPaths.cases(),
    model: { ...mappaModel(file, t), ...(await formsOf(ask, file, again)) },
    about: { caseId: file.caseId, detail: { comments: file.comments.map(({ id }) => id) } },
    problems: again?.problems,
  };
}

/** The clinician refers; the coordinator keeps the rest. */
async function formsOf({ tx, t, today }: CaseAsk, file: MappaFile, again: AgainHere | undefined) {
  const drawn = (is: AgainHere['form'], day: string, form: ShortForm) =>
    drawForm(t, {
      ...{ ...form, again: again?.form === is ? again : undefined },
      begins: { texts: boxesFor(day, today) },
    });
  const chosen = again?.form === 'refer' ? again.typed.texts.coordinator : '';
  return {
    refer: file.leads && {
      ...drawn('refer', 'sent', {
        action: mappaPaths.refer(file.caseId),
        fields: [sentField],
        button: 'mappa.refer.button',
      }),
      coordinators: (await readCoordinators(tx)).map(({ id, name, unit }) => ({
        ...{ id, text: `${name}, ${unit}`, selected: String(id) === chosen },
      })),
    },
    standing:
      file.coordinates &&
      drawn('standing', 'from', {
        action: mappaPaths.standing(file.caseId),
        fields: standingFields,
        button: 'mappa.standing.button',
      }),
    comment:
      file.coordinates &&
      drawn('comment', 'said', {
        action: mappaPaths.comments(file.caseId),
        fields: commentFields,
        button: 'mappa.comment.button',
      }),
  };
}

async function refer(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, today } = ask;
  const read = readPast([sentField], body, ask);
  const coordinator = one(body, 'coordinator');
  const typed = { ...read, texts: { ...read.texts, coordinator } };
  const problems = [...read.problems];
  if (!/^[1-9]\d{0,14}$/.test(coordinator))
    problems.push({ field: 'coordinator', text: t('mappa.problem.coordinator') });
  if (problems.length > 0) return casePage(ask, { form: 'refer', typed, problems });
  const { caseId } = await readMappa(tx, params.caseId);
  const sentOn = read.days.sent ?? today.toString();
  await referToMappa(tx, { caseId, coordinator: Number(coordinator), sentOn });
  return { goTo: mappaPaths.case(caseId), say: 'mappa.said.referred' };
}

async function stand(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, actor } = ask;
  const { typed, problems, standing } = readStanding(body, ask);
  if (problems.length > 0) return casePage(ask, { form: 'standing', typed, problems });
  const { caseId } = await readMappa(tx, params.caseId);
  await keepStanding(tx, { caseId, standing, actor });
  return { goTo: mappaPaths.case(caseId), say: 'mappa.said.standing' };
}

async function addComment(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, actor } = ask;
  const { typed, problems, comment } = readComment(body, ask);
  if (problems.length > 0) return casePage(ask, { form: 'comment', typed, problems });
  const { caseId } = await readMappa(tx, params.caseId);
  await keepComment(tx, { caseId, comment, actor });
  return { goTo: mappaPaths.case(caseId), say: 'mappa.said.comment' };
}

const writes = { method: 'POST', audit: 'by the command', params: caseParams } as const;
const coordinator = { access: ['mappa_coordinator'] } as const;

/** The MAPPA part, for those of the circle who read it. */
export const caseRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: mappaPaths.case(':caseId'), access: closedReaders, params: caseParams },
    audit: 'casework.mappa.read',
    handle: ask => casePage(ask),
  }),
  route({ ...writes, path: mappaPaths.refer(':caseId'), access: ['responsible_clinician'], handle: refer }),
  route({ ...writes, ...coordinator, path: mappaPaths.standing(':caseId'), handle: stand }),
  route({ ...writes, ...coordinator, path: mappaPaths.comments(':caseId'), handle: addComment }),
];
