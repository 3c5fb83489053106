import type { Translate } from '../../platform/language/index.ts';
import { type Answer, type Ask, one, type Route, route } from '../../platform/web/index.ts';
import { sealStatement } from '../commands/seal-statement.ts';
import { groupReaders, sectionAmong } from '../group-readers.ts';
import { inOccasion } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { type Reader, readersOfCase } from '../queries-readers.ts';
import { readSpeaking, readToSeal, type Speaking } from '../queries-speaking.ts';
import { langOf, languageName, promptTitle, showHow } from '../show-statement.ts';
import { languageSaid, markOfDraft, saidIn } from '../to-seal.ts';
import { whyClosed } from '../why-closed.ts';
import { wordsFor } from '../words-for.ts';
import { mayWriteDown } from './roles.ts';

type BackAsk = Ask<{ occasion: number }, unknown>;

type Page = {
  speaking: Speaking;
  readers: readonly Reader[];
  ask: BackAsk;
  problem?: string;
  status?: number;
};

function backPage({ speaking, readers, ask, problem, status }: Page): Answer {
  const { t, actor } = ask;
  const { draft, person, occasionId } = speaking;
  const language = languageSaid(speaking, t);
  return {
    page: 'voice/views/staff/written-back.njk',
    title: t('voice.writtenBack.title', { person }),
    windowTitle: t('voice.staff.windowTitle'),
    backHref: voicePaths.write(occasionId),
    about: { caseId: speaking.caseId, detail: { occasion: occasionId } },
    model: {
      ...{ person, say: wordsFor(speaking, t) },
      parts: saidIn(speaking).map(part => ({
        ...part,
        title: promptTitle(part.prompt, t),
      })),
      lang: langOf(language),
      spokenIn: languageName(language, t),
      support: draft.how.support?.trim() ?? '',
      how: showHow(
        { route: draft.how.route ?? 'written down', person, scribeName: actor.name, scribeRole: null },
        t,
      ),
      readers: groupReaders(readers, t),
      section: sectionAmong(readers, t),
      sent: speaking.submittedAt !== null,
      mark: markOfDraft(speaking, t),
      href: voicePaths.writtenBack(occasionId),
    },
    ...(problem ? { problems: [{ field: 'agreed', text: problem }], status: status ?? 422 } : {}),
  };
}

/** Why it cannot be sealed as it stands, or undefined. */
function whyNot(
  speaking: Speaking,
  body: BackAsk['body'],
  t: Translate,
): { problem: string; status: number } | undefined {
  const closed = whyClosed(speaking, t);
  if (closed) return { problem: closed, status: 409 };
  if (!speaking.shown) return { problem: t('voice.write.notShown'), status: 409 };
  if (saidIn(speaking).length === 0) return { problem: t('voice.write.nothing'), status: 422 };
  if (one(body, 'mark') !== markOfDraft(speaking, t))
    return { problem: t('voice.writtenBack.changed'), status: 409 };
  if (one(body, 'agreed') !== 'yes') return { problem: t('voice.writtenBack.tick'), status: 422 };
  return undefined;
}

/** What was written down, to be read back to the person before it is sealed. */
export const writtenBackRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.writtenBack(':occasion'),
    access: mayWriteDown,
    audit: 'voice.occasion.read',
    params: inOccasion,
    handle: async ask => {
      const speaking = await readSpeaking(ask.tx, ask.params.occasion, ask.actor);
      return backPage({ speaking, readers: await readersOfCase(ask.tx, speaking.caseId), ask });
    },
  }),
  route({
    method: 'POST',
    path: voicePaths.writtenBack(':occasion'),
    access: mayWriteDown,
    audit: 'by the command',
    params: inOccasion,
    handle: async ask => {
      const { tx, params, actor, body, t } = ask;
      const speaking = await readToSeal(tx, params.occasion, actor);
      const refused = whyNot(speaking, body, t);
      if (refused) {
        const readers = await readersOfCase(tx, speaking.caseId);
        return backPage({ speaking, readers, ask, ...refused });
      }
      const { draft, caseId, occasionId, shown } = speaking;
      await sealStatement(tx, {
        ...{ caseId, occasionId, actor, shownId: shown?.id ?? 0 },
        route: draft.how.route ?? 'written down',
        parts: saidIn(speaking),
        language: languageSaid(speaking, t),
        support: draft.how.support?.trim() || null,
      });
      return { goTo: voicePaths.occasion(params.occasion), say: 'voice.writtenBack.done' };
    },
  }),
];
