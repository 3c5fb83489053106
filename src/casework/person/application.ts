import { z } from 'zod';
import { documentToHtml } from '../../platform/documents/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import { type Ask, holds, idNumber, type Route, route } from '../../platform/web/index.ts';
import { readStatements, type Statement, showStatements, voicePaths } from '../../voice/index.ts';
import { attachmentPaths } from '../attachments/paths.ts';
import { showAttached } from '../attachments/show.ts';
import { showTold } from '../moves/show-moves.ts';
import { ownPaths } from '../own/paths.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { isOver } from '../rules/document-states.ts';
import { personPaths } from './paths.ts';
import { type FollowedApplication, readFollowed } from './queries.ts';
import { askedInWords, clockInWords, maySpeak, stepsOf, whereItStands } from './where-it-stands.ts';

export const inApplication = z.object({
  id: idNumber,
});

function shownPart({ kind, shown }: FollowedApplication, t: Translate) {
  if (!shown) return undefined;
  const day = showDay(dayOf(Temporal.Instant.from(shown.at)), t);
  return {
    html: documentToHtml({ ...shown.paper, title: wordsOfKind(kind, t)('my.application.whole') }),
    when: t('my.application.shown', { number: shown.number, day }),
  };
}

/** The person's own statements lead to their receipts; a helper reads them here. */
function linksOf(followed: FollowedApplication, { actor }: Pick<Ask<unknown, unknown>, 'actor'>) {
  const { id, occasionId, answer, again } = followed;
  const own = actor.personId !== null;
  return {
    answer: answer && personPaths.answer(id),
    speak: own && maySpeak(followed) && voicePaths.speak(occasionId),
    again: again && own && voicePaths.speak(again.occasionId),
    write: holds(actor, 'advocate') && maySpeak(followed) && voicePaths.write(occasionId),
    readers: own && voicePaths.readers(),
    takeBack: followed.mayTakeBack && ownPaths.takeBack(id),
  };
}

/** Who sent it, where somebody did that for the person: both names stand there. */
function sentByInWords({ view, person }: FollowedApplication, own: boolean, t: Translate): string {
  if (!view?.isByHelper) return '';
  return own ? t('own.sentForYou', { name: view.sentBy }) : t('own.sentFor', { name: view.sentBy, person });
}

function recordReading(
  { tx, actor }: Pick<Ask<unknown, unknown>, 'tx' | 'actor'>,
  statements: Statement[],
): void {
  const first = statements[0];
  if (!first || actor.personId !== null) return;
  tx.record('voice.statement.read', {
    caseId: first.caseId,
    detail: { statements: statements.map(({ id }) => id) },
  });
}

/** One application for the person whom it is about, and for the advocate or solicitor who helps them. */
export const applicationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: personPaths.application(':id'),
    access: ['subject', 'advocate', 'solicitor'],
    audit: 'casework.document.read',
    params: inApplication,
    handle: async ask => {
      const { tx, params, actor, t, today } = ask;
      const followed = await readFollowed(tx, params.id);
      const statements = await readStatements(tx, followed.occasionId);
      recordReading(ask, statements);
      const own = actor.personId !== null;
      const asked = askedInWords(followed, t);
      const say = wordsOfKind(followed.kind, t);
      return {
        page: 'casework/person/views/application.njk',
        windowTitle: say('my.application.title'),
        title: own ? say('my.application.title') : say('my.application.titleOf', { name: followed.person }),
        backHref: own ? personPaths.home() : personPaths.helped(),
        about: { caseId: followed.caseId, detail: { application: followed.id } },
        model: {
          ...{
            asked,
            own,
            say,
            steps: isOver(followed) && followed.state !== 'decided' ? [] : stepsOf(followed, t),
          },
          isOver: isOver(followed),
          asRead: own ? '' : t('register.helped.reads', { name: followed.person }),
          stands: whereItStands(followed, t),
          told: followed.told.map(one => showTold(one, t)),
          withdrawnBecause: followed.withdrawnBecause,
          clock: clockInWords(followed, today, t),
          sentBy: sentByInWords(followed, own, t),
          shown: shownPart(followed, t),
          attached: showAttached(followed.attached, {
            t,
            href: id => attachmentPaths.forPerson(followed.id, id),
          }),
          statements: showStatements(statements, t).map(statement => ({
            ...statement,
            href: own && voicePaths.receipt(followed.occasionId, statement.id),
          })),
          links: linksOf(followed, ask),
        },
      };
    },
  }),
  route({
    method: 'GET',
    path: personPaths.words(':id'),
    access: ['subject'],
    audit: 'none: it only leads on to the page of the words, which records',
    params: inApplication,
    handle: async ({ tx, params }) => ({
      goTo: voicePaths.speak((await readFollowed(tx, params.id)).occasionId),
    }),
  }),
];
