import { z } from 'zod';
import { showDay } from '../../platform/time/index.ts';
import { type Answer, type Ask, pageNumber, type Route, route } from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { families } from '../rules/register/authorities.ts';
import { registerStatuses } from '../rules/register/standings.ts';
import { type AsAtList, asAtHref, registerPaths } from './paths.ts';
import { listAsAt, peopleOnPage } from './queries/list-as-at.ts';
import { dayAsked, dayQuery } from './routes-entry.ts';
import { standingInWords } from './words.ts';

/** A filter that makes no sense is left out. */
const listQuery = dayQuery.extend({
  status: z.enum(registerStatuses).optional().catch(undefined),
  family: z.enum(families).optional().catch(undefined),
  page: pageNumber,
});

async function listPage({ tx, t, today, query }: Ask<unknown, z.infer<typeof listQuery>>): Promise<Answer> {
  const { status, family, page } = query;
  const { boxes, day, refused } = dayAsked(query, { what: 'register.asAt.day', today, t });
  const list = await listAsAt(tx, { day, status, family, page });
  const href = (chosen: AsAtList) => asAtHref(registerPaths.people(), day, { status, family, ...chosen });
  const pages = paginate({ page, size: peopleOnPage, total: list.total }, to => href({ page: to }));
  const chosen = [...(status ? [standingInWords(status, t)] : []), ...(family ? [family] : [])];
  return {
    page: 'casework/register/views/people.njk',
    title: t('register.people.title'),
    backHref: asAtHref(registerPaths.asAt(), day),
    model: {
      ...{ boxes, pages, action: registerPaths.people(), status: status ?? '', family: family ?? '' },
      heading: t('register.asAt.count', { day: showDay(day, t), count: list.total }),
      chosen: chosen.join(', '),
      allHref: chosen.length > 0 ? asAtHref(registerPaths.people(), day) : '',
      showing: t('mhcs.worklist.showing', { from: pages.from, to: pages.to, total: list.total }),
      people: list.people.map(person => ({
        ...{ name: nameInLists(person), reference: person.reference, hospital: person.hospital },
        ...{ family: person.family, standing: standingInWords(person.standing, t) },
        href: asAtHref(registerPaths.entry(person.caseId), day),
      })),
    },
    about: { detail: { day: day.toString(), page, found: list.people.length } },
    ...refused,
  };
}

/** Who was restricted on any day, by name: what stands behind each count of the register. */
export const peopleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: registerPaths.people(),
    access: mhcsRoles,
    audit: 'casework.register.listed',
    query: listQuery,
    handle: listPage,
  }),
];
