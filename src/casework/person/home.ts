import type { Translate } from '../../platform/language/index.ts';
import { dayOf, showDay, showMoment } from '../../platform/time/index.ts';
import { type Route, route } from '../../platform/web/index.ts';
import { groupReaders, showReader, voicePaths } from '../../voice/index.ts';
import { ownPaths } from '../own/paths.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { receivedPaths } from '../received/paths.ts';
import { tribunalPaths } from '../tribunal/paths.ts';
import { personPaths } from './paths.ts';
import { type Around, type Followed, readAround, readMine } from './queries.ts';
import { askedInWords, clockInWords, maySpeak, whereItStands } from './where-it-stands.ts';

type Door = { href: string; text: string; picture: string };

/** What the person can do now about one application, the most useful first. */
function doorsOf(followed: Followed, t: Translate): Door[] {
  const { id, occasionId, answer, statements, again } = followed;
  const speak = { href: voicePaths.speak(occasionId), picture: 'speak' };
  return [
    ...(answer ? [{ href: personPaths.answer(id), text: t('my.do.answer'), picture: 'answer' }] : []),
    ...(again ? [{ ...speak, href: voicePaths.speak(again.occasionId), text: t('again.my.do') }] : []),
    ...(maySpeak(followed) ? [{ ...speak, text: t(statements > 0 ? 'my.do.more' : 'my.do.speak') }] : []),
    { href: personPaths.application(id), text: wordsOfKind(followed.kind, t)('my.do.read'), picture: 'read' },
  ];
}

/** Reports come again and again: the day tells one from the other. */
function whenOf({ answer, submittedAt }: Followed, t: Translate): string {
  const day = (at: string) => showDay(dayOf(Temporal.Instant.from(at)), t);
  if (answer) return t('my.home.answered', { day: day(answer.issuedAt) });
  return submittedAt ? t('my.home.sent', { day: day(submittedAt) }) : '';
}

function showAround({ helpers, opened }: Around, t: Translate) {
  return {
    helpers: groupReaders(helpers, t),
    opened: opened.map(row => ({
      who: showReader(row, t),
      at: { iso: row.at, text: showMoment(row.at, t) },
    })),
  };
}

export const homeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: personPaths.home(),
    access: ['subject'],
    audit: 'casework.document.read',
    handle: async ({ tx, t, today, actor }) => {
      const mine = await readMine(tx);
      const around = await readAround(tx);
      return {
        page: 'casework/person/views/home.njk',
        title: t('my.home.title'),
        about: { caseId: mine[0]?.caseId ?? null, detail: { applications: mine.map(({ id }) => id) } },
        model: {
          name: actor.name,
          applications: mine.map(followed => ({
            title: wordsOfKind(followed.kind, t)('my.home.leave', { asked: askedInWords(followed, t) }),
            when: whenOf(followed, t),
            stands: whereItStands(followed, t),
            clock: clockInWords(followed, today, t),
            doors: doorsOf(followed, t),
          })),
          ...showAround(around, t),
          readersHref: voicePaths.readers(),
          papersHref: receivedPaths.mine(),
          tribunalHref: tribunalPaths.mine(),
          askDoors: [{ href: ownPaths.mine(), text: t('own.door'), picture: 'write' }],
        },
      };
    },
  }),
];
