import type { z } from 'zod';
import type { Actor } from '../../platform/database/index.ts';
import { type Again, drawForm } from '../../platform/small-forms/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  notAllowed,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { registerPaths } from '../register/paths.ts';
import { caseFlags, flagsSetBy } from '../rules/flags.ts';
import { setFlag } from './commands/set-flag.ts';
import { flagFields, flagTexts, readFlag, saysNow, valueInWords } from './flag-form.ts';
import { flagPaths } from './paths.ts';
import { readFlags } from './queries/read-flags.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;

const flagsOf = (actor: Actor, today: Temporal.PlainDate) =>
  flagsSetBy(
    actor.memberships.map(({ role }) => role),
    today,
  );

async function casePage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, actor, today } = ask;
  const file = await readFlags(tx, params.caseId);
  const mine = file.closedOn === null ? flagsOf(actor, today) : [];
  return {
    page: 'casework/flags/views/case.njk',
    title: t('flags.title'),
    backHref: registerPaths.entry(file.caseId),
    model: {
      ...{ name: nameInLists(file), reference: file.reference },
      rows: caseFlags.map(flag => ({ key: t(flagTexts[flag]), value: valueInWords(saysNow(file, flag), t) })),
      changes: file.changes.map(({ flag, value, reason, by, at }) => ({
        ...{ title: `${t(flagTexts[flag])}: ${valueInWords(value, t)}`, byline: by, words: reason },
        date: { iso: at, text: showMoment(at, t) },
      })),
      mayRead: file.isShut ? t('flags.mayRead', { names: file.mayRead.join(', ') }) : '',
      form:
        mine.length > 0 &&
        drawForm(t, {
          ...{ action: flagPaths.case(file.caseId), fields: flagFields(mine), again },
          button: 'flags.button',
        }),
    },
    about: { caseId: file.caseId },
    problems: again?.problems,
  };
}

async function change(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const file = await readFlags(tx, params.caseId);
  const flags = flagsOf(actor, today);
  if (flags.length === 0) throw notAllowed('flags.refusal.notYours');
  const { typed, problems, set } = readFlag(body, { flags, file }, t);
  if (!set || problems.length > 0) return casePage(ask, { typed, problems });
  await setFlag(tx, { caseId: file.caseId, set, actor });
  return { goTo: flagPaths.case(file.caseId), say: 'flags.said.set' };
}

const inCase = { path: flagPaths.case(':caseId'), params: caseParams } as const;

/** The flags of a case: the section reads them, and its heads set them. */
export const flagRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', ...inCase, access: mhcsRoles, audit: 'casework.flags.read' },
    handle: ask => casePage(ask),
  }),
  route({
    ...{ method: 'POST', ...inCase, access: ['head_of_casework', 'extremism_head'], audit: 'by the command' },
    handle: change,
  }),
];
