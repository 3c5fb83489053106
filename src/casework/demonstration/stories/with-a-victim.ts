import { decide } from '../decide.ts';
import { allocate } from '../play.ts';
import { officerComes, putForwardIsIncluded, toldInTwoVersions } from '../victim-scenes.ts';
import { sent } from './leave.ts';
import { type CaseStory, type Story, scene } from './story.ts';

/** Onyx is to be discharged, and somebody whom Onyx harmed is heard before. Nobody outside their side learns of them. */
export const victimStories: readonly (Story | CaseStory)[] = [
  {
    patient: 'onyx.template',
    acts: [
      {
        daysAgo: 70,
        scenes: [
          scene(officerComes, {
            ...{ reference: 'EX/0015', bornOn: '1987-11-05' },
            contact: {
              name: 'Quinn Fabricated',
              address: '5 Unreal Row\nMadeuptown\nZZ1 1ZZ',
              telephone: '01632 960 003',
              email: 'quinn@example.invalid',
              how: 'By telephone, after six.',
            },
            wants: ['discharge', 'conditions', 'changes', 'end'],
            says: 'I still cross the road when I pass the bakery. I want to be able to buy bread.',
            asks: {
              text: 'Not to come into Madeuptown.',
              why: 'I work at the bakery there, and I walk home.',
            },
            released: 'Not to enter the town of Madeuptown.',
          }),
        ],
      },
      { daysAgo: 66, scenes: [putForwardIsIncluded] },
    ],
  },
  {
    patient: 'onyx.template',
    kind: 'discharge application',
    daysAgo: 60,
    scenes: [
      ...sent(
        {
          progress: 'I bake now. Sixty rolls each Saturday, and nobody has complained but the gulls.',
          risk: 'I do not drink. I say no out loud, so that I hear it too.',
          consider: 'I am afraid of the first night alone. Could somebody ring me?',
        },
        () => ({ purpose: 'Well for two years, and Lantern House has a room.' }),
      ),
      scene(allocate, 'robin.quill'),
    ],
    later: [
      {
        daysAgo: 12,
        scenes: [
          scene(decide, {
            authorisedBy: 'nat.charter',
            reasons: 'Well for two years, the work is done, and the place at Lantern House is right.',
            answer: 'We said yes. You can leave hospital when your place at Lantern House is ready.',
            conditions: [
              'To live at Lantern House, Larkmoor, and nowhere else without agreement.',
              'Not to enter the town of Madeuptown.',
            ],
            answerConditions: [
              'You live at Lantern House. Ask first before you move.',
              'You do not go into Madeuptown.',
            ],
            onLiberty: [false, false],
            replies: {
              consider: {
                kind: 'answered',
                text: 'Many people say this. Sol Bridge will ring you at nine on the first night.',
              },
            },
          }),
          scene(toldInTwoVersions, {
            what: 'conditional discharge',
            text: 'You have been well for two years, and your treatment helps you. You can leave hospital.',
            outsideText: 'A conditional discharge was decided. A condition about a place was set as asked.',
          }),
        ],
      },
    ],
  },
];
