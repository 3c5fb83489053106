import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { ReferenceGround } from '../../rules/tribunal/grounds.ts';
import { type MayApply, mayApply, type TribunalRefusal } from '../../rules/tribunal/may-apply.ts';
import { mayRefer } from '../../rules/tribunal/may-refer.ts';
import type { TribunalFile } from '../queries/read-tribunals.ts';

export type Opening = {
  readonly file: TribunalFile;
  readonly country: 'England' | 'Wales';
  readonly madeOn: string;
  /** `section`, or the capacity in the circle. */
  readonly as: string;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};
export type Opened = { readonly id: number } | { readonly refusal: TribunalRefusal };

/**
 * Records that the Secretary of State referred a case to the tribunal.
 * @returns its number, or why it cannot be
 * @throws the database's own refusal when one is before the tribunal already
 */
export async function recordReference(
  tx: Tx,
  { ground, ...opening }: Opening & { readonly ground: ReferenceGround },
): Promise<Opened> {
  const { file, madeOn, today } = opening;
  const { reference, refusal } = mayRefer({ ground, madeOn, facts: file.facts, today: today.toString() });
  if (refusal) return { refusal };
  const { dueOn, rule } = reference;
  return open(tx, opening, { kind: 'reference', ground, due_on: dueOn, rule });
}

/**
 * Records that the person applied to the tribunal, by the person, by whoever acts for them, or by the section.
 * @returns its number, or why they could not have
 * @throws the database's own refusal when one is before the tribunal already
 */
export async function recordApplication(tx: Tx, opening: Opening): Promise<Opened> {
  const { file, madeOn, today } = opening;
  const { right, refusal }: MayApply = mayApply(file.facts, madeOn, today.toString());
  if (refusal) return { refusal };
  const { ground, window, clock } = right;
  const times = { window_from: window.from.toString(), window_until: window.until.toString() };
  return open(tx, opening, { kind: 'application', ground, ...times, rule: `${clock.id} ${clock.version}` });
}

type Made = { kind: string; ground: string; rule: string } & Partial<
  Record<'due_on' | 'window_from' | 'window_until', string | null>
>;

async function open(tx: Tx, { file, country, madeOn, as, actor }: Opening, made: Made): Promise<Opened> {
  const { id } = await tx.db
    .insertInto('casework.tribunal_case')
    .values({
      ...{ case_id: file.caseId, country, made_on: madeOn, ...made },
      ...{ recorded_by: actor.accountId, recorded_as: as },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record(made.kind === 'reference' ? 'casework.tribunal.referred' : 'casework.tribunal.applied', {
    caseId: file.caseId,
    detail: { tribunal: id, as },
  });
  return { id };
}
