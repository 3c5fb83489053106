import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { zone } from '../../platform/time/index.ts';
import type { Answer } from '../../platform/web/index.ts';
import { atom } from '../machines/atom.ts';
import { otherLanguage } from '../record/languages.ts';
import { answerTexts } from './chain-picture.ts';
import { recommendationPaths } from './paths.ts';
import { shortly } from './show-chain.ts';

type Event = {
  id: string;
  recommendation: number;
  what: keyof typeof told;
  /** Of an answer, what it was; of a look, what was found. */
  kind: keyof typeof kinds | null;
  /** What the recommendation asks. */
  asks: string;
  says: string;
  language: string | null;
  at: string;
};

const told = {
  recommendation: 'chains.feed.recommendation',
  response: 'chains.feed.response',
  action: 'chains.feed.action',
  completion: 'chains.feed.completion',
  verification: 'chains.feed.verification',
  outcome: 'chains.feed.outcome',
  overdue: 'chains.feed.overdue',
} as const satisfies Record<string, TextKey>;

const kinds = {
  ...answerTexts,
  verified: 'chains.verdict.verified',
  'not verified': 'chains.verdict.notVerified',
} as const satisfies Record<string, TextKey>;

const mostTold = 50;

/**
 * What happened last to what an organisation was asked, newest first, and what should have and did not; a query.
 * What is overdue anew is told anew: readers of feeds show a thing of the same number once.
 */
async function eventsOf(tx: Tx, addressee: number): Promise<Event[]> {
  const { rows } = await sql<Event>`
    with asked as (select r.id, r.asks, b.entry ->> 'language' as language, r.recorded_at
      from evidence.recommendation r join evidence.record b on b.number = r.record join evidence.recommended_to t on t.recommendation = r.id
      where t.addressee = ${addressee} and r.struck_because is null),
    acted as (select x.id, x.recommendation, r.asks, x.does, x.recorded_at from evidence.action x join asked r on r.id = x.recommendation
      where x.addressee = ${addressee} and x.struck_because is null)
    select concat(what, '/', id, case when what = 'overdue' then '/' || (at at time zone ${zone})::date end) as id, recommendation,
      what, kind, asks, says, language, to_json(at) #>> '{}' as at from (
      select 'recommendation' as what, null as kind, r.id, r.id as recommendation, r.asks, r.asks as says, r.language, r.recorded_at as at from asked r
      union all select 'response', p.kind, p.id, p.recommendation, r.asks, p.says, null, p.recorded_at from evidence.response p
        join asked r on r.id = p.recommendation where p.addressee = ${addressee} and p.struck_because is null
      union all select 'action', null, x.id, x.recommendation, x.asks, x.does, null, x.recorded_at from acted x
      union all select 'completion', null, c.id, x.recommendation, x.asks, c.shown_in, null, c.recorded_at from evidence.completion c
        join acted x on x.id = c.action where c.struck_because is null
      union all select 'verification', v.verdict, v.completion, x.recommendation, x.asks, v.says, null, v.recorded_at from evidence.verification v
        join evidence.completion c on c.id = v.completion join acted x on x.id = c.action where c.struck_because is null
      union all select 'outcome', null, o.id, o.recommendation, r.asks, o.says, null, o.recorded_at from evidence.outcome o
        join asked r on r.id = o.recommendation where o.struck_because is null
      union all select 'overdue', null, c.recommendation, c.recommendation, c.asks, c.asks, r.language,
        (c.next_due + 1)::timestamp at time zone ${zone}
        from evidence.chains(access.today()) c join asked r on r.id = c.recommendation where c.addressee = ${addressee} and c.overdue
    ) e order by at desc, what, id limit ${mostTold}`.execute(tx.db);
  return rows;
}

/**
 * The feed of an organisation: what it was asked and what became of it.
 *
 * @param baseUrl where this library stands, for the addresses in the feed
 */
export async function feedOf(
  tx: Tx,
  { id, name, baseUrl }: { id: number; name: string; baseUrl: string },
  t: Translate,
): Promise<Answer> {
  const at = (path: string) => new URL(path, baseUrl).href;
  const events = await eventsOf(tx, id);
  // A reader follows several libraries, each of which counts from one (RFC 4151).
  const tag = `tag:${new URL(baseUrl).hostname},2026:`;
  return atom({
    id: `${tag}addressees/${id}`,
    ...{ title: t('chains.feed.title', { name }), lang: t.language },
    ...{ self: at(recommendationPaths.feed(id)), alternate: at(recommendationPaths.addressee(id)) },
    entries: events.map(event => ({
      id: `${tag}recommendations/${id}/${event.id}`,
      // Which recommendation it is of: a reader of feeds often shows no more than titles.
      title: t('chains.feed.of', {
        what: t(event.kind === null ? told[event.what] : kinds[event.kind]),
        asks: shortly(event.asks),
      }),
      summaryIn: otherLanguage(event.language, t.language),
      ...{
        updated: event.at,
        summary: event.says,
        href: at(recommendationPaths.chain(event.recommendation)),
      },
    })),
  });
}
