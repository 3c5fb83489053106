import type { z } from 'zod';
import { type Again, drawForm, type ShortForm } from '../../platform/small-forms/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import { type Answer, type Ask, caseParams, type Route, route, tooLate } from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { agreeInterval } from './commands/agree-interval.ts';
import { giveLateNotice } from './commands/give-late-notice.ts';
import { reportingPaths } from './paths.ts';
import { type Reporting, readReporting } from './queries/read-reporting.ts';
import { intervalFields, lateFields, readInterval, readLate } from './reporting-forms.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
type Side = { is: 'late' | 'interval'; form: ShortForm; backHref: string };

const supervisors = (caseId: number): Side => ({
  is: 'late',
  form: {
    ...{ fields: lateFields, action: reportingPaths.supervisors(caseId) },
    button: 'reporting.lateButton',
  },
  backHref: clinicalPaths.patient(caseId),
});
const section = (caseId: number): Side => ({
  is: 'interval',
  form: {
    ...{ fields: intervalFields, action: reportingPaths.section(caseId) },
    button: 'reporting.intervalButton',
  },
  backHref: mhcsPaths.case(caseId),
});

async function page(
  { tx, params, t }: CaseAsk,
  { is, form, backHref }: Side,
  again?: Again,
): Promise<Answer> {
  const file = await readReporting(tx, params.caseId);
  return {
    page: 'casework/reporting/views/reporting.njk',
    title: t('reporting.title'),
    backHref,
    model: {
      ...{ name: nameInLists(file), reference: file.reference },
      due: file.dueOn ? t('reporting.due', { day: showDay(file.dueOn, t) }) : t('reporting.noClock'),
      expected: file.expectedOn ? t('reporting.isExpected', { day: showDay(file.expectedOn, t) }) : '',
      heading: t(`reporting.${is}`),
      form: isOpenTo(is, file) && drawForm(t, { ...form, again }),
      happened: happenedIn(file, t),
    },
    about: { caseId: file.caseId },
    problems: again?.problems,
  };
}

/** A report can be late where one is due; an interval is agreed for whoever is discharged. */
const isOpenTo = (form: Side['is'], { dueOn, isDischarged }: Reporting) =>
  form === 'late' ? dueOn !== null : isDischarged;

function happenedIn({ notices, intervals }: Reporting, t: CaseAsk['t']) {
  const late = notices.map(one => ({
    at: one.at,
    title: t('reporting.saidLate', { due: showDay(one.forDueOn, t), day: showDay(one.expectedOn, t) }),
    ...{ byline: one.by ?? '', words: one.reason },
  }));
  const agreed = intervals.map(one => ({
    at: one.at,
    title: t('reporting.saidInterval', { count: one.months }),
    ...{ byline: one.by ?? '', words: one.reason },
  }));
  return [...late, ...agreed]
    .sort((one, other) => (one.at < other.at ? 1 : -1))
    .map(({ at, ...item }) => ({ ...item, date: { iso: at, text: showMoment(at, t) } }));
}

async function sayLate(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const { dueOn } = await readReporting(tx, params.caseId);
  if (dueOn === null) throw tooLate('reporting.refusal.noClock');
  const { typed, problems, expectedOn, reason } = readLate(body, { dueOn, today }, t);
  if (problems.length > 0) return page(ask, supervisors(params.caseId), { typed, problems });
  await giveLateNotice(tx, { caseId: params.caseId, forDueOn: dueOn, expectedOn, reason, actor });
  return { goTo: reportingPaths.supervisors(params.caseId), say: 'reporting.said.late' };
}

async function agree(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, actor } = ask;
  const { isDischarged } = await readReporting(tx, params.caseId);
  if (!isDischarged) throw tooLate('reporting.refusal.notDischarged');
  const { typed, problems, months, reason } = readInterval(body, t);
  if (problems.length > 0) return page(ask, section(params.caseId), { typed, problems });
  await agreeInterval(tx, { caseId: params.caseId, months, reason, actor });
  return { goTo: reportingPaths.section(params.caseId), say: 'reporting.said.interval' };
}

const bySupervisors = {
  path: reportingPaths.supervisors(':caseId'),
  access: ['social_supervisor', 'clinical_supervisor'],
  params: caseParams,
} as const;
const bySection = { path: reportingPaths.section(':caseId'), access: mhcsRoles, params: caseParams } as const;

/** When reports on a discharge come: supervisors say that one will be late, the section agrees an interval. */
export const reportingRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', ...bySupervisors, audit: 'casework.reporting.read' },
    handle: ask => page(ask, supervisors(ask.params.caseId)),
  }),
  route({ ...{ method: 'POST', ...bySupervisors, audit: 'by the command' }, handle: sayLate }),
  route({
    ...{ method: 'GET', ...bySection, audit: 'casework.reporting.read' },
    handle: ask => page(ask, section(ask.params.caseId)),
  }),
  route({ ...{ method: 'POST', ...bySection, audit: 'by the command' }, handle: agree }),
];
