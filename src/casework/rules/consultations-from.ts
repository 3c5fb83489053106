import { type Answers, isAnswered } from '../../platform/forms/index.ts';
import type { Consultation, Consultee, LeaveFacts } from './leave-facts.ts';
import { given, textOf, yesNo } from './said-in-form.ts';

/** The questions of the form that tell of a consultation which was held outside this service. */
type OutsideQuestions = {
  readonly consultee: Consultee;
  readonly asked: string;
  readonly answered: string;
  /** What was said; an answer without its words is not one. */
  readonly said?: string;
  readonly noAnswer?: string;
  readonly trail?: string;
};

const outside: readonly OutsideQuestions[] = [
  {
    consultee: 'victim_liaison_officer',
    asked: 'officerAskedOn',
    answered: 'officerAnsweredOn',
    noAnswer: 'officerNoAnswer',
    trail: 'officerTrail',
  },
  {
    consultee: 'mappa_coordinator',
    asked: 'mappaAskedOn',
    answered: 'mappaAnsweredOn',
    said: 'mappaResponse',
    noAnswer: 'mappaNoAnswer',
    trail: 'mappaTrail',
  },
  {
    consultee: 'offender_manager',
    asked: 'offenderManagerAskedOn',
    answered: 'offenderManagerAnsweredOn',
    said: 'offenderManagerResponse',
    noAnswer: 'offenderManagerNoAnswer',
    trail: 'offenderManagerTrail',
  },
  {
    consultee: 'counter_terrorism_manager',
    asked: 'counterTerrorismAskedOn',
    answered: 'counterTerrorismAnsweredOn',
    said: 'counterTerrorismView',
  },
];

function answerFrom(answers: Answers, ids: OutsideQuestions): Pick<Consultation, 'answeredOn' | 'answer'> {
  const answeredOn = textOf(answers, ids.answered);
  const hasWords = ids.said === undefined || isAnswered(answers[ids.said]);
  if (answeredOn === undefined || !hasWords) return {};
  const answer = given({
    victimConsulted: yesNo(answers, 'victimConsulted'),
    coversRemission: yesNo(answers, 'offenderManagerOnRemission'),
  });
  return { answeredOn, answer };
}

function askedElsewhere(answers: Answers, ids: OutsideQuestions): Consultation | undefined {
  const askedOn = textOf(answers, ids.asked);
  if (askedOn === undefined) return undefined;
  const trailGiven = ids.trail !== undefined && isAnswered(answers[ids.trail]);
  return { askedOn, remindedOn: [], elsewhere: { trailGiven } };
}

// What was asked here counts before what the form says, since its dates are the program's own and not
// somebody's memory; an answer that came by another way still answers it.
function consultationOf(answers: Answers, ids: OutsideQuestions, here: Consultation | undefined) {
  const asked = here ?? askedElsewhere(answers, ids);
  if (asked === undefined) return undefined;
  const noAnswerClaimed = ids.noAnswer !== undefined && yesNo(answers, ids.noAnswer) === true;
  const late = asked.answeredOn === undefined ? answerFrom(answers, ids) : {};
  return { ...asked, ...late, noAnswerClaimed };
}

/**
 * The consultations as the gates look at them: those held in this service, and those that the form tells of.
 * @param answers the answers that count
 * @param here what was asked and answered in this service
 */
export function consultationsOf(
  answers: Answers,
  here: LeaveFacts['consultations'],
): LeaveFacts['consultations'] {
  const held = outside.flatMap(ids => {
    const consultation = consultationOf(answers, ids, here[ids.consultee]);
    return consultation === undefined ? [] : [[ids.consultee, consultation] as const];
  });
  return Object.fromEntries(held);
}
