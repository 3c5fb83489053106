import {
  type Answer,
  type Answers,
  type Entry,
  type Facts,
  type MissingAnswer,
  missing,
  type Question,
  questionsIn,
} from '../../platform/forms/index.ts';
import { remissionAuthorities } from '../forms/leave-2024-legal.ts';
import { leaveApplication2024 } from '../forms/leave-application-2024.ts';

import { clinicianTexts } from './texts.ts';

/** What the record holds of a patient, as far as the answers have to agree with it. */
export type AnswersFor = {
  /** The day on which the form is filled in; the dates in it lie before. */
  on: Temporal.PlainDate;
  authority: string;
  extremismLevel?: string;
  mappaCategory?: number | null;
  mappaLevel?: number | null;
  /** What the record has filled in already: name, hospital, clinician. */
  known?: Answers;
};

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

function anAnswer(
  question: Exclude<Question, { kind: 'entries' }>,
  before: Before,
): string | readonly string[] | number {
  switch (question.kind) {
    case 'date':
      return before(53);
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
      return wordsFor(question.id);
  }
}

function wordsFor(id: string): string {
  const text = clinicianTexts[id];
  return typeof text === 'string' ? text : `Invented answer to ${id}.`;
}

function filledIn(answers: Answers, gap: MissingAnswer, before: Before): Answers {
  const question = questionsIn(leaveApplication2024).find(({ id }) => id === gap.question);
  if (!question) throw new Error(`The form has no question ${gap.question}.`);
  if (question.kind !== 'entries') return { ...answers, [question.id]: anAnswer(question, before) };
  const required = question.questions.filter(({ required }) => required === true);
  const entry: Entry = Object.fromEntries(required.map(inner => [inner.id, anAnswer(inner, before)]));
  return { ...answers, [question.id]: [entry] satisfies Answer };
}

/**
 * Answers to every question that the form requires, so that only what a story or a test leaves out stops a submission.
 * @param about the patient's record
 * @param changes answers of the story's own, over the ordinary ones
 */
export function completeAnswers(about: AnswersFor, changes: Answers = {}): Answers {
  const facts: Facts = { authorities: [about.authority], extremismLevel: about.extremismLevel ?? 'none' };
  const canBeRemitted = remissionAuthorities.some(authority => authority === about.authority);
  const before: Before = days => about.on.subtract({ days }).toString();
  let answers: Answers = {
    ...wellFounded(before),
    ...(canBeRemitted ? onRemission : {}),
    ...mappaOf(about, before),
    ...about.known,
    ...changes,
  };
  for (let round = 0; round < 20; round += 1) {
    // What was left empty on purpose stays empty.
    const gaps = missing({ form: leaveApplication2024, answers, facts }).filter(
      gap => !(gap.question in changes),
    );
    if (gaps.length === 0) return answers;
    for (const gap of gaps) answers = filledIn(answers, gap, before);
  }
  throw new Error('The form could not be filled in.');
}
