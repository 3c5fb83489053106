import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/index.ts';
import { insertLink, insertRecommendation, type NewLink } from '../recommendations/commands/record-links.ts';

type Told = {
  readonly asks: string;
  readonly paragraph: string;
  readonly theme: string;
  /** In how many days it is due; before today where it is negative. */
  readonly due: number;
  readonly answer?: readonly [kind: string, says: string];
  readonly action?: readonly [does: string, due: number];
  readonly done?: string;
  readonly verified?: string;
  readonly outcome?: string;
};

const report = 'An invented inspection of Fennmarsh Prison: first nights and who is listened to';
const addressee = 'Office for Custody Matters';

/** One at each state, so that every state can be seen. */
const told: readonly Told[] = [
  {
    ...{ asks: 'Ask everybody about their mental health on their first night.', paragraph: 'paragraph 2.4' },
    ...{ theme: 'Screening', due: -200, answer: ['accepted', 'We will do this from spring.'] },
    action: ['Train the staff of the first-night wing.', -150],
    done: 'The list of who was trained.',
    verified: 'An inspector spoke to twelve of the fourteen who were trained.',
    outcome: 'In a month of first nights nobody was left unasked.',
  },
  {
    ...{ asks: 'Answer every proposal of the prison council within two weeks.', paragraph: 'paragraph 3.1' },
    ...{ theme: 'Prison councils', due: -90, answer: ['accepted in part', 'Within four weeks at first.'] },
    action: ['Keep a list of proposals and answers that everybody can read.', -10],
    done: 'The list hangs on each wing.',
  },
  {
    ...{ asks: 'Let people choose how they are written to.', paragraph: 'paragraph 3.6' },
    ...{ theme: 'Information', due: -60, answer: ['accepted', 'Letters will come in easy read too.'] },
    action: ['Write the ten most frequent letters in easy read.', 40],
  },
  {
    ...{ asks: 'Open the council to people on remand.', paragraph: 'paragraph 3.8' },
    ...{ theme: 'Prison councils', due: -30, answer: ['rejected', 'They do not stay long enough to serve.'] },
  },
  {
    asks: 'Say each month how long transfers to hospital took.',
    paragraph: 'paragraph 4.2',
    theme: 'Prison transfer',
    due: -20,
  },
  {
    asks: 'Ask those who leave what helped them.',
    paragraph: 'paragraph 5.1',
    theme: 'Information',
    due: 60,
  },
];

/**
 * Tells an invented report and what became of its recommendations, one at each state; by the owner of the tables.
 * Told once: what is there already is left alone.
 */
export async function tellLibraryStory(db: Kysely<DB>, today: Temporal.PlainDate): Promise<void> {
  const there = await db
    .selectFrom('evidence.record')
    .select('number')
    .where('title', '=', report)
    .executeTakeFirst();
  if (there) return;
  const entry = {
    ...{
      type: 'report',
      title: report,
      creators: [{ role: 'author', name: 'Invented Inspectorate' }],
      language: 'en',
    },
    ...{
      year: today.year - 1,
      country: 'England and Wales',
      keywords: ['Prisons', 'Inspection', 'Prison councils'],
    },
    summary: 'This report is invented. It shows how a recommendation is followed to what became of it.',
  };
  const { rows } = await sql<{ number: number; addressee: number }>`
    with record as (insert into evidence.record (entry, came_by) values (${JSON.stringify(entry)}::jsonb, 'demonstration') returning number),
    asked as (insert into evidence.addressee (name, unit_id) select ${addressee}::text, max(id) from people.unit where name = ${addressee} returning id)
    select record.number, asked.id as addressee from record, asked`.execute(db);
  const [place] = rows;
  if (!place) return;
  for (const one of told) await tellOne(db, { ...place, one, today });
}

type Place = { number: number; addressee: number; one: Told; today: Temporal.PlainDate };

async function tellOne(db: Kysely<DB>, { number, addressee: of, one, today }: Place): Promise<void> {
  const ago = (days: number) => today.subtract({ days }).toString();
  const ahead = (days: number) => today.add({ days }).toString();
  const id = await insertRecommendation(db, {
    ...{ record: number, asks: one.asks, paragraph: one.paragraph, theme: one.theme },
    ...{ madeOn: ago(300), dueOn: ahead(one.due), addressees: [addressee] },
  });
  const link = (added: NewLink) => insertLink(db, id, added);
  if (!one.answer) return;
  const [kind, says] = one.answer;
  const signedBy = 'Ansel Reply, Head of recommendations';
  await link({ link: 'responses', of, kind, says, on: ago(220), signedBy, source: '' });
  if (!one.action) return;
  const [does, due] = one.action;
  const action = await link({ link: 'actions', of, does, owner: 'Governor', dueOn: ahead(due) });
  if (!one.done) return;
  const done = await link({ link: 'completions', of: action, on: ago(40), shownBy: one.done, url: '' });
  if (one.verified) {
    const verifiedBy = 'Invented Inspectorate';
    const verdict = 'verified';
    await link({ link: 'verifications', of: done, verdict, says: one.verified, on: ago(20), verifiedBy });
  }
  if (one.outcome) {
    const source = 'The wing diary';
    await link({ link: 'outcomes', says: one.outcome, on: ago(5), record: undefined, source });
  }
}
