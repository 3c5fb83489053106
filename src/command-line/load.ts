import { countWaitingClocks } from '../casework/index.ts';
import { loadSmallWorld } from '../demonstration/load-small-world.ts';
import { loadSmallStories } from '../demonstration/small-stories.ts';
import { widerWorld } from '../demonstration/wider-world.ts';
import { asOwner, asWorker, type Pools } from '../platform/database/index.ts';

/** Loads the small demonstration: its people first, then what happened to them, and what falls due by it. */
export async function loadSmall(
  site: { adminUrl: string; pools: Pools; secret: string },
  today: Temporal.PlainDate,
): Promise<void> {
  await asOwner(site.adminUrl, db => loadSmallWorld(db, today, widerWorld));
  await loadSmallStories(site, today);
  await countWaitingClocks(work => asWorker(site.pools, 'demonstration', work), today);
}
