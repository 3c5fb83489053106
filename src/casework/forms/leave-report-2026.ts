import { checkForm, type Form } from '../../platform/forms/index.ts';
import { leaveKindsOfAYear } from './annual-report-2025.ts';
import { asIn, sectionAsIn } from './as-in.ts';
import { leaveApplication2024 as leave } from './leave-application-2024.ts';

const taken = { answer: 'leaveTaken', is: 'yes' } as const;

/**
 * The report on completed leave, which the clinician makes when the Mental Health Casework Section asks for it. Its form
 * was not seen: what it asks is what the leave form and the annual report ask of leave that was taken, and what comes next.
 */
export const leaveReport2026: Form = checkForm({
  id: 'leave-report-2026',
  version: 1,
  texts: 'leaveReport',
  source: {
    name: 'Ownwords: report on completed leave',
    dated: '2026-11-22',
    mark: 'design',
    note: 'That MHCS may ask for one is on GOV.UK (Report on completed leave, updated 2 August 2019). The form itself was not seen; the questions follow section 3g of the leave form of 2024 and section 14 of the annual report.',
  },
  inForceFrom: '2026-01-01',
  facts: { authorities: 'open', extremismLevel: 'closed' },
  sections: [
    sectionAsIn(leave, '1'),
    sectionAsIn(leave, '2'),
    {
      id: '3',
      audience: 'open',
      intro: true,
      questions: [
        { id: 'leaveTaken', kind: 'yes-no', required: true },
        {
          id: 'notTakenWhy',
          kind: 'long-text',
          required: true,
          shownWhen: { answer: 'leaveTaken', is: 'no' },
        },
        {
          id: 'leaveHistory',
          kind: 'entries',
          required: true,
          hint: true,
          shownWhen: taken,
          questions: [
            { id: 'kind', kind: 'choice', options: leaveKindsOfAYear, required: true },
            { id: 'from', kind: 'date', required: true, notAfterToday: true },
            { id: 'until', kind: 'date', notAfterToday: true },
            { id: 'amount', kind: 'text', required: true, hint: true },
            { id: 'destination', kind: 'text', required: true },
          ],
        },
      ],
    },
    {
      id: '4',
      audience: 'open',
      shownWhen: taken,
      questions: [
        { id: 'leaveHow', kind: 'long-text', required: true, hint: true },
        { id: 'conditionsKept', kind: 'yes-no', required: true },
        {
          id: 'conditionsBroken',
          kind: 'long-text',
          required: true,
          shownWhen: { answer: 'conditionsKept', is: 'no' },
        },
        { id: 'leaveIncidents', kind: 'yes-no', required: true, hint: true },
        {
          id: 'leaveIncidentList',
          kind: 'entries',
          required: true,
          shownWhen: { answer: 'leaveIncidents', is: 'yes' },
          questions: [
            { id: 'on', kind: 'date', required: true, notAfterToday: true },
            { id: 'what', kind: 'long-text', required: true },
            { id: 'done', kind: 'long-text', required: true },
          ],
        },
        ...asIn(leave, 'leaveStopped', 'leaveStops'),
      ],
    },
    {
      id: '5',
      audience: 'open',
      questions: [
        { id: 'leaveBenefit', kind: 'long-text', required: true, shownWhen: taken },
        { id: 'leaveRisk', kind: 'long-text', required: true },
        { id: 'leaveNext', kind: 'long-text', required: true, hint: true },
        ...asIn(leave, 'closedViews'),
      ],
    },
    { ...sectionAsIn(leave, '9b'), id: '6' },
  ],
});
