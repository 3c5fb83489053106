import { checkForm, type Form, type FormSource, type Section } from '../../platform/forms/index.ts';
import { annualReport2025 } from './annual-report-2025.ts';
import { asIn, sectionAsIn } from './as-in.ts';
import { type DischargeType, dischargeTypes, onLiberty, proposal, whoAsks } from './discharge-proposal.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';

const asInLeave = (...ids: readonly string[]): readonly Section[] =>
  ids.map(id => sectionAsIn(leaveApplication2024, id));

/** What the section's guidance on discharge looks at over the last months, and how the offence is understood. */
const howItWent: Section = {
  id: '4j',
  audience: 'open',
  intro: true,
  questions: [
    { id: 'stability', kind: 'long-text', required: true, hint: true },
    { id: 'engagement', kind: 'long-text', required: true },
    ...asIn(annualReport2025, 'offenceFactors', 'offenceAttitude', 'victimAttitude'),
  ],
};

/** The clinical picture and those who are heard, as in every request of this kind. */
export const picture: readonly Section[] = [
  ...asInLeave('4a', '4b', '4c'),
  sectionAsIn(leaveApplication2024, '4d', { ownWords: ['familySupport'] }),
  ...asInLeave('4e', '4f', '4g', '4h', '4i'),
  howItWent,
  // No promise for later: whoever is discharged is out, so that MAPPA has to know before (ours).
  sectionAsIn(leaveApplication2024, '5', { without: ['mappaUndertaking'] }),
  ...asInLeave('6', '7', '8', '9a', '9b'),
];

/** Section 3h: leave in the last two years. */
export const leaveBefore: Section = {
  id: '3h',
  audience: 'open',
  questions: asIn(leaveApplication2024, ...['leaveTaken', 'leaveHistory', 'leaveStopped', 'leaveStops']),
};

function sections(types: readonly DischargeType[]): readonly Section[] {
  return [
    ...whoAsks,
    ...proposal(types),
    ...(types.includes('supervised-discharge') ? [onLiberty] : []),
    leaveBefore,
    ...picture,
  ];
}

const form = (of: {
  readonly id: string;
  readonly inForceFrom: string;
  readonly source: FormSource;
  readonly sections: readonly Section[];
}): Form =>
  checkForm({
    id: of.id,
    version: 1,
    texts: 'discharge',
    source: of.source,
    inForceFrom: of.inForceFrom,
    facts: { authorities: 'open', extremismLevel: 'closed' },
    sections: of.sections,
  });

/** The application for discharge by the Secretary of State (Mental Health Act 1983, section 42(2)), in our own words. */
export const dischargeApplication2022: Form = form({
  id: 'discharge-application-2022',
  inForceFrom: '2022-02-24',
  sections: sections(dischargeTypes.filter(type => type !== 'supervised-discharge')),
  source: {
    name: 'Mental Health Casework Section, discharge application, version 2.1',
    dated: '2022-02-24',
    mark: 'seen in a copy',
    note: 'Its topics are known, its questions are ours; the clinical picture is asked for as in the leave application of 2024. Check against the form on GOV.UK before use.',
  },
});

/** The same with supervised discharge, which the law knows from 18 February 2026. */
export const dischargeApplication2026: Form = form({
  id: 'discharge-application-2026',
  inForceFrom: '2026-02-18',
  sections: sections(dischargeTypes),
  source: {
    name: 'Ownwords: discharge application version 2.1 with section 42(2A) of the Mental Health Act 1983',
    dated: '2026-02-18',
    mark: 'design',
    note: 'Conditions that deprive of liberty: Mental Health Act 2025, section 35. Whether MHCS has a newer form is not known.',
  },
});

/**
 * The request to lift the restrictions (Mental Health Act 1983, section 42(1)). No form of the section's own is known:
 * what it asks beyond the clinical picture is what the test of the law needs.
 */
export const liftingRequest2024: Form = form({
  id: 'lifting-request-2024',
  inForceFrom: '2024-11-20',
  sections: [
    ...whoAsks,
    {
      id: '3a',
      audience: 'open',
      questions: [
        { id: 'liftAsked', kind: 'choices', options: ['lifting-of-restrictions'], required: true },
        { id: 'purpose', kind: 'long-text', required: true, hint: true },
        { id: 'liftWhy', kind: 'long-text', required: true, hint: true },
        { id: 'liftAfter', kind: 'long-text', required: true, hint: true },
        { id: 'teamViews', kind: 'long-text', required: true, hint: true },
      ],
    },
    { id: '3b', audience: 'open', questions: asIn(leaveApplication2024, 'documents') },
    ...picture,
  ],
  source: {
    name: 'Ownwords: request to lift the restrictions',
    dated: '2024-11-20',
    mark: 'design',
    note: 'Who may ask and the test are those of section 42(1); the questions are ours.',
  },
});
