import type { Section } from '../../platform/forms/index.ts';

/** The authorities for detention under which the person could be sent back to prison (s45A, s47, s48). */
export const remissionAuthorities = ['s45A', 's47/49', 's48/49'] as const;

/** The authorities that rest on unfitness to plead or insanity. */
export const fitnessAuthorities = ['CPIA s5', 'DVCVA s24'] as const;

/** Sections 7 and 8: what follows from the authority that the person is detained under. */
export const legal: readonly Section[] = [
  {
    id: '7',
    audience: 'open',
    shownWhen: { fact: 'authorities', in: remissionAuthorities },
    questions: [
      // Closed: what the offender manager says may speak of others, and was not said to the person.
      { id: 'offenderManager', kind: 'long-text', required: true, audience: 'closed' },
      { id: 'offenderManagerAskedOn', kind: 'date', notAfterToday: true, hint: true, audience: 'closed' },
      { id: 'offenderManagerAnsweredOn', kind: 'date', notAfterToday: true, audience: 'closed' },
      { id: 'offenderManagerResponse', kind: 'long-text', hint: true, audience: 'closed' },
      { id: 'offenderManagerOnRemission', kind: 'yes-no', audience: 'closed' },
      { id: 'offenderManagerNoAnswer', kind: 'yes-no', hint: true, audience: 'closed' },
      {
        id: 'offenderManagerTrail',
        kind: 'long-text',
        hint: true,
        audience: 'closed',
        shownWhen: { answer: 'offenderManagerNoAnswer', is: 'yes' },
      },
      // Open: whether the person goes back to prison is their own matter, reasoned by their own clinician, and
      // nobody can answer a reason that they were never told. Gate LG-11 asks for them.
      { id: 'remissionConsidered', kind: 'yes-no', required: 'by rule' },
      { id: 'remissionPrognosis', kind: 'long-text', required: 'by rule' },
      { id: 'remissionAgainst', kind: 'long-text', required: 'by rule' },
      {
        id: 'remissionOutlook',
        kind: 'choice',
        required: 'by rule',
        options: ['timescale', 'treatmentFirst', 'unlikely'],
      },
      { id: 'remissionOutlookWhy', kind: 'long-text', required: 'by rule', hint: true },
    ],
  },
  {
    id: '8',
    audience: 'open',
    shownWhen: { fact: 'authorities', in: fitnessAuthorities },
    questions: [
      { id: 'fitNow', kind: 'yes-no', required: true },
      { id: 'notFitWhy', kind: 'long-text', required: true, shownWhen: { answer: 'fitNow', is: 'no' } },
    ],
  },
];
