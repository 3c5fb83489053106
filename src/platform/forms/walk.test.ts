import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { verdictOf, type World } from './condition.ts';
import { exampleForm, walked } from './example-form.ts';
import type { Condition, Facts, Form } from './form.ts';
import { questionsOnPage, walk } from './walk.ts';

const reached = (...path: Parameters<typeof walked>) =>
  walk(walked(...path)).sections.map(({ section, questions }) => [section.id, ...questions.map(q => q.id)]);

const worldOf = (answers: Record<string, string | string[]>, facts: Facts): World => ({
  answerOf: id => answers[id],
  factOf: name => facts[name],
  isUnsettled: id => id === 'unsettled',
});

const table: [string, Condition, boolean | undefined][] = [
  ['an answer is the one asked for', { answer: 'known', is: 'yes' }, true],
  ['an answer is another', { answer: 'known', is: 'no' }, false],
  ['several answers include one', { answer: 'kinds', includes: 'day' }, true],
  ['of several answers none "is" the one alone', { answer: 'kinds', is: 'day' }, false],
  ['spaces answer nothing', { answer: 'blank', answered: true }, false],
  ['a fact is true', { fact: 'flagged', is: true }, true],
  ['one of several authorities is enough', { fact: 'authorities', in: ['s45A', 's47/49'] }, true],
  ['an unknown fact holds nothing', { fact: 'other', is: 'x' }, false],
  [
    'every part holds',
    {
      all: [
        { answer: 'known', is: 'yes' },
        { fact: 'flagged', is: true },
      ],
    },
    true,
  ],
  [
    'one part is enough',
    {
      any: [
        { answer: 'known', is: 'no' },
        { fact: 'flagged', is: true },
      ],
    },
    true,
  ],
  ['nothing at all is no part', { any: [] }, false],
  ['the opposite', { not: { answer: 'known', is: 'yes' } }, false],
  ['an answer still being given settles nothing', { answer: 'unsettled', is: 'yes' }, undefined],
  [
    'but a false part settles a whole',
    {
      all: [
        { answer: 'unsettled', is: 'yes' },
        { fact: 'x', is: 1 },
      ],
    },
    false,
  ],
  [
    'and a true one a choice',
    {
      any: [
        { answer: 'unsettled', is: 'yes' },
        { fact: 'flagged', is: true },
      ],
    },
    true,
  ],
];

for (const [name, condition, expected] of table) {
  test(`a condition: ${name}`, () => {
    const answers = { known: 'yes', kinds: ['day', 'night'], blank: ' \n' };
    const facts = { flagged: true, authorities: ['s37/41', 's47/49'] };
    assert.equal(verdictOf(condition, worldOf(answers, facts)), expected);
  });
}

test('an empty form opens what hangs on nothing', () => {
  assert.deepEqual(reached(), [['1', 'purpose', 'kinds', 'known', 'born', 'mail', 'call', 'secret']]);
});

test('an answer opens a question of its section and another section', () => {
  const sections = reached({ kinds: ['night'] });
  assert.ok(sections[0]?.includes('nights'));
  assert.deepEqual(sections[1], ['2', 'address', 'history']);
});

test('a fact of the case opens a section', () => {
  assert.deepEqual(reached({}, { level: 'high' })[1], ['3', 'views', 'agreed']);
});

test('only answers on the path count', () => {
  const { counted } = walk(walked({ known: 'no', knownWhy: 'stale', born: '2000-01-02' }));
  assert.deepEqual(counted, { known: 'no', born: '2000-01-02' });
});

test('an answer off the path opens nothing further', () => {
  const chained: Form = {
    ...exampleForm,
    sections: [
      {
        id: '1',
        audience: 'open',
        questions: [
          { id: 'a', kind: 'yes-no' },
          { id: 'b', kind: 'yes-no', shownWhen: { answer: 'a', is: 'yes' } },
          { id: 'c', kind: 'text', shownWhen: { answer: 'b', is: 'yes' } },
        ],
      },
    ],
  };
  const { sections } = walk({ form: chained, answers: { a: 'no', b: 'yes', c: 'stale' }, facts: {} });
  assert.deepEqual(
    sections[0]?.questions.map(q => q.id),
    ['a'],
  );
});

test('questions that wait for each other end the walk instead of turning it in a circle', () => {
  const circular: Form = {
    ...exampleForm,
    sections: [
      {
        id: '1',
        audience: 'open',
        questions: [
          { id: 'a', kind: 'yes-no', shownWhen: { answer: 'b', is: 'yes' } },
          { id: 'b', kind: 'yes-no', shownWhen: { answer: 'a', is: 'yes' } },
        ],
      },
    ],
  };
  assert.deepEqual(walk({ form: circular, answers: { a: 'yes', b: 'yes' }, facts: {} }).sections, []);
});

test('a page carries every question that an answer on it could open, and none that a settled one has closed', () => {
  const [first, second] = exampleForm.sections;
  assert.ok(first && second);
  assert.equal(questionsOnPage(walked({ known: 'no' }), first).length, first.questions.length);
  assert.deepEqual(questionsOnPage(walked({ kinds: ['day'] }), second), []);
});

test('for any answers, what counts are answers that were given, to questions that are reached', () => {
  const anyAnswers = fc.dictionary(
    fc.constantFrom('purpose', 'kinds', 'nights', 'known', 'knownWhy', 'mail', 'call', 'address', 'views'),
    fc.oneof(fc.string(), fc.integer(), fc.subarray(['day', 'night', 'yes'])),
  );
  fc.assert(
    fc.property(anyAnswers, fc.constantFrom('high', 'low'), (answers, level) => {
      const { sections, counted } = walk(walked(answers, { level }));
      const open = sections.flatMap(({ questions }) => questions.map(q => q.id));
      for (const [id, answer] of Object.entries(counted)) {
        assert.ok(open.includes(id));
        assert.equal(answer, answers[id]);
      }
    }),
  );
});
