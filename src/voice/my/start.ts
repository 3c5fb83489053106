import { z } from 'zod';
import { documentToHtml } from '../../platform/documents/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import {
  type Answer,
  type FieldProblem,
  type Route,
  readBody,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { recordOpportunity } from '../commands/record-opportunity.ts';
import { inOccasion } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { promptsOf } from '../prompts.ts';
import { readSpeaking, type Speaking } from '../queries-speaking.ts';
import { whyClosed } from '../why-closed.ts';
import { wordsFor } from '../words-for.ts';

const choices = ['now', 'not now', 'declined'] as const;
const choice = z.object({ choice: z.enum(choices, { error: 'voice.start.choose' }) });

function startPage(speaking: Speaking, t: Translate, problems?: FieldProblem[]): Answer {
  const { shown, draft } = speaking;
  const say = wordsFor(speaking, t);
  return {
    page: 'voice/views/my/start.njk',
    title: t('voice.start.title'),
    backHref: '/my',
    about: { caseId: speaking.caseId, detail: { occasion: speaking.occasionId } },
    model: {
      ...{ speaking, say },
      closed: whyClosed(speaking, t),
      hasDraft: Object.values(draft.parts).some(text => text.trim() !== ''),
      askedFor: shown && documentToHtml({ ...shown.paper, title: say('voice.start.askedFor') }),
      askAgain: speaking.askAgainOn && showDay(speaking.askAgainOn, t),
      href: voicePaths.speak(speaking.occasionId),
    },
    problems,
  };
}

export const startRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.speak(':occasion'),
    access: ['subject'],
    audit: 'voice.occasion.read',
    params: inOccasion,
    handle: async ({ tx, params, actor, t }) => startPage(await readSpeaking(tx, params.occasion, actor), t),
  }),
  route({
    method: 'POST',
    path: voicePaths.speak(':occasion'),
    access: ['subject'],
    audit: 'by the command',
    params: inOccasion,
    handle: async ({ tx, params, actor, body, t }) => {
      const speaking = await readSpeaking(tx, params.occasion, actor);
      if (speaking.closedAt) throw tooLate('platform.refusal.decided');
      if (speaking.endedAt) throw tooLate('platform.refusal.ended');
      const read = readBody(choice, body, t);
      if (!read.ok) return startPage(speaking, t, read.problems);
      const { caseId } = speaking;
      if (read.data.choice === 'now') {
        tx.record('voice.person.began', { caseId, detail: { occasion: params.occasion } });
        return { goTo: voicePaths.part(params.occasion, promptsOf(speaking)[0].id) };
      }
      await recordOpportunity(tx, {
        ...{ caseId, occasionId: params.occasion, actor, outcome: read.data.choice },
        ...{ why: null, askAgainOn: null },
      });
      return {
        goTo: '/my',
        say: read.data.choice === 'declined' ? 'voice.start.saidNo' : 'voice.start.saidNotNow',
      };
    },
  }),
];
