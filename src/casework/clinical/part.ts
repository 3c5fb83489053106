import { z } from 'zod';
import { textOf } from '../../platform/language/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  idNumber,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { careTeam } from './care-team.ts';
import { refuseUnlessItsTurn, signPart, takePartBack } from './commands/sign-part.ts';
import { handsInWords, isSignedBySending, openIn, partTitle } from './parts.ts';
import { clinicalPaths } from './paths.ts';
import { type ApplicationFile, type KeptPart, readApplication } from './queries/read-application.ts';
import { headOf } from './show.ts';
import { isSameName } from './signature.ts';
import { sectionTitle } from './task-list.ts';
import { walkedFor } from './walked.ts';

const partParams = z.object({ id: idNumber, part: z.string().max(2) });
type PartAsk = Ask<z.infer<typeof partParams>, unknown>;

type Opened = { file: ApplicationFile; part: KeptPart };

async function openPart({ tx, params }: PartAsk): Promise<Opened> {
  const file = await readApplication(tx, params.id);
  return { file, part: found(file.parts.find(({ part }) => part === params.part)) };
}

async function partPage(
  ask: PartAsk,
  again?: { typed: string; problems: readonly FieldProblem[] },
): Promise<Answer> {
  const { t, actor } = ask;
  const { file, part } = await openPart(ask);
  refuseUnlessItsTurn({ file, part });
  // The last part is signed where the document is sent, with everything that is confirmed there.
  if (isSignedBySending(file, part))
    return { goTo: clinicalPaths.submit(file.id), about: { caseId: file.caseId } };
  return {
    page: 'casework/clinical/views/part.njk',
    title: t('parts.sign.title', { part: partTitle(file, part.part, t) }),
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      open: openLinks({ file, part }, t),
      who: handsInWords(part, t),
      next: nextHand({ file, part }, t),
      check: clinicalPaths.check(file.id),
      action: clinicalPaths.part(file.id, part.part),
      signAs: actor.name,
      typed: again?.typed ?? '',
    },
    problems: again?.problems,
    about: { caseId: file.caseId, detail: { application: file.id, part: part.part } },
  };
}

function openLinks({ file, part }: Opened, t: PartAsk['t']) {
  const { form } = walkedFor(file, 'open');
  const { gaps, toConfirm } = openIn(file, part);
  return [
    ...gaps.map(gap => ({
      href: `${clinicalPaths.section(file.id, gap.section)}#${gap.field}`,
      text: `${gap.section}: ${textOf(t, gap.label)}`,
    })),
    ...toConfirm.map(section => ({
      href: `${clinicalPaths.section(file.id, section)}#confirmed`,
      text: t('parts.sign.toConfirm', { section: sectionTitle(form, section, t) }),
    })),
  ];
}

function nextHand({ file, part }: Opened, t: PartAsk['t']): string {
  const next = file.parts[file.parts.indexOf(part) + 1];
  return next ? handsInWords(next, t) : '';
}

async function sign(ask: PartAsk): Promise<Answer> {
  const { tx, body, t, actor, today } = ask;
  const typed = one(body, 'name');
  if (!isSameName(typed, actor.name)) {
    const problem = { field: 'signed', text: t('casework.submit.nameDiffers', { name: actor.name }) };
    return partPage(ask, { typed, problems: [problem] });
  }
  await signPart(tx, { ...(await openPart(ask)), actor, today });
  return { goTo: clinicalPaths.application(ask.params.id), say: 'parts.sign.done' };
}

/** Signing one part of a document that goes through several hands, and taking the signature back. */
export const partRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.part(':id', ':part'),
    access: careTeam,
    audit: 'casework.part.opened',
    params: partParams,
    handle: ask => partPage(ask),
  }),
  route({
    method: 'POST',
    path: clinicalPaths.part(':id', ':part'),
    access: careTeam,
    audit: 'by the command',
    params: partParams,
    handle: sign,
  }),
  route({
    method: 'POST',
    path: clinicalPaths.takePartBack(':id', ':part'),
    access: careTeam,
    audit: 'by the command',
    params: partParams,
    handle: async ask => {
      await takePartBack(ask.tx, await openPart(ask));
      return { goTo: clinicalPaths.application(ask.params.id), say: 'parts.takenBack' };
    },
  }),
];
