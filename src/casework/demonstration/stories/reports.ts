import { decide } from '../decide.ts';
import { allocate, fill, invite } from '../play.ts';
import { sent } from './leave.ts';
import { type Story, scene } from './story.ts';

/** The annual report, on its way and answered. */
export const reportStories: readonly Story[] = [
  {
    // Read and noted by one person, with a concern.
    patient: 'haven.model',
    kind: 'annual report',
    daysAgo: 100,
    scenes: [
      ...sent({
        progress:
          'This year I learned to cook for ten. The gym instructor says that I turn up more than he does.',
        consider: 'I have waited two years to move to a ward with an open door.',
      }),
      scene(allocate, 'bay.notary'),
      scene(decide, {
        ...{ by: 'bay.notary', authorisedBy: 'bay.notary', kind: 'note with concern' },
        ...{ conditions: [], answerConditions: [] },
        reasons: 'Steady progress. We ask what became of the plan for an open ward, which is two years old.',
        answer: 'We have read the report about you. We have asked your doctor about the open ward.',
        replies: {
          consider: {
            kind: 'answered',
            text: 'You are right that this has taken long. We have asked your doctor what stands in the way.',
          },
        },
      }),
    ],
  },
  {
    // With the section, not read yet.
    patient: 'dale.mockup',
    kind: 'annual report',
    daysAgo: 9,
    scenes: [
      ...sent({ progress: 'I feed the birds. The birds know me now.' }),
      scene(allocate, 'robin.quill'),
    ],
  },
  {
    // Being written: the clinical picture was taken over from the leave application, and the person was asked.
    patient: 'fen.trial',
    kind: 'annual report',
    daysAgo: 3,
    scenes: [fill, invite],
  },
];
