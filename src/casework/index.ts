import type { Room } from '../platform/web/index.ts';
import { clinicalHome, clinicalNavigation, clinicalRoutes } from './clinical/index.ts';
import { remindConsultees } from './jobs/remind-consultees.ts';
import { mhcsHome, mhcsNavigation, mhcsRoutes } from './mhcs/index.ts';
import { liaisonRoutes } from './victim-liaison/index.ts';

/** Restricted patients: leave, from the clinician's application to the answer. */
export const casework: Room = {
  name: 'casework',
  routes: [...clinicalRoutes, ...mhcsRoutes, ...liaisonRoutes],
  jobs: [remindConsultees],
  navigation: actor => [...clinicalNavigation(actor), ...mhcsNavigation(actor)],
  home: actor => clinicalHome(actor) ?? mhcsHome(actor),
};
