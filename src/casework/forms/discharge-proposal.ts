import type { Condition, Section } from '../../platform/forms/index.ts';
import { annualReport2025 } from './annual-report-2025.ts';
import { asIn } from './as-in.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';

/** What can be asked for; the last only from 18 February 2026 (Mental Health Act 2025, section 35). */
export const dischargeTypes = [
  'conditional-discharge',
  'absolute-discharge',
  'supervised-discharge',
] as const;
export type DischargeType = (typeof dischargeTypes)[number];

const asksFor = (...types: readonly DischargeType[]): Condition => ({
  any: types.map(type => ({ answer: 'dischargeTypes', includes: type })),
});
const yes = (question: string): Condition => ({ answer: question, is: 'yes' });

const intoTheCommunity = (types: readonly DischargeType[]) =>
  asksFor(...types.filter(type => type !== 'absolute-discharge'));

/** What the conditions of a discharge are commonly about (record of decision of the section, seen in a copy). */
export const conditionTopics = [
  'residence',
  'treatment',
  'supervision',
  'substances',
  'contact',
  'other',
] as const;

/** Sections 1 and 2: who it is about, and who asks. */
export const whoAsks: readonly Section[] = [
  {
    id: '1',
    audience: 'open',
    questions: [
      ...asIn(
        leaveApplication2024,
        ...['patientName', 'formerNames', 'patientBorn', 'mhcsReference', 'hospital', 'ward'],
      ),
      ...asIn(annualReport2025, 'authorityNow', 'authorityOn', 'otherAuthorities'),
    ],
  },
  {
    id: '2',
    audience: 'open',
    questions: [
      ...asIn(leaveApplication2024, 'clinicianName', 'clinicianPhone', 'clinicianEmail'),
      ...asIn(annualReport2025, 'clinicianTitle', 'officeEmail'),
    ],
  },
];

/** Sections 3a to 3f: what is asked for, where the person would live, who would supervise, under which conditions. */
export function proposal(types: readonly DischargeType[]): readonly Section[] {
  return [
    {
      id: '3a',
      audience: 'open',
      questions: [
        { id: 'dischargeTypes', kind: 'choices', options: types, required: true, hint: true },
        { id: 'purpose', kind: 'long-text', required: true, hint: true },
        { id: 'pathway', kind: 'long-text', required: true },
        { id: 'teamViews', kind: 'long-text', required: true, hint: true },
      ],
    },
    { id: '3b', audience: 'open', questions: asIn(leaveApplication2024, 'documents') },
    {
      id: '3c',
      audience: 'open',
      shownWhen: intoTheCommunity(types),
      questions: [
        { id: 'address', kind: 'long-text', required: true, hint: true },
        { id: 'placeKind', kind: 'text', required: true, hint: true },
        { id: 'placeSupport', kind: 'long-text', required: true },
        { id: 'placeFrom', kind: 'date', required: true },
        { id: 'placeLinked', kind: 'yes-no', required: true },
        { id: 'placeLinkedWhy', kind: 'long-text', required: true, shownWhen: yes('placeLinked') },
        // Closed, although the section is open: how near a place is to somebody says where they may be found.
        { id: 'placeZone', kind: 'long-text', required: true, hint: true, audience: 'closed' },
      ],
    },
    {
      id: '3d',
      audience: 'open',
      shownWhen: intoTheCommunity(types),
      questions: [
        { id: 'socialSupervisor', kind: 'long-text', required: true, hint: true },
        { id: 'clinicalSupervisor', kind: 'long-text', required: true, hint: true },
        { id: 'aftercare', kind: 'long-text', required: true, hint: true },
        { id: 'weekPlan', kind: 'long-text', required: true },
        { id: 'relapsePlan', kind: 'long-text', required: true },
      ],
    },
    {
      id: '3e',
      audience: 'open',
      intro: true,
      shownWhen: intoTheCommunity(types),
      questions: [
        {
          id: 'conditionsProposed',
          kind: 'entries',
          required: true,
          questions: [
            { id: 'topic', kind: 'choice', options: conditionTopics, required: true },
            { id: 'wording', kind: 'long-text', required: true },
            { id: 'why', kind: 'long-text', required: true },
          ],
        },
      ],
    },
    {
      id: '3f',
      audience: 'open',
      shownWhen: asksFor('absolute-discharge'),
      questions: [
        { id: 'whyAbsolute', kind: 'long-text', required: true, hint: true },
        { id: 'independentOpinion', kind: 'yes-no', required: true },
        {
          id: 'independentSays',
          kind: 'long-text',
          required: true,
          shownWhen: yes('independentOpinion'),
        },
      ],
    },
  ];
}

/** Section 3g: what a supervised discharge has to say for itself (section 42(2A) of the 1983 Act). */
export const onLiberty: Section = {
  id: '3g',
  audience: 'open',
  intro: true,
  shownWhen: asksFor('supervised-discharge'),
  questions: [
    { id: 'libertyConditions', kind: 'long-text', required: true, hint: true },
    { id: 'libertyWhy', kind: 'long-text', required: true, hint: true },
    { id: 'libertyLess', kind: 'long-text', required: true },
    { id: 'libertyTested', kind: 'long-text', required: true, hint: true },
    { id: 'libertyAgrees', kind: 'choice', options: ['agrees', 'disagrees', 'cannotSay'], required: true },
    { id: 'libertyAgreesHow', kind: 'long-text', required: true, hint: true },
    { id: 'libertyReview', kind: 'long-text', required: true, hint: true },
  ],
};
