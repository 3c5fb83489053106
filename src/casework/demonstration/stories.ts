import { remissionAuthorities } from '../forms/leave-2024-legal.ts';
import { decide, sendDecision } from './decide.ts';
import {
  allocate,
  askMore,
  consult,
  fill,
  invite,
  leave,
  notSaid,
  type Played,
  read,
  say,
  start,
  submit,
  translate,
} from './play.ts';
import type { Stage } from './stage.ts';
import { sayings } from './texts.ts';

/** A story: what happens, and how many days before today it begins. Everything after it is as if it happened then. */
export type Story = { patient: string; daysAgo: number; play(stage: Stage): Promise<Played> };

const victimsDormant = { contact: 'dormant' };
const vic = { consultee: 'victim_liaison_officer', username: 'vic.lantern' } as const;

const mo = { consultee: 'mappa_coordinator', username: 'mo.parley' } as const;
const mappaAgrees = {
  category: '2',
  level: '2',
  comments: 'The agencies met and have no objection to leave as it is planned.',
  chairAgrees: 'no',
};

const oz = {
  consultee: 'offender_manager',
  username: 'oz.harbour',
  answer: {
    onLeave: 'No concerns about the area or the times.',
    onRemission: 'Prison would not help at present. I would look again in a year.',
  },
} as const;

async function submitted(stage: Stage, patient: string, words?: Record<string, string>): Promise<Played> {
  const application = await start(stage, patient);
  await fill(stage, application);
  if (remissionAuthorities.some(one => one === application.known.authority))
    await consult(stage, application, oz);
  if (application.known.mappaLevel === 2) await consult(stage, application, { ...mo, answer: mappaAgrees });
  await invite(stage, application);
  if (words) {
    await say(stage, application, words);
    await read(stage, application, application.clinician);
  } else
    await notSaid(
      stage,
      { ...application, by: application.clinician },
      { outcome: 'declined', why: 'Said that words had not helped before.', askAgainOn: null },
    );
  await submit(stage, application);
  return application;
}

/** Twelve patients, an application in every state; what each is there to show stands beside it. */
export const stories: readonly Story[] = [
  {
    // A whole life: asked, answered, gone on leave, come back.
    patient: 'ash.example',
    daysAgo: 150,
    async play(stage) {
      const application = await submitted(stage, 'ash.example', sayings.ash);
      await allocate(stage, application, 'robin.quill');
      await decide(stage, application);
      await leave(stage, application, [
        ['granted', stage.today],
        ['started', stage.today],
        ['completed', stage.today],
      ]);
      return application;
    },
  },
  {
    // The next one: Ash has been asked to say their part. Try it.
    patient: 'ash.example',
    daysAgo: 4,
    async play(stage) {
      const application = await start(stage, 'ash.example');
      await fill(stage, application);
      await invite(stage, application);
      return application;
    },
  },
  {
    // In Welsh, the original kept beside its translation; nobody has taken it yet.
    patient: 'bryn.sample',
    daysAgo: 2,
    async play(stage) {
      const application = await start(stage, 'bryn.sample');
      await fill(stage, application);
      await consult(stage, application, { ...vic, answer: victimsDormant });
      await consult(stage, application, { ...mo, answer: { ...mappaAgrees, category: '3' } });
      await invite(stage, application);
      await say(stage, application, sayings.bryn, 'cy');
      await translate(
        stage,
        { ...application, by: 'jo.thimble', translator: 'Tegan Invented, translator' },
        sayings.brynInEnglish,
      );
      await submit(stage, application);
      return application;
    },
  },
  {
    // MHCS has asked for more; both clocks show.
    patient: 'cleo.pattern',
    daysAgo: 6,
    async play(stage) {
      const application = await submitted(stage, 'cleo.pattern', sayings.cleo);
      await allocate(stage, application, 'robin.quill');
      await askMore(stage, application, {
        by: 'robin.quill',
        question: 'Who will be on duty at the ward shop, and until what time?',
      });
      return application;
    },
  },
  {
    // Not now: when to ask again is written down.
    patient: 'dale.mockup',
    daysAgo: 5,
    async play(stage) {
      const application = await start(stage, 'dale.mockup');
      await fill(stage, application);
      await invite(stage, application);
      await notSaid(
        stage,
        { ...application, by: 'kit.button' },
        {
          outcome: 'not now',
          why: 'Tired after a bad night. Wants to be asked next week.',
          askAgainOn: stage.today.add({ days: 5 }),
        },
      );
      return application;
    },
  },
  {
    // Only just begun.
    patient: 'eden.specimen',
    daysAgo: 1,
    play: stage => start(stage, 'eden.specimen'),
  },
  {
    // In progress, and due within days.
    patient: 'fen.trial',
    daysAgo: 25,
    async play(stage) {
      const application = await submitted(stage, 'fen.trial', sayings.fen);
      await allocate(stage, application, 'sky.inkwell');
      return application;
    },
  },
  {
    // Noteworthy: a team manager may not authorise it, a deputy head may.
    patient: 'gale.placeholder',
    daysAgo: 16,
    async play(stage) {
      const application = await submitted(stage, 'gale.placeholder', sayings.gale);
      await allocate(stage, application, 'bay.notary');
      await sendDecision(stage, application, { by: 'bay.notary', kind: 'grant' });
      return application;
    },
  },
  {
    // Overdue.
    patient: 'haven.model',
    daysAgo: 40,
    async play(stage) {
      const application = await submitted(stage, 'haven.model', sayings.haven);
      await allocate(stage, application, 'bay.notary');
      return application;
    },
  },
  {
    // Extremism: only those in the circle may know that it exists (see load-small-world.ts). Drafted, and consulted.
    patient: 'indigo.demo',
    daysAgo: 8,
    async play(stage) {
      const application = await start(stage, 'indigo.demo');
      await fill(stage, application);
      await consult(stage, application, {
        consultee: 'counter_terrorism_manager',
        username: 'cam.turnstile',
      });
      await invite(stage, application);
      return application;
    },
  },
  {
    // Did not want to speak; refused, with reasons and an answer all the same.
    patient: 'jules.dummy',
    daysAgo: 60,
    async play(stage) {
      const application = await submitted(stage, 'jules.dummy');
      await allocate(stage, application, 'bay.notary');
      await decide(stage, application, {
        ...{ by: 'bay.notary', kind: 'refuse', conditions: [], answerConditions: [] },
        reasons: 'Treatment began eleven weeks ago and its effect is not settled yet.',
        answer:
          'We said no this time. Your treatment has only just begun. Your doctor can ask again in three months.',
      });
      return application;
    },
  },
  {
    // Granted in part; leave has started.
    patient: 'kai.fixture',
    daysAgo: 45,
    async play(stage) {
      const application = await start(stage, 'kai.fixture');
      await fill(stage, application, { leaveTypes: ['escorted-day', 'unescorted-day'] });
      await invite(stage, application);
      await say(stage, application, sayings.kai);
      await submit(stage, application);
      await allocate(stage, application, 'bay.notary');
      await decide(stage, application, {
        ...{ by: 'bay.notary', kind: 'grant in part', granted: ['escorted-day'] },
        reasons: 'Escorted leave first; unescorted leave when eight escorted leaves have gone well.',
        answer:
          'We said yes to leave with staff. We said not yet to leave on your own. When eight leaves with staff have gone well, your doctor can ask again.',
        replies: {
          consider: {
            kind: 'answered',
            text: 'One hour is a good way to start. Leave with staff begins with one hour.',
          },
        },
      });
      await leave(stage, application, [
        ['granted', stage.today],
        ['started', stage.today],
      ]);
      return application;
    },
  },
  {
    // Sent back because something was missing; the words stay with the case.
    patient: 'lark.draft',
    daysAgo: 12,
    async play(stage) {
      const application = await submitted(stage, 'lark.draft', {
        progress: 'I am new here. I want to show that I can keep to a plan.',
      });
      await allocate(stage, application, 'bay.notary');
      await decide(stage, application, {
        ...{ by: 'bay.notary', kind: 'return', conditions: [], answerConditions: [] },
        reasons: 'The report on earlier leave is from last year. Please send one that is up to date.',
        answer:
          'Your application went back to your doctor. A report was too old. Your words are kept. You do not need to write them again.',
      });
      return application;
    },
  },
];
