import { checkForm, type Form, type Section } from '../../platform/forms/index.ts';
import { asIn, sectionAsIn } from './as-in.ts';
import { leaveApplication2024 as leave } from './leave-application-2024.ts';

const levels = ['high', 'medium', 'low', 'other'] as const;

/** Where the person goes. The section consents to a bed that is there, with somebody who takes the person on. */
const receiving: Section = {
  id: '4',
  audience: 'open',
  questions: [
    { id: 'receivingHospital', kind: 'text', required: true },
    { id: 'receivingWard', kind: 'text', required: true },
    { id: 'sendingSecurity', kind: 'choice', options: levels, required: true },
    { id: 'receivingSecurity', kind: 'choice', options: levels, required: true },
    { id: 'receivingClinician', kind: 'text', required: true, hint: true },
    // Gate TR-5 takes nothing but a yes with its day.
    { id: 'accepted', kind: 'yes-no', required: 'by rule' },
    {
      id: 'acceptedOn',
      kind: 'date',
      notAfterToday: true,
      required: 'by rule',
      shownWhen: { answer: 'accepted', is: 'yes' },
    },
    { id: 'bedFrom', kind: 'date', required: true },
    { id: 'namedPlaceAfter', kind: 'text', required: true, hint: true },
    { id: 'treatmentThere', kind: 'long-text', required: true },
  ],
};

/**
 * The request for consent to a transfer between hospitals (Mental Health Act 1983, section 19 with section
 * 41(3)(c)(ii)), or to trial leave in another hospital (section 17 with section 41(3)(c)(i)).
 */
export const transfer2026: Form = checkForm({
  id: 'transfer-2026',
  version: 1,
  texts: 'transfer',
  source: {
    name: 'Ownwords: request for consent to a transfer or to trial leave in another hospital',
    dated: '2026-11-22',
    mark: 'design',
    note: 'No form of MHCS was seen. What is asked follows the sections of the Act and the clinical picture of the leave application.',
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
          id: 'transferKind',
          kind: 'choice',
          options: ['level-transfer', 'hospital-transfer', 'trial-leave'],
          required: true,
          hint: true,
        },
        { id: 'purpose', kind: 'long-text', required: true, hint: true },
        { id: 'otherWays', kind: 'long-text', required: true },
      ],
    },
    receiving,
    {
      id: '5',
      audience: 'open',
      shownWhen: { answer: 'transferKind', is: 'trial-leave' },
      questions: [
        { id: 'trialLength', kind: 'text', required: true, hint: true },
        { id: 'trialReturn', kind: 'long-text', required: true },
      ],
    },
    { id: '6', audience: 'open', questions: asIn(leave, 'diagnosis', 'mentalState', 'medication') },
    {
      id: '7',
      audience: 'open',
      questions: [
        ...asIn(leave, 'riskNow', 'abscondRisk'),
        { id: 'riskThere', kind: 'long-text', required: true },
        { id: 'journey', kind: 'long-text', required: true },
        ...asIn(leave, 'closedViews'),
      ],
    },
    { ...sectionAsIn(leave, '9b'), id: '8', texts: 'transfer' },
  ],
});
