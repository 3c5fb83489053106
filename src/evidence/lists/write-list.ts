import type { z } from 'zod';
import type { Again } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  idParams,
  one,
  smallNumber,
} from '../../platform/web/index.ts';
import { annotate } from './commands/keep-items.ts';
import { changeList, makeList } from './commands/keep-list.ts';
import { inputFrom, listFields, listForm, noteFields, readForm } from './forms.ts';
import { listPaths } from './paths.ts';
import { readOwnList } from './queries/read-lists.ts';
import { handName, ofOwner } from './together.ts';

export const noteParams = idParams.extend({ number: smallNumber });
export type NoteAsk = Ask<z.infer<typeof noteParams>, unknown>;
type NewAsk = Ask<unknown, unknown>;
type ListAsk = Ask<z.infer<typeof idParams>, unknown>;

/** The form of a new list. */
export function makePage(ask: NewAsk, again?: Again): Answer {
  const title = ask.t('shelf.make.title');
  return listForm(ask, { title, fields: listFields, backHref: listPaths.lists() }, again);
}

export async function make(ask: NewAsk): Promise<Answer> {
  const read = readForm(listFields, ask);
  if (read.problems.length > 0) return makePage(ask, read);
  const id = await makeList(ask.tx, inputFrom(read.typed));
  return { goTo: listPaths.list(id), say: 'shelf.said.made' };
}

/** The form of what a list says of itself. */
export async function changePage(ask: ListAsk, again?: Again): Promise<Answer> {
  const { id, title, note, shownName } = ofOwner(found(await readOwnList(ask.tx, ask.params.id)));
  const texts = { title, note: note ?? '', shownName: shownName ?? '' };
  const form = { title: ask.t('shelf.list.change'), fields: listFields, texts, backHref: listPaths.list(id) };
  return listForm(ask, form, again);
}

export async function change(ask: ListAsk): Promise<Answer> {
  const read = readForm(listFields, ask);
  if (read.problems.length > 0) return changePage(ask, read);
  await changeList(ask.tx, ask.params.id, inputFrom(read.typed));
  return { goTo: listPaths.list(ask.params.id), say: 'shelf.said.listChanged' };
}

/** The form of what is noted on a record of a list. It says on which state of the note it is written. */
export async function notePage(ask: NoteAsk, again?: Again): Promise<Answer> {
  const { id, number } = ask.params;
  const { items } = found(await readOwnList(ask.tx, id));
  const { title, annotation, noteVersion } = found(items.find(({ record }) => record === number));
  return listForm(
    ask,
    {
      ...{ title: ask.t('shelf.annotate.title'), about: title, fields: noteFields, version: noteVersion },
      ...{ texts: { annotation: annotation ?? '' }, backHref: `${listPaths.list(id)}#r${number}` },
    },
    again,
  );
}

export async function note(ask: NoteAsk): Promise<Answer> {
  const read = readForm(noteFields, ask);
  if (read.problems.length > 0) return notePage(ask, read);
  const { id, number } = ask.params;
  const annotation = read.typed.texts.annotation ?? '';
  const version = smallNumber.safeParse(one(ask.body, 'version')).data ?? 0;
  const isKept = await annotate(ask.tx, { list: id, record: number }, { annotation, version });
  if (!isKept) return notePage(ask, { ...read, problems: [await whatCameBetween(ask)] });
  return { goTo: `${listPaths.list(id)}#r${number}`, say: 'shelf.said.noted' };
}

/** Two people noted something on the same record: the second sees both texts. */
async function whatCameBetween({ tx, t, params }: NoteAsk): Promise<FieldProblem> {
  const list = found(await readOwnList(tx, params.id));
  const { annotation, noted } = found(list.items.find(({ record }) => record === params.number));
  if (!noted) return { field: 'annotation', text: t('shelf.annotate.goneBetween') };
  const values = { name: handName(noted, list, t), annotation: annotation ?? '' };
  return { field: 'annotation', text: t('shelf.annotate.changedBetween', values) };
}
