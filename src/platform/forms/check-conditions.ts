import { type References, referencesOf } from './condition.ts';
import {
  type Audience,
  audienceOf,
  type Condition,
  type Form,
  type Question,
  type SimpleQuestion,
} from './form.ts';
import { optionsOf } from './texts.ts';

/** What a condition may ask about, and who may learn of it. */
type Known = {
  readonly answers: ReadonlyMap<string, { question: Question | SimpleQuestion; audience: Audience }>;
  readonly facts: Form['facts'];
};

/** Whose condition it is, and who sees it come and go. */
type Asker = { readonly name: string; readonly audience: Audience };

const joined = (...conditions: readonly (Condition | undefined)[]): References => {
  const references = conditions.map(referencesOf);
  return { answers: references.flatMap(r => r.answers), facts: references.flatMap(r => r.facts) };
};

const requiredWhen = ({ required }: Pick<Question, 'required'>) =>
  typeof required === 'object' ? required : undefined;

// An open question that came and went with a closed answer would tell the person what the closed answer is.
const leaks = (asker: Asker, audience: Audience) => asker.audience === 'open' && audience === 'closed';

function problemsOfAnswers(asker: Asker, asked: References, known: Known): string[] {
  return asked.answers.flatMap(({ id, value }) => {
    const place = known.answers.get(id);
    if (place === undefined) return [`${asker.name} hangs on "${id}", which is not a question`];
    const options = optionsOf(place.question);
    const isOption = value === undefined || options.length === 0 || options.includes(value);
    return [
      ...(isOption ? [] : [`${asker.name} hangs on "${value}", which ${id} cannot be answered with`]),
      ...(leaks(asker, place.audience) ? [`${asker.name} is open and hangs on ${id}, which is closed`] : []),
    ];
  });
}

function problemsOfFacts(asker: Asker, asked: References, known: Known): string[] {
  return asked.facts.flatMap(name => {
    const audience = Object.hasOwn(known.facts, name) ? known.facts[name] : undefined;
    if (audience === undefined) return [`${asker.name} hangs on "${name}", which is not a fact of the form`];
    return leaks(asker, audience) ? [`${asker.name} is open and hangs on ${name}, which is closed`] : [];
  });
}

function problemsOf(asker: Asker, asked: References, known: Known): string[] {
  return [...problemsOfAnswers(asker, asked, known), ...problemsOfFacts(asker, asked, known)];
}

function problemsInGroup(group: Extract<Question, { kind: 'entries' }>, audience: Audience, form: Form) {
  // Siblings only: an entry has to mean the same wherever it is shown.
  const known: Known = {
    answers: new Map(group.questions.map(question => [question.id, { question, audience }])),
    facts: form.facts,
  };
  return group.questions.flatMap(sub => {
    const asker = { name: `${group.id}.${sub.id}`, audience };
    return problemsOf(asker, joined(sub.shownWhen, requiredWhen(sub)), known);
  });
}

/**
 * What is wrong with the conditions of a form: they ask about what is not there, about an answer that cannot be
 * given, or show something open by something closed.
 */
export function problemsOfConditions(form: Form): readonly string[] {
  const placed = form.sections.flatMap(section =>
    section.questions.map(question => ({ section, question, audience: audienceOf(section, question) })),
  );
  const known: Known = {
    answers: new Map(placed.map(place => [place.question.id, place])),
    facts: form.facts,
  };
  return placed.flatMap(({ section, question, audience }) => {
    const asked = joined(section.shownWhen, question.shownWhen, requiredWhen(question));
    const inGroup = question.kind === 'entries' ? problemsInGroup(question, audience, form) : [];
    return [...problemsOf({ name: question.id, audience }, asked, known), ...inGroup];
  });
}
