import { z } from 'zod';
import { type Again, drawForm, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, caseParams, idNumber, type Route, route } from '../../platform/web/index.ts';
import { careTeam } from '../clinical/care-team.ts';
import { nameInLists } from '../clinical/names.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { aboutChoices, askFields, readAskForm, untouched, withdrawFields } from './ask-form.ts';
import { askForReport } from './commands/ask-for-report.ts';
import { beginReport } from './commands/begin-report.ts';
import { withdrawAsking } from './commands/withdraw-asking.ts';
import { leaveReportPaths as paths } from './paths.ts';
import { readAsked, readLeaveReports } from './queries/read-asked.ts';
import { isOpen, showAskedReport } from './show-asked.ts';

const askParams = z.object({ ask: idNumber });
type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
type OneAsk = Ask<z.infer<typeof askParams>, unknown>;

async function casePage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const file = await readLeaveReports(tx, params.caseId);
  const begins = untouched(today);
  return {
    page: 'casework/leave-reports/views/leave-reports.njk',
    title: t('leaveReport.title'),
    backHref: mhcsPaths.case(file.caseId),
    model: {
      caption: `${nameInLists(file)}, ${file.reference}`,
      asked: file.asked.map(one => ({
        ...showAskedReport(one, ask),
        reportHref: one.reportId !== null && !isOpen(one) ? mhcsPaths.application(one.reportId) : '',
        withdrawHref: isOpen(one) && file.closedOn === null ? paths.withdraw(one.id) : '',
      })),
      about: aboutChoices(file.consents, again?.typed ?? begins, t),
      form:
        file.closedOn === null &&
        drawForm(t, {
          ...{ action: paths.case(file.caseId), fields: askFields, begins, again },
          button: 'leaveReport.askButton',
        }),
    },
    about: { caseId: file.caseId },
    problems: again?.problems,
  };
}

async function askFor(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, today, actor } = ask;
  const { caseId, consents } = await readLeaveReports(tx, params.caseId);
  const { typed, problems, consentId, byOn, what } = readAskForm(body, { consents, today }, t);
  if (problems.length > 0) return casePage(ask, { typed, problems });
  await askForReport(tx, { caseId, consentId, byOn, what, actor });
  return { goTo: paths.case(caseId), say: 'leaveReport.said.asked' };
}

const withdrawForm = {
  fields: withdrawFields,
  button: 'leaveReport.withdrawButton',
  manner: 'warning',
} as const;

async function withdrawPage(ask: OneAsk, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const asked = await readAsked(tx, params.ask);
  return {
    page: 'casework/leave-reports/views/withdraw.njk',
    title: t('leaveReport.withdrawTitle'),
    backHref: paths.case(asked.caseId),
    model: {
      asked: showAskedReport(asked, ask),
      form: isOpen(asked) && drawForm(t, { ...withdrawForm, action: paths.withdraw(asked.id), again }),
    },
    about: { caseId: asked.caseId, detail: { ask: asked.id } },
    problems: again?.problems,
  };
}

async function withdraw(ask: OneAsk): Promise<Answer> {
  const { tx, params, body, t, actor } = ask;
  const asked = await readAsked(tx, params.ask);
  const { problems, ...typed } = readFields(withdrawFields, body, t);
  if (problems.length > 0) return withdrawPage(ask, { typed, problems });
  await withdrawAsking(tx, { asked, why: (typed.texts.why ?? '').trim(), actor });
  return { goTo: paths.case(asked.caseId), say: 'leaveReport.said.withdrawn' };
}

async function begin({ tx, params, actor, today }: OneAsk): Promise<Answer> {
  const id = await beginReport(tx, { asked: await readAsked(tx, params.ask), actor, today });
  return { goTo: clinicalPaths.application(id), say: 'casework.document.started.leaveReport' };
}

const ofCase = { path: paths.case(':caseId'), access: mhcsRoles, params: caseParams } as const;
const ofOne = { path: paths.withdraw(':ask'), access: mhcsRoles, params: askParams } as const;

/** Reports on completed leave: asked for and taken back by the section, begun by the care team. */
export const leaveReportRoutes: readonly Route[] = [
  route({ method: 'GET', ...ofCase, audit: 'casework.leave-reports.read', handle: ask => casePage(ask) }),
  route({ method: 'POST', ...ofCase, audit: 'by the command', handle: askFor }),
  route({ method: 'GET', ...ofOne, audit: 'casework.leave-report.read', handle: ask => withdrawPage(ask) }),
  route({ method: 'POST', ...ofOne, audit: 'by the command', handle: withdraw }),
  route({
    ...{ method: 'POST', path: paths.begin(':ask'), access: careTeam, params: askParams },
    ...{ audit: 'by the command', handle: begin },
  }),
];
