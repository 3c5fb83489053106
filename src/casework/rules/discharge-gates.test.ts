import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../../platform/forms/index.ts';
import { changeGateIds, changesAreWhole, checkChangeGates } from './change-gates.ts';
import { checkDischargeGates, dischargeGateIds } from './discharge-gates.ts';
import { readyFacts, today } from './leave-facts-example.ts';
import { maySubmit } from './leave-gates.ts';

const saying = (outcome: { state: string; reason?: string }) => outcome.reason ?? outcome.state;
const gateOf = (id: string, answers: Answers, toConfirm: readonly string[] = []) => {
  const results = checkDischargeGates({ ...readyFacts({}, answers), toConfirm }, today);
  const found = results.find(({ gate }) => gate === id);
  assert.ok(found, id);
  return saying(found);
};
const level1 = { mappaEligible: 'eligible', mappaCategory: '3', mappaLevel: '1' };

const cases: [gate: string, what: string, answers: Answers, says: string][] = [
  ['DA-4', 'no MAPPA level needs no notice', {}, 'does not apply'],
  ['DA-4', 'level 2 has a gate of its own', { ...level1, mappaLevel: '2' }, 'does not apply'],
  ['DA-4', 'notice that was given passes', { ...level1, mappaNotifiedOn: '2026-11-02' }, 'passed'],
  ['DA-4', 'notice on the day passes', { ...level1, mappaNotifiedOn: today.toString() }, 'passed'],
  ['DA-4', 'notice for later blocks', { ...level1, mappaNotifiedOn: '2026-11-22' }, 'gates.da4.notNotified'],
  ['DA-4', 'a promise is not enough', { ...level1, mappaUndertaking: 'yes' }, 'gates.da4.notNotified'],
  ['DA-6', 'an active victim needs the officer', { victimStatus: 'active' }, 'gates.lg6.notAsked'],
  ['DA-7', 'and the chance to be heard', { victimStatus: 'active' }, 'gates.lg7.notInformed'],
];
for (const [gate, what, answers, says] of cases)
  test(`${gate}: ${what}`, () => assert.equal(gateOf(gate, answers), says));

test('DA-1 to DA-14: an application with nothing in its way goes out, and one with something to confirm does not', () => {
  const about = (toConfirm: readonly string[]) => checkDischargeGates({ ...readyFacts(), toConfirm }, today);
  assert.equal(maySubmit(about([]), dischargeGateIds), true);
  assert.equal(maySubmit(about(['4c']), dischargeGateIds), false);
  assert.equal(gateOf('DA-2', {}, ['4c']), 'gates.as2.unconfirmed');
});

const changes: [string, Record<string, string>, string][] = [
  ['one that stays names it', { now: 'To live at Pretend House.', what: 'keep' }, 'passed'],
  ['one that stays and is not named', { what: 'keep' }, 'gates.cc2.unclear'],
  ['one that ends and is not named', { now: ' ', what: 'end' }, 'gates.cc2.unclear'],
  ['a change without its words', { now: 'To live there.', what: 'change' }, 'gates.cc2.unclear'],
  ['a change with its words', { now: 'To live there.', what: 'change', wording: 'Here.' }, 'passed'],
  ['a new one with its words', { what: 'new', wording: 'To see a nurse.' }, 'passed'],
  ['a new one without', { what: 'new' }, 'gates.cc2.unclear'],
];
for (const [what, change, says] of changes)
  test(`CC-2: ${what}`, () =>
    assert.equal(saying(changesAreWhole({ answers: { changes: [change] } })), says));

test('CC-1 to CC-4: each gate of a request to change conditions is checked', () => {
  const { mappa: _, ...facts } = readyFacts();
  const results = checkChangeGates({ ...facts, toConfirm: [] }, today);
  assert.deepEqual(
    results.map(({ gate, state }) => [gate, state]),
    changeGateIds.map(gate => [gate, 'passed']),
  );
});
