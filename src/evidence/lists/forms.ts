import {
  type Again,
  type Field,
  type FormPage,
  formPage,
  readFields,
  type Typed,
} from '../../platform/small-forms/index.ts';
import type { Answer, Ask } from '../../platform/web/index.ts';
import type { ListInput } from './commands/keep-list.ts';

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

type Form = Pick<FormPage, 'page' | 'shows'> & {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly texts?: Typed['texts'];
  readonly backHref: string;
  /** Which state of what is kept the form was drawn from. */
  readonly version?: number;
};

/** A form of a list, as it is kept or as it was typed. */
export function listForm(
  { t, path }: Pick<Ask<unknown, unknown>, 't' | 'path'>,
  { fields, texts = {}, version, ...page }: Form,
  again?: Again,
): Answer {
  return formPage(t, {
    ...page,
    form: {
      ...{ action: path, fields, button: 'platform.action.save' },
      ...{ begins: { texts }, again, hidden: { version } },
    },
  });
}
