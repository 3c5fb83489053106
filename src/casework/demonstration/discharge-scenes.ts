import { answerNotice } from '../addresses/commands/answer-notice.ts';
import { giveNotice } from '../addresses/commands/give-notice.ts';
import { readMyNotices, readNotices } from '../addresses/queries/read-notices.ts';
import { agreeInterval } from '../reporting/commands/agree-interval.ts';
import { giveLateNotice } from '../reporting/commands/give-late-notice.ts';
import type { OfCase } from './case-scenes.ts';
import { fillParts, sign } from './in-parts.ts';
import { invite, type Played, say, submit } from './play.ts';
import { playing, type Stage } from './stage.ts';

/** The two who supervise everybody who is discharged in the demonstration. */
export const [social, clinical] = ['sol.bridge', 'cass.anchor'] as const;

/** The social supervisor writes and signs parts A and B, and asks the person. */
export async function writesFirstParts(stage: Stage, of: Played): Promise<void> {
  await fillParts(stage, of, { by: social, parts: ['A', 'B'] });
  await invite(stage, of);
}

/** The rest of the way to the section: the person speaks, both parts are signed, then part C is written and sent. */
export async function reportGoesOut(stage: Stage, of: Played, words: Record<string, string>): Promise<void> {
  await writesFirstParts(stage, of);
  await say(stage, of, words);
  for (const part of ['A', 'B']) await sign(stage, of, { by: social, part });
  await fillParts(stage, of, { by: clinical, parts: ['C'] });
  await submit(stage, { ...of, clinician: clinical });
}

/** A supervisor says that the report due so many days from now will come later than that. */
export async function willBeLate(
  stage: Stage,
  { caseId }: OfCase,
  late: { dueOn: (today: Temporal.PlainDate) => Temporal.PlainDate; byDays: number; reason: string },
): Promise<void> {
  const due = late.dueOn(stage.today);
  const expectedOn = due.add({ days: late.byDays }).toString();
  await playing(await stage.as(social), (tx, actor) =>
    giveLateNotice(tx, { caseId, forDueOn: due.toString(), expectedOn, reason: late.reason, actor }),
  );
}

/** The section agrees how often reports come. */
export async function agrees(
  stage: Stage,
  { caseId }: OfCase,
  { months, reason }: { months: number; reason: string },
): Promise<void> {
  await playing(await stage.as('robin.quill'), (tx, actor) =>
    agreeInterval(tx, { caseId, months, reason, actor }),
  );
}

/** The person says where they want to live, and from when. */
export async function wantsToMove(
  stage: Stage,
  { patient }: OfCase,
  { address, inDays, why }: { address: string; inDays: number; why: string },
): Promise<void> {
  await playing(await stage.as(patient), async (tx, actor) =>
    giveNotice(tx, {
      ...{ file: await readMyNotices(tx), address, why, actor, today: stage.today },
      moveOn: stage.today.add({ days: inDays }),
    }),
  );
}

/** The section acknowledges the last notice of a new address. */
export async function acknowledges(stage: Stage, { caseId }: OfCase, reasons: string): Promise<void> {
  await playing(await stage.as('robin.quill'), async (tx, actor) => {
    const open = (await readNotices(tx, caseId)).notices.find(({ outcome }) => outcome === null);
    if (!open) throw new Error('No notice waits for an answer.');
    const answer = { outcome: 'acknowledged', reasons, actor, today: stage.today } as const;
    await answerNotice(tx, { caseId, notice: open.id, ...answer });
  });
}
