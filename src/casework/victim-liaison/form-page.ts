import type { TextKey } from '../../platform/language/index.ts';
import { formPage, type ShortForm } from '../../platform/small-forms/index.ts';
import type { Answer } from '../../platform/web/index.ts';
import type { CaseAsk } from './liaison-route.ts';

/** One form of the victim side: what it is, and what to know before it is filled in. */
export type VictimForm = {
  readonly title: TextKey;
  readonly intro: TextKey;
  readonly backHref: string;
  readonly form: ShortForm;
  /** Of whom: a name, or the words that a form is about. */
  readonly about?: string;
};

/** The page of a form of the victim side. */
export function victimForm({ params, t }: Pick<CaseAsk, 'params' | 't'>, of: VictimForm): Answer {
  return formPage(t, {
    ...{ title: t(of.title), inset: t(of.intro), backHref: of.backHref, form: of.form },
    ...{ caption: of.about ?? '', about: { caseId: params.caseId } },
  });
}
