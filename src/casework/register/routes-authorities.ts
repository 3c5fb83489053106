import { z } from 'zod';
import {
  type Answer,
  type Ask,
  caseParams,
  found,
  idNumber,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import type { AuthorityRefusal } from '../rules/register/may-hold.ts';
import { authorityChoices, readAuthority, typedAuthority } from './authority-form.ts';
import { endLastAuthority } from './commands/end-last-authority.ts';
import { type NewAuthority, recordAuthority } from './commands/record-authority.ts';
import { endingModel, isLast, readEnding, refusedEnding } from './ending-form.ts';
import { registerPaths } from './paths.ts';
import { type Entry, type KeptAuthority, readEntry, standing } from './queries/read-entry.ts';
import { type EntryAsk, entryPage } from './routes-entry.ts';
import { headOf } from './show-entry.ts';
import type { Typed } from './typed.ts';

const authorityParams = z.object({ caseId: idNumber, authority: idNumber });
type AuthorityAsk = Ask<z.infer<typeof authorityParams>, unknown>;

async function add(ask: EntryAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const { typed, authority } = readAuthority(body, t);
  if (typed.problems.length > 0) return entryPage(ask, { authority: typed });
  const refusal = await recordAuthority(tx, {
    entry: await readEntry(tx, params.caseId),
    authority,
    actor,
    today,
  });
  if (refusal) return entryPage(ask, { authority: refused(typed, refusal, t) });
  return { goTo: registerPaths.entry(params.caseId), say: 'register.said.authority' };
}

function refused(typed: Typed, { field, says }: AuthorityRefusal, t: EntryAsk['t']): Typed {
  const box = field in typed.days ? `${field}-day` : field;
  // The kind stands in both forms of the page.
  return { ...typed, problems: [{ field: box === 'kind' ? 'authority-kind' : box, text: t(says) }] };
}

const authorityOf = (entry: Entry, wanted: number) =>
  found(standing(entry.authorities).find(({ id }) => id === wanted));

type Again = { typed: Typed; ending?: Typed | undefined };

async function correctPage(ask: AuthorityAsk, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const today = ask.today.toString();
  const entry = await readEntry(tx, params.caseId);
  const authority = authorityOf(entry, params.authority);
  const typed = again?.typed ?? typedAuthority(authority);
  return {
    page: 'casework/register/views/correct-authority.njk',
    title: t('register.correctAuthority'),
    backHref: registerPaths.entry(entry.caseId),
    model: {
      head: headOf(entry, t),
      form: {
        ...{ ...typed, action: registerPaths.authority(entry.caseId, authority.id) },
        kinds: authorityChoices(typed.texts.kind, t),
        ending: isLast(entry, authority, today) && endingModel({ entry, typed: again?.ending, today }, t),
      },
    },
    problems: again && [...again.typed.problems, ...(again.ending?.problems ?? [])],
    about: { caseId: entry.caseId, detail: { authority: authority.id } },
  };
}

async function correct(ask: AuthorityAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const { typed, authority } = readAuthority(body, t);
  const struckOut = one(body, 'strike') === 'yes';
  if (!struckOut && typed.problems.length > 0) return correctPage(ask, { typed });
  const entry = await readEntry(tx, params.caseId);
  const corrects = authorityOf(entry, params.authority);
  if (!struckOut && isLast(entry, corrects, today.toString())) {
    const again = await endLast(ask, { entry, corrects, authority, typed });
    if (again) return correctPage(ask, again);
    if (authority.endedOn !== null)
      return { goTo: registerPaths.entry(params.caseId), say: 'register.said.closed' };
  }
  const kept = struckOut ? corrects : authority;
  const refusal = await recordAuthority(tx, { entry, authority: kept, corrects, struckOut, actor, today });
  if (refusal) return correctPage(ask, { typed: refused(typed, refusal, t) });
  return { goTo: registerPaths.entry(params.caseId), say: 'register.said.authority' };
}

type Last = { entry: Entry; corrects: KeptAuthority; authority: NewAuthority; typed: Typed };

/** Ends the last authority with the movement that ended it; what was typed, when something is wrong with it. */
async function endLast(
  ask: AuthorityAsk,
  { entry, corrects, authority, typed }: Last,
): Promise<Again | undefined> {
  const { tx, body, t, actor, today } = ask;
  const { typed: ending, movement } = readEnding(body, { entry, authority }, t);
  if (ending.problems.length > 0) return { typed, ending };
  if (!movement) return undefined;
  const refusal = await endLastAuthority(tx, { entry, authority, corrects, movement, actor, today });
  if (!refusal) return undefined;
  return 'movement' in refusal
    ? { typed, ending: refusedEnding(ending, refusal.movement, movement.kind, t) }
    : { typed: refused(typed, refusal.authority, t), ending };
}

const correction = {
  path: registerPaths.authority(':caseId', ':authority'),
  access: mhcsRoles,
  params: authorityParams,
};

export const authorityRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: registerPaths.authorities(':caseId'),
    access: mhcsRoles,
    audit: 'by the command',
    params: caseParams,
    handle: add,
  }),
  route({ method: 'GET', ...correction, audit: 'casework.register.read', handle: ask => correctPage(ask) }),
  route({ method: 'POST', ...correction, audit: 'by the command', handle: correct }),
];
