import type { Translate } from '../../platform/language/index.ts';
import { type Route, route } from '../../platform/web/index.ts';
import { nameInSentences } from '../clinical/names.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { mappaPaths } from '../mappa/paths.ts';
import { ownPaths } from '../own/paths.ts';
import { receivedPaths } from '../received/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { summaryPaths } from '../summaries/paths.ts';
import { tribunalPaths } from '../tribunal/paths.ts';
import { personPaths } from './paths.ts';
import { type Helped, readOfThoseIHelp, readPeopleIHelp } from './queries.ts';
import { askedInWords, clockInWords, whereItStands } from './where-it-stands.ts';

/** What somebody reads of themselves, where a helper reads the same; and where a helper asks for them. */
function waysFor({ caseId, givenNames, familyName, reads, mayAsk }: Helped, t: Translate) {
  const name = nameInSentences({ givenNames, familyName });
  const read = [
    { href: registerPaths.helped(caseId), text: t('register.helped.link') },
    { href: summaryPaths.helped(caseId), text: t('summaries.helped.link') },
    { href: conditionPaths.care(caseId), text: t('conditions.link') },
    { href: tribunalPaths.helpedCase(caseId), text: t('tribunal.link') },
    { href: mappaPaths.helped(caseId), text: t('mappa.my.link') },
  ];
  const ask = { href: ownPaths.helped(caseId), text: t('own.titleFor', { name }) };
  return [...(reads ? read : []), ...(mayAsk ? [ask] : [])];
}

/** The people whom an advocate or a solicitor helps, and where their applications stand. */
export const helpedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: personPaths.helped(),
    access: ['advocate', 'solicitor'],
    audit: 'casework.document.listed',
    handle: async ({ tx, t, today }) => {
      const people = await readPeopleIHelp(tx);
      const applications = await readOfThoseIHelp(tx);
      return {
        page: 'casework/person/views/helped.njk',
        title: t('my.helped.title'),
        about: {
          detail: {
            cases: people.map(({ caseId }) => caseId),
            applications: applications.map(({ id }) => id),
          },
        },
        model: {
          people: people.map(one => ({ name: nameInSentences(one), ways: waysFor(one, t) })),
          papersHref: receivedPaths.mine(),
          applications: applications.map(followed => ({
            person: followed.person,
            href: personPaths.application(followed.id),
            asked: askedInWords(followed, t),
            stands: whereItStands(followed, t),
            clock: clockInWords(followed, today, t) ?? '',
          })),
        },
      };
    },
  }),
];
