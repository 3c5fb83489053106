import { z } from 'zod';
import { type Again, drawForm, nothingTyped, readFields } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  found,
  idNumber,
  idParams,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { movementRefusalInWords } from '../register/words.ts';
import type { StepKind } from '../rules/tribunal/step-kinds.ts';
import { reportsBy, stepsToRecord } from '../rules/tribunal/steps.ts';
import { recordResult, strikeOutResult } from './commands/record-result.ts';
import { recordStep, strikeOutStep } from './commands/record-step.ts';
import { stepFields } from './forms.ts';
import { tribunalPaths } from './paths.ts';
import { readTribunal, standing, type Tribunal, type TribunalFile } from './queries/read-tribunals.ts';
import { mayFollow, problemsOf, resultFields, resultFrom, typedFrom } from './result-form.ts';
import { isOver, lastResult, shownTribunal } from './show-tribunal.ts';
import { withheldModel } from './show-withheld.ts';
import { refusalInWords, resultRefusalInWords } from './words.ts';

const stepParams = z.object({ id: idNumber, step: idNumber });
type TribunalAsk = Ask<z.infer<typeof idParams>, unknown>;
type InFile = { file: TribunalFile; tribunal: Tribunal };

const kindsNow = ({ file, tribunal }: InFile, today: Temporal.PlainDate): StepKind[] =>
  isOver(tribunal)
    ? []
    : stepsToRecord({
        ...{ as: ['section'], reportsBy: reportsBy(file.facts, tribunal.madeOn), maySendWords: false },
        ...{ done: standing(tribunal.steps).map(({ kind }) => kind), today: today.toString() },
      });

/** The page, and with what was wrong with a form of it. */
export async function sectionPage(
  ask: TribunalAsk,
  again: { step?: Again; result?: Again; withheld?: Again } = {},
): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const inFile = await readTribunal(tx, params.id);
  const { file, tribunal } = inFile;
  const { id } = tribunal;
  const kinds = kindsNow(inFile, today);
  const mayStrike = !isOver(tribunal);
  const shown = shownTribunal(file, tribunal, ask);
  const problems = (again.step ?? again.result ?? again.withheld)?.problems;
  return {
    page: 'casework/tribunal/views/section.njk',
    title: shown.title,
    windowTitle: t('tribunal.windowTitle'),
    backHref: tribunalPaths.ofCase(file.caseId),
    model: {
      ...{ name: nameInLists(file), reference: file.reference, ...shown },
      strikable: mayStrike
        ? standing(tribunal.steps).map(step => ({
            title: shown.happened.find(one => 'id' in one && one.id === step.id)?.title ?? '',
            action: tribunalPaths.strikeStep(id, step.id),
          }))
        : [],
      conditionsHref: lastResult(tribunal)?.conditions.length ? conditionPaths.held(file.caseId) : '',
      strikeResult: lastResult(tribunal) ? tribunalPaths.strikeResult(id) : '',
      withheld: withheldModel(tribunal, {
        ...{ t, action: tribunalPaths.sectionWithheld(id), again: again.withheld },
      }),
      step:
        kinds.length > 0 &&
        drawForm(t, {
          ...{ action: tribunalPaths.sectionSteps(id), fields: stepFields(kinds) },
          ...{ button: 'tribunal.button.step', again: again.step },
        }),
      result:
        !isOver(tribunal) &&
        drawForm(t, {
          ...{ action: tribunalPaths.result(id), fields: resultFields, again: again.result },
          ...{ begins: typedFrom(mayFollow(lastResult(tribunal)), today), button: 'tribunal.button.result' },
        }),
    },
    about: { caseId: file.caseId, detail: { tribunal: id } },
    problems,
  };
}

async function takeStep(ask: TribunalAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const inFile = await readTribunal(tx, params.id);
  const kinds = kindsNow(inFile, today);
  const { problems, days, ...typed } = readFields(stepFields(kinds), body, t);
  const kind = kinds.find(one => one === typed.texts.kind);
  const onDay = days.on;
  if (problems.length > 0 || !kind || onDay === undefined)
    return sectionPage(ask, { step: { typed, problems } });
  const refusal = await recordStep(tx, { ...inFile, kind, onDay, as: 'section', actor, today });
  if (!refusal) return { goTo: tribunalPaths.section(params.id), say: 'tribunal.said.step' };
  const problem = { field: refusal.field, text: refusalInWords(refusal, t) };
  return sectionPage(ask, { step: { typed, problems: [problem] } });
}

async function decide(ask: TribunalAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const { problems, days, ...typed } = readFields(resultFields, body, t);
  const result = resultFrom(typed, days);
  if (result) problems.push(...problemsOf(result, t));
  if (problems.length > 0 || !result) return sectionPage(ask, { result: { typed, problems } });
  const inFile = await readTribunal(tx, params.id);
  const refusal = await recordResult(tx, { ...inFile, result, actor, today });
  if (!refusal) return { goTo: tribunalPaths.section(params.id), say: 'tribunal.said.result' };
  return sectionPage(ask, { result: { typed, problems: [resultRefusalInWords(refusal, t)] } });
}

async function strikeStep({ tx, params, actor }: Ask<z.infer<typeof stepParams>, unknown>): Promise<Answer> {
  const inFile = await readTribunal(tx, params.id);
  const step = found(inFile.tribunal.steps.find(({ id }) => id === params.step));
  await strikeOutStep(tx, { ...inFile, step, actor });
  return { goTo: tribunalPaths.section(params.id), say: 'tribunal.said.struckOut' };
}

async function strikeResult(ask: TribunalAsk): Promise<Answer> {
  const { tx, params, actor, t } = ask;
  const inFile = await readTribunal(tx, params.id);
  const result = found(lastResult(inFile.tribunal));
  const refusal = await strikeOutResult(tx, { ...inFile, result, actor });
  if (!refusal) return { goTo: tribunalPaths.section(params.id), say: 'tribunal.said.struckOut' };
  const text = movementRefusalInWords(refusal, '', t);
  return sectionPage(ask, { result: { typed: nothingTyped, problems: [{ field: 'strike', text }] } });
}

const posts = { method: 'POST', access: mhcsRoles, audit: 'by the command', params: idParams } as const;

/** The section's page of one case before the tribunal. */
export const sectionRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: tribunalPaths.section(':id'), access: mhcsRoles },
    ...{ audit: 'casework.tribunal.read', params: idParams },
    handle: ask => sectionPage(ask),
  }),
  route({ ...posts, path: tribunalPaths.sectionSteps(':id'), handle: takeStep }),
  route({ ...posts, path: tribunalPaths.strikeStep(':id', ':step'), params: stepParams, handle: strikeStep }),
  route({ ...posts, path: tribunalPaths.result(':id'), handle: decide }),
  route({ ...posts, path: tribunalPaths.strikeResult(':id'), handle: strikeResult }),
];
