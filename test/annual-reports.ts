import { fill, invite, say, start, submit } from '../src/casework/demonstration/play.ts';
import type { Answers } from '../src/platform/forms/index.ts';
import type { TestSite } from './browser-without-browser.ts';
import { type Application, someWords, stageOf } from './leave-applications.ts';

/** Makes an annual statutory report in a state, by the real commands, as `aLeaveApplication` does for leave. */
export function anAnnualReport(site: TestSite, wanted: { patient?: string; answers?: Answers } = {}) {
  const stage = stageOf(site);
  const begin = async () => {
    const played = await start(stage, wanted.patient ?? 'ash.example', 'annual report');
    const [clinician, person] = await Promise.all([stage.as(played.clinician), stage.as(played.patient)]);
    return { played, report: { ...played, clinician, person } satisfies Application };
  };
  const said = async () => {
    const { played, report } = await begin();
    await fill(stage, played, wanted.answers);
    await invite(stage, played);
    return { played, report: { ...report, statementId: await say(stage, played, someWords) } };
  };
  return {
    /** Begun by the responsible clinician, with what the record and the last document know. */
    started: async () => (await begin()).report,
    /** Every question answered and confirmed, and the person has said their part. */
    said: async () => (await said()).report,
    /** Signed and sent to MHCS. */
    submitted: async () => {
      const { played, report } = await said();
      await submit(stage, played);
      return report;
    },
  };
}
