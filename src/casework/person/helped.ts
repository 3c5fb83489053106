import { type Route, route } from '../../platform/web/index.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { mappaPaths } from '../mappa/paths.ts';
import { ownPaths } from '../own/paths.ts';
import { receivedPaths } from '../received/paths.ts';
import { personPaths } from './paths.ts';
import { readOfThoseIHelp, readThoseIMayAskFor } from './queries.ts';
import { askedInWords, clockInWords, whereItStands } from './where-it-stands.ts';

/** The people whom an advocate or a solicitor helps, and where their applications stand. */
export const helpedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: personPaths.helped(),
    access: ['advocate', 'solicitor'],
    audit: 'casework.document.listed',
    handle: async ({ tx, t, today }) => {
      const applications = await readOfThoseIHelp(tx);
      const mayAsk = await readThoseIMayAskFor(tx);
      return {
        page: 'casework/person/views/helped.njk',
        title: t('my.helped.title'),
        about: { detail: { applications: applications.map(({ id }) => id) } },
        model: {
          papersHref: receivedPaths.mine(),
          mayAsk: mayAsk.map(({ caseId, person }) => ({
            href: ownPaths.helped(caseId),
            text: t('own.titleFor', { name: person }),
          })),
          applications: applications.map(followed => ({
            person: followed.person,
            href: personPaths.application(followed.id),
            conditionsHref: conditionPaths.care(followed.caseId),
            agenciesHref: mappaPaths.helped(followed.caseId),
            asked: askedInWords(followed, t),
            stands: whereItStands(followed, t),
            clock: clockInWords(followed, today, t) ?? '',
          })),
        },
      };
    },
  }),
];
