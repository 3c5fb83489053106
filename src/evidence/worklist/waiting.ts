import { type RawBuilder, sql } from 'kysely';
import type { TextKey } from '../../platform/language/index.ts';
import { duplicatePaths } from '../duplicates/paths.ts';
import { harvestPaths } from '../harvest/paths.ts';
import { countWaiting } from '../harvest/queries/read-repository.ts';
import { linkPaths } from '../links/paths.ts';
import { offerPaths } from '../offers/paths.ts';
import { recommendationPaths } from '../recommendations/paths.ts';
import { termPaths } from '../thesaurus/paths.ts';
import { isLacking, lackable } from './lacking.ts';
import { worklistPaths } from './paths.ts';

/** Something that waits for a librarian: how many there are on a day, as a scalar query, and where they are worked through. */
export type Waiting = {
  readonly text: TextKey;
  readonly href: string;
  readonly count: (today: string) => RawBuilder<unknown>;
};

/** What waits, in the order in which it ought to be done. Whoever adds work for librarians adds an entry. */
export const waiting: readonly Waiting[] = [
  {
    ...{ text: 'worklist.offers', href: offerPaths.queue() },
    count: () => sql`select count(*) from evidence.offer where state = 'waiting'`,
  },
  {
    ...{ text: 'worklist.duplicates', href: duplicatePaths.all() },
    count: () => sql`select count(*) from evidence.likely_pair`,
  },
  {
    ...{ text: 'worklist.imports', href: worklistPaths.imports() },
    count: () => sql`select count(*) from evidence.import i where ${refusalsUnseen}`,
  },
  {
    ...{ text: 'evidence-harvest.work', href: harvestPaths.all() },
    count: () => countWaiting,
  },
  {
    ...{ text: 'evidence-links.work.dead', href: linkPaths.all() },
    count: () => sql`select count(*) from evidence.link where state = 'dead'`,
  },
  {
    ...{ text: 'evidence-links.work.moved', href: `${linkPaths.all()}?state=moved` },
    count: () => sql`select count(*) from evidence.link where state = 'moved'`,
  },
  {
    ...{ text: 'worklist.overdue', href: `${recommendationPaths.list()}?overdue=answer` },
    count: today =>
      sql`select count(*) from evidence.chains(${today}::date) c where c.overdue and c.state = 'waiting'`,
  },
  {
    ...{ text: 'worklist.toLook', href: recommendationPaths.standing('look') },
    count: today => sql`select count(*) from evidence.chains(${today}::date) c where c.to_look`,
  },
  {
    ...{ text: 'worklist.gradings', href: worklistPaths.gradings() },
    count: () => sql`select count(*) from evidence.gradings_waiting()`,
  },
  {
    ...{ text: 'worklist.unmapped', href: termPaths.unmapped() },
    count: () => sql`select coalesce(max(u.total), 0) from evidence.unmapped(0, 1) u`,
  },
  ...lackable.map(
    (what): Waiting => ({
      ...{ text: `worklist.without.${what}`, href: worklistPaths.lacking(what) },
      count: () => sql`select count(*) from evidence.record r where ${isLacking[what]}`,
    }),
  ),
];

/** Imports of which something could not come in that nobody has looked at. */
export const refusalsUnseen = sql`i.state in ('imported', 'stopped') and i.refusals_seen_at is null
  and exists (select from evidence.import_row x where x.import_id = i.id and x.standing = 'refused')`;
