import { discharged, happened } from '../case-scenes.ts';
import { decide } from '../decide.ts';
import { invite, say, submit } from '../play.ts';
import { dutyDone, notifiesConcern, recalledAtNight } from '../recall-scenes.ts';
import { comesBefore, tribunalStep } from '../tribunal-scenes.ts';
import { type CaseStory, type Story, scene } from './story.ts';

/** Two recalls: one by day, with its tribunal reference and a hearing; one at night, with everything still to do. */
export const recalledStories: readonly (Story | CaseStory)[] = [
  {
    patient: 'noor.outline',
    acts: [
      {
        daysAgo: 900,
        scenes: [
          scene(discharged, [
            {
              wording: 'To live at the Old Pretend Rectory, Larkmoor.',
              plain: 'You live at the Old Pretend Rectory.',
            },
          ]),
        ],
      },
    ],
  },
  {
    patient: 'noor.outline',
    kind: 'recall',
    daysAgo: 16,
    scenes: [
      scene(notifiesConcern, {
        grounds: 'Has not been home for six days, and was found in the boathouse with matches.',
        why: 'Fire was the index offence, and nobody knew where Noor slept.',
        hospital: 'Larkmoor Hospital',
        ward: 'Wren Ward',
      }),
      submit,
      scene(decide, {
        ...{ authorisedBy: 'lee.warrant', conditions: [], answerConditions: [] },
        reasons:
          'Reasonable grounds: away for six days, and found with matches in a place like the first one.',
        answer: 'You come back to hospital. We are worried about fire, and about where you sleep.',
      }),
    ],
    later: [
      {
        daysAgo: 16,
        scenes: [
          scene(happened, 'Larkmoor Hospital, Wren Ward'),
          scene(dutyDone, {
            duty: 'told briefly',
            text: 'Told on the ward at half past four, with an advocate there: because of the boathouse.',
          }),
        ],
      },
      {
        daysAgo: 14,
        scenes: [
          scene(dutyDone, {
            ...{ duty: 'full reasons', by: 'robin.quill' },
            text: 'You were away for six days. You were found in the boathouse with matches. That is how it began last time.',
          }),
          scene(dutyDone, {
            duty: 'medical evidence',
            text: 'Seen today: has not slept for a week and stopped the tablets in the spring.',
          }),
        ],
      },
      {
        daysAgo: 13,
        scenes: [
          scene(comesBefore, { ground: 's75(1)(a)' }),
          scene(tribunalStep, { kind: 'received' }),
          scene(tribunalStep, { kind: 'reports asked' }),
          scene(tribunalStep, { kind: 'hearing', inDays: 33 }),
        ],
      },
      {
        // What was said since the recall waits for its reply, within seven days.
        daysAgo: 4,
        scenes: [
          invite,
          scene(say, {
            progress:
              'I had the matches for a camping stove. I did not go home because the lock was changed.',
          }),
        ],
      },
    ],
  },
  {
    patient: 'perry.stand-in',
    acts: [
      {
        daysAgo: 1,
        scenes: [
          scene(recalledAtNight, {
            grounds: 'Drunk at the door of a neighbour with a cricket bat, and says that they are spied on.',
            hospital: 'Larkmoor Hospital',
            ward: 'Wren Ward',
            calledBy: 'PC Imaginary, 01632 960 001',
            tell: 'You come back to hospital tonight, because of what happened at your neighbour’s door.',
          }),
        ],
      },
    ],
  },
];
