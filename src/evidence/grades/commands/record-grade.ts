import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { ScaleName } from '../scales.ts';

/** What somebody found of a record on a scale. */
export type Found = {
  readonly record: number;
  readonly scale: ScaleName;
  readonly marks: readonly number[];
  readonly because: string;
};

/**
 * Grades a record, not knowing what another grader found. Where the second finds the same as the first, that is its grade.
 * @throws a refusal with 409 where this grader or two others have graded it
 */
export async function gradeRecord(tx: Tx, { record, scale, marks, because }: Found): Promise<void> {
  await sql`insert into evidence.grading (record, scale, marks, because)
    values (${record}, ${scale}, ${[...marks]}::smallint[], ${because})`.execute(tx.db);
  tx.record('evidence.record.graded', { detail: { number: record, scale } });
}

/**
 * Settles on which grade a record has where two graders differ: a third, or the two after a conversation.
 * @throws a refusal with 409 where there is nothing to settle
 */
export async function settleGrade(tx: Tx, { record, scale, marks, because }: Found): Promise<void> {
  await sql`insert into evidence.grade (record, scale, marks, how, note)
    values (${record}, ${scale}, ${[...marks]}::smallint[], 'third', ${because})`.execute(tx.db);
  tx.record('evidence.grade.settled', { detail: { number: record, scale } });
}
