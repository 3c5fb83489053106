import { countWaitingClocks } from '../casework/index.ts';
import { loadSmallWorld } from '../demonstration/load-small-world.ts';
import { loadSmallStories } from '../demonstration/small-stories.ts';
import { widerWorld } from '../demonstration/wider-world.ts';
import {
  seedLibrary,
  tellGradesStory,
  tellHarvestStory,
  tellLibraryStory,
  tellLinksStory,
} from '../evidence/index.ts';
import { asOwner, asWorker, type Pools } from '../platform/database/index.ts';
import { systemClock } from '../platform/time/index.ts';

/** Loads the small demonstration: its people first, then what happened to them, what falls due by it, and the library. */
export async function loadSmall(
  site: { adminUrl: string; pools: Pools; secret: string },
  today: Temporal.PlainDate,
): Promise<void> {
  await asOwner(site.adminUrl, db => loadSmallWorld(db, today, widerWorld));
  await loadSmallStories(site, today);
  await asWorker(site.pools, 'demonstration', seedLibrary);
  await asOwner(site.adminUrl, db => tellLibraryStory(db, today));
  await tellHarvestStory(site, systemClock.now());
  await asOwner(site.adminUrl, db => tellLinksStory(db, today));
  await asOwner(site.adminUrl, tellGradesStory);
  await countWaitingClocks(work => asWorker(site.pools, 'demonstration', work), today);
}
