import { drawFields, type Field, nothingTyped, type Typed } from '../../platform/small-forms/index.ts';
import type { Answer, Ask, FieldProblem } from '../../platform/web/index.ts';

/** A form as somebody sent it, and what is wrong with it. */
export type Again = { typed: Typed; problems: readonly FieldProblem[] };

/** Why nothing is recorded when a form of the chain is opened. */
export const formHoldsNothing = 'none: a form that holds nothing about anybody' as const;

/** A form of the chain, empty or as it was typed. */
export function formPage(
  { t, path }: Pick<Ask<unknown, unknown>, 't' | 'path'>,
  form: { title: string; about: string; fields: readonly Field[]; backHref: string },
  again?: Again,
): Answer {
  return {
    page: 'evidence/recommendations/views/form.njk',
    title: form.title,
    backHref: form.backHref,
    model: {
      about: form.about,
      action: path,
      fields: drawFields(form.fields, again?.typed ?? nothingTyped, t),
    },
    ...(again ? { status: 422, problems: again.problems } : {}),
  };
}
