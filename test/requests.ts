import { fill, invite, say, start, submit } from '../src/casework/demonstration/play.ts';
import type { DocumentKind } from '../src/casework/rules/document-kinds.ts';
import type { Answers } from '../src/platform/forms/index.ts';
import type { TestSite } from './browser-without-browser.ts';
import { type Application, someWords, stageOf } from './leave-applications.ts';

type Wanted = { kind: DocumentKind; patient: string; answers?: Answers };

/** A request of any kind that the responsible clinician makes, filled in by the real commands; the person said their part. */
export async function aRequest(site: TestSite, { kind, patient, answers }: Wanted) {
  const stage = stageOf(site);
  const played = await start(stage, patient, kind);
  const [clinician, person] = await Promise.all([stage.as(played.clinician), stage.as(played.patient)]);
  await fill(stage, played, answers);
  await invite(stage, played);
  const statementId = await say(stage, played, someWords);
  const request: Application = { ...played, clinician, person, statementId };
  return { request, send: () => submit(stage, played) };
}

/** The same, signed and sent to MHCS. */
export async function aRequestSent(site: TestSite, wanted: Wanted): Promise<Application> {
  const { request, send } = await aRequest(site, wanted);
  await send();
  return request;
}
