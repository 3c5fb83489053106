import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextProblem, textIn, textOf } from './index.ts';

test('a message is said in the language asked for', () => {
  assert.equal(textIn('en')('platform.action.back'), 'Back');
  assert.equal(textIn('cy')('platform.action.back'), 'Yn ôl');
});

test('easy read takes the easier wording where there is one and the standard one where there is none', () => {
  assert.equal(textIn('en', true)('platform.error.summary'), 'Something needs to be put right');
  assert.equal(textIn('en', false)('platform.error.summary'), 'There is a problem');
  assert.equal(textIn('cy', true)('platform.action.back'), 'Yn ôl');
});

test('a translator knows its language and whether it is easy read', () => {
  const t = textIn('cy', true);
  assert.deepEqual([t.language, t.easyRead], ['cy', true]);
  assert.deepEqual([textIn('en').language, textIn('en').easyRead], ['en', false]);
});

test('the same translator is given out again, so that its parsed messages are kept', () => {
  assert.equal(textIn('cy', true), textIn('cy', true));
});

test('a number takes its plural in each language, with the Welsh mutations', () => {
  const inDays = (language: 'en' | 'cy', count: number) => textIn(language)('dates.inWorkingDays', { count });
  assert.deepEqual(
    [0, 1, 2, 3].map(n => inDays('en', n)),
    ['today', 'in 1 working day', 'in 2 working days', 'in 3 working days'],
  );
  assert.deepEqual(
    [0, 1, 2, 3, 6, 10].map(n => inDays('cy', n)),
    [
      'heddiw',
      'ymhen 1 diwrnod gwaith',
      'ymhen 2 ddiwrnod gwaith',
      'ymhen 3 diwrnod gwaith',
      'ymhen 6 diwrnod gwaith',
      'ymhen 10 diwrnod gwaith',
    ],
  );
});

test('whatever a value holds is inserted exactly as it is', () => {
  const t = textIn('en');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), day => {
      assert.equal(t('dates.at', { day, time: '2pm' }), `${day} at 2pm`);
    }),
  );
  assert.equal(t('dates.at', { day: '<b>{x}</b> # O’Brien', time: '2pm' }), '<b>{x}</b> # O’Brien at 2pm');
});

test('a message without the value it needs is refused by its key, and the values given are not repeated', () => {
  assert.throws(
    () => textIn('en')('dates.at', { dya: 'words of a person' }),
    (problem: unknown) =>
      problem instanceof TextProblem &&
      problem.message.includes('dates.at') &&
      problem.message.includes('dya') &&
      !problem.message.includes('words of a person'),
  );
});

test('a key known only at run time is said when it exists', () => {
  assert.equal(textOf(textIn('cy'), 'platform.action.save'), 'Cadw');
});

const unknownKeys = ['', 'platform', 'platform.action.bakc', 'constructor', '__proto__'];
for (const key of unknownKeys) {
  test(`the unknown key "${key}" is refused with a sentence that names it`, () => {
    assert.throws(
      () => textOf(textIn('en'), key),
      new TextProblem(`There is no text "${key}" in locales/en and locales/cy.`),
    );
  });
}
