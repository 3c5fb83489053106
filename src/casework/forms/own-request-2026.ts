import {
  type Condition,
  checkForm,
  type Form,
  type FormSource,
  type Section,
} from '../../platform/forms/index.ts';
import { asIn } from './as-in.ts';
import { leaveBefore, picture } from './discharge-application.ts';
import { dischargeTypes, onLiberty, proposal, whoAsks } from './discharge-proposal.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';

/** What a clinician can think of what somebody asks for. */
export const views = ['agrees', 'partly', 'disagrees', 'cannotSay'] as const;

// Whoever does not agree is not made to plan it.
const agrees: Condition = {
  any: [
    { answer: 'viewAgrees', is: 'agrees' },
    { answer: 'viewAgrees', is: 'partly' },
  ],
};
const whereAgreed = (sections: readonly Section[]): readonly Section[] =>
  sections.map(section => ({
    ...section,
    shownWhen: section.shownWhen ? { all: [section.shownWhen, agrees] } : agrees,
  }));

/** Section V: what the clinician thinks. Open: the person hears it. */
const view: Section = {
  id: 'V',
  audience: 'open',
  intro: true,
  questions: [
    { id: 'viewAgrees', kind: 'choice', options: views, required: true },
    { id: 'viewWhy', kind: 'long-text', required: true, hint: true },
    { id: 'teamViews', kind: 'long-text', required: true, hint: true },
  ],
};

// What the person says stands in their statement, word for word; here is only what they ask for.
const asked = (question: string, options: readonly string[]): Section => ({
  id: 'A',
  audience: 'open',
  questions: [{ id: question, kind: 'choices', options, required: true }],
});

const documents: Section = { id: '3b', audience: 'open', questions: asIn(leaveApplication2024, 'documents') };
const [, ...proposed] = proposal(dischargeTypes);

const form = (id: string, note: string, sections: readonly Section[]): Form =>
  checkForm({
    ...{ id, version: 1, texts: 'discharge', inForceFrom: '2026-02-18', sections },
    source: { ...source, note },
    facts: { authorities: 'open', extremismLevel: 'closed' },
  });

const source: FormSource = {
  name: 'Mental Health Casework Section, discharge application, version 2.1, as used by a patient, solicitor or advocate',
  dated: '2022-02-24',
  mark: 'seen in a copy',
};

/** What a person asks for who wants to be discharged, and the view of their clinician on it (section 42(2), (2A)). */
export const ownDischarge2026: Form = form(
  'own-discharge-2026',
  'That they may use the form, and that the clinician’s view is then sought, is known; the questions are ours.',
  [
    asked('dischargeTypes', dischargeTypes),
    ...whoAsks,
    view,
    documents,
    ...whereAgreed([...proposed.filter(({ id }) => id !== '3b'), onLiberty]),
    leaveBefore,
    ...picture,
  ],
);

/** The same for somebody who asks that their restrictions end (section 42(1)). No form of the section’s own is known. */
export const ownLifting2026: Form = form(
  'own-lifting-2026',
  'Who may ask is known; no form for it was found, so that the questions are ours.',
  [asked('liftAsked', ['lifting-of-restrictions']), ...whoAsks, view, documents, ...picture],
);
