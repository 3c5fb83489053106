import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import shipped from './terms.json' with { type: 'json' };

const names = z.array(z.string()).default([]);
/** The terms that come with the program: what the shipped catalogue is about, said in our own words. */
export const seedTerms = z
  .array(
    z.strictObject({
      ...{ label: z.string(), labelCy: z.string(), scopeNote: z.string() },
      ...{ usedFor: names, broader: names, related: names },
    }),
  )
  .parse(shipped);

/**
 * Brings the shipped thesaurus into the library, unless there is one already: from then on it belongs to its librarians.
 * @returns how many terms came
 */
export async function bringTerms(tx: Tx): Promise<number> {
  const { rows } = await sql`select from evidence.term limit 1`.execute(tx.db);
  if (rows.length > 0) return 0;
  const all = JSON.stringify(seedTerms);
  await sql`insert into evidence.term (label, label_cy, scope_note)
    select t.label, t."labelCy", t."scopeNote" from jsonb_to_recordset(${all}::jsonb) t (label text, "labelCy" text, "scopeNote" text)`.execute(
    tx.db,
  );
  const pairs = (part: string) => sql`jsonb_array_elements(${all}::jsonb) s (term)
    join evidence.term t on t.label = s.term ->> 'label' cross join lateral jsonb_array_elements_text(s.term -> ${part}::text) o (name)`;
  await sql`insert into evidence.term_name (term, label) select t.id, o.name from ${pairs('usedFor')}`.execute(
    tx.db,
  );
  await sql`insert into evidence.term_broader (term, broader)
    select t.id, b.id from ${pairs('broader')} join evidence.term b on b.label = o.name`.execute(tx.db);
  await sql`insert into evidence.term_related (one, other)
    select distinct least(t.id, b.id), greatest(t.id, b.id) from ${pairs('related')} join evidence.term b on b.label = o.name`.execute(
    tx.db,
  );
  return seedTerms.length;
}
