import type { Actor } from '../../platform/database/index.ts';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Answer, type Ask, holds, type Route, route } from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { dataDictionary, publishedFile } from './files.ts';
import { statisticsPaths } from './paths.ts';
import { type Edition, exactEditions, publishedEditions } from './queries.ts';
import { showMonths } from './show-months.ts';
import { showPopulation, showSeries } from './show-population.ts';

export { publishStatistics } from './publish-statistics.ts';

type AnyAsk = Ask<unknown, unknown>;
const anHour = 3600;
const file = (send: string, fileName: string): Answer => ({
  ...{ send, fileName, type: 'text/csv; charset=utf-8', keepFor: anHour },
});

async function publicPage({ tx, t }: AnyAsk): Promise<Answer> {
  const editions = await publishedEditions(tx);
  return {
    page: 'casework/statistics/views/statistics.njk',
    title: t('statistics.title'),
    model: {
      ...sectionsOf(editions, t),
      ...{ isPublic: true, fileHref: statisticsPaths.file(), dictionaryHref: statisticsPaths.dictionary() },
    },
  };
}

async function sectionPage({ tx, t, today }: AnyAsk): Promise<Answer> {
  return {
    page: 'casework/statistics/views/statistics.njk',
    title: t('statistics.section.title'),
    model: {
      ...sectionsOf(await exactEditions(tx, today), t),
      ...{ isPublic: false, publicHref: statisticsPaths.public() },
    },
  };
}

function sectionsOf(editions: readonly Edition[], t: Translate) {
  const own = [...showPopulation(editions, t), ...showMonths(editions, t)];
  return { sections: [showSeries(t), ...own], isEmpty: own.length === 0 };
}

/** The numbers: what everybody may read, and the same for the section as far as each of them may see the cases. */
export const statisticsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: statisticsPaths.public(),
    access: 'anyone',
    audit: 'none: published counts, in which nobody can be found',
    handle: publicPage,
  }),
  route({
    method: 'GET',
    path: statisticsPaths.file(),
    access: 'anyone',
    audit: 'none: published counts, in which nobody can be found',
    handle: async ({ tx }) => file(publishedFile(await publishedEditions(tx)), 'ownwords-statistics.csv'),
  }),
  route({
    method: 'GET',
    path: statisticsPaths.dictionary(),
    access: 'anyone',
    audit: 'none: what words mean',
    handle: async () => file(dataDictionary(), 'ownwords-data-dictionary.csv'),
  }),
  route({
    method: 'GET',
    path: statisticsPaths.section(),
    access: mhcsRoles,
    audit: 'casework.statistics.read',
    handle: sectionPage,
  }),
];

/** The section has its own numbers in the navigation; everybody finds the public ones at the foot of each page. */
export function statisticsNavigation(actor: Actor): { href: string; text: TextKey }[] {
  return holds(actor, ...mhcsRoles)
    ? [{ href: statisticsPaths.section(), text: 'statistics.section.nav' }]
    : [];
}
