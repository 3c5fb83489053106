import { z } from 'zod';
import { type Again, nothingTyped, type ShortForm, type Typed } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  idNumber,
  one,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { conditionBank } from '../rules/conditions/standard-conditions.ts';
import { setConditions } from './commands/set-conditions.ts';
import { conditionPage, refusedAt } from './condition-form-page.ts';
import { readHeldForm, setFields, typedFromBank, typedFromTribunal } from './held-form.ts';
import { conditionPaths } from './paths.ts';
import { readForSection, type SectionFile, type WordedCondition } from './queries/read-held.ts';

const number = idNumber.optional().catch(undefined);
const begunFrom = z.object({
  standard: z.string().max(30).optional().catch(undefined),
  result: number,
  place: number,
});
/** What a new condition is begun from: one of the bank, one that a tribunal worded, or nothing. */
type BegunFrom = z.infer<typeof begunFrom>;
type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;

const standardOf = ({ standard }: BegunFrom): string =>
  conditionBank.find(({ id }) => id === standard)?.id ?? '';
const wordedIn = ({ worded }: SectionFile, from: BegunFrom): WordedCondition | undefined =>
  worded.find(({ result, place }) => result === from.result && place === from.place);

function typedFrom(file: SectionFile, from: BegunFrom, ask: CaseAsk): Typed {
  const worded = wordedIn(file, from);
  if (worded) return typedFromTribunal(worded);
  return typedFromBank(standardOf(from), file, ask) ?? nothingTyped;
}

async function setPage(ask: CaseAsk, from: BegunFrom, again?: Again): Promise<Answer> {
  const file = await readForSection(ask.tx, ask.params.caseId);
  const { result, place } = wordedIn(file, from) ?? {};
  const form: ShortForm = {
    ...{ action: conditionPaths.set(file.caseId), button: 'conditions.set.button' },
    ...{ fields: setFields, begins: typedFrom(file, from, ask) },
    again,
    hidden: { standard: standardOf(from), result, place },
  };
  return conditionPage(ask, { file, title: 'conditions.set.title', form });
}

async function set(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const file = await readForSection(tx, params.caseId);
  const [standard, result, place] = [one(body, 'standard'), one(body, 'result'), one(body, 'place')];
  const from = begunFrom.parse({ standard, result, place });
  const worded = wordedIn(file, from);
  if (from.result !== undefined && !worded) throw tooLate('conditions.refusal.setAlready');
  const read = readHeldForm(body, { fields: setFields, file, standard: standardOf(from) || null }, ask);
  const { typed, problems, by: setBy, condition, fromOn } = read;
  if (worded && problems.length === 0 && setBy !== 'tribunal')
    problems.push({ field: 'by', text: t('conditions.problem.worded') });
  if (problems.length > 0) return setPage(ask, from, { typed, problems });
  const refusal = await setConditions(tx, {
    ...{ caseId: file.caseId, conditions: [condition], setBy, fromOn, actor, today },
    ...{ tribunal: worded && { result: worded.result, place: worded.place } },
  });
  if (refusal) return setPage(ask, from, { typed, problems: [refusedAt(refusal, t)] });
  return { goTo: conditionPaths.held(file.caseId), say: 'conditions.said.set' };
}

const inCase = { path: conditionPaths.set(':caseId'), access: mhcsRoles, params: caseParams } as const;

/** Setting a condition of a discharge, by the section. */
export const setRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', ...inCase, audit: 'casework.conditions.read', query: begunFrom },
    handle: ask => setPage(ask, ask.query),
  }),
  route({ method: 'POST', ...inCase, audit: 'by the command', handle: set }),
];
