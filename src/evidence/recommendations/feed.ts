import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { recommendationPaths } from './paths.ts';

type Event = { id: string; recommendation: number; what: keyof typeof told; says: string; at: string };

const told = {
  recommendation: 'chains.feed.recommendation',
  response: 'chains.feed.response',
  action: 'chains.feed.action',
  completion: 'chains.feed.completion',
  verification: 'chains.feed.verification',
} as const satisfies Record<string, TextKey>;

const mostTold = 50;

/** What happened last to what an organisation was asked, newest first; a query. */
async function eventsOf(tx: Tx, addressee: number): Promise<Event[]> {
  const { rows } = await sql<Event>`
    with asked as (select r.id, r.asks, r.recorded_at from evidence.recommendation r join evidence.recommended_to t on t.recommendation = r.id
      where t.addressee = ${addressee} and r.struck_because is null),
    acted as (select x.id, x.recommendation, x.does, x.recorded_at from evidence.action x join asked r on r.id = x.recommendation
      where x.addressee = ${addressee} and x.struck_because is null)
    select what || '/' || id as id, recommendation, what, says, to_json(at) #>> '{}' as at from (
      select 'recommendation' as what, r.id, r.id as recommendation, r.asks as says, r.recorded_at as at from asked r
      union all select 'response', p.id, p.recommendation, p.says, p.recorded_at from evidence.response p join asked r on r.id = p.recommendation
        where p.addressee = ${addressee} and p.struck_because is null
      union all select 'action', x.id, x.recommendation, x.does, x.recorded_at from acted x
      union all select 'completion', c.id, x.recommendation, c.shown_in, c.recorded_at from evidence.completion c
        join acted x on x.id = c.action where c.struck_because is null
      union all select 'verification', v.completion, x.recommendation, v.says, v.recorded_at from evidence.verification v
        join evidence.completion c on c.id = v.completion join acted x on x.id = c.action where c.struck_because is null
    ) e order by at desc, what, id limit ${mostTold}`.execute(tx.db);
  return rows;
}

const escaped = (text: string) =>
  // What XML cannot carry at all is left out.
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML 1.0 forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

/**
 * The feed of an organisation: what it was asked and what became of it (Atom, RFC 4287). Addresses in it are relative to
 * where it was read.
 */
export async function feedOf(
  tx: Tx,
  { id, name }: { id: number; name: string },
  t: Translate,
): Promise<string> {
  const events = await eventsOf(tx, id);
  const entries = events.map(
    event => `<entry><id>tag:ownwords,2026:recommendations/${id}/${event.id}</id>
<title>${escaped(t(told[event.what]))}</title><updated>${event.at}</updated>
<link href="${recommendationPaths.chain(event.recommendation)}"/><summary>${escaped(event.says)}</summary></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:ownwords,2026:addressees/${id}</id>
<title>${escaped(t('chains.feed.title', { name }))}</title><updated>${events[0]?.at ?? '2026-01-01T00:00:00Z'}</updated>
<author><name>Ownwords</name></author><link rel="self" href="${recommendationPaths.feed(id)}"/>
${entries.join('\n')}
</feed>
`;
}
