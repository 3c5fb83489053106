import type { Room } from '../platform/web/index.ts';

/** Statements in a person's own words, replies, who read them. */
export const voice: Room = { name: 'voice', routes: [] };
