import { type Answer, type Ask, type Route, route } from '../../platform/web/index.ts';
import { dataDictionary, editionsFile } from './files.ts';
import { newestPeople } from './numbers.ts';
import { statisticsPaths } from './paths.ts';
import { readPublished } from './published-editions.ts';
import { sectionsOnce } from './section.ts';
import { showDocuments, showDue } from './show-kinds.ts';
import { showMonths } from './show-months.ts';
import { showOthers } from './show-others.ts';
import { showPeople } from './show-people.ts';
import { showDecisions } from './show-work.ts';
import { showYears } from './show-years.ts';
import { showYearsEnds } from './show-years-ends.ts';

const anHour = 3600;
/** A file of numbers to be kept. */
export const csv = (send: string, fileName: string): Answer => ({
  ...{ send, fileName, type: 'text/csv; charset=utf-8' },
});

const sectionsOf = sectionsOnce((numbers, t) => [
  ...showYearsEnds(numbers, t),
  ...newestPeople(numbers).map(edition => showPeople(edition, t)),
  ...showYears(numbers, t),
  ...showDecisions(numbers, t),
  ...showDue(numbers, t),
  ...showDocuments(numbers, t),
  ...showMonths(numbers.editions, t),
]);

async function publicPage({ tx, t }: Ask<unknown, unknown>): Promise<Answer> {
  const own = sectionsOf(await readPublished(tx), t);
  return {
    page: 'casework/statistics/views/statistics.njk',
    title: t('statistics.title'),
    model: {
      ...{ sections: [...own, showOthers(t)], isEmpty: own.length === 0 },
      ...{ fileHref: statisticsPaths.file(), dictionaryHref: statisticsPaths.dictionary() },
    },
  };
}

/** What everybody may read: published tables and nothing else. */
export const publicRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: statisticsPaths.public(),
    access: 'anyone',
    mayLag: true,
    audit: 'none: published counts, in which nobody can be found',
    handle: publicPage,
  }),
  route({
    method: 'GET',
    path: statisticsPaths.file(),
    access: 'anyone',
    mayLag: true,
    audit: 'none: published counts, in which nobody can be found',
    handle: async ({ tx }) => ({
      ...csv(editionsFile((await readPublished(tx)).editions), 'ownwords-statistics.csv'),
      keepFor: anHour,
    }),
  }),
  route({
    method: 'GET',
    path: statisticsPaths.dictionary(),
    access: 'anyone',
    audit: 'none: what words mean',
    handle: async () => ({ ...csv(dataDictionary(), 'ownwords-data-dictionary.csv'), keepFor: anHour }),
  }),
];
