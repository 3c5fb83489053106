import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Pair } from '../kappa.ts';
import type { ScaleName } from '../scales.ts';

/** What is known of a record on one scale: each finding once both are in, and what was settled on. */
export type RecordGrades = {
  readonly scale: ScaleName;
  readonly findings: readonly { readonly marks: readonly number[]; readonly because: string }[];
  readonly settled: {
    readonly marks: readonly number[];
    readonly how: 'agreed' | 'third' | 'conversation';
    readonly note: string | null;
  } | null;
};

/** A subquery that reads the grades of a record, for its page. */
export const gradesOf = (number: ReturnType<typeof sql.ref>) => sql<RecordGrades[]>`
  select coalesce(json_agg(json_build_object('scale', s.scale,
    'findings', (select json_agg(json_build_object('marks', g.marks, 'because', g.because) order by g.graded_at)
      from evidence.grading g where g.record = ${number} and g.scale = s.scale),
    'settled', (select json_build_object('marks', d.marks, 'how', d.how, 'note', d.note)
      from evidence.grade d where d.record = ${number} and d.scale = s.scale)) order by s.scale), '[]')
  from (select distinct g.scale from evidence.grading g where g.record = ${number} and evidence.both_in(g.record, g.scale)) s`;

export type Waiting = {
  readonly record: number;
  readonly title: string;
  readonly waits: 'settle' | 'second' | 'first';
};

/** What waits for whoever asks on one scale: to settle first, then for a second grade, then for a first. One query. */
export async function readWork(tx: Tx, scale: ScaleName): Promise<Waiting[]> {
  const { rows } =
    await sql<Waiting>`select record, title, waits from evidence.grading_work(${scale}, 100)`.execute(tx.db);
  return rows;
}

/** How often two graders gave which marks, by scale and part (from 1). One query. */
export async function readPairs(
  tx: Tx,
): Promise<(Pair & { readonly scale: ScaleName; readonly part: number })[]> {
  const { rows } = await sql<Pair & { scale: ScaleName; part: number }>`
    select b.scale, m.part::int, m.one, m.other, count(*)::int as n from (
      select g.scale, (array_agg(to_json(g.marks) order by g.graded_at, g.marks)) as given
      from evidence.grading g group by g.record, g.scale having count(*) = 2) b
    cross join lateral rows from (json_array_elements_text(b.given[1]), json_array_elements_text(b.given[2]))
      with ordinality as t (a, c, part)
    cross join lateral (select t.part, t.a::int as one, t.c::int as other) m
    group by b.scale, m.part, m.one, m.other`.execute(tx.db);
  return rows;
}
