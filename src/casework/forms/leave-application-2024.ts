import { checkForm, type Form } from '../../platform/forms/index.ts';
import { absconding, clinical } from './leave-2024-clinical.ts';
import { extremism, mappa, victims } from './leave-2024-closed.ts';
import { closing } from './leave-2024-closing.ts';
import { legal } from './leave-2024-legal.ts';
import { practice } from './leave-2024-practice.ts';
import { proposal } from './leave-2024-proposal.ts';

/**
 * The leave application of the Mental Health Casework Section, 2024, sections 1 to 9b, in our own words. It is
 * for the six kinds of leave of section 3a; the signature is not an answer, and Annex A is the person's own.
 */
export const leaveApplication2024: Form = checkForm({
  id: 'leave-application-2024',
  version: 1,
  texts: 'leave2024',
  source: {
    name: 'Mental Health Casework Section, leave application for restricted patients, 2024 form',
    dated: '2024-11-20',
    mark: 'seen in a copy',
    note: 'Questions are paraphrased. Check against the form on GOV.UK before use, and for changes since 18 February 2026.',
  },
  inForceFrom: '2024-11-20',
  facts: { authorities: 'open', extremismLevel: 'closed' },
  sections: [
    ...proposal,
    ...practice,
    ...clinical,
    extremism,
    absconding,
    mappa,
    victims,
    ...legal,
    ...closing,
  ],
});
