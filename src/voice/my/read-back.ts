import type { Translate } from '../../platform/language/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import { type Answer, type Ask, one, type Route, route } from '../../platform/web/index.ts';
import { type Receipt, sealStatement } from '../commands/seal-statement.ts';
import { groupReaders, sectionAmong } from '../group-readers.ts';
import { inOccasion } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { promptsOf } from '../prompts.ts';
import { type Reader, readersOfCase } from '../queries-readers.ts';
import { readSpeaking, readToSeal, type Speaking } from '../queries-speaking.ts';
import { langOf, languageName, promptTitle, showHow } from '../show-statement.ts';
import { languageSaid, markOfDraft, saidIn } from '../to-seal.ts';
import { whyClosed } from '../why-closed.ts';
import { wordsFor } from '../words-for.ts';

type ReadBackAsk = Ask<{ occasion: number }, unknown>;

type ReadBackPage = {
  speaking: Speaking;
  readers: readonly Reader[];
  t: Translate;
  problem?: string;
  status?: number;
};

function readBackPage({ speaking, readers, t, problem, status }: ReadBackPage): Answer {
  const { draft, occasionId, shown } = speaking;
  const language = languageSaid(speaking, t);
  const [order, say] = [promptsOf(speaking).map(({ id }) => id), wordsFor(speaking, t)];
  return {
    page: 'voice/views/my/read-back.njk',
    title: t('voice.readBack.title'),
    backHref: voicePaths.how(occasionId),
    about: { caseId: speaking.caseId, detail: { occasion: occasionId } },
    model: {
      say,
      parts: saidIn(speaking).map(part => ({ ...part, title: promptTitle(part.prompt, t) })),
      left: order
        .filter(id => (draft.parts[id] ?? '').trim() === '')
        .map(id => ({ id, title: promptTitle(id, t) })),
      lang: langOf(language),
      how: showHow(scribeOf(speaking), t),
      spokenIn: languageName(language, t),
      support: draft.how.support?.trim() ?? '',
      shown:
        shown &&
        say('voice.readBack.shown', {
          number: shown.number,
          day: showDay(dayOf(Temporal.Instant.from(shown.at)), t),
        }),
      readers: groupReaders(readers, t),
      section: sectionAmong(readers, t),
      sent: speaking.submittedAt !== null,
      closed: whyClosed(speaking, t),
      mark: markOfDraft(speaking, t),
      path: voicePaths,
      occasionId,
    },
    ...(problem ? { problems: [{ field: 'seal', text: problem }] } : {}),
    ...(status ? { status } : {}),
  };
}

/** Who wrote: the person, or the helper whom they named. */
function scribeOf({ draft, person }: Speaking) {
  const { helped, helperName, helperRole } = draft.how;
  if (helped !== 'yes') return { route: 'typed' as const, person, scribeName: null, scribeRole: null };
  return {
    ...{ route: 'written down' as const, person },
    ...{ scribeName: helperName?.trim() ?? null, scribeRole: helperRole?.trim() ?? null },
  };
}

async function seal({ tx, actor, t }: ReadBackAsk, speaking: Speaking): Promise<Receipt> {
  const { draft, occasionId, caseId, shown } = speaking;
  const { route, scribeName, scribeRole } = scribeOf(speaking);
  return sealStatement(tx, {
    ...{ caseId, occasionId, actor, route, scribeName, scribeRole },
    shownId: shown?.id ?? 0,
    parts: saidIn(speaking),
    language: languageSaid(speaking, t),
    support: draft.how.support?.trim() || null,
  });
}

/** Why it cannot be sealed as it stands, or undefined. */
function whyNot(
  speaking: Speaking,
  { body, t }: ReadBackAsk,
): { problem: string; status: number } | undefined {
  const closed = whyClosed(speaking, t);
  if (closed) return { problem: closed, status: 409 };
  if (!speaking.shown) return { problem: t('voice.readBack.notShown'), status: 409 };
  if (saidIn(speaking).length === 0) return { problem: t('voice.readBack.nothing'), status: 422 };
  if (one(body, 'mark') !== markOfDraft(speaking, t))
    return { problem: t('voice.readBack.changed'), status: 409 };
  return undefined;
}

export const readBackRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.readBack(':occasion'),
    access: ['subject'],
    audit: 'voice.readers.read',
    params: inOccasion,
    handle: async ({ tx, params, actor, t }) => {
      const speaking = await readSpeaking(tx, params.occasion, actor);
      return readBackPage({ speaking, readers: await readersOfCase(tx, speaking.caseId), t });
    },
  }),
  route({
    method: 'POST',
    path: voicePaths.readBack(':occasion'),
    access: ['subject'],
    audit: 'by the command',
    params: inOccasion,
    handle: async ask => {
      const speaking = await readToSeal(ask.tx, ask.params.occasion, ask.actor);
      const refused = whyNot(speaking, ask);
      if (refused)
        return readBackPage({
          ...{ speaking, t: ask.t, ...refused },
          readers: await readersOfCase(ask.tx, speaking.caseId),
        });
      const { id } = await seal(ask, speaking);
      return { goTo: voicePaths.receipt(ask.params.occasion, id) };
    },
  }),
];
