import { checkForm, type Form } from '../../platform/forms/index.ts';
import { asIn } from './as-in.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';

/** What a supervisor can ask for; the second is decided at a higher level (sections 42(2A) and 73(5A)). */
export const changeTypes = ['change-of-conditions', 'relaxing-liberty'] as const;

/**
 * The request of a supervisor to change the conditions of a discharge. That such requests have to use a form of June
 * 2023 is verified, its questions are not known: each condition in force is kept, changed or ended, or a new one asked
 * for, with reasons.
 */
export const changeOfConditions2023: Form = checkForm({
  id: 'change-of-conditions-2023',
  version: 1,
  texts: 'change2023',
  source: {
    name: 'Mental Health Casework Section, application to change conditions of discharge, June 2023',
    dated: '2023-06-01',
    mark: 'design',
    note: 'The form is verified, its questions were not seen and are ours. Check against the form on GOV.UK before use.',
  },
  inForceFrom: '2023-06-01',
  facts: { authorities: 'open', extremismLevel: 'closed' },
  sections: [
    {
      id: '1',
      audience: 'open',
      questions: [
        ...asIn(leaveApplication2024, 'patientName', 'patientBorn', 'mhcsReference'),
        { id: 'supervisorName', kind: 'text', required: true },
        { id: 'supervisorPhone', kind: 'phone', required: true },
        { id: 'supervisorEmail', kind: 'email', required: true },
      ],
    },
    {
      id: '2',
      audience: 'open',
      questions: [
        { id: 'changeTypes', kind: 'choices', options: changeTypes, required: true, hint: true },
        { id: 'purpose', kind: 'long-text', required: true, hint: true },
        { id: 'sinceDischarge', kind: 'long-text', required: true, hint: true },
        { id: 'otherSupervisor', kind: 'long-text', required: true, hint: true },
      ],
    },
    {
      id: '3',
      audience: 'open',
      intro: true,
      questions: [
        {
          id: 'changes',
          kind: 'entries',
          required: true,
          questions: [
            { id: 'now', kind: 'long-text', hint: true },
            { id: 'what', kind: 'choice', options: ['keep', 'change', 'end', 'new'], required: true },
            { id: 'wording', kind: 'long-text', hint: true },
            { id: 'why', kind: 'long-text', required: true },
          ],
        },
      ],
    },
    {
      id: '4',
      audience: 'closed',
      intro: true,
      questions: [
        { id: 'othersSay', kind: 'long-text', required: true, hint: true },
        { id: 'closedViews', kind: 'long-text', texts: leaveApplication2024.texts, hint: true },
      ],
    },
  ],
});
