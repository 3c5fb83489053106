import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB, Tx } from '../../../platform/database/index.ts';

/** What somebody records of a recommendation; days are ISO days, empty texts are none. */
export type NewRecommendation = {
  readonly record: number;
  readonly asks: string;
  readonly paragraph: string;
  readonly theme: string;
  readonly madeOn: string;
  readonly dueOn: string | undefined;
  /** Organisations by name; one that is not known yet is taken in. */
  readonly addressees: readonly string[];
};

/** A link of the chain, of which `of` is what it belongs to: an addressee, an action, a completion. */
export type NewLink =
  | {
      readonly link: 'responses';
      readonly of: number;
      readonly kind: string;
      readonly says: string;
      readonly on: string;
      readonly signedBy: string;
      readonly source: string;
    }
  | {
      readonly link: 'actions';
      readonly of: number;
      readonly does: string;
      readonly owner: string;
      readonly dueOn: string;
    }
  | {
      readonly link: 'completions';
      readonly of: number;
      readonly on: string;
      readonly shownBy: string;
      readonly url: string;
    }
  | {
      readonly link: 'verifications';
      readonly of: number;
      readonly verdict: string;
      readonly says: string;
      readonly on: string;
      readonly verifiedBy: string;
    }
  | {
      readonly link: 'outcomes';
      readonly says: string;
      readonly on: string;
      readonly record: number | undefined;
      readonly source: string;
    };

const orNull = (text: string) => (text.trim() === '' ? null : text);

/**
 * Records a recommendation of a publication, with those to whom it is made.
 * @returns its number
 */
export async function recordRecommendation(tx: Tx, made: NewRecommendation): Promise<number> {
  const id = await insertRecommendation(tx.db, made);
  tx.record('evidence.recommendation.recorded', { detail: { recommendation: id, record: made.record } });
  return id;
}

/** The rows of a recommendation, without the line of audit that whoever asks for it owes; its number. */
export async function insertRecommendation(db: Kysely<DB>, made: NewRecommendation): Promise<number> {
  const { record, asks, paragraph, theme, madeOn, dueOn = null, addressees } = made;
  const names = [...addressees];
  // Capitals make no other organisation of it, and no other theme below.
  await sql`insert into evidence.addressee (name) select distinct on (lower(n)) n from unnest(${names}::text[]) n
    where not exists (select from evidence.addressee a where lower(a.name) = lower(n)) on conflict do nothing`.execute(
    db,
  );
  const id = await idOf(
    db,
    sql`insert into evidence.recommendation (record, asks, paragraph, theme, made_on, due_on)
      values (${record}, ${asks}, ${orNull(paragraph)}, coalesce((select r.theme from evidence.recommendation r
        where lower(r.theme) = lower(${theme}) order by r.id limit 1), ${theme}), ${madeOn}, ${dueOn}) returning id`,
  );
  await sql`insert into evidence.recommended_to (recommendation, addressee)
    select distinct ${id}::integer, coalesce(a.merged_into, a.id) from evidence.addressee a
    where lower(a.name) in (select lower(n) from unnest(${names}::text[]) n)`.execute(db);
  return id;
}

async function idOf(db: Kysely<DB>, insert: RawBuilder<unknown>): Promise<number> {
  const { rows } = await insert.execute(db);
  return (rows as { id: number }[])[0]?.id ?? 0;
}

/**
 * Adds a link to the chain of a recommendation.
 * @throws a refusal where the action is completed already, or whoever verifies said that it is done
 */
export async function recordLink(tx: Tx, recommendation: number, added: NewLink): Promise<void> {
  await insertLink(tx.db, recommendation, added);
  tx.record(`evidence.recommendation.${added.link}`, {
    detail: { recommendation, of: 'of' in added ? added.of : null },
  });
}

/** The row of a link, without its line of audit; its number, or that of the completion that was verified. */
export const insertLink = (db: Kysely<DB>, recommendation: number, added: NewLink): Promise<number> =>
  idOf(db, rowOf(recommendation, added));

function rowOf(recommendation: number, added: NewLink): RawBuilder<unknown> {
  switch (added.link) {
    case 'responses':
      return sql`insert into evidence.response (recommendation, addressee, kind, says, responded_on, signed_by, source)
        values (${recommendation}, ${added.of}, ${added.kind}, ${added.says}, ${added.on}, ${added.signedBy}, ${orNull(added.source)}) returning id`;
    case 'actions':
      return sql`insert into evidence.action (recommendation, addressee, does, owner, due_on)
        values (${recommendation}, ${added.of}, ${added.does}, ${added.owner}, ${added.dueOn}) returning id`;
    case 'completions':
      return sql`insert into evidence.completion (action, done_on, shown_in, url)
        values (${added.of}, ${added.on}, ${added.shownBy}, ${orNull(added.url)}) returning id`;
    case 'verifications':
      return sql`insert into evidence.verification (completion, verdict, says, verified_on, verified_by)
        values (${added.of}, ${added.verdict}, ${added.says}, ${added.on}, ${added.verifiedBy}) returning completion as id`;
    case 'outcomes':
      return sql`insert into evidence.outcome (recommendation, says, seen_on, record, source)
        values (${recommendation}, ${added.says}, ${added.on}, ${added.record ?? null}, ${orNull(added.source)}) returning id`;
  }
}

const tables = {
  recommendation: 'recommendation',
  responses: 'response',
  actions: 'action',
  completions: 'completion',
  outcomes: 'outcome',
} as const;
/** What can be struck. A verification cannot: what somebody found is answered by completing it anew. */
export type Strikable = keyof typeof tables;
export const isStrikable = (link: string): link is Strikable => Object.hasOwn(tables, link);

/**
 * Strikes what was recorded by mistake, with the reason. It counts no more and stays to be seen.
 * @returns false where it is struck already or never was
 */
export async function strikeLink(
  tx: Tx,
  { link, id, because }: { link: Strikable; id: number; because: string },
): Promise<boolean> {
  const { rows } = await sql`update ${sql.table(`evidence.${tables[link]}`)} set struck_because = ${because}
    where id = ${id} and struck_because is null returning id`.execute(tx.db);
  if (rows.length === 0) return false;
  tx.record('evidence.recommendation.struck', { detail: { link, id } });
  return true;
}
