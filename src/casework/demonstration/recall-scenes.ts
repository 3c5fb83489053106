import { urgentAnswers } from '../recall/begin-forms.ts';
import { meetDuty } from '../recall/commands/meet-duty.ts';
import { recallUrgently } from '../recall/commands/recall-urgently.ts';
import { type KeptDuty, readAfterRecall } from '../recall/queries/read-duties.ts';
import { readRecallable } from '../recall/queries/read-recallable.ts';
import type { OfCase } from './case-scenes.ts';
import { fill, type Started } from './play.ts';
import { playing, type Stage } from './stage.ts';

/** The clinician notifies concern in an emergency: the medical evidence follows in two days. */
export async function notifiesConcern(
  stage: Stage,
  of: Started,
  what: { grounds: string; why: string; hospital: string; ward: string },
): Promise<void> {
  const day = (days: number) => stage.today.add({ days }).toString();
  await fill(stage, of, {
    ...{ urgency: ['recall-emergency'], groundsOn: day(-1), groundsWhat: what.grounds },
    ...{ emergencyWhy: what.why, evidenceFollowsOn: day(2), askedWhen: 'afterwards' },
    ...{ receivingHospital: what.hospital, receivingWard: what.ward },
  });
}

/** What a recall left to be done is recorded as done, in the words of whoever did it. */
export async function dutyDone(
  stage: Stage,
  { id, clinician }: { id: number; clinician: string },
  done: { duty: KeptDuty['duty']; text: string; by?: string },
): Promise<void> {
  await playing(await stage.as(done.by ?? clinician), async (tx, actor) => {
    const recall = await readAfterRecall(tx, id);
    const duty = recall.duties.find(one => one.duty === done.duty);
    if (!duty) throw new Error(`The recall has no duty ${done.duty}.`);
    await meetDuty(tx, { recall, duty, text: done.text, actor });
  });
}

type AtNight = { grounds: string; hospital: string; ward: string; calledBy: string; tell: string };

/** One officer, alone at night, recalls somebody. */
export async function recalledAtNight(stage: Stage, { caseId }: OfCase, night: AtNight): Promise<void> {
  await playing(await stage.as('drew.sealing'), async (tx, actor) => {
    const of = await readRecallable(tx, caseId);
    const answers = urgentAnswers({ texts: { ...night } });
    const { today, now } = stage;
    await recallUrgently(tx, { of, answers, actor, today, now, reasons: night.grounds, tell: night.tell });
  });
}
