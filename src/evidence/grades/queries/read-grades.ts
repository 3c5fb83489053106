import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Given } from '../alpha.ts';
import type { ScaleName } from '../scales.ts';

/** A grade that was settled on; `from` names a record that went into this one, where it was given to that. */
export type Settled = {
  readonly marks: readonly number[];
  readonly how: 'agreed' | 'third' | 'conversation';
  readonly note: string | null;
  readonly from: number | null;
};

/** What is known of a record on one scale: each finding once both are in, and what was settled on. */
export type RecordGrades = {
  readonly scale: ScaleName;
  readonly findings: readonly {
    readonly marks: readonly number[];
    readonly because: string;
    readonly from: number | null;
  }[];
  readonly settled: Settled | null;
  /** What was settled on of records that went into it. */
  readonly others: readonly Settled[];
};

/** A subquery that reads the grades of a record and of what went into it, for its page. */
export const gradesOf = (number: ReturnType<typeof sql.ref>) => sql<RecordGrades[]>`
  select coalesce(json_agg(json_build_object('scale', s.scale,
    'findings', (select json_agg(json_build_object('marks', g.marks, 'because', g.because, 'from', nullif(g.record, ${number}))
        order by g.record <> ${number}, g.record, g.graded_at)
      from evidence.with_gone(${number}) w join evidence.grading g on g.record = w.number and g.scale = s.scale),
    'settled', case when d.scale is not null then json_build_object('marks', d.marks, 'how', d.how, 'note', d.note,
      'from', nullif(d.from_record, ${number})) end,
    'others', (select coalesce(json_agg(json_build_object('marks', o.marks, 'how', o.how, 'note', o.note, 'from', o.record) order by o.record), '[]')
      from evidence.with_gone(${number}) w join evidence.grade o on o.record = w.number and o.scale = s.scale
      where o.record not in (d.from_record, ${number}))
    ) order by s.scale), '[]')
  from (select distinct g.scale from evidence.with_gone(${number}) w join evidence.grading g on g.record = w.number
    where evidence.both_in(g.record, g.scale)) s
  left join evidence.grades_of(${number}) d on d.scale = s.scale`;

export type Waiting = {
  readonly record: number;
  readonly title: string;
  readonly language: string | null;
  readonly waits: 'settle' | 'second' | 'first';
};

/** What waits for whoever asks on one scale: to settle first, then for a second grade, then for a first. One query. */
export async function readWork(tx: Tx, scale: ScaleName): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select w.record, w.title, r.entry ->> 'language' as language, w.waits
      from evidence.grading_work(${scale}, 100) with ordinality w (record, title, waits, place)
      join evidence.record r on r.number = w.record order by w.place`.execute(tx.db);
  return rows;
}

/**
 * Why whoever asks cannot grade a record on a scale: they have, or two others have. Of one other's grade they see nothing.
 * One query.
 */
export async function whyNotGraded(
  tx: Tx,
  number: number,
  scale: ScaleName,
): Promise<'again' | 'two' | undefined> {
  const { rows } = await sql<{
    two: boolean;
    own: boolean;
  }>`select evidence.both_in(${number}, ${scale}) as two,
    exists (select from evidence.with_gone(${number}) w join evidence.grading g on g.record = w.number and g.scale = ${scale}) as own`.execute(
    tx.db,
  );
  const [found] = rows;
  return found?.two ? 'two' : found?.own ? 'again' : undefined;
}

/** Whether two graded a record on a scale, found differently, and nobody settled it yet. One query. */
export async function waitsToBeSettled(tx: Tx, number: number, scale: ScaleName): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`select evidence.both_in(${number}, ${scale})
    and not exists (select from evidence.grades_of(${number}) d where d.scale = ${scale}) as waits`.execute(
    tx.db,
  );
  return rows[0]?.waits ?? false;
}

/** Which marks records were given that two or more graded, by scale and part (from 1), and how many had just these. One query. */
export async function readGiven(
  tx: Tx,
): Promise<(Given & { readonly scale: ScaleName; readonly part: number })[]> {
  const { rows } = await sql<Given & { scale: ScaleName; part: number }>`
    select scale, part, to_json(marks) as marks, n from evidence.marks_given()`.execute(tx.db);
  return rows;
}
