import type { Answers } from './answers.ts';
import type { Facts, Form } from './form.ts';
import type { FormTexts } from './texts.ts';

/** A small form for the tests of the engine, with one of everything. Nothing outside tests uses it. */
export const exampleForm: Form = {
  id: 'outing-form',
  version: 1,
  texts: 'example',
  source: { name: 'Invented for tests', dated: '2026-01-01', mark: 'design' },
  inForceFrom: '2026-01-01',
  facts: { authorities: 'open', level: 'closed' },
  sections: [
    {
      id: '1',
      audience: 'open',
      intro: true,
      questions: [
        { id: 'purpose', kind: 'long-text', required: true, hint: true },
        { id: 'kinds', kind: 'choices', options: ['day', 'night'], required: true },
        {
          id: 'nights',
          kind: 'whole-number',
          max: 14,
          required: true,
          shownWhen: { answer: 'kinds', includes: 'night' },
        },
        { id: 'known', kind: 'yes-no', required: true },
        { id: 'knownWhy', kind: 'text', required: true, shownWhen: { answer: 'known', is: 'yes' } },
        { id: 'born', kind: 'date', notAfterToday: true },
        { id: 'mail', kind: 'email' },
        { id: 'call', kind: 'phone', shownWhen: { not: { answer: 'mail', answered: true } } },
        { id: 'secret', kind: 'text', required: 'by rule', audience: 'closed' },
      ],
    },
    {
      id: '2',
      audience: 'open',
      shownWhen: { answer: 'kinds', includes: 'night' },
      questions: [
        { id: 'address', kind: 'text', required: true },
        {
          id: 'history',
          kind: 'entries',
          required: { fact: 'authorities', in: ['s37/41', 's47/49'] },
          hint: true,
          questions: [
            { id: 'on', kind: 'date', required: true },
            { id: 'went', kind: 'choice', options: ['well', 'badly'], required: true },
            { id: 'trouble', kind: 'long-text', required: true, shownWhen: { answer: 'went', is: 'badly' } },
          ],
        },
      ],
    },
    {
      id: '3',
      audience: 'closed',
      shownWhen: { fact: 'level', in: ['high'] },
      questions: [
        { id: 'views', kind: 'long-text', required: true },
        {
          id: 'agreed',
          kind: 'choice',
          options: ['agreed', 'against'],
          required: { answer: 'views', answered: true },
        },
      ],
    },
  ],
};

export const noFacts: Facts = {};

/** Texts that say the key and its values, so that a test sees what was asked for. */
export const plainTexts: FormTexts = {
  say: (key, values) => (values ? `${key} ${Object.values(values).join(' ')}` : key),
  day: iso => `day ${iso}`,
};

/** The example form, walked with some answers and facts. */
export const walked = (answers: Answers = {}, facts: Facts = noFacts) => ({
  form: exampleForm,
  answers,
  facts,
});
