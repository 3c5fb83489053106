import { checkForm, type Form } from '../../platform/forms/index.ts';
import { asIn, sectionAsIn } from './as-in.ts';
import { leaveApplication2024 as leave } from './leave-application-2024.ts';

const urgent = { answer: 'urgent', is: 'yes' } as const;

/**
 * The request for consent to medical leave of somebody whose case is high profile (Mental Health Act 1983, section 17
 * with section 41(3)(c)(i)). The leave form of 2024 leaves medical leave out and names a form of its own for them.
 */
export const medicalLeave2026: Form = checkForm({
  id: 'medical-leave-2026',
  version: 1,
  texts: 'medical',
  source: {
    name: 'Ownwords: request for consent to medical leave in a high-profile case',
    dated: '2026-11-22',
    mark: 'design',
    note: 'That there is such a form is known from the leave form of 2024; the form itself was not seen.',
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
        // Gate ML-5 takes nothing but a yes. Closed: who is marked so is not for the person to learn here.
        { id: 'highProfile', kind: 'yes-no', required: 'by rule', hint: true, audience: 'closed' },
        {
          id: 'medicalTypes',
          kind: 'choices',
          options: ['medical-day', 'medical-overnight'],
          required: true,
        },
        { id: 'purpose', kind: 'long-text', required: true, hint: true },
        { id: 'medicalPlace', kind: 'text', required: true, hint: true },
        { id: 'medicalOn', kind: 'text', required: true, hint: true },
        { id: 'otherWays', kind: 'long-text', required: true },
        { id: 'urgent', kind: 'yes-no', required: true },
        { id: 'urgentBy', kind: 'date', required: true, shownWhen: urgent },
        { id: 'urgentWhy', kind: 'long-text', required: true, shownWhen: urgent },
      ],
    },
    {
      id: '4',
      audience: 'open',
      questions: asIn(
        leave,
        'escorts',
        'restraint',
        'transport',
        'manageDuring',
        'knownLimits',
        'closedLimits',
      ),
    },
    {
      id: '5',
      audience: 'open',
      questions: asIn(leave, 'mentalState', 'riskNow', 'abscondRisk', 'abscondPlan', 'closedViews'),
    },
    { ...sectionAsIn(leave, '9b'), id: '6', texts: 'medical' },
  ],
});
