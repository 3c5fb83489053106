import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaveApplication2024 } from './leave-application-2024.ts';
import { leaveFormNamed, leaveFormOn, nameOfForm } from './leave-forms.ts';

test('an application finds the form that it was begun on by the name it kept', () => {
  assert.equal(nameOfForm(leaveApplication2024), 'leave-application-2024 1');
  assert.equal(leaveFormNamed('leave-application-2024 1'), leaveApplication2024);
});

test('answers are never read by a form that is not theirs', () => {
  assert.throws(() => leaveFormNamed('leave-application-2024 2'), /no leave form/);
  assert.throws(() => leaveFormNamed(''), /no leave form/);
});

test('an application is begun on the form of the day', () => {
  assert.equal(leaveFormOn(Temporal.PlainDate.from('2024-11-20')), leaveApplication2024);
  assert.equal(leaveFormOn(Temporal.PlainDate.from('2029-01-01')), leaveApplication2024);
  assert.throws(() => leaveFormOn(Temporal.PlainDate.from('2024-11-19')), /in force on 2024-11-19/);
});
