import { checkForm, type Form, type Question, type Section } from '../../platform/forms/index.ts';
import { custodyKinds } from '../rules/kinds/prison.ts';
import { sectionAsIn } from './as-in.ts';
import { leaveApplication2024 as leave } from './leave-application-2024.ts';

const sentenced = { answer: 'custodyKind', is: 'prison-sentenced' } as const;

/** What each of the two doctors writes; the sections of both differ in nothing but whose they are. */
const report = (doctor: 'doctor1' | 'doctor2'): readonly Question[] => [
  { id: `${doctor}Name`, kind: 'text', required: true },
  { id: `${doctor}Gmc`, kind: 'text', required: true, hint: true, maxLength: 7 },
  { id: `${doctor}Approved`, kind: 'yes-no', required: true, hint: true },
  { id: `${doctor}Seen`, kind: 'date', required: true, notAfterToday: true },
  { id: `${doctor}Findings`, kind: 'long-text', required: true, hint: true },
  { id: `${doctor}Why`, kind: 'long-text', required: true },
  { id: `${doctor}Treatment`, kind: 'long-text', required: true },
  { id: `${doctor}Urgent`, kind: 'long-text', required: true, shownWhen: { not: sentenced } },
];

const sections: readonly Section[] = [
  {
    id: 'A1',
    audience: 'open',
    questions: [
      { id: 'patientName', kind: 'text', required: true },
      { id: 'patientBorn', kind: 'date', required: true, notAfterToday: true },
      { id: 'prisonNumber', kind: 'text' },
      { id: 'heldAt', kind: 'text', required: true },
    ],
  },
  {
    id: 'A2',
    audience: 'open',
    intro: true,
    questions: [
      { id: 'custodyKind', kind: 'choice', options: custodyKinds, required: true, hint: true },
      { id: 'purpose', kind: 'long-text', required: true, hint: true },
      { id: 'requestedOn', kind: 'date', required: true, hint: true, notAfterToday: true },
      { id: 'releaseOn', kind: 'date', hint: true, shownWhen: sentenced },
      { id: 'courtNext', kind: 'text', hint: true, shownWhen: { not: sentenced } },
      { id: 'careNow', kind: 'long-text', required: true },
    ],
  },
  { ...sectionAsIn(leave, '9b'), id: 'A3', texts: 'prison2026' },
  {
    // Closed: what others have said, and how somebody is brought there, is not told beforehand.
    id: 'A4',
    audience: 'closed',
    intro: true,
    questions: [
      { id: 'bringingRisks', kind: 'long-text', required: true, hint: true },
      { id: 'otherRisks', kind: 'long-text' },
    ],
  },
  { id: 'B1', audience: 'open', intro: true, questions: report('doctor1') },
  { id: 'C1', audience: 'open', intro: true, questions: report('doctor2') },
  {
    id: 'D1',
    audience: 'open',
    intro: true,
    questions: [
      { id: 'receivingHospital', kind: 'text', required: true },
      { id: 'receivingWard', kind: 'text', required: true },
      { id: 'bedBy', kind: 'date', required: true },
      { id: 'bedSaidBy', kind: 'text', required: true, hint: true },
    ],
  },
];

/** Transfer from prison to hospital: the referral, two medical reports, and the bed. */
export const prisonTransfer2026: Form = checkForm({
  ...{ id: 'prison-transfer-2026', version: 1, texts: 'prison2026', inForceFrom: '2024-01-01' },
  source: {
    name: 'Ownwords: what a transfer from prison needs (Mental Health Act 1983, sections 47 to 49)',
    dated: '2026-11-22',
    mark: 'design',
    note: 'No form of MHCS was seen. What is asked follows sections 47 and 48, the day of the first request section 37 of the Act of 2025.',
  },
  facts: { authorities: 'open', extremismLevel: 'closed' },
  sections,
});
