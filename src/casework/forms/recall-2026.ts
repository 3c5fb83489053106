import { checkForm, type Form, type Question, type Section } from '../../platform/forms/index.ts';

/** What is asked for: recall with up-to-date medical evidence, or in an emergency without it. */
export const recallTypes = ['recall', 'recall-emergency'] as const;

/** What the ground is. A breach by itself is none. */
export const recallGrounds = ['happened', 'emerged', 'breach'] as const;

const emergency = { answer: 'urgency', includes: 'recall-emergency' } as const;
const withEvidence = { not: emergency } as const;

const place: readonly Question[] = [
  { id: 'receivingHospital', kind: 'text', required: true },
  { id: 'receivingWard', kind: 'text', required: true },
];

const sections: readonly Section[] = [
  {
    id: '1',
    audience: 'open',
    questions: [
      { id: 'patientName', kind: 'text', required: true },
      { id: 'patientBorn', kind: 'date', required: true, notAfterToday: true },
      { id: 'mhcsReference', kind: 'text', required: true },
      { id: 'authorityNow', kind: 'text', required: true },
    ],
  },
  {
    id: '2',
    audience: 'open',
    intro: true,
    questions: [
      { id: 'urgency', kind: 'choices', options: recallTypes, required: true, hint: true },
      { id: 'groundsKind', kind: 'choice', options: recallGrounds, required: true, hint: true },
      { id: 'groundsWhat', kind: 'long-text', required: true, hint: true },
      { id: 'groundsOn', kind: 'date', required: true, notAfterToday: true },
      { id: 'riskNow', kind: 'long-text', required: true },
      { id: 'otherWays', kind: 'long-text', required: true, hint: true },
    ],
  },
  {
    id: '3',
    audience: 'open',
    intro: true,
    questions: [
      { id: 'evidenceBy', kind: 'text', required: true, shownWhen: withEvidence },
      { id: 'evidenceOn', kind: 'date', required: true, notAfterToday: true, shownWhen: withEvidence },
      { id: 'evidence', kind: 'long-text', required: true, hint: true, shownWhen: withEvidence },
      { id: 'emergencyWhy', kind: 'long-text', required: true, hint: true, shownWhen: emergency },
      { id: 'evidenceFollowsOn', kind: 'date', required: true, shownWhen: emergency },
    ],
  },
  { id: '4', audience: 'open', questions: place },
  {
    // Closed: who fetches somebody, and when, is not told beforehand; nor what others have said.
    id: '5',
    audience: 'closed',
    intro: true,
    questions: [
      { id: 'bringing', kind: 'choices', options: ['police', 'ambulance', 'staff'], required: true },
      { id: 'bringingHow', kind: 'long-text', required: true, hint: true },
      { id: 'whereNow', kind: 'long-text', required: true },
      { id: 'otherRisks', kind: 'long-text' },
    ],
  },
  {
    id: '6',
    audience: 'closed',
    intro: true,
    questions: [
      { id: 'askedWhen', kind: 'choice', options: ['asked', 'afterwards'], required: true },
      {
        id: 'notAskedWhy',
        kind: 'long-text',
        required: true,
        hint: true,
        shownWhen: { answer: 'askedWhen', is: 'afterwards' },
      },
      { id: 'tellsWho', kind: 'text', required: true },
      { id: 'tellsWhen', kind: 'text', required: true, hint: true },
    ],
  },
];

const source = {
  name: 'Ownwords: what recall needs (Mental Health Act 1983, section 42(3); practice of MHCS)',
  dated: '2026-11-01',
  mark: 'design',
  note: 'There is no official form for it among the sources; the questions follow what the law and MHCS ask for.',
} as const;

/** Concern notified and recall asked for, by a supervisor, the responsible clinician or the section itself. */
export const recall2026: Form = checkForm({
  ...{ id: 'recall-2026', version: 1, texts: 'recall2026', source, inForceFrom: '2024-01-01' },
  ...{ facts: { authorities: 'open', extremismLevel: 'closed' }, sections },
});

/** What the duty officer writes down at night: the least on which somebody can be recalled. */
export const urgentRecall2026: Form = checkForm({
  ...{ id: 'urgent-recall-2026', version: 1, texts: 'recall2026', source, inForceFrom: '2024-01-01' },
  facts: { authorities: 'open', extremismLevel: 'closed' },
  sections: [
    {
      id: '1',
      audience: 'open',
      questions: [
        { id: 'urgentType', kind: 'choices', options: ['urgent-recall'], required: true },
        { id: 'groundsWhat', kind: 'long-text', required: true, hint: true },
        ...place,
      ],
    },
    {
      id: '2',
      audience: 'closed',
      questions: [{ id: 'calledBy', kind: 'text', required: true }],
    },
  ],
});
