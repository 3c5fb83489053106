import { agenciesMeet, consented, flagged, inHandOf } from '../case-scenes.ts';
import { asksThemselves, reportIsAskedFor, reportsAsAsked } from '../own-scenes.ts';
import { cameOnPaper } from '../papers-scenes.ts';
import { comesBefore, tribunalStep } from '../tribunal-scenes.ts';
import { type CaseStory, scene } from './story.ts';

/** What stands in cases beside documents: agencies, helpers, flags, a tribunal, and what came by post. */
export const aroundStories: readonly CaseStory[] = [
  {
    // Three agencies at one table. Of what they say the Chair opens one thing, in other words.
    patient: 'fen.trial',
    acts: [
      {
        daysAgo: 35,
        scenes: [
          scene(agenciesMeet, {
            ...{ category: 2, level: 2, why: 'More than one agency has work to do before unescorted leave.' },
            comments: [
              [
                'Larkmoor Housing',
                'A flat can be kept until the summer. The lift there is often out of order.',
              ],
              [
                'Northmere Police',
                'No incident since admission. The address of the first one is to be avoided.',
              ],
              ['Northmere Probation', 'The exclusion zone of the licence still holds.'],
            ],
            openWords: 'A flat can be kept for you until the summer.',
          }),
        ],
      },
    ],
  },
  {
    // An application to the tribunal, with a day for the hearing; the hospital's reports are in.
    patient: 'haven.model',
    acts: [
      {
        daysAgo: 50,
        scenes: [
          comesBefore,
          scene(tribunalStep, { kind: 'received' }),
          scene(tribunalStep, { kind: 'reports asked' }),
        ],
      },
      {
        daysAgo: 31,
        scenes: [
          scene(tribunalStep, { kind: 'hospital reports sent' }),
          scene(tribunalStep, { kind: 'hearing', inDays: 52 }),
        ],
      },
    ],
  },
  {
    // A solicitor may read for half a year; an advocate may write down what Dale says, for a month more.
    patient: 'dale.mockup',
    acts: [
      {
        daysAgo: 20,
        scenes: [
          scene(consented, { name: 'Ola Fable', role: 'solicitor', mayWrite: false, days: 180 }),
          scene(consented, { name: 'Indy Marrow', role: 'advocate', mayWrite: true, days: 50 }),
        ],
      },
    ],
  },
  {
    patient: 'kai.fixture',
    acts: [
      {
        daysAgo: 90,
        scenes: [
          scene(flagged, {
            ...{ flag: 'long-term leave', value: 'yes', by: 'nat.charter' },
            reason: 'Lives in a flat on the grounds since the summer.',
          }),
        ],
      },
    ],
  },
  {
    // Two letters in one post: the person may read the first, and not the second.
    patient: 'ash.example',
    acts: [
      {
        daysAgo: 7,
        scenes: [
          scene(cameOnPaper, {
            ...{ kind: 'other', title: 'Letter from the allotment society', isOpen: true },
            fromWhom: 'Larkmoor Allotment Society',
            text: 'Ash has kept plot 9 in good order, and the beans are the talk of the lane. We would be glad to see Ash on Saturdays.',
          }),
          scene(cameOnPaper, {
            ...{ kind: 'consultation', title: 'Answer of the probation area, by post', isOpen: false },
            fromWhom: 'Northmere Probation Area',
            text: 'We have no concern about leave to the allotments as it is planned. This letter is invented.',
          }),
        ],
      },
    ],
  },
];

/** What a person asks for themselves, and a report that the section asked for. */
export const askedStories: readonly CaseStory[] = [
  {
    // Haven asks for their own discharge; the view of the clinician is sought, and awaited.
    patient: 'haven.model',
    acts: [
      {
        daysAgo: 4,
        scenes: [
          scene(asksThemselves, {
            wish: 'discharge',
            asked: ['conditional-discharge'],
            words: {
              why: 'I have had the same three good days for two years: Monday to Wednesday. Now Thursdays are good too.',
              live: 'Near the canal, if I may. My aunt lives two streets from it.',
              help: 'My tablets, and mending clocks. A clock does not mind how long it takes.',
            },
          }),
        ],
      },
    ],
  },
  {
    // How Ash's leave went: asked for by the section, and sent; nobody has read it yet.
    patient: 'ash.example',
    acts: [
      {
        daysAgo: 34,
        scenes: [
          scene(reportIsAskedFor, {
            ...{ by: 'robin.quill', inDays: 28 },
            what: 'Please say how the journeys by bus went.',
          }),
        ],
      },
      {
        daysAgo: 13,
        scenes: [
          scene(reportsAsAsked, {
            progress: 'The bus was late twice. I waited, and I rang the ward both times.',
            consider: 'Could I go on Saturdays too? The beans do not know what day it is.',
          }),
        ],
      },
    ],
  },
];

/** Whose clocks are whose. Told before the recalls: what is due by them goes with the last thing that is told of a case. */
export const inHandStories: readonly CaseStory[] = [
  {
    patient: 'mica.stencil',
    acts: [{ daysAgo: 100, scenes: [scene(inHandOf, 'robin.quill')] }],
  },
  {
    patient: 'noor.outline',
    acts: [{ daysAgo: 17, scenes: [scene(inHandOf, 'robin.quill')] }],
  },
  {
    patient: 'perry.stand-in',
    acts: [{ daysAgo: 100, scenes: [scene(inHandOf, 'sky.inkwell')] }],
  },
];
