import type { Answers } from '../../platform/forms/index.ts';
import { saveSection, versionOf } from '../clinical/commands/save-section.ts';
import { signPart } from '../clinical/commands/sign-part.ts';
import { readApplication } from '../clinical/queries/read-application.ts';
import { formNamed } from '../forms/forms.ts';
import { completeAnswers } from './complete-answers.ts';
import { answersIn } from './play.ts';
import { playing, type Stage } from './stage.ts';

/** Which parts somebody fills in, and what they answer otherwise than usual. */
export type Filling = { by: string; parts: readonly string[]; answers?: Answers };

/** Fills in every section of some parts, as whoever writes them. */
export async function fillParts(
  stage: Stage,
  { id }: { id: number },
  { by, parts, answers }: Filling,
): Promise<void> {
  await playing(await stage.as(by), async (tx, actor) => {
    const file = await readApplication(tx, id);
    const form = formNamed(file.formVersion);
    const known = answersIn(file);
    const all = completeAnswers(
      { form, on: stage.today, authority: file.authority, known },
      { lastSeenOn: stage.today.toString(), ...keptConditions(known), ...answers },
    );
    const own = file.parts.filter(({ part }) => parts.includes(part)).flatMap(({ sections }) => sections);
    for (const section of form.sections.filter(one => own.includes(one.id))) {
      const ids = new Set(section.questions.map(question => question.id));
      const mine = Object.fromEntries(Object.entries(all).filter(([question]) => ids.has(question)));
      const version = versionOf(file, section.id);
      const save = { file, section, actor, answers: mine, audience: 'closed', version } as const;
      await saveSection(tx, { ...save, now: stage.now, confirmed: true });
    }
  });
}

const keptConditions = ({ conditions }: Answers): Answers => ({
  conditions: (Array.isArray(conditions) ? conditions : []).map(entry => ({
    ...(entry as Record<string, string>),
    kept: 'kept',
    how: 'Seen at each visit.',
  })),
});

/** Signs a part, by the name of whoever writes it. */
export async function sign(
  stage: Stage,
  { id }: { id: number },
  { by, part }: { by: string; part: string },
): Promise<void> {
  await playing(await stage.as(by), async (tx, actor) => {
    const file = await readApplication(tx, id);
    const own = file.parts.find(one => one.part === part);
    if (!own) throw new Error(`There is no part ${part}.`);
    await signPart(tx, { file, part: own, actor, today: stage.today });
  });
}
