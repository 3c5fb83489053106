import type { z } from 'zod';
import type { Again } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, found, idParams, one, smallNumber } from '../../platform/web/index.ts';
import { otherLanguage } from '../record/languages.ts';
import { readHits } from '../search/queries/read-hits.ts';
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

/** What stands in a note now, where somebody wrote it while another was writing. */
type NowThere = { readonly by: string; readonly text: string };

/** The form of what is noted on a record of a list. It says on which state of the note it is written. */
export async function notePage(ask: NoteAsk, again?: Again, now?: NowThere): Promise<Answer> {
  const { tx, t, params } = ask;
  const { items } = found(await readOwnList(tx, params.id));
  const { title, stayed, annotation, noteVersion } = found(
    items.find(({ record }) => record === params.number),
  );
  const [record] = await readHits(tx, [stayed]);
  return listForm(
    ask,
    {
      ...{ title: t('shelf.annotate.title'), fields: noteFields, version: noteVersion },
      page: 'evidence/lists/views/note.njk',
      shows: { about: { text: title, lang: otherLanguage(record?.language, t.language) }, now },
      ...{
        texts: { annotation: annotation ?? '' },
        backHref: `${listPaths.list(params.id)}#r${params.number}`,
      },
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
  if (!isKept) return besideTheOther(ask, read);
  return { goTo: `${listPaths.list(id)}#r${number}`, say: 'shelf.said.noted' };
}

/** Two people noted something on the same record: the second sees both texts. */
async function besideTheOther(ask: NoteAsk, again: Again): Promise<Answer> {
  const { tx, t, params } = ask;
  const list = found(await readOwnList(tx, params.id));
  const { annotation, noted } = found(list.items.find(({ record }) => record === params.number));
  const problem = (text: string) => [{ field: 'annotation', text }];
  if (!noted) return notePage(ask, { ...again, problems: problem(t('shelf.annotate.goneBetween')) });
  const name = handName(noted, list, t);
  return notePage(
    ask,
    { ...again, problems: problem(t('shelf.annotate.changedBetween', { name })) },
    { by: t('shelf.hand.noted', { name }), text: annotation ?? '' },
  );
}
