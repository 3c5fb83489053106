import {
  drawFields,
  type Field,
  nothingTyped,
  readFields,
  type Typed,
} from '../../platform/small-forms/index.ts';
import type { Answer, Ask, FieldProblem } from '../../platform/web/index.ts';
import type { ListInput } from './commands/keep-list.ts';

/** A form that was sent and cannot be kept as it is. */
export type Again = { readonly typed: Typed; readonly problems: readonly FieldProblem[] };

const longestLine = 200;
const longestText = 5000;

export const listFields: readonly Field[] = [
  { kind: 'line', name: 'title', label: 'shelf.list.title', need: 'shelf.need.title', longest: longestLine },
  { kind: 'text', name: 'note', label: 'shelf.list.note', hint: 'shelf.list.noteHint', longest: longestText },
  {
    kind: 'line',
    name: 'shownName',
    label: 'shelf.list.shownName',
    hint: 'shelf.list.shownNameHint',
    longest: longestLine,
  },
];

export const noteFields: readonly Field[] = [
  {
    kind: 'text',
    name: 'annotation',
    label: 'shelf.annotate.label',
    hint: 'shelf.annotate.hint',
    longest: longestText,
  },
];

/** Reads a form of a list: what was typed, and what cannot be kept. */
export function readForm(
  fields: readonly Field[],
  { body, t }: Pick<Ask<unknown, unknown>, 'body' | 't'>,
): Again {
  const { problems, ...typed } = readFields(fields, body, t);
  return { typed, problems };
}

export const inputFrom = ({ texts }: Typed): ListInput => ({
  title: texts.title ?? '',
  note: texts.note ?? '',
  shownName: texts.shownName ?? '',
});

type Form = {
  readonly title: string;
  readonly about?: string;
  readonly fields: readonly Field[];
  readonly texts?: Readonly<Record<string, string>>;
  readonly backHref: string;
  /** Which state of what is kept the form was drawn from. */
  readonly version?: number;
};

/** A form of a list, as it is kept or as it was typed. */
export function formPage(
  { t, path }: Pick<Ask<unknown, unknown>, 't' | 'path'>,
  form: Form,
  again?: Again,
): Answer {
  const { title, about, fields, texts = {}, backHref, version } = form;
  const typed = again?.typed ?? { ...nothingTyped, texts };
  return {
    ...{ page: 'evidence/lists/views/form.njk', title, backHref },
    model: { about, version, action: path, fields: drawFields(fields, typed, t) },
    ...(again ? { status: 422, problems: again.problems } : {}),
  };
}
