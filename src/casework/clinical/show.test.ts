import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../platform/language/index.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';
import { showState } from './show.ts';

test('what was decided is said in the words of the document: leave is consented to, a discharge is granted, a recall is by warrant', () => {
  const t = textIn('en');
  const says = (kind: DocumentKind, outcome: 'grant' | 'refuse') =>
    showState({ state: 'decided', outcome, kind }, t).text;
  const said: [DocumentKind, string, string][] = [
    ['leave application', 'Consent given', 'Consent refused'],
    ['extended leave', 'Consent given', 'Consent refused'],
    ['discharge application', 'Granted', 'Refused'],
    ['lifting of restrictions', 'Granted', 'Refused'],
    ['own discharge request', 'Granted', 'Refused'],
    ['urgent recall', 'Recalled by warrant', 'Not recalled'],
  ];
  for (const [kind, granted, refused] of said)
    assert.deepEqual([says(kind, 'grant'), says(kind, 'refuse')], [granted, refused], kind);
});
