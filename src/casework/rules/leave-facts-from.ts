import { type Answers, isAnswered, walk } from '../../platform/forms/index.ts';
import { victimStatuses } from '../forms/leave-2024-closed.ts';
import { consultationsOf } from './consultations-from.ts';
import {
  formFactsOf,
  type LeaveFacts,
  type MappaFacts,
  type RemissionFacts,
  type VictimFacts,
} from './leave-facts.ts';
import { given, numberIn, textOf, yesNo } from './said-in-form.ts';

function mappaOf(answers: Answers, recorded: MappaFacts['recorded']): MappaFacts {
  const eligible = textOf(answers, 'mappaEligible');
  return {
    ...given({
      eligible: eligible === undefined ? undefined : eligible === 'eligible',
      category: numberIn(answers, 'mappaCategory'),
      level: numberIn(answers, 'mappaLevel'),
      notifiedOn: textOf(answers, 'mappaNotifiedOn'),
      recorded,
    }),
    coordinatorGiven: isAnswered(answers.mappaCoordinator),
    levelReasonGiven: isAnswered(answers.mappaLevelWhy),
    conditionsGiven: isAnswered(answers.mappaConditions),
    undertaking: yesNo(answers, 'mappaUndertaking') === true,
  };
}

function victimsOf(answers: Answers): VictimFacts {
  const said = textOf(answers, 'victimStatus');
  return {
    ...given({
      status: victimStatuses.find(status => status === said),
      newZone: yesNo(answers, 'newZone'),
      zoneDispute: yesNo(answers, 'zoneDispute'),
    }),
    zoneReasonGiven: isAnswered(answers.newZoneWhy),
    zoneMapGiven: isAnswered(answers.newZoneMap),
    zoneTrailGiven: isAnswered(answers.zoneDisputeTrail),
  };
}

function remissionOf(answers: Answers): RemissionFacts {
  return {
    ...given({ considered: yesNo(answers, 'remissionConsidered') }),
    prognosisGiven: isAnswered(answers.remissionPrognosis),
    reasonsAgainstGiven: isAnswered(answers.remissionAgainst),
    outlookGiven: isAnswered(answers.remissionOutlook) && isAnswered(answers.remissionOutlookWhy),
  };
}

/** What a case and an application bring to the gates, besides the answers to the form. */
export type CaseOfLeave = Pick<
  LeaveFacts,
  | 'form'
  | 'answers'
  | 'authorities'
  | 'extremismLevel'
  | 'consultations'
  | 'opportunity'
  | 'earlierLeave'
  | 'reportsAskedBy'
  | 'informationRequests'
> & {
  readonly recordedMappa?: NonNullable<MappaFacts['recorded']>;
  readonly signature?: NonNullable<LeaveFacts['signature']>;
};

/**
 * Gathers what the gates look at. Only answers on the path through the form count.
 * @param about both parts of the answers, the case, and what was asked of others in this service
 */
export function leaveFactsFrom(about: CaseOfLeave): LeaveFacts {
  const { recordedMappa, ...rest } = about;
  const { counted } = walk({ form: about.form, answers: about.answers, facts: formFactsOf(about) });
  return {
    ...rest,
    mappa: mappaOf(counted, recordedMappa),
    victims: victimsOf(counted),
    remission: remissionOf(counted),
    consultations: consultationsOf(counted, about.consultations),
  };
}
