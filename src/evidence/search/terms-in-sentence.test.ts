import assert from 'node:assert/strict';
import { test } from 'node:test';
import { termsInSentence } from './terms-in-sentence.ts';

test('terms stand in their sentence one behind the other, each with its language, and none make no sentence', () => {
  const say = (terms: string) => `Hefyd: ${terms}.`;
  assert.deepEqual(termsInSentence(say, [{ text: 'Cychod' }, { text: 'Ships', lang: 'en' }], '; '), [
    [{ text: 'Hefyd: ' }, { text: 'Cychod' }, { text: '; ' }, { text: 'Ships', lang: 'en' }, { text: '.' }],
  ]);
  assert.deepEqual(termsInSentence(say, [], '; '), []);
});
