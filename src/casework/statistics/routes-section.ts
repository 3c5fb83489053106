import type { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import { type Answer, type Ask, type Route, route } from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { dayAsked, dayQuery } from '../register/routes-entry.ts';
import { countRegister } from './count-register.ts';
import { countWork } from './count-work.ts';
import { editionsFile } from './files.ts';
import { showLookedAgain } from './looked-again.ts';
import type { Numbers } from './numbers.ts';
import { statisticsPaths } from './paths.ts';
import { csv } from './routes-public.ts';
import { sectionsOnce } from './section.ts';
import { showDocuments, showDue } from './show-kinds.ts';
import { showMonths } from './show-months.ts';
import { showPeople } from './show-people.ts';
import { showDecisions, showReports } from './show-work.ts';
import { showYears } from './show-years.ts';
import { showYearsEnds } from './show-years-ends.ts';

type SectionAsk = Ask<unknown, z.infer<typeof dayQuery>>;

async function peoplePage({ tx, t, today, query }: SectionAsk): Promise<Answer> {
  const { boxes, day, refused } = dayAsked(query, { what: 'statistics.day', today, t });
  const { people, years } = await countRegister(tx, { day, today });
  return {
    page: 'casework/statistics/views/section.njk',
    title: t('statistics.section.title'),
    model: {
      sections: [...people.map(edition => showPeople(edition, t)), ...ofYears(years, t)],
      ...{ boxes, action: statisticsPaths.section(), ...linksOf(day) },
    },
    ...refused,
  };
}

const ofYears = sectionsOnce((years, t) => [...showYearsEnds(years, t), ...showYears(years, t)]);

const linksOf = (day: Temporal.PlainDate) => ({
  publicHref: statisticsPaths.public(),
  workHref: statisticsPaths.sectionWork(),
  dictionaryHref: statisticsPaths.dictionary(),
  fileHref: `${statisticsPaths.sectionFile()}?on-day=${day.day}&on-month=${day.month}&on-year=${day.year}`,
});

function workSections(numbers: Numbers, t: Translate) {
  return [
    ...showDue(numbers, t),
    ...showDecisions(numbers, t),
    ...showLookedAgain(numbers, t),
    ...showDocuments(numbers, t),
    ...showReports(numbers, t),
    ...showMonths(numbers.editions, t),
  ];
}

async function workPage({ tx, t, today }: Ask<unknown, unknown>): Promise<Answer> {
  return {
    page: 'casework/statistics/views/section-work.njk',
    title: t('statistics.work.title'),
    backHref: statisticsPaths.section(),
    model: { sections: workSections(await countWork(tx, today), t) },
  };
}

const stated = { method: 'GET', access: mhcsRoles } as const;

/** The section's own numbers: exact, as far as each of them may see the cases. */
export const sectionRoutes: readonly Route[] = [
  route({
    ...{ ...stated, path: statisticsPaths.section(), audit: 'casework.statistics.read' },
    query: dayQuery,
    handle: peoplePage,
  }),
  route({
    ...{ ...stated, path: statisticsPaths.sectionWork(), audit: 'casework.statistics.read' },
    handle: workPage,
  }),
  route({
    ...{ ...stated, path: statisticsPaths.sectionFile(), audit: 'casework.statistics.taken' },
    query: dayQuery,
    handle: async ({ tx, t, today, query }) => {
      const { day } = dayAsked(query, { what: 'statistics.day', today, t });
      const [register, work] = [await countRegister(tx, { day, today }), await countWork(tx, today)];
      return csv(
        editionsFile([...register.people, ...register.years.editions, ...work.editions]),
        'ownwords-section-statistics.csv',
      );
    },
  }),
];
