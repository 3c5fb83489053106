import { type RawBuilder, sql } from 'kysely';

/** What a record may lack, in the order in which it is missed. */
export const lackable = ['summary', 'keywords', 'year', 'licence'] as const;
export type Lackable = (typeof lackable)[number];

/** Which records lack it, in the very words of the index that finds them (migrations/0050). */
export const isLacking: Readonly<Record<Lackable, RawBuilder<boolean>>> = {
  summary: sql`r.state = 'public' and not r.entry ? 'summary'`,
  keywords: sql`r.state = 'public' and not r.entry ? 'keywords'`,
  year: sql`r.state = 'public' and not r.entry ? 'year'`,
  licence: sql`r.state = 'public' and not r.entry ? 'licence'`,
};
