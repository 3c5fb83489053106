import type { z } from 'zod';
import { type Again, drawForm, type Field, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, found } from '../../platform/web/index.ts';
import { acceptInvitation, leaveList } from './commands/keep-together.ts';
import { listPaths } from './paths.ts';
import { readInvitation, readOwnList } from './queries/read-lists.ts';
import { hashed, type sharedParams } from './share.ts';

type JoinAsk = Ask<z.infer<typeof sharedParams>, unknown>;
type ListAsk = Ask<{ id: number }, unknown>;

const fields: readonly Field[] = [
  {
    ...{ kind: 'line', name: 'name', label: 'shelf.join.name', hint: 'shelf.join.nameHint' },
    ...{ need: 'shelf.need.yourName', longest: 200 },
  },
];

/** Says to whoever has an invitation what they would keep and with whom, and asks by which name the others see them. */
export async function joinPage({ tx, t, params, path, actor }: JoinAsk, again?: Again): Promise<Answer> {
  const { list, title, note, shownName, isOwn, isIn } = found(await readInvitation(tx, hashed(params.token)));
  if (isIn && !again) return { goTo: listPaths.list(list) };
  return {
    page: 'evidence/lists/views/join.njk',
    title: t('shelf.join.title'),
    model: {
      ...{ name: title, note, isOwn, listHref: listPaths.list(list) },
      by: shownName === null ? t('shelf.join.byOwner') : t('shelf.shared.by', { name: shownName }),
      form: drawForm(t, {
        ...{ action: path, fields, button: 'shelf.join.do', again },
        begins: { texts: { name: actor.name } },
      }),
    },
    problems: again?.problems,
  };
}

export async function join(ask: JoinAsk): Promise<Answer> {
  const { problems, ...typed } = readFields(fields, ask.body, ask.t);
  if (problems.length > 0) return joinPage(ask, { typed, problems });
  const list = await acceptInvitation(ask.tx, hashed(ask.params.token), typed.texts.name ?? '');
  return { goTo: listPaths.list(list), say: 'shelf.said.joined' };
}

/** Before somebody keeps another's list no longer. */
export async function leavePage({ tx, t, params, path }: ListAsk): Promise<Answer> {
  const { id, title, isOwn } = found(await readOwnList(tx, params.id));
  if (isOwn) return { goTo: listPaths.list(id) };
  return {
    page: 'evidence/lists/views/leave.njk',
    title: t('shelf.leave.title'),
    backHref: listPaths.list(id),
    model: { action: path, name: title },
  };
}

export async function leave({ tx, params }: ListAsk): Promise<Answer> {
  await leaveList(tx, params.id);
  return { goTo: listPaths.lists(), say: 'shelf.said.left' };
}
