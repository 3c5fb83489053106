import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/index.ts';

const ofApplication = { key: 'document_id', of: 'application' } as const;
const ofOccasion = { key: 'occasion_id', of: 'occasion' } as const;

/** Where the moments of an application stand, and by which key a row is found from it. */
const moments: readonly {
  table: string;
  columns: readonly string[];
  key: string;
  of: 'application' | 'occasion';
}[] = [
  {
    table: 'casework.document',
    columns: ['created_at', 'submitted_at', 'decided_at'],
    key: 'id',
    of: 'application',
  },
  { table: 'casework.open_answers', columns: ['changed_at'], ...ofApplication },
  { table: 'casework.closed_answers', columns: ['changed_at'], ...ofApplication },
  { table: 'casework.consultation', columns: ['asked_at', 'answered_at'], ...ofApplication },
  { table: 'casework.information_request', columns: ['asked_at', 'answered_at'], ...ofApplication },
  { table: 'casework.submission', columns: ['submitted_at'], ...ofApplication },
  { table: 'casework.decision', columns: ['drafted_at', 'issued_at'], ...ofApplication },
  { table: 'casework.answer_to_person', columns: ['issued_at'], ...ofApplication },
  { table: 'casework.leave_event', columns: ['recorded_at'], ...ofApplication },
  { table: 'voice.shown', columns: ['shown_at'], ...ofOccasion },
  { table: 'voice.opportunity', columns: ['recorded_at'], ...ofOccasion },
  { table: 'voice.statement', columns: ['sealed_at'], ...ofOccasion },
  { table: 'voice.reply', columns: ['written_at', 'issued_at'], ...ofOccasion },
  { table: 'voice.occasion', columns: ['opened_at', 'submitted_at', 'closed_at'], key: 'id', of: 'occasion' },
];

/** Older moments were given by the story, or have been moved already. */
const fresh = sql`now() - interval '1 hour'`;

/**
 * Moves what was just played into the past, so that a demonstration has a history: every moment of the last hour that
 * the database made for this application, its audit rows, and the seals of its statements, which name their time. Only
 * the loader of a demonstration can do this, as the owner of the tables, before the first audit seal.
 */
export async function backdate(
  db: Kysely<DB>,
  played: { id: number; occasionId: number; caseId: number },
  seconds: number,
): Promise<void> {
  for (const { table, columns, key, of } of moments) {
    const sets = columns.map(column => sql`${sql.ref(column)} = ${earlier(column, seconds)}`);
    const id = of === 'application' ? played.id : played.occasionId;
    await withoutTriggers(db, table, async () => {
      await sql`update ${sql.table(table)} set ${sql.join(sets)} where ${sql.ref(key)} = ${id}`.execute(db);
    });
  }
  await sql`update voice.statement s set hash = sha256(voice.canonical(s)) where s.occasion_id = ${played.occasionId}`.execute(
    db,
  );
  await sql`update voice.statement s set code = voice.code_of(s.hash) where s.occasion_id = ${played.occasionId}`.execute(
    db,
  );
  await backdateAudit(db, played.caseId, seconds);
}

/** No policy lets even the owner change an audit row, so the force of the policies is lifted here. */
async function backdateAudit(db: Kysely<DB>, caseId: number, seconds: number): Promise<void> {
  await sql`alter table audit.event no force row level security`.execute(db);
  await sql`update audit.event set at = ${earlier('at', seconds)} where case_id = ${caseId}`.execute(db);
  // What was sealed names its time, so its hash is another now, in the trail as in the record.
  await sql`update audit.event e set detail = jsonb_set(e.detail, '{hash}', to_jsonb(encode(s.hash, 'hex')))
    from voice.statement s where e.case_id = ${caseId} and s.case_id = e.case_id
      and e.event = 'voice.statement.sealed' and (e.detail ->> 'statement')::bigint = s.id`.execute(db);
  await sql`alter table audit.event force row level security`.execute(db);
}

function earlier(column: string, seconds: number) {
  const ref = sql.ref(column);
  return sql`case when ${ref} > ${fresh} then ${ref} - make_interval(secs => ${seconds}) else ${ref} end`;
}

async function withoutTriggers(db: Kysely<DB>, table: string, work: () => Promise<void>): Promise<void> {
  await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
  await work();
  await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
}
