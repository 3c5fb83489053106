import type { Answers, Form } from '../../platform/forms/index.ts';
import { filledIn } from '../forms/fill-in.ts';
import { remissionAuthorities } from '../forms/leave-2024-legal.ts';
import { clinicianTexts } from './texts.ts';
import { textsOfKinds } from './texts-of-kinds.ts';

/** What the record holds of a patient, as far as the answers have to agree with it. */
export type AnswersFor = {
  /** The form that is filled in; the leave application where nothing else is said. */
  form?: Form;
  /** The day on which the form is filled in; the dates in it lie before. */
  on: Temporal.PlainDate;
  authority: string;
  extremismLevel?: string;
  mappaCategory?: number | null;
  mappaLevel?: number | null;
  /** What the record has filled in already: name, hospital, clinician. */
  known?: Answers;
};

/** The questions that the record answers when a document is begun. */
const recorded = [
  ...['patientName', 'patientBorn', 'mhcsReference', 'hospital', 'ward', 'authorityNow', 'authorityOn'],
  ...['clinicianName', 'clinicianTitle', 'supervisorName', 'dischargedOn'],
];

/** Of what stands in a document that was just begun, what the record filled in. */
export const ofRecord = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([id]) => recorded.includes(id)));

/** The day so many days before the form is filled in. */
type Before = (days: number) => string;

// Invented throughout. What is not here is filled with a sentence that names its question.
const wellFounded = (before: Before): Answers => ({
  clinicianPhone: '01632 960 001',
  clinicianEmail: 'clinician@example.invalid',
  leaveTypes: ['unescorted-day'],
  documents: [{ name: 'Care plan review', dated: before(42) }],
  purpose: 'To go to the allotment in Larkmoor on two afternoons a week, and to use the library.',
  context: 'Escorted leave has gone well for nine months. This is the next step of the care plan.',
  benefit: 'It builds a week with work in it, and practises coming back on time.',
  area: 'Larkmoor town centre and the allotments on Mill Lane, within two miles of the hospital.',
  zoneCloseness: 'There is no exclusion zone.',
  dischargeFit: 'Supported housing in Larkmoor is being looked for. This leave is needed first.',
  leaveTaken: 'yes',
  leaveHistory: [
    {
      kind: 'escorted',
      from: before(294),
      amount: 'Twice a week for 3 hours',
      destination: 'Larkmoor town centre',
      purpose: 'Shopping and the library',
      concerns: 'None',
    },
  ],
  leaveStopped: 'no',
  hadIncidents: 'no',
  familySupport: 'supports',
  medicationConsent: 'consents',
  victimStatus: 'dormant',
  newZone: 'no',
  discussed: 'yes',
  discussedOn: before(7),
  patientConcerns: 'Wants to know how long the answer takes.',
});

// Only for those who could be sent back to prison; for others they would be answers that no longer apply.
const onRemission: Answers = {
  remissionConsidered: 'yes',
  remissionPrognosis: 'The illness is likely to need hospital treatment for at least another year.',
  remissionAgainst: 'Prison would undo the progress made on the ward.',
  remissionOutlook: 'unlikely',
  remissionOutlookWhy: 'Because of the earlier relapse in prison.',
};

function mappaOf({ mappaCategory, mappaLevel }: AnswersFor, before: Before): Answers {
  if (!mappaCategory || !mappaLevel) return { mappaEligible: 'notEligible' };
  return {
    mappaEligible: 'eligible',
    mappaCategory: String(mappaCategory),
    mappaLevel: String(mappaLevel),
    mappaNotifiedOn: before(53),
  };
}

function wordsFor(id: string): string {
  const text = clinicianTexts[id] ?? textsOfKinds[id];
  return typeof text === 'string' ? text : `Invented answer to ${id}.`;
}

/**
 * Answers to every question that the form requires, so that only what a story or a test leaves out stops a submission.
 * @param about the patient's record
 * @param changes answers of the story's own, over the ordinary ones
 */
export function completeAnswers(about: AnswersFor, changes: Answers = {}): Answers {
  const canBeRemitted = remissionAuthorities.some(authority => authority === about.authority);
  const before: Before = days => about.on.subtract({ days }).toString();
  const told: Answers = {
    ...wellFounded(before),
    ...(canBeRemitted ? onRemission : {}),
    ...mappaOf(about, before),
    ...about.known,
    ...changes,
  };
  const facts = { authorities: [about.authority], extremismLevel: about.extremismLevel ?? 'none' };
  const form = about.form ? { form: about.form } : {};
  return filledIn(told, { ...form, facts, day: before(53), words: wordsFor, except: changes });
}
