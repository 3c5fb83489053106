import type { Room } from '../platform/web/index.ts';
import { liaisonRoutes } from './victim-liaison/index.ts';

/** Restricted patients: leave, from the clinician's application to the answer. */
export const casework: Room = { name: 'casework', routes: [...liaisonRoutes] };
