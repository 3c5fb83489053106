import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../platform/language/index.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';
import { timelineOf } from './patient-timeline.ts';
import type { PatientRecord } from './queries/read-patients.ts';
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

test('what became of leave stands on its own day, winter and summer, after what has an hour of that day', () => {
  const leave = ['2026-01-10', '2026-07-01', '2026-03-29', '2026-10-25'].map(onDay => ({
    ...{ documentId: 1, kind: 'started' as const, onDay, recordedBy: null },
  }));
  const statements = [{ documentId: 1, sealedAt: '2026-07-01T21:00:00Z' }];
  const record = { applications: [], again: [], statements, leave } as unknown as PatientRecord;
  assert.deepEqual(
    timelineOf(record, textIn('en')).map(({ date }) => date.iso),
    ['2026-10-25', '2026-07-01', '2026-07-01', '2026-03-29', '2026-01-10'],
  );
});
