import { decide } from '../decide.ts';
import { asksAgain } from '../own-scenes.ts';
import { allocate, fill, invite, say } from '../play.ts';
import { sent } from './leave.ts';
import { type Story, scene } from './story.ts';

/** Everything else that a clinician asks for, each kind in a state of its own. */
export const requestStories: readonly Story[] = [
  {
    // Consented to; nobody has said yet that the move has happened.
    patient: 'lark.draft',
    kind: 'transfer',
    daysAgo: 18,
    scenes: [
      ...sent({ consider: 'The new ward has a piano. I used to play.' }, today => ({
        ...{ transferKind: 'level-transfer', accepted: 'yes', acceptedOn: today.toString() },
        purpose: 'A group that this hospital does not have, and a ward nearer to the family.',
      })),
      scene(allocate, 'bay.notary'),
      scene(decide, {
        ...{ by: 'bay.notary', authorisedBy: 'lee.warrant', conditions: [], answerConditions: [] },
        reasons: 'Lower security is enough, and the receiving ward has agreed.',
        answer: 'We said yes. You can move when the new ward has a bed.',
        replies: { consider: { kind: 'answered', text: 'We read about the piano, and told the new ward.' } },
      }),
    ],
  },
  {
    // Not a prisoner for much longer: asked for, and in progress.
    patient: 'jules.dummy',
    kind: 'remission',
    daysAgo: 11,
    scenes: [
      ...sent(
        { risk: 'I am better. I know which wing to ask for, and whom to tell when I sleep badly.' },
        () => ({
          remissionWay: 'remission-remand',
          purpose: 'Treatment has done what it can here, and the trial is in the new year.',
        }),
      ),
      scene(allocate, 'bay.notary'),
    ],
  },
  {
    // High profile: even an hour at the hospital’s own dentist is asked for. The person has spoken.
    patient: 'gale.placeholder',
    kind: 'medical leave',
    daysAgo: 2,
    scenes: [
      scene(fill, { purpose: 'A tooth that has to come out, and that the hospital’s dentist cannot reach.' }),
      invite,
      scene(say, { consider: 'It is one tooth. I would like to sleep.' }),
    ],
  },
  {
    // Granted in the spring; the person lives with staff near by, and reports come.
    patient: 'kai.fixture',
    kind: 'extended leave',
    daysAgo: 30,
    scenes: [
      ...sent({ progress: 'I can do my own washing. The machine and I have an understanding.' }, () => ({
        purpose: 'To live in the flat at the end of the garden, and to cook for one.',
      })),
      scene(allocate, 'sky.inkwell'),
    ],
  },
  {
    // Being written.
    patient: 'cleo.pattern',
    kind: 'discharge application',
    daysAgo: 3,
    scenes: [
      scene(fill, { purpose: 'A place is promised, and the work that was to be done is done.' }),
      invite,
    ],
  },
  {
    // Refused, with reasons and a reply to what was said; Eden asks for that to be looked at again.
    patient: 'eden.specimen',
    kind: 'lifting of restrictions',
    daysAgo: 75,
    scenes: [
      ...sent({ progress: 'Two years, and no trouble. I wanted to ask, even if it is early.' }, () => ({
        purpose: 'Eden asked for it, and the law lets us ask.',
      })),
      scene(allocate, 'robin.quill'),
      scene(decide, {
        ...{
          kind: 'refuse',
          authorisedBy: 'nat.charter',
          conditions: [],
          answerConditions: [],
          testMet: false,
        },
        testWhy: 'The restrictions are still needed while leave outside the grounds has not been tried.',
        reasons: 'The restrictions are still needed while leave outside the grounds has not been tried.',
        answer: 'We said no for now. Leave comes first. Your doctor can ask again after it has gone well.',
        replies: {
          progress: {
            kind: 'answered',
            text: 'It was right to ask. The next step is leave outside the grounds.',
          },
        },
      }),
    ],
    later: [
      {
        daysAgo: 8,
        scenes: [
          scene(
            asksAgain,
            'You wrote that I had not been outside. I was, on 3 days in the summer. Kit was with me. Please ask Kit.',
          ),
        ],
      },
    ],
  },
];
