import { byClinician } from './hands.ts';
import type { KindRules } from './kind-rules.ts';

/**
 * Reports. The responsible clinician reports each year, and their Mental Health Act office may begin to (annual statutory report
 * form); the supervisors report together on a discharge. That a report is noted by one person is our choice until MHCS gives its own
 * rule; whom its flags raise it to stands in the delegation table.
 */
export const reportKinds = {
  'annual report': {
    form: 'annual-report',
    startedBy: ['responsible_clinician', 'mha_office'],
    ...byClinician,
    toThinkAbout: ['whyDetention', 'progress'],
    oneAtATime: true,
    takesPictureOver: true,
    outcomes: ['note', 'note with concern', 'return'],
    matter: 'annual report',
    secondPerson: false,
    consults: false,
    decisionClock: false,
  },
  // When MHCS asks for it (GOV.UK, Report on completed leave, updated 2 August 2019).
  'leave report': {
    form: 'leave-report',
    startedBy: ['responsible_clinician', 'mha_office'],
    ...byClinician,
    toThinkAbout: ['leaveTaken', 'leaveNext'],
    oneAtATime: true,
    takesPictureOver: false,
    takesLeaveOver: true,
    outcomes: ['note', 'note with concern', 'return'],
    matter: 'leave report',
    secondPerson: false,
    consults: false,
    decisionClock: false,
  },
  // One joint form: the social supervisor writes parts A and B, then the clinical supervisor part C.
  'discharge report': {
    form: 'discharge-report',
    startedBy: ['social_supervisor', 'clinical_supervisor'],
    ledBy: ['clinical_supervisor'],
    // The report is shared with the responsible clinician, who has no part in it to write.
    filledBy: ['social_supervisor', 'clinical_supervisor', 'responsible_clinician'],
    closedBy: ['social_supervisor', 'clinical_supervisor', 'responsible_clinician'],
    parts: [
      { part: 'A', signedBy: ['social_supervisor'], sections: ['A1', 'A2', 'A3'] },
      { part: 'B', signedBy: ['social_supervisor'], sections: ['B1', 'B2', 'B3', 'B4'] },
      {
        part: 'C',
        signedBy: ['clinical_supervisor'],
        sections: ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'],
      },
    ],
    onlyOf: ['conditionally discharged'],
    toThinkAbout: ['careReceived', 'rehabilitationNext'],
    oneAtATime: true,
    takesPictureOver: true,
    outcomes: ['note', 'note with concern', 'return'],
    matter: 'discharge report',
    secondPerson: false,
    consults: false,
    decisionClock: false,
  },
} as const satisfies Record<string, KindRules>;
