import { aroundStories, askedStories, inHandStories } from './around.ts';
import { dischargedStories } from './discharged.ts';
import { prisonStories } from './in-prison.ts';
import { leaveStories } from './leave.ts';
import { recalledStories } from './recalled.ts';
import { reportStories } from './reports.ts';
import { requestStories } from './requests.ts';
import type { CaseStory, Story } from './story.ts';
import { victimStories } from './with-a-victim.ts';

/** Everything that happens in the small demonstration, told in this order. */
export const stories: readonly (Story | CaseStory)[] = [
  ...leaveStories,
  ...reportStories,
  ...requestStories,
  ...dischargedStories,
  ...inHandStories,
  ...recalledStories,
  ...victimStories,
  ...aroundStories,
  ...askedStories,
  ...prisonStories,
];
