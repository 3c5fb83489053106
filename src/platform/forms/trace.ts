import type { Answers } from './answers.ts';
import { type Verdict, verdictOf, type World } from './condition.ts';
import type { Condition, EntriesQuestion, Facts, Form } from './form.ts';

/** Something that applies when all of its conditions hold. */
type Step = { readonly id: string; readonly conditions: readonly (Condition | undefined)[] };

/** Knows, for each question, whether it applies; and answers only from questions that do. */
export type Trace = World & { appliesTo(id: string): Verdict };

type TraceOf = {
  readonly steps: readonly Step[];
  readonly answers: Answers;
  readonly facts: Facts;
  readonly unsettled: ReadonlySet<string>;
};

function verdictOn(step: Step, world: World): Verdict {
  const verdicts = step.conditions.map(condition => (condition ? verdictOf(condition, world) : true));
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function traceOf({ steps, answers, facts, unsettled }: TraceOf): Trace {
  const byId = new Map(steps.map(step => [step.id, step]));
  const known = new Map<string, Verdict>();
  const appliesTo = (id: string): Verdict => {
    const step = byId.get(id);
    if (step === undefined || known.has(id)) return step === undefined ? false : known.get(id);
    // Set before asking: a question that waits for itself is never reached, instead of asking for ever.
    known.set(id, false);
    known.set(id, verdictOn(step, trace));
    return known.get(id);
  };
  const trace: Trace = {
    appliesTo,
    factOf: name => facts[name],
    answerOf: id => (appliesTo(id) === true ? answers[id] : undefined),
    isUnsettled: id => appliesTo(id) === undefined || (unsettled.has(id) && appliesTo(id) === true),
  };
  return trace;
}

const settled: ReadonlySet<string> = new Set();

/** What a form is walked with. */
export type Walked = { readonly form: Form; readonly answers: Answers; readonly facts: Facts };

/**
 * Follows a form: which questions apply, given what was answered. An answer to a question that does not apply
 * counts for nothing, so that a stale answer cannot open a path.
 * @param walked the form, the answers and the facts of the case
 * @param unsettled questions whose answers are still being given, on the page in front of the reader
 */
export function traceForm({ form, answers, facts }: Walked, unsettled = settled): Trace {
  const steps = form.sections.flatMap(section =>
    section.questions.map(question => ({
      id: question.id,
      conditions: [section.shownWhen, question.shownWhen],
    })),
  );
  return traceOf({ steps, answers, facts, unsettled });
}

/**
 * Follows the questions of one entry of a group. They hang only on each other and on facts, so that an entry
 * means the same wherever it is shown.
 * @param beingGiven true when the entry stands on a page and any of its answers can still change
 */
export function traceEntry(group: EntriesQuestion, entry: Answers, facts: Facts, beingGiven = false): Trace {
  const steps = group.questions.map(question => ({ id: question.id, conditions: [question.shownWhen] }));
  const unsettled = beingGiven ? new Set(steps.map(step => step.id)) : settled;
  return traceOf({ steps, answers: entry, facts, unsettled });
}
