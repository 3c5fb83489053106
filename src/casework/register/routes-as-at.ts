import { numberText, type Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { holds, type Route, route } from '../../platform/web/index.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { prisonPaths } from '../prison/paths.ts';
import { importPaths } from '../register-import/paths.ts';
import { importers } from '../register-import/roles.ts';
import { families } from '../rules/register/authorities.ts';
import { registerStatuses } from '../rules/register/standings.ts';
import { asAtHref, registerPaths } from './paths.ts';
import { type AsAtCount, countAsAt } from './queries/count-as-at.ts';
import { dayAsked, dayQuery } from './routes-entry.ts';
import { standingInWords } from './words.ts';

const total = (counts: readonly AsAtCount[]) => counts.reduce((sum, { patients }) => sum + patients, 0);

type Counted = {
  readonly counts: readonly AsAtCount[];
  readonly day: Temporal.PlainDate;
  readonly t: Translate;
};

// Each count leads to the people whom it counts.
function tableOf({ counts, day, t }: Counted) {
  const columns = families.filter(family => counts.some(count => count.family === family));
  const cells = (rows: readonly AsAtCount[], status?: string) =>
    [...columns, undefined].map(family => {
      const count = total(rows.filter(row => family === undefined || row.family === family));
      const href = count > 0 ? asAtHref(registerPaths.people(), day, { status, family }) : '';
      return { text: numberText(count), href };
    });
  return {
    columns: [...columns, t('register.asAt.all')],
    rows: registerStatuses
      .filter(status => status !== 'ended')
      .map(status => ({
        name: standingInWords(status, t),
        cells: cells(
          counts.filter(row => row.status === status),
          status,
        ),
      })),
    all: cells(counts),
  };
}

/** The whole register on any day, by the rule of the Ministry's analysts. */
export const asAtRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: registerPaths.asAt(),
    access: mhcsRoles,
    audit: 'none: counts of the whole register, in which nobody can be told apart by name',
    query: dayQuery,
    handle: async ({ tx, t, today, query, actor }) => {
      const { boxes, day, refused } = dayAsked(query, { what: 'register.asAt.day', today, t });
      const counts = await countAsAt(tx, day.toString());
      return {
        page: 'casework/register/views/as-at.njk',
        title: t('register.asAt.title'),
        backHref: mhcsPaths.worklist(),
        model: {
          ...{ boxes, action: registerPaths.asAt(), table: tableOf({ counts, day, t }) },
          newHref: registerPaths.newPatient(),
          prisonHref: prisonPaths.register(),
          fileHref: holds(actor, ...importers) ? importPaths.begin() : undefined,
          heading: t('register.asAt.count', { day: showDay(day, t), count: total(counts) }),
        },
        ...refused,
      };
    },
  }),
];
