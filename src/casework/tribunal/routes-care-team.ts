import type { z } from 'zod';
import { type Again, drawForm, readFields } from '../../platform/small-forms/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  found,
  idParams,
  type Role,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { voicePaths } from '../../voice/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import type { StepKind } from '../rules/tribunal/step-kinds.ts';
import { recorders, reportsBy, stepsToRecord } from '../rules/tribunal/steps.ts';
import { recordStep } from './commands/record-step.ts';
import { stepFields } from './forms.ts';
import { tribunalPaths } from './paths.ts';
import { listForCareTeam } from './queries/list-tribunals.ts';
import {
  readTribunal,
  readTribunals,
  standing,
  type Tribunal,
  type TribunalFile,
} from './queries/read-tribunals.ts';
import { listed } from './routes-case.ts';
import { dueOf, isOver, madeInWords, shownRights, shownTribunal } from './show-tribunal.ts';
import { withheldModel } from './show-withheld.ts';
import { refusalInWords } from './words.ts';

/** Who writes reports to the tribunal or sees to it that they are sent, and the ward, which reads. */
export const tribunalCareTeam = [
  ...['responsible_clinician', 'mha_office', 'social_supervisor', 'clinical_supervisor', 'ward_staff'],
] as const satisfies readonly Role[];
export const recording = [
  'responsible_clinician',
  'mha_office',
  'social_supervisor',
  'clinical_supervisor',
] as const;

type TribunalAsk = Ask<z.infer<typeof idParams>, unknown>;
type InFile = { file: TribunalFile; tribunal: Tribunal };

/** In which of the recording capacities the reader stands here. */
export const standsAs = ({ standsAs: capacities }: TribunalFile) =>
  recorders.filter(capacity => capacities.includes(capacity));

const kindsFor = ({ file, tribunal }: InFile, as: ReturnType<typeof standsAs>, today: Temporal.PlainDate) =>
  isOver(tribunal)
    ? []
    : stepsToRecord({
        ...{ as, reportsBy: reportsBy(file.facts, tribunal.madeOn), today: today.toString() },
        ...{ done: standing(tribunal.steps).map(({ kind }) => kind) },
        maySendWords: tribunal.words?.answer === 'yes',
      });

async function listPage({ tx, t }: Ask<unknown, unknown>): Promise<Answer> {
  const cases = await listForCareTeam(tx);
  return {
    page: 'casework/tribunal/views/list.njk',
    title: t('tribunal.list.title'),
    model: {
      rows: cases.flatMap(one =>
        one.open.map(({ id, hearingOn, ...made }) => ({
          ...{ name: nameInLists(one), reference: one.reference, href: tribunalPaths.careTeam(id) },
          ...{ made: madeInWords(made, t), hearing: hearingOn ? showDay(hearingOn, t) : '' },
        })),
      ),
    },
    about: { detail: { cases: cases.map(({ caseId }) => caseId) } },
  };
}

async function patientPage(ask: Ask<z.infer<typeof caseParams>, unknown>): Promise<Answer> {
  const { tx, params, t, actor } = ask;
  const file = await readTribunals(tx, params.caseId);
  const opensPatients = actor.memberships.some(
    ({ role }) => role !== 'social_supervisor' && role !== 'clinical_supervisor',
  );
  return {
    page: 'casework/tribunal/views/patient.njk',
    title: t('tribunal.title'),
    windowTitle: t('tribunal.windowTitle'),
    backHref: opensPatients ? clinicalPaths.patient(file.caseId) : tribunalPaths.list(),
    model: {
      ...{ name: nameInLists(file), reference: file.reference },
      ...{ rights: shownRights(file, ask), due: dueOf(file, ask) },
      tribunals: listed(file, tribunalPaths.careTeam, ask),
    },
    about: { caseId: file.caseId },
  };
}

/** The words that may go: where each statement is read. */
const wordsThatMayGo = ({ file, tribunal }: InFile, t: TribunalAsk['t']) =>
  tribunal.words?.answer === 'yes'
    ? file.statements.map(({ occasionId, sealedAt }) => ({
        ...{
          href: voicePaths.occasion(occasionId),
          text: t('tribunal.statementOf', { day: showMoment(sealedAt, t) }),
        },
      }))
    : [];

/** The page, and with what was wrong with a form of it. */
export async function tribunalPage(
  ask: TribunalAsk,
  again: { step?: Again; withheld?: Again } = {},
): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const inFile = await readTribunal(tx, params.id);
  const { file, tribunal } = inFile;
  const capacities = standsAs(file);
  const kinds = kindsFor(inFile, capacities, today);
  const problems = (again.step ?? again.withheld)?.problems;
  const shown = shownTribunal(file, tribunal, ask);
  return {
    page: 'casework/tribunal/views/care-team.njk',
    title: shown.title,
    windowTitle: t('tribunal.windowTitle'),
    backHref: tribunalPaths.ofPatient(file.caseId),
    model: {
      ...{ name: nameInLists(file), reference: file.reference, ...shown },
      words: wordsThatMayGo(inFile, t),
      withheld:
        capacities.length > 0 &&
        withheldModel(tribunal, {
          ...{ t, action: tribunalPaths.careTeamWithheld(tribunal.id), again: again.withheld },
        }),
      step:
        kinds.length > 0 &&
        drawForm(t, {
          ...{ action: tribunalPaths.careTeamSteps(tribunal.id), fields: stepFields(kinds) },
          ...{ button: 'tribunal.button.step', again: again.step },
        }),
    },
    about: { caseId: file.caseId, detail: { tribunal: tribunal.id } },
    problems,
  };
}

async function takeStep(ask: TribunalAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const inFile = await readTribunal(tx, params.id);
  const capacities = standsAs(inFile.file);
  const kinds: StepKind[] = kindsFor(inFile, capacities, today);
  const { problems, days, ...typed } = readFields(stepFields(kinds), body, t);
  const kind = kinds.find(one => one === typed.texts.kind);
  const onDay = days.on;
  if (problems.length > 0 || !kind || onDay === undefined)
    return tribunalPage(ask, { step: { typed, problems } });
  const of = {
    reportsBy: reportsBy(inFile.file.facts, inFile.tribunal.madeOn),
    done: [],
    maySendWords: true,
  };
  const as = found(
    capacities.find(one => stepsToRecord({ ...of, as: [one], today: today.toString() }).includes(kind)),
  );
  const refusal = await recordStep(tx, { ...inFile, kind, onDay, as, actor, today });
  if (!refusal) return { goTo: tribunalPaths.careTeam(params.id), say: 'tribunal.said.step' };
  const problem = { field: refusal.field, text: refusalInWords(refusal, t) };
  return tribunalPage(ask, { step: { typed, problems: [problem] } });
}

/** What the hospital and the supervisors see of their patients' cases before the tribunal, and record. */
export const careTeamRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: tribunalPaths.list(), access: tribunalCareTeam },
    ...{ audit: 'casework.tribunal.listed', handle: listPage },
  }),
  route({
    ...{ method: 'GET', path: tribunalPaths.ofPatient(':caseId'), access: tribunalCareTeam },
    ...{ audit: 'casework.tribunal.read', params: caseParams, handle: patientPage },
  }),
  route({
    ...{ method: 'GET', path: tribunalPaths.careTeam(':id'), access: tribunalCareTeam },
    ...{ audit: 'casework.tribunal.read', params: idParams },
    handle: ask => tribunalPage(ask),
  }),
  route({
    ...{ method: 'POST', path: tribunalPaths.careTeamSteps(':id'), access: recording },
    ...{ audit: 'by the command', params: idParams, handle: takeStep },
  }),
];
