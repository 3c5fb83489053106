import { remissionAuthorities } from '../src/casework/forms/leave-2024-legal.ts';
import { leaveApplication2024 } from '../src/casework/forms/leave-application-2024.ts';
import {
  type Answer,
  type Answers,
  type Entry,
  type Facts,
  type MissingAnswer,
  missing,
  type Question,
  questionsIn,
} from '../src/platform/forms/index.ts';

/** What the record holds of a patient, as far as the answers have to agree with it. */
export type AnswersFor = {
  authority: string;
  extremismLevel?: string;
  mappaCategory?: number | null;
  mappaLevel?: number | null;
  /** What the record has filled in already: name, hospital, clinician. */
  known?: Answers;
};

// Invented throughout. What is not here is filled with a sentence that names its question.
const wellFounded: Answers = {
  clinicianPhone: '01632 960 001',
  clinicianEmail: 'clinician@example.invalid',
  leaveTypes: ['unescorted-day'],
  documents: [{ name: 'Care plan review', dated: '2026-10-12' }],
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
      from: '2026-02-02',
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
  discussedOn: '2026-11-16',
  patientConcerns: 'Wants to know how long the answer takes.',
};

// Only for those who could be sent back to prison; for others they would be answers that no longer apply.
const onRemission: Answers = {
  remissionConsidered: 'yes',
  remissionPrognosis: 'The illness is likely to need hospital treatment for at least another year.',
  remissionAgainst: 'Prison would undo the progress made on the ward.',
  remissionOutlook: 'unlikely',
  remissionOutlookWhy: 'Because of the earlier relapse in prison.',
};

function mappaOf({ mappaCategory, mappaLevel }: AnswersFor): Answers {
  if (!mappaCategory || !mappaLevel) return { mappaEligible: 'notEligible' };
  return {
    mappaEligible: 'eligible',
    mappaCategory: String(mappaCategory),
    mappaLevel: String(mappaLevel),
    mappaNotifiedOn: '2026-10-01',
  };
}

function anAnswer(question: Exclude<Question, { kind: 'entries' }>): string | readonly string[] | number {
  switch (question.kind) {
    case 'date':
      return '2026-10-01';
    case 'whole-number':
      return question.min ?? 1;
    case 'yes-no':
      return 'no';
    case 'choice':
      return question.options[0] ?? '';
    case 'choices':
      return question.options.slice(0, 1);
    case 'email':
      return 'example@example.invalid';
    case 'phone':
      return '01632 960 001';
    default:
      return `Invented answer to ${question.id}.`;
  }
}

function filledIn(answers: Answers, gap: MissingAnswer): Answers {
  const question = questionsIn(leaveApplication2024).find(({ id }) => id === gap.question);
  if (!question) throw new Error(`The form has no question ${gap.question}.`);
  if (question.kind !== 'entries') return { ...answers, [question.id]: anAnswer(question) };
  const required = question.questions.filter(({ required }) => required === true);
  const entry: Entry = Object.fromEntries(required.map(inner => [inner.id, anAnswer(inner)]));
  return { ...answers, [question.id]: [entry] satisfies Answer };
}

/**
 * Answers to every question that the form requires, so that only what a test leaves out stops a submission.
 * @param about the patient's record
 * @param changes answers of the test's own, over the ordinary ones
 */
export function completeAnswers(about: AnswersFor, changes: Answers = {}): Answers {
  const facts: Facts = { authorities: [about.authority], extremismLevel: about.extremismLevel ?? 'none' };
  const canBeRemitted = remissionAuthorities.some(authority => authority === about.authority);
  let answers: Answers = {
    ...wellFounded,
    ...(canBeRemitted ? onRemission : {}),
    ...mappaOf(about),
    ...about.known,
    ...changes,
  };
  for (let round = 0; round < 20; round += 1) {
    // What a test left empty on purpose stays empty.
    const gaps = missing({ form: leaveApplication2024, answers, facts }).filter(
      gap => !(gap.question in changes),
    );
    if (gaps.length === 0) return answers;
    for (const gap of gaps) answers = filledIn(answers, gap);
  }
  throw new Error('The form could not be filled in.');
}
