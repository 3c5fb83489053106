import { type Again, type Field, formPage } from '../../platform/small-forms/index.ts';
import type { Answer, Ask } from '../../platform/web/index.ts';

/** Why nothing is recorded when a form of the chain is opened. */
export const formHoldsNothing = 'none: a form that holds nothing about anybody' as const;

type ChainForm = {
  readonly title: string;
  readonly about: string;
  /** The language of what it is about, where the page is in another. */
  readonly lang?: string | undefined;
  readonly text?: string;
  readonly fields: readonly Field[];
  readonly backHref: string;
};

/** A form of the chain: a recommendation, or what became of it. */
export function chainForm(
  { t, path }: Pick<Ask<unknown, unknown>, 't' | 'path'>,
  { fields, about, lang, ...page }: ChainForm,
  again?: Again,
): Answer {
  const form = { action: path, fields, button: 'chains.button.save', again } as const;
  return formPage(t, { ...page, inset: about, insetLang: lang, form });
}
