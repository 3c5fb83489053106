import type { TextKey, Translate } from '../language/index.ts';
import type { PageAnswer } from '../web/index.ts';
import { type Again, drawFields, type Field, nothingTyped, type Typed } from './fields.ts';

/** A short form: its fields, where it is sent, and its button. */
export type ShortForm = {
  readonly action: string;
  readonly fields: readonly Field[];
  readonly button: TextKey;
  readonly manner?: 'warning' | 'secondary' | undefined;
  /** What it holds before anybody has typed in it. */
  readonly begins?: Partial<Typed>;
  /** How it was sent, where it was refused. */
  readonly again?: Again | undefined;
  /** Hidden fields, such as the version that was read; one that holds nothing is left out. */
  readonly hidden?: Readonly<Record<string, string | number | undefined>>;
};

/** A form as `shortForm` of views/form.njk draws it: as it begins, or as it was sent. */
export function drawForm(t: Translate, form: ShortForm) {
  const { action, fields, button, manner, begins, again, hidden = {} } = form;
  return {
    ...{ action, button: t(button), manner },
    fields: drawFields(fields, again?.typed ?? { ...nothingTyped, ...begins }, t),
    carriesFile: fields.some(({ kind }) => kind === 'file'),
    hidden: Object.entries(hidden).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [{ name, value }],
    ),
  };
}

/** A page that is a form and little else. */
export type FormPage = Pick<PageAnswer, 'title' | 'windowTitle' | 'backHref' | 'about'> & {
  /** Of whom it is, above the title. */
  readonly caption?: string;
  /** What the form is about, set off from the rest. */
  readonly inset?: string;
  /** The language of that, where the page is in another. */
  readonly insetLang?: string | undefined;
  /** What to know before it is filled in. */
  readonly text?: string;
  readonly form: ShortForm;
  /** A view that extends the usual one, where more stands above or below the form, and what it shows. */
  readonly page?: string;
  readonly shows?: Readonly<Record<string, unknown>>;
};

/** The page of a form; refused where its form says so, with what was typed and what is wrong with it. */
export function formPage(t: Translate, of: FormPage): PageAnswer {
  const {
    page = 'platform/small-forms/views/form-page.njk',
    form,
    caption,
    inset,
    insetLang,
    text,
    shows,
    ...rest
  } = of;
  return {
    ...{ ...rest, page },
    model: { caption, inset, insetLang, text, ...shows, form: drawForm(t, form) },
    problems: form.again?.problems,
  };
}
