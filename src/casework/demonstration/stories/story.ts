import type { DocumentKind } from '../../rules/document-kinds.ts';
import type { OfCase } from '../case-scenes.ts';
import { type Started, start, whose } from '../play.ts';
import type { Stage } from '../stage.ts';

/** One thing that happens, to a document or in a case. */
export type Scene<Of = Started> = (stage: Stage, of: Of) => Promise<unknown>;

/** What happens on one day. */
type Act<Of> = { daysAgo: number; scenes: readonly Scene<Of>[] };

/** A document: whose, of which kind unless it is leave, who begins it unless it is the clinician, and what happens. */
export type Story = Act<Started> & {
  patient: string;
  kind?: DocumentKind;
  by?: string;
  /** What happens on later days. */
  later?: readonly Act<Started>[];
};

/** What happens in a case without a document, on one day after the other. */
export type CaseStory = { patient: string; acts: readonly Act<OfCase>[] };

/** Where a story is played on a day so many days before today. */
export type StageOn = (daysAgo: number) => Stage;

/** Plays a story from its start to its end, each act on its own day. */
export async function playStory(stageOn: StageOn, story: Story | CaseStory): Promise<void> {
  if ('acts' in story) return playCaseStory(stageOn, story);
  const { patient, kind = 'leave application', by, later = [] } = story;
  const stage = stageOn(story.daysAgo);
  const of = await start(stage, patient, by ? { kind, by } : kind);
  for (const act of [story, ...later]) await playAct(stageOn(act.daysAgo), of, act);
}

async function playCaseStory(stageOn: StageOn, { patient, acts }: CaseStory): Promise<void> {
  const [first] = acts;
  if (!first) return;
  const { caseId, clinician } = await whose(stageOn(first.daysAgo), patient);
  for (const act of acts) await playAct(stageOn(act.daysAgo), { caseId, clinician, patient }, act);
}

async function playAct<Of extends { caseId: number }>(
  stage: Stage,
  of: Of,
  { scenes }: Act<Of>,
): Promise<void> {
  for (const play of scenes) {
    await play(stage, of);
    // What comes next looks back on this: a gate counts from the day on which somebody was asked.
    await stage.settle?.(of);
  }
}

/** A scene that wants to know more than whose it is. */
export function scene<Of, More extends unknown[]>(
  play: (stage: Stage, of: Of, ...more: More) => Promise<unknown>,
  ...more: NoInfer<More>
): Scene<Of> {
  return (stage, of) => play(stage, of, ...more);
}
