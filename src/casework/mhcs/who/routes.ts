import type { z } from 'zod';
import { type Again, drawForm } from '../../../platform/small-forms/index.ts';
import { type Answer, type Ask, caseParams, type Route, route } from '../../../platform/web/index.ts';
import { mhcsPaths } from '../paths.ts';
import { mayAllocate, mhcsRoles } from '../roles.ts';
import { putPersonRight } from './commands/put-person-right.ts';
import { readWhoForm, typedWho, whoFields } from './form.ts';
import { whoPaths } from './paths.ts';
import { readWho } from './queries/read-who.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;

async function whoPage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, actor } = ask;
  const who = await readWho(tx, params.caseId);
  const typed = again?.typed ?? typedWho(who);
  return {
    page: 'casework/mhcs/who/views/who.njk',
    title: t('mhcs.who.title'),
    backHref: mhcsPaths.case(who.caseId),
    model: {
      form: drawForm(t, {
        ...{ action: whoPaths.case(who.caseId), fields: whoFields, button: 'mhcs.who.save' },
        ...{ again: { typed, problems: [] }, hidden: { seen: typed.texts.seen } },
      }),
      teams:
        mayAllocate(actor) &&
        who.teams.map(team => ({ ...team, selected: String(team.code) === typed.texts.team })),
    },
    problems: again?.problems,
    about: { caseId: who.caseId },
  };
}

async function save(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, today } = ask;
  const { caseId } = await readWho(tx, params.caseId);
  const { typed, problems, right } = readWhoForm(body, { caseId, today, t });
  if (problems.length > 0) return whoPage(ask, { typed, problems });
  const became = await putPersonRight(tx, right);
  if (became === 'taken')
    return whoPage(ask, {
      typed,
      problems: [{ field: 'mhcs', text: t('register.patient.problem.taken') }],
    });
  if (became === 'late') {
    // What somebody else wrote is on the page of the case; sent again, this takes its place.
    const { seen } = await readWho(tx, caseId);
    return whoPage(ask, {
      typed: { ...typed, texts: { ...typed.texts, seen } },
      problems: [{ field: 'family', text: t('mhcs.who.late') }],
    });
  }
  return { goTo: mhcsPaths.case(caseId), say: became === 'same' ? 'mhcs.who.same' : 'mhcs.who.saved' };
}

const ofCase = { path: whoPaths.case(':caseId'), access: mhcsRoles, params: caseParams } as const;

/** Who a case is about: what was entered wrongly is put right, and a new name takes the place of the old. */
export const whoRoutes: readonly Route[] = [
  route({ ...{ ...ofCase, method: 'GET', audit: 'casework.person.read' }, handle: ask => whoPage(ask) }),
  route({ ...{ ...ofCase, method: 'POST', audit: 'by the command' }, handle: save }),
];
