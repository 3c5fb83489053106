import { textIn } from '../../platform/language/index.ts';
import type { AskingPromptId } from '../../voice/index.ts';
import { askForReport } from '../leave-reports/commands/ask-for-report.ts';
import { beginReport } from '../leave-reports/commands/begin-report.ts';
import { readLeaveReports } from '../leave-reports/queries/read-asked.ts';
import { isOpen } from '../leave-reports/show-asked.ts';
import { beginAsking } from '../own/commands/begin-asking.ts';
import { keepAsked, keepWords } from '../own/commands/keep-words.ts';
import { sendRequest } from '../own/commands/send-request.ts';
import { paperOf, saidIn } from '../own/paper.ts';
import { readAskable } from '../own/queries/read-askable.ts';
import { readDraft } from '../own/queries/read-draft.ts';
import type { Wish } from '../own/wishes.ts';
import { askAgain } from '../reconsideration/commands/ask-again.ts';
import type { OfCase } from './case-scenes.ts';
import { fill, invite, type Played, say, startBy, submit, whose } from './play.ts';
import { playing, type Stage } from './stage.ts';

/** A person writes what they ask for themselves, and sends it; the view of their clinician is sought. */
export async function asksThemselves(
  stage: Stage,
  { patient }: OfCase,
  {
    wish,
    asked,
    words,
  }: { wish: Wish; asked: readonly string[]; words: Partial<Record<AskingPromptId, string>> },
): Promise<void> {
  const { today } = stage;
  await playing(await stage.as(patient), async (tx, actor) => {
    const id = await beginAsking(tx, { askable: await readAskable(tx), wish, actor });
    await keepAsked(tx, id, asked);
    for (const [prompt, text] of Object.entries(words) as [AskingPromptId, string][])
      await keepWords(tx, id, { prompt, text, base: '' });
    const draft = await readDraft(tx, id);
    const paper = paperOf(draft, textIn('en', false));
    await sendRequest(tx, { draft, actor, paper, said: saidIn(draft), language: 'en', today });
  });
}

/** The person asks in their own words for what was decided to be looked at again. */
export async function asksAgain(stage: Stage, of: Played, words: string): Promise<void> {
  const occasionId = await playing(await stage.as(of.patient), tx =>
    askAgain(tx, of.id, { as: 'subject', inWordsOfPerson: true }),
  );
  await say(stage, { ...of, occasionId }, { again: words });
}

/** The section asks for a report on the last leave that was consented to. */
export async function reportIsAskedFor(
  stage: Stage,
  { caseId }: OfCase,
  { by, inDays, what }: { by: string; inDays: number; what: string },
): Promise<void> {
  const byOn = stage.today.add({ days: inDays }).toString();
  await playing(await stage.as(by), async (tx, actor) => {
    const [consent] = (await readLeaveReports(tx, caseId)).consents;
    await askForReport(tx, { caseId, consentId: consent?.id ?? null, byOn, what, actor });
  });
}

/** The clinician writes the report that was asked for, the person says how it went, and it is sent. */
export async function reportsAsAsked(
  stage: Stage,
  { caseId, patient }: OfCase,
  words: Record<string, string>,
): Promise<void> {
  const { today } = stage;
  const of = await startBy(stage, { ...(await whose(stage, patient)), patient }, async (tx, actor) => {
    const asked = (await readLeaveReports(tx, caseId)).asked.find(isOpen);
    if (!asked) throw new Error('No report is asked for.');
    return beginReport(tx, { asked, actor, today });
  });
  await fill(stage, of);
  await invite(stage, of);
  await say(stage, of, words);
  await submit(stage, of);
}
