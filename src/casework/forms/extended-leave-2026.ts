import { checkForm, type Form } from '../../platform/forms/index.ts';
import { asIn, sectionAsIn } from './as-in.ts';
import { leaveApplication2024 as leave } from './leave-application-2024.ts';

/**
 * The request for consent to extended leave of absence, long-term escorted leave among it (Mental Health Act 1983,
 * section 17 with section 41(3)(c)(i)). Its sections have the numbers that they have in the leave application, because
 * the same gates look at them.
 */
export const extendedLeave2026: Form = checkForm({
  id: 'extended-leave-2026',
  version: 1,
  texts: 'extended',
  source: {
    name: 'Ownwords: request for consent to extended leave of absence',
    dated: '2026-11-22',
    mark: 'design',
    note: 'That extended leave has a form of its own is known from the leave form of 2024; the form itself was not seen. Who is heard follows the leave form.',
  },
  inForceFrom: '2026-01-01',
  facts: { authorities: 'open', extremismLevel: 'closed' },
  sections: [
    sectionAsIn(leave, '1'),
    sectionAsIn(leave, '2'),
    {
      id: '3a',
      audience: 'open',
      questions: [
        {
          id: 'extendedKind',
          kind: 'choice',
          options: ['extended-escorted', 'extended-unescorted'],
          required: true,
        },
        { id: 'purpose', kind: 'long-text', required: true, hint: true },
        // From 18 February 2026 a discharge can have such conditions (Mental Health Act 2025, section 35).
        { id: 'whyNotDischarge', kind: 'long-text', required: true, hint: true },
      ],
    },
    {
      id: '3d',
      audience: 'open',
      questions: [
        { id: 'extendedAddress', kind: 'long-text', required: true },
        { id: 'extendedSupport', kind: 'long-text', required: true },
        { id: 'extendedLength', kind: 'text', required: true, hint: true },
        { id: 'extendedReview', kind: 'long-text', required: true },
        { id: 'extendedReturn', kind: 'long-text', required: true },
        ...asIn(leave, 'zoneCloseness'),
      ],
    },
    sectionAsIn(leave, '3g'),
    sectionAsIn(leave, '3h'),
    {
      id: '4c',
      audience: 'open',
      questions: asIn(leave, 'diagnosis', 'mentalState', 'medication', 'riskNow', 'warningSigns'),
    },
    sectionAsIn(leave, '4h'),
    sectionAsIn(leave, '4i'),
    sectionAsIn(leave, '5'),
    sectionAsIn(leave, '6'),
    sectionAsIn(leave, '7'),
    { ...sectionAsIn(leave, '9b'), texts: 'extended' },
  ],
});
