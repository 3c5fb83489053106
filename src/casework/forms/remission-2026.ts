import { checkForm, type Form } from '../../platform/forms/index.ts';
import { asIn, sectionAsIn } from './as-in.ts';
import { leaveApplication2024 as leave } from './leave-application-2024.ts';

const yes = (answer: string) => ({ answer, is: 'yes' }) as const;
// The reasons against a return stand in the leave form; here one is asked for.
const reasonsAgainst = [
  ...['remissionConsidered', 'remissionPrognosis', 'remissionAgainst'],
  ...['remissionOutlook', 'remissionOutlookWhy'],
];

/**
 * The notice that somebody who came from prison no longer needs treatment in hospital, or that none would work, and
 * the request that follows (Mental Health Act 1983, section 50(1); sections 51(3) and 53(2) for those not sentenced).
 */
export const remission2026: Form = checkForm({
  id: 'remission-2026',
  version: 1,
  texts: 'remission',
  source: {
    name: 'Ownwords: notice and request for a return to prison or release on licence',
    dated: '2026-11-22',
    mark: 'design',
    note: 'No form of MHCS was seen. What is asked follows section 50(1) of the Act; the offender manager is heard as in the leave application.',
  },
  inForceFrom: '2026-01-01',
  facts: { authorities: 'open', extremismLevel: 'closed' },
  sections: [
    sectionAsIn(leave, '1'),
    sectionAsIn(leave, '2'),
    {
      id: '3',
      audience: 'open',
      questions: [
        {
          id: 'remissionWay',
          kind: 'choice',
          options: ['remission-prison', 'remission-remand', 'remission-licence'],
          required: true,
          hint: true,
        },
        { id: 'ground', kind: 'choice', options: ['notNeeded', 'noneEffective'], required: true },
        { id: 'purpose', kind: 'long-text', required: true, hint: true },
        { id: 'foundByOther', kind: 'yes-no', required: true },
        { id: 'otherClinician', kind: 'text', required: true, hint: true, shownWhen: yes('foundByOther') },
      ],
    },
    {
      id: '4',
      audience: 'open',
      questions: [
        { id: 'prisonName', kind: 'text', required: true, hint: true },
        { id: 'releaseOn', kind: 'date', hint: true },
        { id: 'prisonCare', kind: 'long-text', required: true },
        { id: 'prisonTold', kind: 'long-text', required: true },
      ],
    },
    { id: '5', audience: 'open', questions: asIn(leave, 'diagnosis', 'mentalState', 'medication') },
    {
      id: '6',
      audience: 'open',
      questions: [...asIn(leave, 'riskNow', 'warningSigns'), ...asIn(leave, 'closedViews')],
    },
    sectionAsIn(leave, '7', { without: reasonsAgainst }),
    { ...sectionAsIn(leave, '9b'), id: '8', texts: 'remission' },
  ],
});
