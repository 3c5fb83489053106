import type { Question } from '../../platform/forms/index.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';

const asked = new Map(
  leaveApplication2024.sections.flatMap(section =>
    section.questions.map(question => [
      question.id,
      { ...question, audience: question.audience ?? section.audience },
    ]),
  ),
);

/** Questions of the leave application, asked by another form for the same readers: what was answered there can be taken over. */
export function asInLeave(...ids: readonly string[]): readonly Question[] {
  return ids.map(id => {
    const question = asked.get(id);
    if (!question) throw new Error(`The leave application has no question ${id}.`);
    return question;
  });
}

/** Whether the leave application asks this. */
export const isAskedInLeave = (id: string): boolean => asked.has(id);
