import type { Section } from '../../platform/forms/index.ts';

/** The kinds of incident that section 4d asks for, over at least the last 12 months. */
export const incidentKinds = [
  'violence',
  'substances',
  'selfHarm',
  'sexual',
  'seclusion',
  'security',
  'antisocial',
  'securityUp',
  'securityDown',
] as const;

/** Sections 4a to 4g: history, health, behaviour, risk and treatment. The person's own record, so open. */
export const clinical: readonly Section[] = [
  { id: '4a', audience: 'open', questions: [{ id: 'pastContact', kind: 'long-text', required: true }] },
  {
    id: '4b',
    audience: 'open',
    questions: [
      { id: 'indexOffence', kind: 'long-text', required: true, hint: true },
      // Closed: a victim's or a witness's account is the form's own example of what the person may not read.
      { id: 'indexOffenceClosed', kind: 'long-text', hint: true, audience: 'closed' },
    ],
  },
  {
    id: '4c',
    audience: 'open',
    questions: [
      { id: 'diagnosis', kind: 'long-text', required: true },
      { id: 'otherConditions', kind: 'long-text', required: true },
      { id: 'atOffence', kind: 'long-text', required: true },
      { id: 'mentalState', kind: 'long-text', required: true },
      { id: 'observation', kind: 'text', required: true },
      { id: 'physicalHealth', kind: 'long-text', required: true },
    ],
  },
  {
    id: '4d',
    audience: 'open',
    intro: true,
    questions: [
      { id: 'hadIncidents', kind: 'yes-no', required: true },
      {
        id: 'incidents',
        kind: 'entries',
        required: true,
        hint: true,
        shownWhen: { answer: 'hadIncidents', is: 'yes' },
        questions: [
          { id: 'on', kind: 'date', required: true, notAfterToday: true },
          { id: 'kind', kind: 'choice', options: incidentKinds, required: true },
          { id: 'what', kind: 'long-text', required: true },
        ],
      },
      { id: 'attitudeRules', kind: 'long-text', required: true },
      { id: 'attitudePeople', kind: 'long-text', required: true },
      { id: 'attitudeActivities', kind: 'long-text', required: true },
      { id: 'attitudeConflict', kind: 'long-text', required: true },
      { id: 'attitudeFamily', kind: 'long-text', required: true },
      // Closed: a relative who speaks against the leave does so in confidence, and may be at risk for it.
      {
        id: 'familySupport',
        kind: 'choice',
        options: ['supports', 'against', 'divided', 'notAsked', 'none'],
        required: true,
        audience: 'closed',
      },
      { id: 'familySupportWhy', kind: 'long-text', hint: true, audience: 'closed' },
    ],
  },
  {
    id: '4e',
    audience: 'open',
    questions: [
      { id: 'riskHistory', kind: 'long-text', required: true },
      { id: 'riskNow', kind: 'long-text', required: true, hint: true },
      { id: 'warningSigns', kind: 'long-text', required: true },
      { id: 'stabilisers', kind: 'long-text', required: true },
      { id: 'destabilisers', kind: 'long-text', required: true },
      { id: 'riskSinceRecall', kind: 'long-text', hint: true },
    ],
  },
  {
    id: '4f',
    audience: 'open',
    questions: [
      { id: 'medication', kind: 'long-text', required: true },
      {
        id: 'medicationConsent',
        kind: 'choice',
        options: ['consents', 'refuses', 'lacksCapacity'],
        required: true,
      },
      { id: 'medicationResponse', kind: 'long-text', required: true },
      { id: 'medicationEffect', kind: 'long-text', required: true },
      { id: 'medicationInsight', kind: 'long-text', required: true },
    ],
  },
  {
    id: '4g',
    audience: 'open',
    questions: [
      { id: 'workOffending', kind: 'long-text', required: true },
      { id: 'workOthers', kind: 'long-text', required: true, hint: true },
      { id: 'workSelf', kind: 'long-text', required: true },
      { id: 'workSubstances', kind: 'long-text', required: true },
      { id: 'workRelapse', kind: 'long-text', required: true },
      { id: 'workEarlier', kind: 'long-text' },
      { id: 'workOutstanding', kind: 'long-text', required: true },
    ],
  },
];

/** Section 4i. */
export const absconding: Section = {
  id: '4i',
  audience: 'open',
  questions: [
    { id: 'abscondRisk', kind: 'long-text', required: true },
    { id: 'abscondPlan', kind: 'long-text', required: true },
    { id: 'abscondHistory', kind: 'long-text', required: true },
  ],
};
