import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedIn } from './asked-in.ts';
import { documentKinds, fitsStatus, kindRules } from './document-kinds.ts';
import { documentStates, isOver } from './document-states.ts';
import { type CaseFlag, extremismLevels, flagsSetBy, keepsToCircle } from './flags.ts';
import { workPriorities } from './priority.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('6.1: only who was discharged on conditions is recalled', () => {
  assert.equal(fitsStatus('recall', 'conditionally discharged'), true);
  assert.equal(fitsStatus('urgent recall', 'conditionally discharged'), true);
  assert.equal(fitsStatus('recall', 'in hospital'), false);
});

test('a kind that is for everybody fits every status', () => {
  assert.equal(fitsStatus('leave application', 'in hospital'), true);
});

test('what a document asks for is read from the one question of its kind; a report asks for nothing', () => {
  const asks = { leaveTypes: ['escorted-day', 'compassionate-day'] };
  assert.deepEqual(askedIn('leave application', asks), ['escorted-day', 'compassionate-day']);
  assert.deepEqual(askedIn('annual report', asks), []);
});

test('a document is over when it was decided, withdrawn or ended with its case, and in no other state', () => {
  assert.deepEqual(
    documentStates.filter(state => isOver({ state })),
    ['decided', 'withdrawn', 'ended with the case'],
  );
});

const setters: readonly [role: string, readonly CaseFlag[]][] = [
  ['head_of_casework', ['noteworthy', 'long-term leave', 'supervised discharge', 'technical recall']],
  ['extremism_head', ['extremism']],
  ['deputy_head', []],
  ['caseworker', []],
];
for (const [role, flags] of setters) {
  test(`flags: a ${role} sets ${flags.join(', ') || 'none'}`, () => {
    assert.deepEqual(flagsSetBy([role], day('2026-11-22')), flags);
  });
}

test('flags: every level of extremism but none keeps a case to its circle', () => {
  assert.deepEqual(extremismLevels.filter(keepsToCircle), ['low', 'medium', 'high', 'critical']);
});

test('flags: before the rule was in force nobody sets one', () => {
  assert.deepEqual(flagsSetBy(['head_of_casework'], day('2014-12-31')), []);
});

const rankOf = (kind: string, asked: string) =>
  workPriorities().find(row => row.kind === kind && row.asked === asked)?.priority;

test('3.1: compassionate leave is critical work, and other community leave comes last', () => {
  assert.equal(rankOf('leave application', 'compassionate-day'), 'critical');
  assert.equal(rankOf('leave application', 'compassionate-overnight'), 'critical');
  assert.equal(rankOf('leave application', 'unescorted-day'), 'community leave');
});

test('everything that a kind of document asks for has one place in the order of work on every day', () => {
  const rows = workPriorities().map(({ kind, asked, inForceFrom }) => `${kind}|${asked}|${inForceFrom}`);
  assert.equal(new Set(rows).size, rows.length);
  const asking = documentKinds.filter(kind => kindRules[kind].asks);
  assert.deepEqual(
    asking.filter(kind => !workPriorities().some(row => row.kind === kind)),
    [],
  );
});
