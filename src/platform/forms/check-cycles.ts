import { referencesOf } from './condition.ts';
import { type Form, questionsIn } from './form.ts';

type WaitsFor = ReadonlyMap<string, readonly string[]>;

function waitsForItself(id: string, waitsFor: WaitsFor): boolean {
  const seen = new Set<string>();
  const ahead = [...(waitsFor.get(id) ?? [])];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    ahead.push(...(waitsFor.get(next) ?? []));
  }
  return false;
}

/**
 * The questions that could only be shown once they had been answered, directly or by way of others.
 */
export function problemsOfCycles(form: Form): readonly string[] {
  const shown = form.sections.flatMap(section =>
    section.questions.map(question => {
      const conditions = [section.shownWhen, question.shownWhen].map(referencesOf);
      return [question.id, conditions.flatMap(reference => reference.answers.map(a => a.id))] as const;
    }),
  );
  const groups = questionsIn(form)
    .filter(question => question.kind === 'entries')
    .map(group =>
      group.questions.map(sub => [sub.id, referencesOf(sub.shownWhen).answers.map(a => a.id)] as const),
    );
  return [shown, ...groups].flatMap(pairs => {
    const waitsFor: WaitsFor = new Map(pairs);
    const stuck = [...waitsFor.keys()].filter(id => waitsForItself(id, waitsFor));
    return stuck.map(id => `"${id}" would be shown only after it was answered`);
  });
}
