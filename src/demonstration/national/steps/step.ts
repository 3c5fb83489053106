import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../platform/database/index.ts';

/** One step of the load: a transaction of its own, so that a killed load goes on where it was. */
export type Step = { name: string; run(db: Kysely<DB>, today: Temporal.PlainDate): Promise<void> };

/** A list of texts as SQL takes it. */
export const list = (texts: readonly string[]) => sql`${texts}::text[]`;

/** Chance in [0, 1) that is the same at every load: from the id and a word. */
export const chance = sql`create or replace function pg_temp.chance(id bigint, word text) returns double precision language sql immutable as
  $$ select (('x' || substr(md5(word || id), 1, 7))::bit(28)::integer)::double precision / 268435456 $$`;

/** The cases of the nation. The small world keeps its own: what its stories tell is not told on, and not retold. */
export const nation = sql`(select case_id from casework.patient where mhcs_reference ^@ 'N/')`;

/** The long steps go by eighths of the applications, so that a transaction stays short and the bar moves. */
export const eighths = [0, 1, 2, 3, 4, 5, 6, 7];
