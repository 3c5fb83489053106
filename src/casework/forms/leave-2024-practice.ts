import type { Section } from '../../platform/forms/index.ts';

/** Sections 3g and 3h: what leave there was, and how this one will be managed. */
export const practice: readonly Section[] = [
  {
    id: '3g',
    audience: 'open',
    intro: true,
    questions: [
      { id: 'leaveTaken', kind: 'yes-no', required: true },
      {
        id: 'leaveHistory',
        kind: 'entries',
        required: true,
        hint: true,
        shownWhen: { answer: 'leaveTaken', is: 'yes' },
        questions: [
          {
            id: 'kind',
            kind: 'choice',
            options: ['grounds', 'compassionate', 'escorted', 'unescorted', 'medical', 'court', 'extended'],
            required: true,
          },
          { id: 'from', kind: 'date', required: true, notAfterToday: true },
          { id: 'until', kind: 'date', notAfterToday: true },
          { id: 'amount', kind: 'text', required: true, hint: true },
          { id: 'destination', kind: 'text', required: true },
          { id: 'purpose', kind: 'long-text', required: true },
          { id: 'concerns', kind: 'long-text', required: true, hint: true },
        ],
      },
      { id: 'leaveStopped', kind: 'yes-no', required: true },
      {
        id: 'leaveStops',
        kind: 'entries',
        required: true,
        shownWhen: { answer: 'leaveStopped', is: 'yes' },
        questions: [
          { id: 'on', kind: 'date', required: true, notAfterToday: true },
          { id: 'by', kind: 'choice', options: ['clinician', 'secretaryOfState'], required: true },
          { id: 'why', kind: 'long-text', required: true },
        ],
      },
    ],
  },
  {
    id: '3h',
    audience: 'open',
    questions: [
      { id: 'manageBefore', kind: 'long-text', required: true },
      { id: 'manageDuring', kind: 'long-text', required: true },
      { id: 'manageAfter', kind: 'long-text', required: true },
      { id: 'restraint', kind: 'long-text', required: true, hint: true },
      { id: 'escorts', kind: 'long-text', required: true },
      { id: 'transport', kind: 'long-text', required: true },
      // Open: only the limits that the person has to keep, and so has been told.
      { id: 'knownLimits', kind: 'long-text', required: true, hint: true },
      // Closed: a limit that the person does not know of, or the reason for one, points to a victim.
      { id: 'closedLimits', kind: 'long-text', hint: true, audience: 'closed' },
      { id: 'manageEnough', kind: 'long-text', required: true },
      { id: 'reviewPlan', kind: 'long-text', required: true },
      { id: 'routineOrOwn', kind: 'long-text', required: true },
    ],
  },
];
