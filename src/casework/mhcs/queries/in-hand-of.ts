import { type RawBuilder, sql } from 'kysely';

/** As an array: somebody of the section, and those for whom they cover on a day. */
export const inHandOf = (account: number, today: Temporal.PlainDate): RawBuilder<unknown> => sql`array(
  select ${account}::bigint union all select a.account_id from casework.absence a where a.cover_id = ${account}
    and a.from_on <= ${today.toString()}::date and a.until_on > ${today.toString()}::date)`;
