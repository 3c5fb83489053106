import { loadSmallWorld } from '../demonstration/load-small-world.ts';
import { loadSmallStories } from '../demonstration/small-stories.ts';
import { asOwner, type Pools } from '../platform/database/index.ts';

/** Loads the small demonstration: its people first, then what happened to them. */
export async function loadSmall(
  site: { adminUrl: string; pools: Pools; secret: string },
  today: Temporal.PlainDate,
): Promise<void> {
  await asOwner(site.adminUrl, db => loadSmallWorld(db, today));
  await loadSmallStories(site, today);
}
