import type { Room } from '../platform/web/index.ts';

/** Restricted patients: leave, from the clinician's application to the answer. */
export const casework: Room = { name: 'casework', routes: [] };
