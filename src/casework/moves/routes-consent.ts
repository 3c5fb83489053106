import type { z } from 'zod';
import { type Again, drawForm, type Field, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, idParams, type Route, route } from '../../platform/web/index.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { withdrawConsent } from './commands/withdraw-consent.ts';
import { plainWords } from './move-forms.ts';
import { movePaths } from './paths.ts';
import { readLeaveConsent } from './queries/read-consent.ts';
import { showWithdrawn } from './show-moves.ts';

type ConsentAsk = Ask<z.infer<typeof idParams>, unknown>;

const fields: readonly Field[] = [
  {
    ...{ kind: 'text', name: 'reason', label: 'moves.consent.why', hint: 'moves.consent.whyHint' },
    need: 'moves.problem.reason',
  },
  plainWords,
];

const form = { fields, button: 'moves.consent.button', manner: 'warning' } as const;

async function consentPage(ask: ConsentAsk, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const consent = await readLeaveConsent(tx, params.id);
  const isOpen = consent.withdrawn === null && consent.closedOn === null;
  return {
    page: 'casework/moves/views/consent.njk',
    title: t('moves.consent.title'),
    backHref: mhcsPaths.application(consent.id),
    model: {
      granted: showAsked(consent.granted, t),
      withdrawn: consent.withdrawn && showWithdrawn(consent.withdrawn, t),
      form: isOpen && drawForm(t, { ...form, action: movePaths.consent(consent.id), again }),
    },
    about: { caseId: consent.caseId, detail: { application: consent.id } },
    problems: again?.problems,
  };
}

async function withdraw(ask: ConsentAsk): Promise<Answer> {
  const { tx, params, body, t, actor } = ask;
  const consent = await readLeaveConsent(tx, params.id);
  const { problems, ...typed } = readFields(fields, body, t);
  if (problems.length > 0) return consentPage(ask, { typed, problems });
  const { reason = '', plain = '' } = typed.texts;
  await withdrawConsent(tx, { consent, why: reason.trim(), plain: plain.trim(), actor });
  return { goTo: mhcsPaths.application(consent.id), say: 'moves.said.consentWithdrawn' };
}

const ofConsent = { path: movePaths.consent(':id'), access: mhcsRoles, params: idParams } as const;

/** The section takes a consent to leave back. */
export const consentRoutes: readonly Route[] = [
  route({ method: 'GET', ...ofConsent, audit: 'casework.consent.read', handle: ask => consentPage(ask) }),
  route({ method: 'POST', ...ofConsent, audit: 'by the command', handle: withdraw }),
];
