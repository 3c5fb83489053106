import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../platform/language/index.ts';
import { askedInPaper, showAsked } from './words-of-asked.ts';

test('what a paper says is asked for is read on in the reader’s language, whichever it was shown in', () => {
  const english = [
    'Unescorted in the community, for a day',
    'Conditional discharge',
    'A day in words of ours',
  ];
  const codes = ['unescorted-day', 'conditional-discharge', 'A day in words of ours'];
  assert.deepEqual(askedInPaper(english), codes);
  assert.deepEqual(askedInPaper(showAsked(codes, textIn('cy'))), codes);
});
