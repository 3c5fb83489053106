import {
  type Answers,
  type Audience,
  type MissingAnswer,
  missing,
  type Task,
  taskList,
  type Walked,
} from '../../platform/forms/index.ts';
import { formNamed } from '../forms/forms.ts';
import { formFactsOf } from '../rules/leave-facts.ts';
import type { ApplicationFile, KeptSection } from './queries/read-application.ts';

/** Which part of an application the reader works with. */
export function audienceFor(file: Pick<ApplicationFile, 'mayReadClosed'>): Audience {
  return file.mayReadClosed ? 'closed' : 'open';
}

/** The answers of all sections as one set. */
export function answersOf(...parts: readonly (readonly Pick<KeptSection, 'answers'>[])[]): Answers {
  return Object.assign({}, ...parts.flat().map(section => section.answers));
}

/**
 * The form with the answers and facts of one part. For the open part neither a closed answer nor a closed fact
 * is even handed on.
 */
export function walkedFor(file: ApplicationFile, audience: Audience): Walked {
  const authorities = [file.authority];
  const form = formNamed(file.formVersion);
  if (audience === 'open') return { form, answers: answersOf(file.open), facts: { authorities } };
  const extremismLevel = file.flags?.extremismLevel ?? 'none';
  return {
    form,
    answers: answersOf(file.open, file.closed),
    facts: formFactsOf({ authorities, extremismLevel }),
  };
}

/** The sections that the reader may see, with how far each has come. */
export function tasksFor(file: ApplicationFile): readonly Task[] {
  const audience = audienceFor(file);
  return taskList(walkedFor(file, audience), audience);
}

/** What the reader could still fill in before the form is complete. */
export function gapsFor(file: ApplicationFile): readonly MissingAnswer[] {
  const audience = audienceFor(file);
  return missing(walkedFor(file, audience)).filter(gap => audience === 'closed' || gap.audience === 'open');
}
