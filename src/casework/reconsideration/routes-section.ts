import { type Again, drawForm, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, idParams, one, type Route, route, tooLate } from '../../platform/web/index.ts';
import { readStatements, type Statement, showStatements } from '../../voice/index.ts';
import { headOf } from '../mhcs/decision/head.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { type DecisionFile, readDecisionFile } from '../mhcs/decision/queries/read-decision-file.ts';
import type { ApplicationAsk } from '../mhcs/params.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { askFields, declineFields, readAsked } from './ask-form.ts';
import { askAgain } from './commands/ask-again.ts';
import { declineAgain, whyNotDecline } from './commands/decline-again.ts';
import { takeBackAgain } from './commands/take-back-again.ts';
import { whyNotAsk } from './may-ask.ts';
import { againPaths } from './paths.ts';
import { showAgainFor } from './show-again.ts';

const isOpen = ({ again }: DecisionFile) => again !== null && again.state !== 'decided';

/** The section asks for it itself. */
async function askPage(ask: ApplicationAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const file = await readDecisionFile(tx, params.id, today);
  const cannot = isOpen(file) ? undefined : whyNotAsk(file);
  return {
    page: 'casework/reconsideration/views/ask.njk',
    title: t('again.title'),
    backHref: mhcsPaths.application(file.id),
    model: {
      person: headOf(file, t).name,
      cannot: cannot ? t(cannot) : '',
      isOpen: isOpen(file),
      mayTakeBack: file.again?.state === 'asked' && file.again.askedAs === 'section',
      form:
        !cannot &&
        !isOpen(file) &&
        drawForm(t, {
          action: againPaths.section(file.id),
          fields: askFields,
          button: 'again.own.button',
          again,
        }),
      action: againPaths.section(file.id),
    },
    about: { caseId: file.caseId, detail: { application: file.id } },
    problems: again?.problems,
  };
}

async function post(ask: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, t, today } = ask;
  if (one(body, 'do') === 'take back') {
    const { caseId } = await readDecisionFile(tx, params.id, today);
    await takeBackAgain(tx, { id: params.id, caseId, by: 'section' });
    return { goTo: mhcsPaths.application(params.id), say: 'again.said.takenBack' };
  }
  const { typed, problems, asked } = readAsked(body, t);
  if (!asked) return askPage(ask, { typed, problems });
  await askAgain(tx, params.id, { as: 'section', ...asked });
  return { goTo: decisionPaths.decision(params.id), say: 'again.said.asked' };
}

const idsOf = (statements: readonly Statement[]): string =>
  statements.map(({ id }) => id).join(' ') || 'none';

async function declinePage(ask: ApplicationAsk, again?: Again) {
  const { tx, params, t, today } = ask;
  const file = await readDecisionFile(tx, params.id, today);
  if (file.again?.state !== 'asked') throw tooLate('again.refusal.notAsked');
  const statements = await readStatements(tx, file.occasionId);
  if (statements.length > 0)
    tx.record('voice.statement.read', {
      ...{
        caseId: file.caseId,
        detail: { application: file.id, statements: statements.map(({ id }) => id) },
      },
    });
  const why = whyNotDecline(file);
  return {
    page: 'casework/reconsideration/views/decline.njk',
    title: t('again.decline.title'),
    backHref: mhcsPaths.application(file.id),
    model: {
      head: headOf(file, t),
      again: showAgainFor(file, t),
      statements: showStatements(statements, t),
      why: why ? t(why === 'level' ? 'platform.refusal.authorityLevel' : 'again.refusal.hadAHand') : '',
      form: drawForm(t, {
        ...{ action: againPaths.decline(file.id), fields: declineFields, again },
        hidden: { heard: idsOf(statements) },
        button: 'again.decline.button',
      }),
    },
    about: { caseId: file.caseId, detail: { application: file.id } },
    problems: again?.problems,
  };
}

async function decline(ask: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, t, today, actor } = ask;
  const { problems, ...typed } = readFields(declineFields, body, t);
  if (problems.length > 0) return declinePage(ask, { typed, problems });
  const file = await readDecisionFile(tx, params.id, today);
  const statements = await readStatements(tx, file.occasionId);
  // The reason answers everything that the person said, so it has to be read; they can say more until then.
  const unheard = file.again?.state === 'asked' && idsOf(statements) !== one(body, 'heard');
  if (unheard && whyNotDecline(file) === undefined) {
    const more = [{ field: 'reason', text: t('again.problem.saidMore') }];
    return { ...(await declinePage(ask, { typed, problems: more })), status: 409 };
  }
  await declineAgain(tx, { file, statements, reason: typed.texts.reason ?? '', actor });
  return { goTo: mhcsPaths.application(file.id), say: 'again.said.declined' };
}

const ofSection = { access: mhcsRoles, params: idParams } as const;

/** The section asks for a decision to be looked at again, or says that it will not do what it was asked. */
export const sectionRoutes: readonly Route[] = [
  route({
    ...{ ...ofSection, method: 'GET', path: againPaths.section(':id'), audit: 'casework.decision.read' },
    handle: ask => askPage(ask),
  }),
  route({
    ...{ ...ofSection, method: 'POST', path: againPaths.section(':id'), audit: 'by the command' },
    handle: post,
  }),
  route({
    ...{ ...ofSection, method: 'GET', path: againPaths.decline(':id'), audit: 'casework.decision.read' },
    handle: ask => declinePage(ask),
  }),
  route({
    ...{ ...ofSection, method: 'POST', path: againPaths.decline(':id'), audit: 'by the command' },
    handle: decline,
  }),
];
