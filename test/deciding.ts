import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { decisionPaths as paths } from '../src/casework/mhcs/decision/paths.ts';
import type { RulesUsed } from '../src/casework/mhcs/decision/rules-used.ts';
import { asOwner } from '../src/platform/database/index.ts';
import { refusalFrom } from '../src/platform/web/index.ts';
import type { Seen, TestSite, Visitor } from './browser-without-browser.ts';
import { wholeForm } from './whole-form.ts';

type Said = {
  caseId: number;
  occasionId: number;
  person: Pick<Visitor, 'transaction'>;
  statementId?: number;
};

/** Every page about one decision. */
export const decisionPages = (id: number) => [
  paths.decision(id),
  paths.letter(id),
  paths.letterPdf(id),
  paths.answer(id),
  paths.answerPdf(id),
  paths.send(id),
  paths.authorise(id),
];

/** Sends the form of a decision as its page gave it, with some fields changed; `drawn` is a page opened earlier. */
export async function write(
  who: Visitor,
  id: number,
  change: Record<string, string | string[]>,
  drawn?: Seen,
): Promise<Seen> {
  const path = paths.decision(id);
  const page = drawn ?? (await who.get(path));
  return who.post(path, { ...wholeForm(page, path), ...change }, path);
}

/** The name of the box for the reply to one part of the first statement. */
export const replyField = ({ statementId }: Pick<Said, 'statementId'>, place: number) =>
  `reply-${statementId}-${place}`;

/** How often a page asked the database. */
export const roundTrips = (page: Seen) =>
  Number(/(\d+) round trips/.exec(String(page.headers['server-timing']))?.[1] ?? 99);

/** Reads past row-level security. */
export async function rowsOf<T>(site: TestSite, query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
}

/** Says more, as the person, after the application was sent. */
export async function sayMore({ person, caseId, occasionId }: Said, text: string): Promise<void> {
  await person.transaction(async tx => {
    await sql`insert into voice.statement (case_id, occasion_id, shown_id, entered_by, route, language, parts)
      select ${caseId}, ${occasionId}, max(id), access.account_id(), 'typed', 'en',
        ${JSON.stringify([{ prompt: 'consider', text }])}::jsonb from voice.shown where occasion_id = ${occasionId}`.execute(
      tx.db,
    );
    tx.record('voice.statement.sealed', { caseId });
  });
}

/** Expects a refusal with this sentence, whether a command or the database gave it. */
export async function refusedWith(work: Promise<unknown>, sentence: string): Promise<void> {
  await assert.rejects(work, error => {
    assert.equal(refusalFrom(error)?.sentence, sentence, String(error));
    return true;
  });
}

/** Where an application and its latest decision stand, past row-level security. */
export async function standing(site: TestSite, id: number) {
  return asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{
      state: string;
      outcome: string | null;
      decided_at: string | null;
      decision: string;
      authoriser: string | null;
      rules: RulesUsed;
      closed: boolean;
      handed: boolean;
      answered: boolean;
      level: number | null;
    }>`
      select a.state, a.outcome, a.decided_at, d.state as decision, u.username as authoriser, d.rules,
        d.level_needed as level, o.closed_at is not null as closed, o.submitted_at is not null as handed,
        t.issued_at is not null as answered
      from casework.document a join voice.occasion o on o.id = a.occasion_id
      left join casework.decision d on d.document_id = a.id
      left join casework.answer_to_person t on t.decision_id = d.id
      left join people.account u on u.id = d.authoriser_id
      where a.id = ${id} order by d.id desc limit 1`.execute(db);
    return rows[0];
  });
}
