import { fill, invite, say, start, submit } from '../src/casework/demonstration/play.ts';
import type { Stage } from '../src/casework/demonstration/stage.ts';
import type { Answers } from '../src/platform/forms/index.ts';
import { todayIn } from '../src/platform/time/index.ts';
import type { TestSite, Visitor } from './browser-without-browser.ts';

export { actorOf } from '../src/casework/demonstration/stage.ts';

/** Words that nobody could write by chance, to be looked for on pages. */
export const someWords = {
  progress: 'I have done the whole relapse course. I water the beans at the allotment each Tuesday.',
  risk: 'I know my early signs now. When I do not sleep I tell Jo on the first night.',
  consider: 'My mum is ill and I would like to see the sea again.',
};

/** What a test wants; all of it has a default. */
export type Wanted = {
  /** Username of a patient of the small world. */
  patient?: string;
  /** Answers in place of the ordinary ones. */
  answers?: Answers;
  /** What the person says, by prompt. */
  words?: Record<string, string>;
};

/** An application in some state, with the people around it signed in. */
export type Application = {
  id: number;
  caseId: number;
  occasionId: number;
  clinician: Visitor;
  person: Visitor;
  /** The sealed statement, once it was said. */
  statementId?: number;
};

// Many applications need the same few people, and signing in is slowed: everybody on a stage signs in once.
const onStage = new WeakMap<TestSite['as'], Map<string, Promise<Visitor>>>();

/** `as`, in which everybody signs in once for as long as the site stands. */
export function remembered(as: TestSite['as']): TestSite['as'] {
  const known = onStage.get(as) ?? new Map<string, Promise<Visitor>>();
  onStage.set(as, known);
  return username => {
    const visitor = known.get(username) ?? as(username);
    known.set(username, visitor);
    return visitor;
  };
}

/** A stage whose players are visitors. */
export type TestStage = Omit<Stage, 'as'> & { as(username: string): Promise<Visitor> };

/** A site as a stage for the demonstration's own stories, on the site's day. Moments are real ones, as those that the database makes. */
export function stageOf(site: Pick<TestSite, 'as' | 'clock'>): TestStage {
  return {
    ...{ as: remembered(site.as), today: todayIn(site.clock) },
    get now() {
      return Temporal.Now.instant();
    },
  };
}

/**
 * Makes a leave application in a state, by the real commands, as the people whose part it is:
 * `await aLeaveApplication(site, { patient: 'ash.example' }).submitted()`.
 */
export function aLeaveApplication(site: TestSite, wanted: Wanted = {}) {
  const stage = stageOf(site);
  const begin = async () => {
    const played = await start(stage, wanted.patient ?? 'ash.example');
    const [clinician, person] = await Promise.all([stage.as(played.clinician), stage.as(played.patient)]);
    return { played, application: { ...played, clinician, person } };
  };
  const filled = async () => {
    const begun = await begin();
    await fill(stage, begun.played, wanted.answers);
    return begun;
  };
  const invited = async () => {
    const begun = await filled();
    await invite(stage, begun.played);
    return begun;
  };
  const said = async () => {
    const { played, application } = await invited();
    const statementId = await say(stage, played, wanted.words ?? someWords);
    return { played, application: { ...application, statementId } };
  };
  return {
    /** Started by the responsible clinician, with nothing but what the record knows. */
    started: async (): Promise<Application> => (await begin()).application,
    /** Every required question answered. */
    drafted: async (): Promise<Application> => (await filled()).application,
    /** Shown to the person, who was asked to say their part. */
    invited: async (): Promise<Application> => (await invited()).application,
    /** The person has said their part. */
    said: async () => (await said()).application,
    /** Signed and sent to MHCS. */
    submitted: async () => {
      const { played, application } = await said();
      await submit(stage, played);
      return application;
    },
  };
}
