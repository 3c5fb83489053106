import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkDischargeReportGates,
  type DischargeReportFacts,
  type DischargeReportGateId,
  dischargeReportGateIds,
} from './discharge-report-gates.ts';
import { readyFacts, today } from './leave-facts-example.ts';
import { maySubmit } from './leave-gates.ts';
import { checkReportGates, type ReportFacts, type ReportGateId, reportGateIds } from './report-gates.ts';

const saying = (outcome: { state: string; reason?: string } | undefined) => outcome?.reason ?? outcome?.state;
const ready = (about: Partial<DischargeReportFacts> = {}): DischargeReportFacts => ({
  ...readyFacts(),
  ...{ toConfirm: [], toSign: [] },
  ...about,
});
const unsigned = { signature: { name: ' ', on: '2026-11-20' } };
const unasked = { opportunity: {} };
const unanswered = { answers: { ...readyFacts().answers, discussed: '' } };

const annual: readonly [ReportGateId, string, Partial<ReportFacts>, string][] = [
  ['AS-1', 'a report with every answer passes', {}, 'passed'],
  ['AS-1', 'a missing answer blocks', unanswered, 'gates.lg1.gaps'],
  ['AS-2', 'nothing taken over passes', {}, 'passed'],
  ['AS-2', 'what was taken over and not confirmed blocks', { toConfirm: ['4c'] }, 'gates.as2.unconfirmed'],
  ['AS-3', 'the person has said their part', {}, 'passed'],
  ['AS-3', 'nobody has asked the person', unasked, 'gates.ax1.notAsked'],
  ['AS-4', 'a signed report passes', {}, 'passed'],
  ['AS-4', 'an unsigned report blocks', unsigned, 'gates.lg13.unsigned'],
];
for (const [gate, what, about, says] of annual) {
  test(`${gate}: ${what}`, () => {
    const results = checkReportGates(ready(about), today);
    assert.equal(saying(results.find(one => one.gate === gate)), says);
    assert.equal(maySubmit(results, reportGateIds), says === 'passed');
  });
}

const discharged: readonly [DischargeReportGateId, string, Partial<DischargeReportFacts>, string][] = [
  ['DR-1', 'a report with every answer passes', {}, 'passed'],
  ['DR-1', 'a missing answer blocks', unanswered, 'gates.lg1.gaps'],
  ['DR-2', 'what was taken over and not confirmed blocks', { toConfirm: ['4c'] }, 'gates.as2.unconfirmed'],
  ['DR-3', '5: parts A and B signed by the social supervisor let it pass', {}, 'passed'],
  ['DR-3', '5: parts A and B without their signature block', { toSign: ['A', 'B'] }, 'gates.parts.unsigned'],
  ['DR-4', 'nobody has asked the person', unasked, 'gates.ax1.notAsked'],
  ['DR-5', '5: part C without the clinical supervisor’s signature blocks', unsigned, 'gates.lg13.unsigned'],
];
for (const [gate, what, about, says] of discharged) {
  test(`${gate}: ${what}`, () => {
    const results = checkDischargeReportGates(ready(about), today);
    assert.equal(saying(results.find(one => one.gate === gate)), says);
    assert.equal(maySubmit(results, dischargeReportGateIds), says === 'passed');
  });
}
