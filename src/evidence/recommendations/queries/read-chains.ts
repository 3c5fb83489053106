import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { ChainState } from '../states.ts';

/** A recommendation as it stands with one of those to whom it was made. Days are ISO days. */
export type Standing = {
  readonly id: number;
  readonly record: number;
  /** In which the record is written, and so what is taken from it; as the record says it. */
  readonly language: string | null;
  readonly asks: string;
  readonly paragraph: string | null;
  readonly theme: string;
  readonly addressee: number;
  readonly addresseeName: string;
  readonly state: ChainState;
  /** The day by which the next thing is to be done, where there is one. */
  readonly nextDue: string | null;
  readonly overdue: boolean;
};

/** What a list is narrowed to; what is left out does not narrow it. */
export type Narrowed = {
  readonly addressee?: number | undefined;
  readonly theme?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** Where it stands; `look`: something is said to be done, and nobody else has looked. */
  readonly state?: ChainState | 'look' | undefined;
};

/** So many rows on a page. */
export const rowsOnPage = 100;

/** A page of a list, and how many rows there are on all of its pages. */
export type Standings = { readonly rows: readonly Standing[]; readonly total: number };

/**
 * A page of the recommendations with each addressee, what is due first before the rest. One query.
 * @param today the day on which it stands so
 * @param page counted from 1; one past the end is the last
 */
export async function readChains(
  tx: Tx,
  today: Temporal.PlainDate,
  { page, ...narrowed }: Narrowed & { readonly page: number },
): Promise<Standings> {
  const { addressee = null, theme = null, overdue = false, state = null } = narrowed;
  const { rows } = await sql<Standings>`
    with wanted as materialized (select c.recommendation, c.addressee, c.addressee_name, c.overdue, c.next_due, c.made_on
      from evidence.chains(${today.toString()}::date) c
      where (${addressee}::int is null or c.addressee = ${addressee}) and (${theme}::text is null or c.theme = ${theme})
        and (not ${overdue}::boolean or c.overdue)
        and (${state}::text is null or case when ${state} = 'look' then c.to_look else c.state = ${state} end)),
    counted as (select count(*)::int as total from wanted),
    here as (select w.* from wanted w ${dueFirst} limit ${rowsOnPage}
      offset ${rowsOnPage} * (select least(${page}::int, greatest(1, ceil(total::numeric / ${rowsOnPage}))) - 1 from counted))
    select n.total, (select coalesce(json_agg(json_build_object('id', r.id, 'record', r.record, 'language', b.entry ->> 'language',
        'asks', r.asks, 'paragraph', r.paragraph, 'theme', r.theme, 'addressee', w.addressee, 'addresseeName', w.addressee_name,
        'state', t.state, 'nextDue', w.next_due, 'overdue', w.overdue) ${dueFirst}), '[]')
      from here w join evidence.recommendation r on r.id = w.recommendation join evidence.record b on b.number = r.record
      join evidence.recommended_to t on t.recommendation = r.id and t.addressee = w.addressee) as rows
    from counted n`.execute(tx.db);
  return rows[0] ?? { rows: [], total: 0 };
}

const dueFirst = sql`order by w.overdue desc, w.next_due nulls last, w.made_on desc, w.recommendation, w.addressee_name`;

/** How many recommendations with an addressee are of a theme and stand somewhere, and how many of those are overdue. */
export type Tally = {
  readonly theme: string;
  readonly state: ChainState;
  readonly count: number;
  readonly overdue: number;
};

/** All recommendations counted, themes by their name. One query. */
export async function tallyChains(tx: Tx, today: Temporal.PlainDate): Promise<Tally[]> {
  const { rows } =
    await sql<Tally>`select c.theme, c.state, count(*)::int as count, (count(*) filter (where c.overdue))::int as overdue
    from evidence.chains(${today.toString()}::date) c group by c.theme, c.state order by c.theme`.execute(
      tx.db,
    );
  return rows;
}

/** What stands below a link of the chain; days are ISO days. What was struck keeps its reason. */
export type Struck = { readonly struckBecause: string | null };
export type Response = Struck & {
  readonly id: number;
  readonly kind: 'accepted' | 'accepted in part' | 'rejected';
  readonly says: string;
  readonly on: string;
  readonly signedBy: string;
  readonly source: string | null;
};
export type Completion = Struck & {
  readonly id: number;
  readonly on: string;
  readonly shownBy: string;
  readonly url: string | null;
  readonly verdict: 'verified' | 'not verified' | null;
  readonly verdictSays: string | null;
  readonly verifiedOn: string | null;
  readonly verifiedBy: string | null;
  /** Whether whoever reads it stands beside those who say that it is done, and so does not look whether it is. */
  readonly isOfReader: boolean;
};
export type Action = Struck & {
  readonly id: number;
  readonly does: string;
  readonly owner: string;
  readonly dueOn: string;
  readonly completions: readonly Completion[];
};
export type Addressed = {
  readonly id: number;
  readonly name: string;
  /** Where it stands today; null where the recommendation was struck. */
  readonly stands: { readonly state: ChainState; readonly overdue: boolean } | null;
  readonly responses: readonly Response[];
  readonly actions: readonly Action[];
};
export type Chain = Struck & {
  readonly id: number;
  readonly record: number;
  readonly recordTitle: string;
  readonly language: string | null;
  readonly asks: string;
  readonly paragraph: string | null;
  readonly theme: string;
  readonly madeOn: string;
  readonly dueOn: string | null;
  readonly addressees: readonly Addressed[];
  readonly outcomes: readonly (Struck & {
    readonly id: number;
    readonly says: string;
    readonly on: string;
    readonly record: number | null;
    readonly recordTitle: string | null;
    readonly source: string | null;
  })[];
};

/** One recommendation with everything that became of it, oldest first. One query; nothing where there is none. */
export async function readChain(tx: Tx, id: number): Promise<Chain | undefined> {
  const { rows } = await sql<Chain>`
    select r.id, r.record, b.title as "recordTitle", b.entry ->> 'language' as language, r.asks, r.paragraph, r.theme, r.made_on::text as "madeOn",
      r.due_on::text as "dueOn", r.struck_because as "struckBecause",
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name,
          'stands', (select json_build_object('state', c.state, 'overdue', c.overdue)
            from evidence.chains(access.today()) c where c.recommendation = r.id and c.addressee = a.id),
          'responses', (select coalesce(json_agg(json_build_object('id', p.id, 'kind', p.kind, 'says', p.says, 'on', p.responded_on,
            'signedBy', p.signed_by, 'source', p.source, 'struckBecause', p.struck_because) order by p.responded_on, p.id), '[]')
            from evidence.response p where p.recommendation = r.id and p.addressee = a.id),
          'actions', (select coalesce(json_agg(json_build_object('id', x.id, 'does', x.does, 'owner', x.owner, 'dueOn', x.due_on,
            'struckBecause', x.struck_because,
            'completions', (select coalesce(json_agg(json_build_object('id', c.id, 'on', c.done_on, 'shownBy', c.shown_in, 'url', c.url,
              'struckBecause', c.struck_because, 'verdict', v.verdict, 'verdictSays', v.says, 'verifiedOn', v.verified_on,
              'verifiedBy', v.verified_by, 'isOfReader', v.completion is null and evidence.is_of_those_who_did(c.id)) order by c.id), '[]')
              from evidence.completion c left join evidence.verification v on v.completion = c.id where c.action = x.id)
            ) order by x.due_on, x.id), '[]')
            from evidence.action x where x.recommendation = r.id and x.addressee = a.id)
        ) order by a.name), '[]')
        from evidence.recommended_to t join evidence.addressee a on a.id = t.addressee where t.recommendation = r.id) as addressees,
      (select coalesce(json_agg(json_build_object('id', o.id, 'says', o.says, 'on', o.seen_on, 'record', o.record, 'recordTitle', k.title,
        'source', o.source, 'struckBecause', o.struck_because) order by o.seen_on, o.id), '[]')
        from evidence.outcome o left join evidence.record k on k.number = o.record where o.recommendation = r.id) as outcomes
    from evidence.recommendation r join evidence.record b on b.number = r.record where r.id = ${id}`.execute(
    tx.db,
  );
  return rows[0];
}
