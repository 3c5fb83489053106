import { z } from 'zod';
import { numberText, type Translate } from '../../platform/language/index.ts';
import { barChart } from '../../platform/statistics/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { idNumber, type Route, route } from '../../platform/web/index.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { hrefOf } from './list-query.ts';
import { sectionParts } from './parts.ts';
import { clockPaths } from './paths.ts';
import { readWorkload, type Workload } from './queries/read-workload.ts';
import { teamAsked } from './routes-worklist.ts';

const workloadQuery = z.object({
  team: z
    .union([z.literal('all'), idNumber])
    .optional()
    .catch(undefined),
});

function shown(one: Workload, t: Translate) {
  const list = (tab: string) => hrefOf(clockPaths.worklist(), { caseworker: one.id, tab });
  const { awayUntil, cover } = one;
  const back = awayUntil && showDay(awayUntil, t);
  return {
    ...{
      name: one.name,
      teams: one.teams.join(', '),
      cases: one.cases,
      overdue: one.overdue,
      soon: one.soon,
    },
    ...{
      applications: one.applications,
      href: list('every'),
      overdueHref: list('overdue'),
      soonHref: list('soon'),
    },
    applicationsHref: hrefOf(mhcsPaths.worklist(), { team: 'all', caseworker: one.id }),
    notes: [
      ...(back && cover ? [t('clocks.workload.away', { day: back, cover })] : []),
      ...one.coversFor.map(name => t('clocks.workload.coversFor', { name })),
    ],
  };
}

// More than fit on a page are found sooner in the table.
const mostBars = 20;

/** What presses on each of a team, as a picture; none where nothing does. */
function pictureOf(people: readonly Workload[], t: Translate): string {
  const pressed = people.some(({ overdue, soon }) => overdue + soon > 0);
  if (!pressed || people.length > mostBars) return '';
  return barChart({
    ...{ id: 'workload', title: t('clocks.workload.chart'), description: t('clocks.workload.chartAbout') },
    parts: [t('clocks.tab.overdue'), t('clocks.tab.soon')],
    bars: people.map(({ name, overdue, soon }) => ({ name, values: [overdue, soon] })),
    written: numberText,
  });
}

export const workloadRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clockPaths.workload(),
    access: mhcsRoles,
    audit: 'none: how much work colleagues have, and nothing about a case',
    query: workloadQuery,
    handle: async ({ tx, query, actor, today, t }) => {
      const team = teamAsked({ query, actor });
      const { people, unallocated } = await readWorkload(tx, { team, today });
      return {
        page: 'casework/clocks/views/workload.njk',
        title: t('clocks.workload.title'),
        model: {
          parts: sectionParts('workload', t),
          people: people.map(one => shown(one, t)),
          picture: pictureOf(people, t),
          unallocated: unallocated.map(one => ({
            text: t('clocks.workload.unallocated', { team: one.name, count: one.cases }),
            href: hrefOf(clockPaths.worklist(), { team: one.id, caseworker: 'none', tab: 'every' }),
          })),
          allHref: team === undefined ? '' : hrefOf(clockPaths.workload(), { team: 'all' }),
        },
      };
    },
  }),
];
