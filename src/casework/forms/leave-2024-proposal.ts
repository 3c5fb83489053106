import type { Condition, Section } from '../../platform/forms/index.ts';

/** The six kinds of leave that the 2024 form is for; medical and extended leave have forms of their own. */
export const leaveTypes = [
  'compassionate-day',
  'compassionate-overnight',
  'escorted-day',
  'escorted-overnight',
  'unescorted-day',
  'unescorted-overnight',
] as const;
export type LeaveType = (typeof leaveTypes)[number];

const asksFor = (...types: readonly LeaveType[]): Condition => ({
  any: types.map(type => ({ answer: 'leaveTypes', includes: type })),
});

const yes = (question: string): Condition => ({ answer: question, is: 'yes' });
const no = (question: string): Condition => ({ answer: question, is: 'no' });

/** Sections 1 to 3f: who, what is asked for, and why. */
export const proposal: readonly Section[] = [
  {
    id: '1',
    audience: 'open',
    questions: [
      { id: 'patientName', kind: 'text', required: true },
      { id: 'formerNames', kind: 'text', hint: true },
      { id: 'patientBorn', kind: 'date', required: true, notAfterToday: true },
      { id: 'mhcsReference', kind: 'text', required: true },
      { id: 'hospital', kind: 'text', required: true },
      { id: 'ward', kind: 'text', required: true },
    ],
  },
  {
    id: '2',
    audience: 'open',
    intro: true,
    questions: [
      { id: 'clinicianName', kind: 'text', required: true },
      { id: 'clinicianPhone', kind: 'phone', required: true, hint: true },
      { id: 'clinicianEmail', kind: 'email', required: true },
    ],
  },
  {
    id: '3a',
    audience: 'open',
    questions: [{ id: 'leaveTypes', kind: 'choices', options: leaveTypes, required: true, hint: true }],
  },
  {
    id: '3b',
    audience: 'open',
    questions: [
      {
        id: 'documents',
        kind: 'entries',
        required: true,
        hint: true,
        questions: [
          { id: 'name', kind: 'text', required: true },
          { id: 'dated', kind: 'date', notAfterToday: true },
        ],
      },
    ],
  },
  {
    id: '3c',
    audience: 'open',
    questions: [
      { id: 'purpose', kind: 'long-text', required: true },
      { id: 'context', kind: 'long-text', required: true, hint: true },
      { id: 'benefit', kind: 'long-text', required: true },
      { id: 'area', kind: 'long-text', required: true, hint: true },
      // Closed, although the section is open: how near a place is to a zone says where the zone lies, and so
      // where a victim may be found.
      { id: 'zoneCloseness', kind: 'long-text', required: true, hint: true, audience: 'closed' },
      { id: 'dischargeFit', kind: 'long-text', required: true },
    ],
  },
  {
    id: '3d',
    audience: 'open',
    shownWhen: asksFor('compassionate-overnight', 'escorted-overnight', 'unescorted-overnight'),
    questions: [
      { id: 'overnightAddress', kind: 'long-text', required: true },
      { id: 'overnightPlace', kind: 'text', required: true, hint: true },
      { id: 'overnightLinked', kind: 'yes-no', required: true },
      { id: 'overnightLinkedWhy', kind: 'long-text', required: true, shownWhen: yes('overnightLinked') },
      { id: 'overnightSupport', kind: 'long-text', required: true },
      { id: 'nightsPerWeek', kind: 'whole-number', min: 1, max: 7, required: true },
      { id: 'overnightDischarge', kind: 'yes-no', required: true },
      { id: 'overnightDischargeWhy', kind: 'long-text', required: true, shownWhen: no('overnightDischarge') },
    ],
  },
  {
    id: '3e',
    audience: 'open',
    shownWhen: asksFor('escorted-overnight'),
    questions: [
      // The form's text is older than 18 February 2026, when discharge with conditions that take liberty away
      // came into force (Mental Health Act 2025, section 35); the question still fits.
      {
        id: 'escortedTests',
        kind: 'choice',
        options: ['restrictiveDischarge', 'extendedLeave', 'neither'],
        required: true,
      },
      { id: 'escortedPathway', kind: 'long-text', required: true },
    ],
  },
  {
    id: '3f',
    audience: 'open',
    shownWhen: asksFor('compassionate-day', 'compassionate-overnight'),
    questions: [
      { id: 'compassionateWhy', kind: 'long-text', required: true },
      { id: 'compassionateAlternatives', kind: 'long-text', required: true, hint: true },
      // Open: the person knows who belongs to a funeral or a bedside. The hint sends anyone whose presence the
      // person must not learn of to section 6.
      { id: 'compassionateOthers', kind: 'long-text', required: true, hint: true },
      { id: 'compassionateUrgent', kind: 'yes-no', required: true },
      { id: 'compassionateBy', kind: 'date', required: true, shownWhen: yes('compassionateUrgent') },
      {
        id: 'compassionateUrgentWhy',
        kind: 'long-text',
        required: true,
        shownWhen: yes('compassionateUrgent'),
      },
    ],
  },
];
