import type { Actor, Tx } from '../../platform/database/index.ts';
import type { ReferenceGround } from '../rules/tribunal/grounds.ts';
import type { StepKind } from '../rules/tribunal/step-kinds.ts';
import { recordApplication, recordReference } from '../tribunal/commands/open-tribunal.ts';
import { recordStep } from '../tribunal/commands/record-step.ts';
import { readTribunals } from '../tribunal/queries/read-tribunals.ts';
import type { OfCase } from './case-scenes.ts';
import { playing, type Stage } from './stage.ts';

/** A caseworker records something of the tribunal. */
const recorded = async <T>(stage: Stage, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T> =>
  playing(await stage.as('robin.quill'), work);

type Opens = { ground?: ReferenceGround };

/** The person has applied to the tribunal, or the Secretary of State refers them. */
export async function comesBefore(stage: Stage, { caseId }: OfCase, { ground }: Opens = {}): Promise<void> {
  const opened = await recorded(stage, async (tx, actor) => {
    const opening = {
      ...{ file: await readTribunals(tx, caseId), country: 'England' as const, as: 'section' },
      ...{ madeOn: stage.today.toString(), actor, today: stage.today },
    };
    return ground ? recordReference(tx, { ...opening, ground }) : recordApplication(tx, opening);
  });
  if ('refusal' in opened) throw new Error(`The tribunal: ${opened.refusal.says}.`);
}

/** Something was done in the case before the tribunal, or is to come on a day that is known. */
export async function tribunalStep(
  stage: Stage,
  { caseId }: OfCase,
  { kind, inDays = 0 }: { kind: StepKind; inDays?: number },
): Promise<void> {
  const refused = await recorded(stage, async (tx, actor) => {
    const file = await readTribunals(tx, caseId);
    const tribunal = file.tribunals.at(-1);
    if (!tribunal) throw new Error('Nothing is before the tribunal.');
    const onDay = stage.today.add({ days: inDays }).toString();
    return recordStep(tx, { file, tribunal, kind, onDay, as: 'section', actor, today: stage.today });
  });
  if (refused) throw new Error(`The step ${kind}: ${refused.says}.`);
}
