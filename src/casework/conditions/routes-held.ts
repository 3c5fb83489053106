import { z } from 'zod';
import type { Again, ShortForm } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  found,
  idNumber,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { changeCondition, endCondition } from './commands/end-condition.ts';
import { conditionPage, refusedAt } from './condition-form-page.ts';
import { changeFields, endFields, readHeldForm, typedOf } from './held-form.ts';
import { conditionPaths } from './paths.ts';
import { readForSection } from './queries/read-held.ts';
import { sectionModel } from './show-held.ts';

const heldParams = z.object({ caseId: idNumber, held: idNumber });
type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
type HeldAsk = Ask<z.infer<typeof heldParams>, unknown>;

async function heldPage(ask: CaseAsk): Promise<Answer> {
  const file = await readForSection(ask.tx, ask.params.caseId);
  return {
    page: 'casework/conditions/views/held.njk',
    title: ask.t('conditions.held.title'),
    backHref: mhcsPaths.case(file.caseId),
    model: sectionModel(file, ask),
    about: { caseId: file.caseId, detail: { conditions: file.conditions.map(({ id }) => id) } },
  };
}

/**
 * A condition that can still be changed.
 * @throws a refusal with 404 for one that there is not, and with 409 for one that somebody ended meanwhile
 */
async function openCondition({ tx, params }: HeldAsk) {
  const file = await readForSection(tx, params.caseId);
  const condition = found(file.conditions.find(({ id }) => id === params.held));
  if (condition.untilOn !== null) throw tooLate('conditions.refusal.ended');
  return { file, condition };
}

async function changePage(ask: HeldAsk, again?: Again): Promise<Answer> {
  const { file, condition } = await openCondition(ask);
  const form: ShortForm = {
    ...{ action: conditionPaths.change(file.caseId, condition.id), button: 'conditions.change.button' },
    ...{ fields: changeFields, begins: typedOf(condition), again },
  };
  return conditionPage(ask, { file, condition, title: 'conditions.change.title', form });
}

async function endPage(ask: HeldAsk, again?: Again): Promise<Answer> {
  const { file, condition } = await openCondition(ask);
  const action = conditionPaths.end(file.caseId, condition.id);
  const form = { action, fields: endFields, button: 'conditions.end.button', again } as const;
  return conditionPage(ask, { file, condition, title: 'conditions.end.title', form });
}

async function change(ask: HeldAsk): Promise<Answer> {
  const { tx, t, actor, today, body } = ask;
  const { file, condition } = await openCondition(ask);
  const about = { fields: changeFields, file, former: condition, standard: condition.standard };
  const read = readHeldForm(body, about, ask);
  if (read.problems.length > 0) return changePage(ask, read);
  const { by, fromOn: untilOn, why } = read;
  const into = read.condition;
  const refusal = await changeCondition(tx, { file, condition, into, by, untilOn, why, actor, today });
  if (refusal) return changePage(ask, { typed: read.typed, problems: [refusedAt(refusal, t)] });
  return { goTo: conditionPaths.held(file.caseId), say: 'conditions.said.changed' };
}

async function end(ask: HeldAsk): Promise<Answer> {
  const { tx, t, today, body } = ask;
  const { file, condition } = await openCondition(ask);
  const read = readHeldForm(body, { fields: endFields, file, former: condition }, ask);
  if (read.problems.length > 0) return endPage(ask, read);
  const { by, fromOn: untilOn, why } = read;
  const refusal = await endCondition(tx, { file, condition, by, untilOn, why, today });
  if (refusal) return endPage(ask, { typed: read.typed, problems: [refusedAt(refusal, t)] });
  return { goTo: conditionPaths.held(file.caseId), say: 'conditions.said.ended' };
}

const inCase = { access: mhcsRoles, params: caseParams } as const;
const ofOne = { access: mhcsRoles, params: heldParams } as const;
const reads = { method: 'GET', audit: 'casework.conditions.read' } as const;
const writes = { method: 'POST', audit: 'by the command' } as const;

/** The conditions of a discharge, for the section that sets, changes and ends them. */
export const heldRoutes: readonly Route[] = [
  route({ ...inCase, ...reads, path: conditionPaths.held(':caseId'), handle: heldPage }),
  route({
    ...ofOne,
    ...reads,
    path: conditionPaths.change(':caseId', ':held'),
    handle: ask => changePage(ask),
  }),
  route({ ...ofOne, ...writes, path: conditionPaths.change(':caseId', ':held'), handle: change }),
  route({ ...ofOne, ...reads, path: conditionPaths.end(':caseId', ':held'), handle: ask => endPage(ask) }),
  route({ ...ofOne, ...writes, path: conditionPaths.end(':caseId', ':held'), handle: end }),
];
