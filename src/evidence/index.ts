import type { Job } from '../platform/jobs/index.ts';
import type { Outgoing } from '../platform/outgoing/index.ts';
import { holds, type Role, type Room, type Route } from '../platform/web/index.ts';
import { searchNews } from './alerts/job.ts';
import { alertRoutes } from './alerts/routes.ts';
import { bringJobs, bringRoutes } from './bring/index.ts';
import { citeRoutes } from './cite/routes.ts';
import { deskRoutes } from './desk/routes.ts';
import { duplicateRoutes } from './duplicates/index.ts';
import { exportRoutes } from './export/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import { gradePaths } from './grades/paths.ts';
import { gradeRoutes } from './grades/routes.ts';
import { harvestJobs, harvestRoutes } from './harvest/index.ts';
import { checkLinks, linkRoutes } from './links/index.ts';
import { listRoutes } from './lists/routes.ts';
import { feedRoutes } from './machines/feeds.ts';
import { machineRoutes } from './machines/routes.ts';
import { oaiRoutes } from './oai/routes.ts';
import { forgetOffers } from './offers/job.ts';
import { offerRoutes } from './offers/routes.ts';
import { offerDeskRoutes } from './offers/routes-desk.ts';
import { evidencePaths } from './paths.ts';
import { recommendationPaths } from './recommendations/paths.ts';
import { publicChainRoutes } from './recommendations/routes.ts';
import { recordChainRoutes } from './recommendations/routes-record.ts';
import { strikeRoutes } from './recommendations/routes-strike.ts';
import { recordRoutes } from './record/routes.ts';
import { searchRoutes } from './search/routes.ts';
import { publicTermRoutes } from './thesaurus/routes.ts';
import { keepTermRoutes } from './thesaurus/routes-keep.ts';
import { unmappedRoutes } from './thesaurus/routes-unmapped.ts';
import { showKeywords } from './thesaurus/show-keywords.ts';
import { worklistRoutes } from './worklist/routes.ts';
import { lackingRoutes } from './worklist/routes-lacking.ts';

export {
  bringByOperator,
  duplicateChoices,
  isDuplicateChoice,
  largestFile,
  type OperatorResult,
} from './bring/index.ts';
export { tellGradesStory } from './demonstration/grades-story.ts';
export { tellHarvestStory } from './demonstration/harvest-story.ts';
export { tellLibraryStory } from './demonstration/library-story.ts';
export { tellLinksStory } from './demonstration/links-story.ts';
export { loadSynthetic } from './demonstration/load-synthetic.ts';
export { inventedWord, syntheticRecord } from './demonstration/synthetic.ts';
export {
  type CsvMapping,
  type Format,
  formats,
  isColumn,
  isPacked,
  mostColumns,
  type ParsedRecord,
  parseRecords,
  recogniseFormat,
} from './formats/index.ts';
export { seedLibrary } from './seed/seed-library.ts';

const routes: readonly Route[] = [
  ...searchRoutes,
  ...figureRoutes,
  ...deskRoutes,
  ...recordRoutes,
  ...citeRoutes,
  ...exportRoutes,
  ...machineRoutes,
  ...oaiRoutes,
  ...feedRoutes,
  ...publicChainRoutes,
  ...recordChainRoutes,
  ...strikeRoutes,
  ...bringRoutes,
  ...harvestRoutes,
  ...linkRoutes,
  ...duplicateRoutes,
  ...publicTermRoutes,
  ...keepTermRoutes,
  ...unmappedRoutes,
  ...gradeRoutes,
  ...offerRoutes,
  ...offerDeskRoutes,
  ...worklistRoutes,
  ...lackingRoutes,
  ...alertRoutes,
  ...listRoutes,
];

/** The pages that nobody opens but those of one role: they belong to where that role works, whatever their addresses. */
const pagesOf = (role: Role): ReadonlySet<string> =>
  new Set(routes.filter(({ access }) => String(access) === role).map(({ path }) => path));
const deskPages = pagesOf('librarian');
const gradingPages = pagesOf('evidence_grader');

/** The evidence library: public, read by everybody, kept by librarians; nothing in it is about anybody's case. */
export const evidence: Room = {
  name: 'evidence',
  routes,
  jobs: [...bringJobs, showKeywords, forgetOffers, searchNews],
  // Everybody finds the library at the foot of each page; those who work in it, above.
  navigation: actor => [
    ...(holds(actor, 'librarian')
      ? ([{ href: evidencePaths.desk(), text: 'finding.desk.nav', pages: deskPages }] as const)
      : []),
    ...(holds(actor, 'evidence_grader')
      ? ([{ href: gradePaths.workPath(), text: 'grades.nav', pages: gradingPages }] as const)
      : []),
    ...(holds(actor, 'librarian', 'evidence_grader', 'respondent')
      ? ([{ href: evidencePaths.search(), text: 'evidence.nav' }] as const)
      : []),
  ],
  home: actor => {
    if (holds(actor, 'librarian')) return evidencePaths.desk();
    if (holds(actor, 'evidence_grader')) return gradePaths.workPath();
    return holds(actor, 'respondent') ? recommendationPaths.list() : undefined;
  },
};

/** What the library does in the background that asks other servers. */
export const libraryOutside = (outgoing: Outgoing): readonly Job[] => [
  ...harvestJobs(outgoing),
  checkLinks(outgoing),
];
