import type { Answers } from '../../platform/forms/index.ts';
import type { Field, Typed } from '../../platform/small-forms/index.ts';
import type { Recallable } from './queries/read-recallable.ts';

const grounds: Field = {
  ...{ kind: 'text', name: 'grounds', label: 'recall.begin.grounds', hint: 'recall.begin.groundsHint' },
  need: 'recall.begin.problem.grounds',
};
const place: readonly Field[] = [
  { kind: 'line', name: 'hospital', label: 'recall.begin.hospital', need: 'recall.begin.problem.hospital' },
  { kind: 'line', name: 'ward', label: 'recall.begin.ward', need: 'recall.begin.problem.ward' },
];
const calledBy: Field = {
  ...{ kind: 'line', name: 'calledBy', label: 'recall.begin.calledBy' },
  need: 'recall.begin.problem.calledBy',
};

/** Five boxes: the least on which somebody can be recalled at night. */
export const urgentFields: readonly Field[] = [
  grounds,
  ...place,
  calledBy,
  {
    ...{ kind: 'text', name: 'tell', label: 'recall.begin.tell', hint: 'recall.begin.tellHint' },
    need: 'recall.begin.problem.tell',
  },
];

/** In office hours there is medical evidence: it is not left out. */
export const usualFields: readonly Field[] = [
  grounds,
  {
    ...{ kind: 'text', name: 'evidence', label: 'recall.begin.evidence' },
    need: 'recall.begin.problem.evidence',
  },
  ...place,
  calledBy,
];

const textOf = ({ texts }: Pick<Typed, 'texts'>, name: string) => (texts[name] ?? '').trim();

const placeOf = (typed: Pick<Typed, 'texts'>): Answers => ({
  receivingHospital: textOf(typed, 'hospital'),
  receivingWard: textOf(typed, 'ward'),
});

/** The answers of the short form, by the questions of its form. */
export function urgentAnswers(typed: Pick<Typed, 'texts'>): Answers {
  return {
    ...{ urgentType: ['urgent-recall'], groundsWhat: textOf(typed, 'grounds') },
    ...placeOf(typed),
    calledBy: textOf(typed, 'calledBy'),
  };
}

/** The answers of what the section begins in office hours, with what the register knows of the person. */
export function usualAnswers(typed: Pick<Typed, 'texts'>, of: Recallable): Answers {
  return {
    patientName: `${of.givenNames} ${of.familyName}`.trim(),
    ...(of.bornOn === null ? {} : { patientBorn: of.bornOn }),
    ...{ mhcsReference: of.reference, authorityNow: of.authority, urgency: ['recall'] },
    ...{ groundsWhat: textOf(typed, 'grounds'), evidence: textOf(typed, 'evidence') },
    ...placeOf(typed),
    ...{ whereNow: textOf(typed, 'calledBy'), askedWhen: 'afterwards' },
  };
}
