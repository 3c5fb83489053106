import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../platform/language/index.ts';
import { showBasis } from './show-basis.ts';

test('why somebody is in a case is said in the reader’s language, and other words are marked as English', () => {
  const [english, welsh] = [textIn('en'), textIn('cy')];
  const asked: [basis: string, inEnglish: string, inWelsh: string][] = [
    ['The person', 'The person', 'Y person'],
    ['detaining hospital', 'Detaining hospital', 'Yr ysbyty sy’n eu cadw'],
    ['consulted on leave application 3', 'Asked about application 3', 'Gofynnwyd am gais 3'],
  ];
  for (const [basis, inEnglish, inWelsh] of asked) {
    assert.deepEqual(showBasis(basis, english), { basis: inEnglish });
    assert.deepEqual(showBasis(basis, welsh), { basis: inWelsh });
  }
  assert.deepEqual(showBasis('A friend of old', english), { basis: 'A friend of old' });
  assert.deepEqual(showBasis('A friend of old', welsh), { basis: 'A friend of old', basisIn: 'en' });
});
