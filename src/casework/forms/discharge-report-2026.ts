import { checkForm, type Form, type Question, type Section } from '../../platform/forms/index.ts';
import { asInLeave } from './as-in-leave.ts';

const open = (id: string, ...questions: readonly Question[]): Section => ({
  id,
  audience: 'open',
  questions,
});
const long = (id: string, more: Partial<Question> = {}): Question =>
  ({ id, kind: 'long-text', required: true, ...more }) as Question;

/** How a condition was kept since the last report. */
const keptHow = ['kept', 'partly', 'notKept', 'notTested'] as const;
/** How the discharge goes, in the eyes of whoever writes. */
const going = ['well', 'someConcern', 'seriousConcern'] as const;

/** Part A: the person, where they live and who cares for them. Part B: rehabilitation, conditions, risk as it is seen. */
const bySocialSupervisor: readonly Section[] = [
  open(
    'A1',
    ...asInLeave('patientName', 'formerNames', 'patientBorn', 'mhcsReference'),
    { id: 'dischargedOn', kind: 'date', required: true, notAfterToday: true },
    { id: 'socialSupervisorName', kind: 'text', required: true },
    { id: 'socialSupervisorPhone', kind: 'phone', required: true },
    { id: 'socialSupervisorEmail', kind: 'email', required: true },
  ),
  open(
    'A2',
    long('livesAt', { hint: true }),
    { id: 'movePlanned', kind: 'yes-no', required: true },
    long('movePlan', { hint: true, shownWhen: { answer: 'movePlanned', is: 'yes' } }),
    long('nightsAway'),
  ),
  open(
    'A3',
    long('contactHow'),
    { id: 'lastSeenOn', kind: 'date', required: true, notAfterToday: true },
    long('careReceived'),
    long('careMissed', { hint: true }),
  ),
  open(
    'B1',
    long('daytime', { hint: true }),
    long('peopleAround'),
    long('moneyAndHome'),
    long('rehabilitationNext'),
  ),
  {
    ...open('B2', {
      id: 'conditions',
      kind: 'entries',
      required: true,
      hint: true,
      questions: [
        { id: 'condition', kind: 'long-text', required: true },
        { id: 'kept', kind: 'choice', options: keptHow, required: true },
        { id: 'how', kind: 'long-text', required: true },
      ],
    }),
    intro: true,
  },
  {
    ...open(
      'B3',
      ...asInLeave('hadIncidents', 'incidents'),
      long('substances'),
      long('riskSeen'),
      // Closed: whom the person met, or where, can point to somebody who was harmed.
      long('victimContact', { hint: true, audience: 'closed' }),
    ),
    intro: true,
  },
  open(
    'B4',
    { id: 'socialView', kind: 'choice', options: going, required: true },
    long('socialViewWhy'),
    ...asInLeave('otherViews'),
  ),
];

/** Part C: mental state, treatment and risk. */
const byClinicalSupervisor: readonly Section[] = [
  open(
    'C1',
    { id: 'clinicalSupervisorName', kind: 'text', required: true },
    { id: 'clinicalSupervisorPhone', kind: 'phone', required: true },
    { id: 'clinicalSupervisorEmail', kind: 'email', required: true },
    { id: 'clinicLastSeenOn', kind: 'date', required: true, notAfterToday: true },
  ),
  open('C2', ...asInLeave('diagnosis', 'otherConditions', 'mentalState'), long('mentalStateChange')),
  open('C3', ...asInLeave('medication', 'medicationConsent', 'medicationResponse')),
  open('C4', ...asInLeave('riskNow', 'warningSigns', 'stabilisers', 'destabilisers'), long('riskWorkedOn')),
  {
    id: 'C5',
    audience: 'closed',
    intro: true,
    questions: [long('mappaNow', { hint: true }), ...asInLeave('closedViews')],
  },
  open(
    'C6',
    { id: 'clinicalView', kind: 'choice', options: going, required: true },
    long('clinicalViewWhy'),
    { id: 'recallThought', kind: 'yes-no', required: true },
    long('recallThoughtWhy', { shownWhen: { answer: 'recallThought', is: 'yes' } }),
    long('planNext'),
  ),
  {
    ...open('C7', ...asInLeave('discussed', 'discussedOn', 'patientConcerns', 'notDiscussedWhy')),
    intro: true,
  },
];

/**
 * The report on a conditional discharge: one joint form, parts A and B by the social supervisor, then part C by the
 * clinical supervisor. Who writes which part is verified; what the parts ask is not known here, so the questions are our
 * own, made from the topics that supervisors are known to report on.
 */
export const dischargeReport2026: Form = checkForm({
  id: 'discharge-report-2026',
  version: 1,
  texts: 'discharge2026',
  source: {
    name: 'Ownwords: conditional discharge report, after the joint form of MHCS of October 2024',
    dated: '2026-11-22',
    mark: 'design',
    note: 'The wording of parts A, B and C was not found. Put the questions of the form on GOV.UK in their place before use.',
  },
  inForceFrom: '2024-10-01',
  facts: { authorities: 'open', extremismLevel: 'closed' },
  sections: [...bySocialSupervisor, ...byClinicalSupervisor],
});
