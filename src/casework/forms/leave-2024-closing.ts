import type { Section } from '../../platform/forms/index.ts';

/** Sections 9a and 9b: anything else, and that the person was spoken with. */
export const closing: readonly Section[] = [
  {
    id: '9a',
    audience: 'open',
    questions: [
      { id: 'otherViews', kind: 'long-text' },
      // Closed: a place for what the person may not read, so that nobody is tempted to leave the person out of
      // the whole. What is withheld names its ground.
      { id: 'closedViews', kind: 'long-text', hint: true, audience: 'closed' },
    ],
  },
  {
    id: '9b',
    audience: 'open',
    intro: true,
    questions: [
      { id: 'discussed', kind: 'yes-no', required: true },
      {
        id: 'discussedOn',
        kind: 'date',
        required: true,
        notAfterToday: true,
        shownWhen: { answer: 'discussed', is: 'yes' },
      },
      {
        id: 'patientConcerns',
        kind: 'long-text',
        required: true,
        hint: true,
        shownWhen: { answer: 'discussed', is: 'yes' },
      },
      {
        id: 'notDiscussedWhy',
        kind: 'long-text',
        required: true,
        shownWhen: { answer: 'discussed', is: 'no' },
      },
    ],
  },
];

/**
 * Annex A: the prompts for the person's own statement. It is no answer of staff: the words are sealed apart from
 * the form and travel beside it. The official annex asks for progress and risk as one; they are parted here, as
 * in the pilot of 2016, because each part gets its own reply. Easy read wording stands under the same keys.
 */
export const annexAPrompts = [
  { id: 'progress', label: 'leave2024.annexA.progress.label', hint: 'leave2024.annexA.progress.hint' },
  { id: 'risk', label: 'leave2024.annexA.risk.label', hint: 'leave2024.annexA.risk.hint' },
  {
    id: 'anythingElse',
    label: 'leave2024.annexA.anythingElse.label',
    hint: 'leave2024.annexA.anythingElse.hint',
  },
] as const;
