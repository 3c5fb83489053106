import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkForm, FormProblem } from './check-form.ts';
import { exampleForm } from './example-form.ts';
import type { Form, Question } from './form.ts';

const anyText = () => true;
const withQuestions = (...questions: Question[]): Form => ({
  ...exampleForm,
  sections: [{ id: '1', audience: 'open', questions }],
});

const wrong: [string, Form, RegExp][] = [
  [
    'two questions of one id',
    withQuestions({ id: 'a', kind: 'text' }, { id: 'a', kind: 'date' }),
    /two questions "a"/,
  ],
  [
    'an id that every object answers to',
    withQuestions({ id: 'constructor', kind: 'text' }),
    /cannot be an id/,
  ],
  ['an id that would split a field name', withQuestions({ id: 'a-b', kind: 'text' }), /cannot be an id/],
  [
    'two sections of one id',
    { ...exampleForm, sections: [...exampleForm.sections, ...exampleForm.sections.slice(0, 1)] },
    /two sections "1"/,
  ],
  [
    'a condition on a question that is not there',
    withQuestions({ id: 'a', kind: 'text', shownWhen: { answer: 'gone', answered: true } }),
    /hangs on "gone"/,
  ],
  [
    'a condition on a fact that is not named',
    withQuestions({ id: 'a', kind: 'text', required: { fact: 'weather', is: 'wet' } }),
    /hangs on "weather"/,
  ],
  [
    'a condition on an answer that cannot be given',
    withQuestions(
      { id: 'a', kind: 'yes-no' },
      { id: 'b', kind: 'text', shownWhen: { answer: 'a', is: 'Yes' } },
    ),
    /"Yes", which a cannot be answered with/,
  ],
  [
    'an open question that comes and goes with a closed answer',
    withQuestions(
      { id: 'a', kind: 'yes-no', audience: 'closed' },
      { id: 'b', kind: 'text', shownWhen: { answer: 'a', is: 'yes' } },
    ),
    /b is open and hangs on a, which is closed/,
  ],
  [
    'an open question that comes and goes with a closed fact',
    withQuestions({ id: 'b', kind: 'text', shownWhen: { fact: 'level', is: 'high' } }),
    /b is open and hangs on level, which is closed/,
  ],
  [
    'questions that wait for each other',
    withQuestions(
      { id: 'a', kind: 'yes-no', shownWhen: { answer: 'b', is: 'yes' } },
      { id: 'b', kind: 'yes-no', shownWhen: { answer: 'a', is: 'yes' } },
    ),
    /"a" would be shown only after it was answered/,
  ],
  [
    'a group whose question hangs on one outside it',
    withQuestions(
      { id: 'a', kind: 'yes-no' },
      {
        id: 'g',
        kind: 'entries',
        questions: [{ id: 'x', kind: 'text', shownWhen: { answer: 'a', is: 'yes' } }],
      },
    ),
    /g\.x hangs on "a"/,
  ],
];

for (const [name, form, message] of wrong) {
  test(`a form is refused for ${name}`, () => {
    assert.throws(
      () => checkForm(form, anyText),
      error => error instanceof FormProblem && message.test(error.message),
    );
  });
}

test('a form that is right is given back', () => {
  assert.equal(checkForm(exampleForm, anyText), exampleForm);
});

test('a form is refused for a text that is missing, and every missing one is named', () => {
  const hasText = (key: string) => !key.endsWith('.history.entry') && !key.endsWith('.went.badly');
  assert.throws(
    () => checkForm(exampleForm, hasText),
    /example\.history\.entry.*example\.history\.went\.badly/,
  );
});

test('without being told otherwise, texts are looked for in the catalogue', () => {
  assert.throws(() => checkForm(exampleForm), /no text "example\.purpose\.label"/);
});
