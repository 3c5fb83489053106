import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentKinds } from '../rules/document-kinds.ts';
import { annualReport2025 } from './annual-report-2025.ts';
import { formNamed, formOn, nameOfForm } from './forms.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';

const onDay = (day: string) => Temporal.PlainDate.from(day);

test('a document finds the form that it was begun on by the name it kept', () => {
  assert.equal(nameOfForm(leaveApplication2024), 'leave-application-2024 1');
  assert.equal(formNamed('leave-application-2024 1'), leaveApplication2024);
  assert.equal(formNamed('annual-report-2025 1'), annualReport2025);
});

test('answers are never read by a form that is not theirs', () => {
  assert.throws(() => formNamed('leave-application-2024 2'), /no form/);
  assert.throws(() => formNamed(''), /no form/);
});

test('a document is begun on the form of its kind and of the day', () => {
  assert.equal(formOn('leave application', onDay('2024-11-20')), leaveApplication2024);
  assert.equal(formOn('leave application', onDay('2029-01-01')), leaveApplication2024);
  assert.equal(formOn('annual report', onDay('2029-01-01')), annualReport2025);
  assert.throws(() => formOn('leave application', onDay('2024-11-19')), /in force on 2024-11-19/);
});

test('every kind of document has a form today', () => {
  for (const kind of documentKinds) assert.equal(formOn(kind, onDay('2026-11-22')).id.length > 0, true, kind);
});
