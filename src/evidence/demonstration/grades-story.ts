import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/index.ts';

type Told = {
  readonly title: string;
  /** What each of two graders found on the Maryland scale, and why. */
  readonly found: readonly [Finding, Finding];
  /** What they agreed on when they spoke. */
  readonly settled?: Finding;
};
type Finding = readonly [mark: number, because: string];

// Only what is invented is graded: nobody has graded a real report here.
const told: readonly Told[] = [
  {
    title: 'A garden behind the wall: an invented evaluation',
    found: [
      [2, 'Before and after, with nobody beside them.'],
      [2, 'They asked before the garden and a year after it.'],
    ],
  },
  {
    title: 'Who is asked at night? An invented study of a court cell',
    found: [
      [0, 'It counts who is seen. It does not ask what works.'],
      [0, 'A count, and no more is said.'],
    ],
  },
  {
    title: 'Breakfast at eight: an invented council and its first year',
    found: [
      [2, 'The other ward was chosen because it was near.'],
      [3, 'Two wards, one with a council, both asked before and after.'],
    ],
    settled: [2, 'The wards are not alike: one is for people who stay longer.'],
  },
  {
    title: 'An invented inspection of Fennmarsh Prison: first nights and who is listened to',
    found: [
      [0, 'An inspection. It judges, and compares with nothing.'],
      [1, 'It looks once at training and at who was asked.'],
    ],
  },
];

/**
 * Tells what two graders found of invented records: the same, not the same and settled, and not yet settled; by the owner
 * of the tables. Told once: what is there already is left alone.
 */
export async function tellGradesStory(db: Kysely<DB>): Promise<void> {
  const there = await db.selectFrom('evidence.grading').select('record').executeTakeFirst();
  if (there) return;
  await ownHands(db, 'disable');
  for (const one of told) await tellOne(db, one);
  await ownHands(db, 'enable');
}

/** Grades are by whoever is signed in; here they are told of others. */
async function ownHands(db: Kysely<DB>, way: 'enable' | 'disable'): Promise<void> {
  for (const table of ['grading', 'grade'])
    await sql`alter table ${sql.table(`evidence.${table}`)} ${sql.raw(way)} trigger comes`.execute(db);
}

async function tellOne(db: Kysely<DB>, { title, found, settled }: Told): Promise<void> {
  const record = sql`(select number from evidence.record where title = ${title} and state = 'public' order by number limit 1)`;
  const grader = (at: number) =>
    sql`(select id from people.account where username = ${at === 0 ? 'grade.one' : 'grade.two'})`;
  for (const [at, [mark, because]] of found.entries())
    await sql`insert into evidence.grading (record, scale, marks, because, grader)
      select ${record}, 'maryland', array[${mark}]::smallint[], ${because}, ${grader(at)} where ${record} is not null`.execute(
      db,
    );
  if (settled)
    await sql`insert into evidence.grade (record, scale, marks, how, note, settled_by)
      select ${record}, 'maryland', array[${settled[0]}]::smallint[], 'conversation', ${settled[1]}, ${grader(1)} where ${record} is not null`.execute(
      db,
    );
}
