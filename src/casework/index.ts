import type { Room } from '../platform/web/index.ts';
import { addressRoutes } from './addresses/index.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { careTeamRoutes } from './care-team/index.ts';
import { clinicalHome, clinicalNavigation, clinicalRoutes } from './clinical/index.ts';
import { clockHome, clockNavigation, clockRoutes } from './clocks/index.ts';
import { conditionNavigation, conditionRoutes } from './conditions/index.ts';
import { flagRoutes } from './flags/index.ts';
import { instrumentRoutes } from './instruments/index.ts';
import { countClocksJob } from './jobs/count-clocks.ts';
import { expireRestrictions } from './jobs/expire-restrictions.ts';
import { remindConsultees } from './jobs/remind-consultees.ts';
import { remindOfClocksJob } from './jobs/remind-of-clocks.ts';
import { leaveReportRoutes } from './leave-reports/index.ts';
import { mappaNavigation, mappaRoutes } from './mappa/index.ts';
import { mhcsHome, mhcsNavigation, mhcsRoutes } from './mhcs/index.ts';
import { moveRoutes } from './moves/index.ts';
import { ownRoutes } from './own/index.ts';
import { personHome, personNavigation, personRoutes } from './person/index.ts';
import { prisonNavigation, prisonRoutes } from './prison/index.ts';
import { recallRoutes } from './recall/index.ts';
import { receivedRoutes } from './received/routes.ts';
import { reconsiderationRoutes } from './reconsideration/index.ts';
import { registerNavigation, registerRoutes } from './register/index.ts';
import { endOldImports, importRegister, registerFileRoutes } from './register-import/index.ts';
import { reportingRoutes } from './reporting/index.ts';
import { publishStatistics, statisticsNavigation, statisticsRoutes } from './statistics/index.ts';
import { summaryRoutes } from './summaries/index.ts';
import { tribunalNavigation, tribunalRoutes } from './tribunal/index.ts';
import { liaisonNavigation, liaisonRoutes } from './victim-liaison/index.ts';

export { areNoClocksCounted, countWaitingClocks, type Transaction } from './clocks/commands/count-waiting.ts';
export { backdate, type Player, playStory, type Stage, stories } from './demonstration/index.ts';
export {
  importByOperator,
  mappingFrom,
  type OperatorResult,
  readRegister,
  readRegisterFile,
  registerAsCsv,
} from './register-import/index.ts';
export { publishWhatEnded } from './statistics/index.ts';

/** Restricted patients: leave, from the clinician's application to the answer. */
export const casework: Room = {
  name: 'casework',
  routes: [
    ...personRoutes,
    ...clinicalRoutes,
    ...attachmentRoutes,
    ...receivedRoutes,
    ...mhcsRoutes,
    ...careTeamRoutes,
    ...registerRoutes,
    ...registerFileRoutes,
    ...moveRoutes,
    ...clockRoutes,
    ...statisticsRoutes,
    ...conditionRoutes,
    ...mappaRoutes,
    ...flagRoutes,
    ...instrumentRoutes,
    ...addressRoutes,
    ...recallRoutes,
    ...prisonRoutes,
    ...reconsiderationRoutes,
    ...summaryRoutes,
    ...ownRoutes,
    ...reportingRoutes,
    ...leaveReportRoutes,
    ...tribunalRoutes,
    ...liaisonRoutes,
  ],
  jobs: [
    remindConsultees,
    expireRestrictions,
    publishStatistics,
    countClocksJob,
    remindOfClocksJob,
    importRegister,
    endOldImports,
  ],
  navigation: actor => [
    ...personNavigation(actor),
    ...clinicalNavigation(actor),
    ...mhcsNavigation(actor),
    ...registerNavigation(actor),
    ...prisonNavigation(actor),
    ...clockNavigation(actor),
    ...tribunalNavigation(actor),
    ...statisticsNavigation(actor),
    ...conditionNavigation(actor),
    ...mappaNavigation(actor),
    ...liaisonNavigation(actor),
  ],
  home: actor => personHome(actor) ?? clinicalHome(actor) ?? mhcsHome(actor) ?? clockHome(actor),
};
