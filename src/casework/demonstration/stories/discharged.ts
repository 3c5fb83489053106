import { discharged } from '../case-scenes.ts';
import { type Deciding, decide } from '../decide.ts';
import {
  acknowledges,
  agrees,
  reportGoesOut,
  social,
  wantsToMove,
  willBeLate,
  writesFirstParts,
} from '../discharge-scenes.ts';
import { allocate, fill, invite, say, submit } from '../play.ts';
import { type CaseStory, type Story, scene } from './story.ts';

/** How long ago the tribunal discharged Mica, and Perry before that. */
const micaLeft = 200;
const perryLeft = 400;

const noted: Deciding = { kind: 'note', authorisedBy: 'robin.quill', conditions: [], answerConditions: [] };

const report = { kind: 'discharge report', by: social } as const;

/** A year in the community: reports by two supervisors, a move, a changed condition, one report that will be late. */
export const dischargedStories: readonly (Story | CaseStory)[] = [
  {
    patient: 'mica.stencil',
    acts: [
      {
        daysAgo: micaLeft,
        scenes: [
          scene(discharged, [
            {
              wording: 'To live at 12 Fictional Rise, Larkmoor, and to sleep there each night.',
              plain: 'You live at 12 Fictional Rise. You sleep there each night.',
            },
            {
              wording: 'To take the treatment that the clinical supervisor prescribes.',
              plain: 'You take the treatment that Dr Anchor gives you.',
            },
            {
              wording: 'To allow both supervisors to visit as arranged.',
              plain: 'You let Sol and Dr Anchor visit you.',
            },
          ]),
        ],
      },
    ],
  },
  {
    // The first report, within four weeks.
    patient: 'mica.stencil',
    ...report,
    daysAgo: micaLeft - 24,
    scenes: [
      scene(reportGoesOut, {
        progress: 'I have my own door key. I have not lost it once.',
        risk: 'Sol comes on Tuesdays. If I sleep badly I say so on Tuesday, or I ring before.',
        consider: 'The bus to the clinic takes two hours. Could it be nearer?',
      }),
      scene(allocate, 'robin.quill'),
      scene(decide, {
        ...noted,
        reasons: 'A good first month. The supervisors are asked about a clinic nearer by.',
        answer:
          'We have read the report. Your first month went well. We asked about a clinic that is nearer.',
        replies: {
          consider: {
            kind: 'answered',
            text: 'Two hours is long. We have asked whether a nearer clinic has a place.',
          },
        },
      }),
    ],
  },
  {
    // The second came in time, and was noted.
    patient: 'mica.stencil',
    ...report,
    daysAgo: micaLeft - 90,
    scenes: [
      scene(reportGoesOut, { progress: 'The clinic is nearer now. Thank you for asking.' }),
      scene(allocate, 'robin.quill'),
      scene(decide, { ...noted, reasons: 'Steady.', answer: 'We have read the report. You are doing well.' }),
    ],
  },
  {
    // A move, told of in time and answered; the next report will be late.
    patient: 'mica.stencil',
    acts: [
      {
        daysAgo: 40,
        scenes: [
          scene(wantsToMove, {
            address: 'Flat 2, 31 Makebelieve Street\nLarkmoor',
            inDays: 24,
            why: 'It has a room for the sewing machine.',
          }),
        ],
      },
      { daysAgo: 36, scenes: [scene(acknowledges, 'We know of your move on the day that you gave.')] },
      {
        daysAgo: 23,
        scenes: [
          scene(willBeLate, {
            dueOn: today => today.subtract({ days: micaLeft - 23 }).add({ months: 6 }),
            byDays: 30,
            reason: 'Dr Anchor is away until the end of the month, and part C is hers to write.',
          }),
        ],
      },
    ],
  },
  {
    // The third: parts A and B are written and the person is asked. Their words and both signatures are still to come.
    patient: 'mica.stencil',
    ...report,
    daysAgo: 5,
    scenes: [writesFirstParts],
  },
  {
    // The condition of where to live follows the move; with the section.
    patient: 'mica.stencil',
    kind: 'change of conditions',
    by: social,
    daysAgo: 12,
    scenes: [
      scene(fill, {
        changeTypes: ['change-of-conditions'],
        purpose: 'The condition of residence has to name the new flat.',
        changes: [
          {
            now: 'To live at 12 Fictional Rise, Larkmoor, and to sleep there each night.',
            what: 'change',
            wording: 'To live at Flat 2, 31 Makebelieve Street, Larkmoor, and to sleep there each night.',
            why: 'Mica has moved, with notice.',
          },
        ],
      }),
      invite,
      scene(say, {
        consider: 'Please put the new address in. I do not want to break a rule by sleeping at home.',
      }),
      submit,
      scene(allocate, 'robin.quill'),
    ],
  },
  {
    // Discharged longer ago, and stable: reports come every six months. Then see the night of the recall.
    patient: 'perry.stand-in',
    acts: [
      {
        daysAgo: perryLeft,
        scenes: [
          scene(discharged, [
            {
              wording: 'To live at Lantern House, Larkmoor.',
              plain: 'You live at Lantern House.',
            },
            { wording: 'Not to drink alcohol.', plain: 'You do not drink alcohol.' },
          ]),
        ],
      },
      {
        daysAgo: 120,
        scenes: [scene(agrees, { months: 6, reason: 'A year without a concern. Both supervisors agree.' })],
      },
      {
        // Late notice, and not answered yet.
        daysAgo: 6,
        scenes: [
          scene(wantsToMove, {
            address: 'c/o the Nowhere Arms\nMadeuptown',
            inDays: 9,
            why: 'A friend has a room. I know that it is short notice.',
          }),
        ],
      },
    ],
  },
];
