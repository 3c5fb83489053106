import type { Answers } from '../../../platform/forms/index.ts';
import { remissionAuthorities } from '../../forms/leave-2024-legal.ts';
import { decide, sendDecision } from '../decide.ts';
import { attached } from '../papers-scenes.ts';
import {
  allocate,
  askMore,
  consult,
  fill,
  invite,
  leave,
  notSaid,
  read,
  say,
  submit,
  translate,
} from '../play.ts';
import { sayings } from '../texts.ts';
import { type Scene, type Story, scene } from './story.ts';

const victims = {
  consultee: 'victim_liaison_officer',
  username: 'vic.lantern',
  answer: { contact: 'dormant' },
} as const;

const mappa = {
  consultee: 'mappa_coordinator',
  username: 'mo.parley',
  answer: {
    category: '2',
    level: '2',
    comments: 'The agencies met and have no objection to leave as it is planned.',
    chairAgrees: 'no',
  },
} as const;

const probation = {
  consultee: 'offender_manager',
  username: 'oz.harbour',
  answer: {
    onLeave: 'No concerns about the area or the times.',
    onRemission: 'Prison would not help at present. I would look again in a year.',
  },
} as const;

const counterTerrorism = { consultee: 'counter_terrorism_manager', username: 'cam.turnstile' } as const;

/** Those whom the patient's own record asks for. */
const askOthers: Scene = async (stage, of) => {
  if (remissionAuthorities.some(one => one === of.known.authority)) await consult(stage, of, probation);
  if (of.known.mappaLevel === 2) await consult(stage, of, mappa);
};

const clinicianReads: Scene = (stage, of) => read(stage, of, of.clinician);
const declines: Scene = (stage, of) =>
  notSaid(stage, of, {
    by: of.clinician,
    outcome: 'declined',
    why: 'Said that words had not helped before.',
  });

/** What is answered otherwise than usual, on the day on which the form is filled in. */
type Answered = (today: Temporal.PlainDate) => Answers;

/** The usual way to MHCS, with what the person said or without a word. */
export const sent = (words?: Record<string, string>, answers?: Answered): Scene[] => [
  (stage, of) => fill(stage, of, answers?.(stage.today)),
  askOthers,
  invite,
  ...(words ? [scene(say, words), clinicianReads] : [declines]),
  submit,
];

/** Leave: twelve patients, an application in every state; what each is there to show stands beside it. */
export const leaveStories: readonly Story[] = [
  {
    // A whole life: asked, answered, gone on leave, come back.
    patient: 'ash.example',
    daysAgo: 150,
    scenes: [...sent(sayings.ash), scene(allocate, 'robin.quill'), decide],
    later: [{ daysAgo: 148, scenes: [scene(leave, ['granted', 'started', 'completed'])] }],
  },
  {
    // The next one: Ash has been asked to say their part. Try it.
    patient: 'ash.example',
    daysAgo: 4,
    scenes: [fill, invite],
  },
  {
    // In Welsh, the original kept beside its translation; nobody has taken it yet.
    patient: 'bryn.sample',
    daysAgo: 2,
    scenes: [
      fill,
      scene(consult, victims),
      scene(consult, { ...mappa, answer: { ...mappa.answer, category: '3' } }),
      invite,
      scene(say, sayings.bryn, 'cy'),
      scene(translate, {
        by: 'jo.thimble',
        translator: 'Tegan Invented, translator',
        words: sayings.brynInEnglish,
      }),
      submit,
    ],
  },
  {
    // MHCS has asked for more; both clocks show.
    patient: 'cleo.pattern',
    daysAgo: 6,
    scenes: [
      fill,
      scene(attached, {
        ...{ part: 'open', title: 'Timetable of the ward shop' },
        text: 'Open on Mondays and Thursdays from two until four. Two members of staff are there. Invented.',
      } as const),
      ...sent(sayings.cleo).slice(1),
      scene(allocate, 'robin.quill'),
      scene(askMore, {
        by: 'robin.quill',
        question: 'Who will be on duty at the ward shop, and until what time?',
      }),
    ],
  },
  {
    // Not now: when to ask again is written down.
    patient: 'dale.mockup',
    daysAgo: 5,
    scenes: [
      fill,
      invite,
      scene(notSaid, {
        by: 'kit.button',
        outcome: 'not now',
        why: 'Tired after a bad night. Wants to be asked next week.',
        askAgainInDays: 5,
      }),
    ],
  },
  {
    // Only just begun.
    patient: 'eden.specimen',
    daysAgo: 1,
    scenes: [],
  },
  {
    // In progress, and due within days.
    patient: 'fen.trial',
    daysAgo: 25,
    scenes: [...sent(sayings.fen), scene(allocate, 'sky.inkwell')],
  },
  {
    // Noteworthy: a team manager may not authorise it, a deputy head may.
    patient: 'gale.placeholder',
    daysAgo: 16,
    scenes: [
      ...sent(sayings.gale),
      scene(allocate, 'bay.notary'),
      scene(sendDecision, { by: 'bay.notary', kind: 'grant' }),
    ],
  },
  {
    // Overdue.
    patient: 'haven.model',
    daysAgo: 40,
    scenes: [...sent(sayings.haven), scene(allocate, 'bay.notary')],
  },
  {
    // Extremism: only those in the circle may know that it exists (see load-small-world.ts). Drafted, and consulted.
    patient: 'indigo.demo',
    daysAgo: 8,
    scenes: [fill, scene(consult, counterTerrorism), invite],
  },
  {
    // Did not want to speak; refused, with reasons and an answer all the same.
    patient: 'jules.dummy',
    daysAgo: 60,
    scenes: [
      ...sent(),
      scene(allocate, 'bay.notary'),
      scene(decide, {
        ...{ by: 'bay.notary', kind: 'refuse', conditions: [], answerConditions: [] },
        reasons: 'Treatment began eleven weeks ago and its effect is not settled yet.',
        answer:
          'We said no this time. Your treatment has only just begun. Your doctor can ask again in three months.',
      }),
    ],
  },
  {
    // Granted in part; leave has started.
    patient: 'kai.fixture',
    daysAgo: 45,
    scenes: [
      scene(fill, { leaveTypes: ['escorted-day', 'unescorted-day'] }),
      invite,
      scene(say, sayings.kai),
      submit,
      scene(allocate, 'bay.notary'),
      scene(decide, {
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
      }),
    ],
    later: [{ daysAgo: 44, scenes: [scene(leave, ['granted', 'started'])] }],
  },
  {
    // Sent back because something was missing; the words stay with the case.
    patient: 'lark.draft',
    daysAgo: 12,
    scenes: [
      ...sent({ progress: 'I am new here. I want to show that I can keep to a plan.' }),
      scene(allocate, 'bay.notary'),
      scene(decide, {
        ...{ by: 'bay.notary', kind: 'return', conditions: [], answerConditions: [] },
        reasons: 'The report on earlier leave is from last year. Please send one that is up to date.',
        answer:
          'Your application went back to your doctor. A report was too old. Your words are kept. You do not need to write them again.',
      }),
    ],
  },
];
