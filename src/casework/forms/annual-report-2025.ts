import {
  checkForm,
  type Form,
  type Question,
  questionsIn,
  type Section,
} from '../../platform/forms/index.ts';
import { asInLeave, isAskedInLeave } from './as-in-leave.ts';
import { fitnessAuthorities } from './leave-2024-legal.ts';

/** The boxes of section 14: every kind of leave that can have been taken in a year. */
export const leaveKindsOfAYear = [
  'compassionate-day',
  'compassionate-overnight',
  'escorted-day',
  'escorted-overnight',
  'unescorted-day',
  'unescorted-overnight',
  'medical-day',
  'medical-overnight',
  'extended',
] as const;

/** Said once for the occasion, or read from the record: never carried over. */
const ofTheOccasion = new Set([
  ...['patientName', 'formerNames', 'patientBorn', 'mhcsReference', 'hospital', 'ward'],
  ...['clinicianName', 'clinicianPhone', 'clinicianEmail', 'otherViews', 'closedViews'],
  ...['discussed', 'discussedOn', 'patientConcerns', 'notDiscussedWhy'],
]);

const open = (id: string, ...questions: readonly Question[]): Section => ({
  id,
  audience: 'open',
  questions,
});

const sections: readonly Section[] = [
  open(
    '1',
    ...asInLeave('patientName', 'formerNames', 'patientBorn', 'mhcsReference', 'hospital', 'ward'),
    { id: 'authorityNow', kind: 'text', required: true },
    { id: 'authorityOn', kind: 'date', required: true, notAfterToday: true },
    { id: 'otherAuthorities', kind: 'long-text', required: true, hint: true },
  ),
  open(
    '2',
    ...asInLeave('clinicianName', 'clinicianPhone', 'clinicianEmail'),
    { id: 'clinicianTitle', kind: 'text', required: true },
    { id: 'officeEmail', kind: 'email', required: true },
  ),
  open('3', ...asInLeave('diagnosis', 'otherConditions', 'mentalState'), {
    id: 'whyDetention',
    kind: 'long-text',
    required: true,
    hint: true,
  }),
  { ...open('4', ...asInLeave('hadIncidents', 'incidents')), intro: true },
  {
    ...open(
      '5',
      { id: 'incidentEffect', kind: 'long-text', required: true },
      { id: 'incidentsWorkedOn', kind: 'long-text', required: true },
    ),
    shownWhen: { answer: 'hadIncidents', is: 'yes' },
  },
  open(
    '6',
    ...asInLeave(
      'attitudeRules',
      'attitudePeople',
      'attitudeActivities',
      'attitudeConflict',
      'attitudeFamily',
    ),
  ),
  open(
    '7',
    { id: 'capacityIssues', kind: 'yes-no', required: true },
    {
      id: 'capacityDetail',
      kind: 'long-text',
      required: true,
      hint: true,
      shownWhen: { answer: 'capacityIssues', is: 'yes' },
    },
  ),
  open(
    '8',
    { id: 'progress', kind: 'long-text', required: true },
    { id: 'progressNext', kind: 'long-text', required: true },
    ...asInLeave('medication', 'medicationConsent', 'medicationResponse'),
  ),
  open(
    '9',
    ...asInLeave('riskHistory', 'riskNow', 'warningSigns', 'stabilisers', 'destabilisers', 'riskSinceRecall'),
  ),
  open(
    '10',
    { id: 'riskWorkedOn', kind: 'long-text', required: true },
    { id: 'riskConcerns', kind: 'long-text', required: true },
    ...asInLeave('workOutstanding'),
    { id: 'offenceFactors', kind: 'long-text', required: true },
    { id: 'offenceAttitude', kind: 'long-text', required: true },
    // Closed: what is said of those who were harmed can tell the person who has spoken.
    { id: 'victimAttitude', kind: 'long-text', required: true, hint: true, audience: 'closed' },
    ...asInLeave('preventReferred', 'preventOutcome'),
  ),
  open('11', ...asInLeave('abscondRisk', 'abscondPlan', 'abscondHistory')),
  {
    id: '12',
    audience: 'closed',
    intro: true,
    questions: asInLeave(
      'mappaEligible',
      'mappaCoordinator',
      'mappaCategory',
      'mappaLevel',
      'mappaNotifiedOn',
    ),
  },
  {
    id: '13',
    audience: 'closed',
    intro: true,
    questions: [
      ...asInLeave('victimStatus', 'officerContact'),
      {
        id: 'officerLastOn',
        kind: 'date',
        notAfterToday: true,
        required: true,
        shownWhen: { answer: 'victimStatus', is: 'active' },
      },
      { id: 'victimConcerns', kind: 'long-text', required: true, hint: true },
    ],
  },
  open(
    '14',
    { id: 'leaveTaken', kind: 'yes-no', required: true },
    {
      id: 'leaveKinds',
      kind: 'choices',
      options: leaveKindsOfAYear,
      required: true,
      hint: true,
      shownWhen: { answer: 'leaveTaken', is: 'yes' },
    },
    {
      id: 'leaveHow',
      kind: 'long-text',
      required: true,
      hint: true,
      shownWhen: { answer: 'leaveTaken', is: 'yes' },
    },
    ...asInLeave('leaveStopped', 'leaveStops'),
  ),
  open('15', ...asInLeave('otherViews', 'closedViews')),
  {
    ...open('16', ...asInLeave('fitNow', 'notFitWhy')),
    shownWhen: { fact: 'authorities', in: fitnessAuthorities },
  },
  // Not in the template: its own place for the person is the statement that travels beside the report.
  {
    ...open('17', ...asInLeave('discussed', 'discussedOn', 'patientConcerns', 'notDiscussedWhy')),
    intro: true,
  },
];

/**
 * The annual statutory report of the responsible clinician to the Secretary of State (Mental Health Act 1983, s41(6),
 * s45B(3), s49(3)), sections 1 to 16 of the template of 2025/26 in our own words; the signature, its section 17, is
 * not an answer. Our section 17 records that the report was talked through with the person.
 */
export const annualReport2025: Form = checkForm({
  id: 'annual-report-2025',
  version: 1,
  texts: 'annual2025',
  source: {
    name: 'Mental Health Casework Section, annual statutory report on a restricted patient, template of 2025/26',
    dated: '2026-01-01',
    mark: 'seen in a copy',
    note: 'Questions are paraphrased; the host of the copy had removed its guidance. Check against the form on GOV.UK before use.',
  },
  inForceFrom: '2025-01-01',
  facts: { authorities: 'open', extremismLevel: 'closed' },
  sections,
});

/**
 * The clinical picture: the answers that the two forms have in common. They may be carried from one to the other,
 * marked with the day on which they were last confirmed, and count only once they are confirmed again.
 */
export const clinicalPicture: readonly string[] = questionsIn(annualReport2025)
  .map(({ id }) => id)
  .filter(id => isAskedInLeave(id) && !ofTheOccasion.has(id));
