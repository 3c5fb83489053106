import { isTextKey } from '../language/index.ts';
import { problemsOfConditions } from './check-conditions.ts';
import { problemsOfCycles } from './check-cycles.ts';
import { type EntriesQuestion, type Form, questionsIn } from './form.ts';
import { optionsOf, sectionTexts, textsOf } from './texts.ts';

/** A form's definition cannot be right; the message names the form and everything that is wrong. */
export class FormProblem extends Error {
  override readonly name = 'FormProblem';
}

// "-" parts the name of a field into group, place and question; and an id that every object already answers to
// ("constructor") would find something where nothing was answered.
const isFit = (id: string) => /^[a-z][A-Za-z0-9]*$/.test(id) && !(id in {});

const twice = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at);

function problemsOfIds(form: Form): readonly string[] {
  const groups = questionsIn(form).filter(question => question.kind === 'entries');
  const subs = groups.map(group => group.questions.map(sub => sub.id));
  const top = questionsIn(form).map(question => question.id);
  return [
    ...[...top, ...subs.flat(), ...Object.keys(form.facts)]
      .filter(id => !isFit(id))
      .map(id => `"${id}" cannot be an id`),
    ...twice(form.sections.map(section => section.id)).map(id => `there are two sections "${id}"`),
    ...twice(top).map(id => `there are two questions "${id}"`),
    ...subs.flatMap(ids => twice(ids).map(id => `a group has two questions "${id}"`)),
  ];
}

function keysOfGroup(form: Form, group: EntriesQuestion): readonly string[] {
  const keys = group.questions.flatMap(sub => {
    const texts = textsOf(form, sub, group);
    return [texts.label, ...(sub.hint ? [texts.hint] : []), ...optionsOf(sub).map(texts.option)];
  });
  return [textsOf(form, group).entry, ...keys];
}

/**
 * Every text key that a form needs, so that a missing sentence is found before a reader finds it.
 */
export function textKeysOf(form: Form): readonly string[] {
  const titles = form.sections.flatMap(section => {
    const { title, intro } = sectionTexts(form, section);
    return section.intro ? [title, intro] : [title];
  });
  const questions = questionsIn(form).flatMap(question => {
    const texts = textsOf(form, question);
    const own = [
      texts.label,
      ...(question.hint ? [texts.hint] : []),
      ...optionsOf(question).map(texts.option),
    ];
    return question.kind === 'entries' ? [...own, ...keysOfGroup(form, question)] : own;
  });
  return [...titles, ...questions];
}

/**
 * Checks a form's definition once, before anything is asked with it.
 * @param form the definition
 * @param hasText whether the catalogue holds a key, in both languages
 * @returns the same form; throws FormProblem for ids that are double or unfit, conditions on what is unknown,
 *   closed or circular, and texts that are missing
 */
export function checkForm(form: Form, hasText: (key: string) => boolean = isTextKey): Form {
  const textless = textKeysOf(form).filter(key => !hasText(key));
  const problems = [
    ...problemsOfIds(form),
    ...problemsOfConditions(form),
    ...problemsOfCycles(form),
    ...textless.map(key => `there is no text "${key}"`),
  ];
  if (problems.length > 0) throw new FormProblem(`The form ${form.id} is wrong: ${problems.join('; ')}.`);
  return form;
}
