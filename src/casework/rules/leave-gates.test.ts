import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isTextKey, languages, textIn } from '../../platform/language/index.ts';
import { RuleProblem } from '../../platform/time/index.ts';
import type { LeaveFacts } from './leave-facts.ts';
import { readyFacts, remissionAnswers, today, transferred } from './leave-facts-example.ts';
import { gateCases, silent } from './leave-gate-cases.ts';
import { checkLeaveGates, type GateId, gateIds, leaveGates, maySubmit } from './leave-gates.ts';

const outcomeOf = (gate: GateId, facts: LeaveFacts, on = today) => {
  const result = checkLeaveGates(facts, on).find(candidate => candidate.gate === gate);
  assert.ok(result);
  return result;
};

const saidBy = (result: ReturnType<typeof outcomeOf>) => {
  if (result.state === 'blocked') return result.reason;
  return result.state === 'passed by exception' ? result.exception : result.state;
};

for (const [gate, name, facts, expected] of gateCases) {
  test(`${gate}: ${name}`, () => assert.equal(saidBy(outcomeOf(gate, facts)), expected));
}

test('every gate has a case that blocks and one that lets through', () => {
  for (const gate of gateIds) {
    const outcomes = gateCases.filter(([id]) => id === gate).map(([, , , expected]) => expected);
    assert.ok(
      outcomes.some(outcome => outcome.startsWith('gates.')),
      `${gate} blocks`,
    );
    assert.ok(outcomes.includes('passed'), `${gate} passes`);
  }
});

test('an application with nothing in its way may be submitted', () => {
  const results = checkLeaveGates(readyFacts(), today);
  assert.deepEqual(
    results.filter(({ state }) => state === 'blocked'),
    [],
  );
  assert.ok(maySubmit(results));
});

test('an application that needs every exception may be submitted, and each exception shows its evidence', () => {
  const facts = readyFacts(
    {
      ...transferred,
      consultations: { victim_liaison_officer: silent, offender_manager: silent, mappa_coordinator: silent },
      opportunity: { outcome: 'unable', reasonGiven: true, askAgainOn: '2026-12-01' },
    },
    {
      ...remissionAnswers,
      mappaEligible: 'eligible',
      mappaLevel: '3',
      mappaNoAnswer: 'yes',
      victimStatus: 'active',
      officerNoAnswer: 'yes',
      offenderManagerNoAnswer: 'yes',
    },
  );
  const results = checkLeaveGates(facts, today);
  assert.ok(maySubmit(results));
  const evidence = results.flatMap(result =>
    result.state === 'passed by exception' ? [result.evidence] : [],
  );
  assert.deepEqual(
    evidence.map(({ remindedOn = [] }) => remindedOn.length),
    [2, 2, 2, 0],
  );
});

test('a gap that is required is named with the section and field to go to', () => {
  const facts = readyFacts();
  const result = outcomeOf('LG-1', { ...facts, answers: { ...facts.answers, reviewPlan: '' } });
  assert.ok(result.state === 'blocked');
  assert.deepEqual(result.where, { to: 'section', section: '3h', field: 'reviewPlan' });
  assert.deepEqual(
    result.gaps?.map(gap => gap.question),
    ['reviewPlan'],
  );
});

test('no combination of facts with a blocked gate may be submitted', () => {
  const flawed = fc.subarray(
    gateCases.map(([, , facts]) => facts),
    { minLength: 1, maxLength: 4 },
  );
  const parts = [
    'mappa',
    'victims',
    'remission',
    'consultations',
    'opportunity',
    'signature',
    'answers',
  ] as const;
  fc.assert(
    fc.property(
      flawed,
      fc.array(fc.nat(), { minLength: parts.length, maxLength: parts.length }),
      (sources, picks) => {
        const [first = readyFacts()] = sources;
        const mixed: LeaveFacts = {
          ...first,
          ...Object.fromEntries(
            parts.map((part, at) => [part, (sources[(picks[at] ?? 0) % sources.length] ?? first)[part]]),
          ),
        };
        const results = checkLeaveGates(mixed, today);
        const isBlocked = results.some(({ state }) => state === 'blocked');
        assert.equal(maySubmit(results), !isBlocked);
        // Said again apart from the gates, so that a gate that forgot its own rule is caught.
        if (maySubmit(results)) {
          assert.ok(mixed.signature && mixed.signature.name.trim() !== '');
          assert.ok(mixed.victims.status !== undefined && mixed.mappa.eligible !== undefined);
          assert.ok(mixed.opportunity.outcome !== undefined && mixed.opportunity.outcome !== 'invited');
          if (mixed.victims.status === 'active') assert.ok(mixed.consultations.victim_liaison_officer);
          if (mixed.mappa.level === 2 || mixed.mappa.level === 3)
            assert.ok(mixed.consultations.mappa_coordinator);
          if (mixed.extremismLevel === 'high' || mixed.extremismLevel === 'critical') {
            assert.ok(mixed.consultations.counter_terrorism_manager?.answeredOn);
          }
          if (mixed.authorities.includes('s47/49')) assert.ok(mixed.remission.considered);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('without every gate checked nothing may be submitted', () => {
  const results = checkLeaveGates(readyFacts(), today);
  assert.equal(maySubmit([]), false);
  for (const id of gateIds) assert.equal(maySubmit(results.filter(({ gate }) => gate !== id)), false, id);
});

test('on a day before the gates were in force nothing is checked by guessing', () => {
  const before = Temporal.PlainDate.from('2024-11-19');
  assert.throws(() => checkLeaveGates(readyFacts(), before), RuleProblem);
});

test('every gate names its source, and its sentences are there in both languages', () => {
  assert.deepEqual(
    leaveGates.map(({ id }) => id),
    gateIds,
  );
  for (const rule of leaveGates) {
    assert.ok(rule.source.name && rule.source.mark);
    for (const language of languages)
      assert.ok(textIn(language)(rule.value.title) && textIn(language)(rule.value.needs));
  }
});

test('every reason can be said in both languages', () => {
  for (const [gate, , facts] of gateCases) {
    const result = outcomeOf(gate, facts);
    if (result.state !== 'blocked') continue;
    assert.ok(isTextKey(result.reason));
    for (const language of languages) assert.ok(textIn(language)(result.reason, result.values).length > 10);
  }
});

test('what a gate says of a result is stored without a word of what anybody wrote', () => {
  const trail = 'canary trail of letters';
  const facts = readyFacts(
    {},
    {
      victimStatus: 'active',
      officerAskedOn: '2026-11-02',
      officerNoAnswer: 'yes',
      officerTrail: trail,
      victimConditions: trail,
    },
  );
  assert.ok(JSON.stringify(facts.answers).includes(trail));
  assert.ok(!JSON.stringify(checkLeaveGates(facts, today)).includes(trail));
});
