import type { TextKey } from '../../platform/language/index.ts';
import { drawFields, type Field, type Typed } from '../../platform/small-forms/index.ts';
import type { Answer, Ask, FieldProblem } from '../../platform/web/index.ts';

type AnyAsk = Ask<{ caseId: number }, unknown>;

/** One form on a page of its own. */
export type FormPage = {
  readonly title: TextKey;
  readonly intro: TextKey;
  readonly action: string;
  readonly backHref: string;
  readonly button: TextKey;
  readonly fields: readonly Field[];
  readonly typed: Typed;
  /** Of whom: a name, or the words that a form is about. */
  readonly about?: string;
  readonly problems?: readonly FieldProblem[];
  /** Whether its last field is a file. */
  readonly carriesFile?: boolean;
  /** Hidden fields, such as the version that was read. */
  readonly hidden?: Readonly<Record<string, string>>;
};

/** The page of a form; with problems, 422 and what was typed. */
export function formPage({ params, t }: AnyAsk, form: FormPage): Answer {
  const { problems = [] } = form;
  return {
    page: 'casework/victim-liaison/views/form.njk',
    title: t(form.title),
    backHref: form.backHref,
    model: {
      ...{ intro: t(form.intro), action: form.action, button: t(form.button), about: form.about ?? '' },
      fields: drawFields(form.fields, form.typed, t),
      carriesFile: form.carriesFile ?? false,
      hidden: Object.entries(form.hidden ?? {}).map(([name, value]) => ({ name, value })),
    },
    about: { caseId: params.caseId },
    ...(problems.length > 0 ? { status: 422, problems } : {}),
  };
}
