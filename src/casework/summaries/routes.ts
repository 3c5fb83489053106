import { z } from 'zod';
import { type Again, boxesFor, drawForm, formPage } from '../../platform/small-forms/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  found,
  idNumber,
  notFound,
  one,
  Refusal,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { issueSummary, rewriteSummary, writeSummary } from './commands/keep-summary.ts';
import { summaryPaths } from './paths.ts';
import { readSummaries, type Summary } from './queries/read-summaries.ts';
import { changeFields, readSummary, summaryFields, whatInWords } from './summary-form.ts';

const summaryParams = z.object({ caseId: idNumber, summary: idNumber });
type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
type SummaryAsk = Ask<z.infer<typeof summaryParams>, unknown>;

async function casePage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const file = await readSummaries(tx, params.caseId);
  return {
    page: 'casework/summaries/views/case.njk',
    title: t('summaries.title'),
    backHref: mhcsPaths.case(file.caseId),
    model: {
      name: [file.familyName.toUpperCase(), file.givenNames].filter(Boolean).join(', '),
      reference: file.reference,
      summaries: file.summaries.map(summary => summaryModel(summary, file.caseId, ask)),
      write: drawForm(t, {
        action: summaryPaths.case(file.caseId),
        fields: summaryFields,
        button: 'summaries.keep',
        begins: { texts: boxesFor('decided', today) },
        again,
      }),
    },
    about: { caseId: file.caseId },
    problems: again?.problems,
  };
}

function summaryModel(summary: Summary, caseId: number, { t, actor }: CaseAsk) {
  const { id: summaryId, what, decidedOn, text, outsideText, issued } = summary;
  return {
    ...{ text, outsideText, issued, heading: `${whatInWords(what, t)}, ${showDay(decidedOn, t)}` },
    by: writtenBy(summary, t),
    state: issued
      ? { text: t('summaries.issued'), colour: 'green' }
      : { text: t('summaries.draft'), colour: 'yellow' },
    mine: summary.writtenBy === actor.accountId,
    seen: summary.writtenAt,
    changeHref: summaryPaths.draft(caseId, summaryId),
    issueHref: summaryPaths.issue(caseId, summaryId),
  };
}

const writtenBy = ({ writer, writtenAt }: Summary, t: CaseAsk['t']) =>
  t('summaries.by', { name: writer, day: showMoment(writtenAt, t) });

async function write(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, actor } = ask;
  const { typed, problems, summary } = readSummary(summaryFields, body, ask);
  if (problems.length > 0) return casePage(ask, { typed, problems });
  const { caseId } = await readSummaries(tx, params.caseId);
  await writeSummary(tx, { caseId, summary, actor });
  return { goTo: summaryPaths.case(caseId), say: 'summaries.said.kept' };
}

async function draftOf({ tx, params }: SummaryAsk) {
  const file = await readSummaries(tx, params.caseId);
  return { file, draft: found(file.summaries.find(({ id }) => id === params.summary)) };
}

async function draftPage(ask: SummaryAsk, again?: Again & { showsWhatStands?: boolean }) {
  const { t } = ask;
  const { file, draft } = await draftOf(ask);
  if (draft.issued) throw notFound();
  return formPage(t, {
    title: t('summaries.change'),
    backHref: summaryPaths.case(file.caseId),
    caption: `${whatInWords(draft.what, t)}, ${showDay(draft.decidedOn, t)}`,
    form: {
      action: summaryPaths.draft(file.caseId, draft.id),
      fields: changeFields,
      button: 'summaries.keep',
      begins: { texts: { forPerson: draft.text, forOutside: draft.outsideText } },
      again,
      // Sent again after a refusal, the form changes what was seen at first; what stands now only where that was shown.
      hidden: { seen: again && !again.showsWhatStands ? one(ask.body, 'seen') : draft.writtenAt },
    },
    page: 'casework/summaries/views/draft.njk',
    shows: { stands: again?.showsWhatStands && { ...draft, by: writtenBy(draft, t) } },
    about: { caseId: file.caseId, detail: { summary: draft.id } },
  });
}

async function rewrite(ask: SummaryAsk): Promise<Answer> {
  const { tx, body, t, actor } = ask;
  const { typed, problems, summary } = readSummary(changeFields, body, ask);
  if (problems.length > 0) return draftPage(ask, { typed, problems });
  const { file, draft } = await draftOf(ask);
  if (!draft.issued && draft.writtenAt !== one(body, 'seen')) {
    const changed = [{ field: 'forPerson', text: t('summaries.problem.changed') }];
    return { ...(await draftPage(ask, { typed, problems: changed, showsWhatStands: true })), status: 409 };
  }
  await rewriteSummary(tx, { caseId: file.caseId, draft, versions: summary, actor });
  return { goTo: summaryPaths.case(file.caseId), say: 'summaries.said.kept' };
}

/** Both versions as they were read by whoever issues them. */
async function issue(ask: SummaryAsk): Promise<Answer> {
  const { file, draft } = await draftOf(ask);
  // Whoever wrote it cannot issue it, whatever they have seen: that is what the database says to them.
  const isTheirs = draft.writtenBy === ask.actor.accountId;
  const seen = one(ask.body, 'seen');
  if (seen === '' && !isTheirs && !draft.issued) throw new Refusal(422, 'summaries.refusal.changed');
  if (!draft.issued && !isTheirs && draft.writtenAt !== seen) throw tooLate('summaries.refusal.changed');
  await issueSummary(ask.tx, file.caseId, draft);
  return { goTo: summaryPaths.case(file.caseId), say: 'summaries.said.issued' };
}

/** The section's summaries of discharge decisions. */
export const sectionRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: summaryPaths.case(':caseId'), access: mhcsRoles },
    ...{ audit: 'casework.summaries.read', params: caseParams },
    handle: ask => casePage(ask),
  }),
  route({
    ...{ method: 'POST', path: summaryPaths.case(':caseId'), access: mhcsRoles },
    ...{ audit: 'by the command', params: caseParams },
    handle: write,
  }),
  route({
    ...{ method: 'GET', path: summaryPaths.draft(':caseId', ':summary'), access: mhcsRoles },
    ...{ audit: 'casework.summaries.opened', params: summaryParams },
    handle: ask => draftPage(ask),
  }),
  route({
    ...{ method: 'POST', path: summaryPaths.draft(':caseId', ':summary'), access: mhcsRoles },
    ...{ audit: 'by the command', params: summaryParams },
    handle: rewrite,
  }),
  route({
    ...{ method: 'POST', path: summaryPaths.issue(':caseId', ':summary'), access: mhcsRoles },
    ...{ audit: 'by the command', params: summaryParams },
    handle: issue,
  }),
];
