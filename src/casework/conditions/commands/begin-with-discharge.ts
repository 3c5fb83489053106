import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { type DocumentKind, kindRules } from '../../rules/document-kinds.ts';
import { setConditions } from './set-conditions.ts';

type Begin = {
  readonly documentId: number;
  readonly caseId: number;
  /** Which of the things asked for has happened. */
  readonly asked: string;
  /** The movement by which the register knows it, and the day on which it happened. */
  readonly movementId: number;
  readonly actualOn: string;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

type Decided = {
  id: number;
  kind: DocumentKind;
  conditions: string[];
  plain: string[];
  onLiberty: boolean[];
};

/**
 * Lets the conditions of a decision hold from the day of the discharge, in the transaction in which that is recorded.
 * With a supervised discharge the register is marked. What sets no conditions changes nothing here.
 * @throws a refusal with 409 when a condition cannot hold on that day
 */
export async function beginWithDischarge(tx: Tx, begin: Begin): Promise<void> {
  const { caseId, asked, actualOn, movementId, actor, today } = begin;
  const decided = await readDecided(tx, begin.documentId);
  const sets = decided && kindRules[decided.kind].setsConditions;
  if (!decided || sets !== 'with the discharge' || decided.conditions.length === 0) return;
  const refusal = await setConditions(tx, {
    ...{ caseId, actor, today, movementId, decisionId: decided.id },
    ...{ setBy: 'Secretary of State', fromOn: actualOn, supervised: asked === 'supervised-discharge' },
    conditions: decided.conditions.map((wording, place) => ({
      ...{ standard: null, wording, plain: decided.plain[place] ?? wording },
      onLiberty: decided.onLiberty[place] === true,
    })),
  });
  if (refusal) throw tooLate(refusal.says);
}

async function readDecided(tx: Tx, documentId: number): Promise<Decided | undefined> {
  const { rows } = await sql<Decided>`
    select d.id, a.kind, d.conditions, t.conditions as plain, d.on_liberty as "onLiberty"
    from casework.decision d join casework.document a on a.id = d.document_id
    join casework.answer_to_person t on t.decision_id = d.id
    where d.document_id = ${documentId} and d.state = 'issued' and d.kind in ('grant', 'grant in part')
    order by d.id desc limit 1`.execute(tx.db);
  return rows[0];
}
