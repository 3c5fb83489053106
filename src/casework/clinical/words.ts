import { showMoment } from '../../platform/time/index.ts';
import { type Answer, idParams, type Route, route } from '../../platform/web/index.ts';
import { readStatements, type Standing, showStatements, voicePaths } from '../../voice/index.ts';
import type { ApplicationAsk } from './application.ts';
import { careTeam } from './care-team.ts';
import { invitePerson, isToBeAsked, mayInvite } from './commands/invite-person.ts';
import { nameInSentences } from './names.ts';
import { clinicalPaths } from './paths.ts';
import { type ApplicationFile, readApplication } from './queries/read-application.ts';
import { headOf } from './show.ts';
import { showStanding } from './task-list.ts';

/**
 * Whether the open part, or a file that hangs on it, has changed since the person was shown it. Saving the same answers again is no change:
 * it makes no new version.
 */
export function hasChangedSince({
  open,
  attached,
  shownAt,
}: Pick<ApplicationFile, 'open' | 'attached' | 'shownAt'>): boolean {
  if (shownAt === null) return false;
  const shown = Temporal.Instant.from(shownAt);
  const isLater = (at: string) => Temporal.Instant.compare(Temporal.Instant.from(at), shown) > 0;
  return (
    open.some(({ changedAt }) => isLater(changedAt)) ||
    // A file that was taken out before they saw it is no change for them.
    attached.open.some(file => (file.removedAt === null) === (file.letOutAt === null))
  );
}

async function wordsPage({ tx, params, t }: ApplicationAsk): Promise<Answer> {
  const file = await readApplication(tx, params.id);
  const statements = await readStatements(tx, file.occasionId);
  return {
    page: 'casework/clinical/views/words.njk',
    title: t('casework.tasks.words'),
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      person: nameInSentences(file),
      statements: showStatements(statements, t),
      shown: file.shownAt ? t('casework.words.shownOn', { when: showMoment(file.shownAt, t) }) : '',
      changed: hasChangedSince(file),
      mayInvite: isToBeAsked(file) && file.caseClosedOn === null,
      isReady: mayInvite(file),
      action: clinicalPaths.words(file.id),
      voice: voicePaths.occasion(file.occasionId),
      open: `${clinicalPaths.print(file.id)}?part=open`,
    },
    about: {
      caseId: file.caseId,
      detail: { application: file.id, statements: statements.map(({ id }) => id) },
    },
  };
}

/** How it stands with the words, in one line for other pages. */
export function standingLine(standing: Standing, t: ApplicationAsk['t']): string {
  const { text } = showStanding(standing, t);
  return standing.recordedAt ? `${text}, ${showMoment(standing.recordedAt, t)}` : text;
}

export const wordsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.words(':id'),
    access: careTeam,
    audit: 'voice.statement.read',
    params: idParams,
    handle: wordsPage,
  }),
  route({
    method: 'POST',
    path: clinicalPaths.words(':id'),
    access: careTeam,
    audit: 'by the command',
    params: idParams,
    handle: async ({ tx, params, actor }) => {
      await invitePerson(tx, { file: await readApplication(tx, params.id), actor });
      return { goTo: clinicalPaths.words(params.id), say: 'casework.words.invited' };
    },
  }),
];
