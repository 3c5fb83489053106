import type { Form, Question, Section } from '../../platform/forms/index.ts';

/**
 * Questions of another form, asked in the same words: what was answered there can be taken over here.
 * @param form the form that they come from
 * @param ids which of its questions
 * @returns each with the audience that it has there; throws for a question that the form does not have
 */
export function asIn(form: Form, ...ids: readonly string[]): readonly Question[] {
  return ids.map(id => {
    const section = form.sections.find(({ questions }) => questions.some(question => question.id === id));
    const question = section?.questions.find(one => one.id === id);
    if (!section || !question) throw new Error(`The form ${form.id} has no question ${id}.`);
    return { ...question, audience: question.audience ?? section.audience, texts: form.texts };
  });
}

/**
 * A whole section of another form, in its words.
 * @param form the form that it comes from
 * @param id which of its sections
 * @param but which of its questions are asked in words of this form's own, and which are left out
 * @returns the section; throws for one that the form does not have
 */
export function sectionAsIn(
  form: Form,
  id: string,
  but: { readonly ownWords?: readonly string[]; readonly without?: readonly string[] } = {},
): Section {
  const section = form.sections.find(one => one.id === id);
  if (!section) throw new Error(`The form ${form.id} has no section ${id}.`);
  const questions = section.questions
    .filter(question => !but.without?.includes(question.id))
    .map(question => (but.ownWords?.includes(question.id) ? question : { ...question, texts: form.texts }));
  return { ...section, questions, texts: form.texts };
}
