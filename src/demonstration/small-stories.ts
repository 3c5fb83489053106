import type { Pools } from '../platform/database/index.ts';

/** The site that the stories are played on. */
export type StorySite = { adminUrl: string; pools: Pools; secret: string };

/** Plays applications in every state into the small demonstration, with dates relative to `today`. */
export async function loadSmallStories(_site: StorySite, _today: Temporal.PlainDate): Promise<void> {}
