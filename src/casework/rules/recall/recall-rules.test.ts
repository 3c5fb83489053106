import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers } from '../../../platform/forms/index.ts';
import { recall2026, urgentRecall2026 } from '../../forms/recall-2026.ts';
import { dutiesAfter, dutyDue, type RecallFollowed, recallDuties } from './duties.ts';
import { checkRecallGates, type RecallFacts, type RecallGateId } from './gates.ts';
import { supervisorsStayUntil } from './supervisors-stay.ts';

const today = Temporal.PlainDate.from('2026-11-20');
const withEvidence: Answers = {
  ...{
    patientName: 'Ash Example',
    patientBorn: '1984-03-02',
    mhcsReference: 'EX/0001',
    authorityNow: 's37/41',
  },
  ...{ urgency: ['recall'], groundsKind: 'happened', groundsWhat: 'A knife.', groundsOn: '2026-11-18' },
  ...{
    riskNow: 'To others.',
    otherWays: 'None.',
    evidenceBy: 'Dr Vale',
    evidenceOn: '2026-11-19',
    evidence: 'Ill.',
  },
  ...{ receivingHospital: 'Larkmoor Hospital', receivingWard: 'Heron Ward', bringing: ['police'] },
  ...{
    bringingHow: 'Tonight.',
    whereNow: 'At home.',
    askedWhen: 'asked',
    tellsWho: 'Dr Vale',
    tellsWhen: 'Then.',
  },
};
const emergency: Answers = {
  ...withEvidence,
  ...{ urgency: ['recall-emergency'], emergencyWhy: 'It cannot wait.', evidenceFollowsOn: '2026-11-23' },
};
const facts = (answers: Answers, said = true): RecallFacts => ({
  ...{ form: recall2026, answers, authorities: ['s37/41'], extremismLevel: 'none' },
  opportunity: said ? { outcome: 'said', sightConfirmedOn: '2026-11-20' } : {},
  signature: { name: 'Dr Vale', on: '2026-11-20' },
});
const stateOf = (answers: Answers, gate: RecallGateId, said = true) =>
  checkRecallGates(facts(answers, said), today).find(one => one.gate === gate)?.state;

const cases: readonly (readonly [RecallGateId, string, Answers, string, boolean?])[] = [
  ['RC-1', 'every answer there', withEvidence, 'passed'],
  ['RC-1', 'no ward', { ...withEvidence, receivingWard: '' }, 'blocked'],
  ['RC-2', 'something happened', withEvidence, 'passed'],
  ['RC-2', 'something came to light', { ...withEvidence, groundsKind: 'emerged' }, 'passed'],
  ['RC-2', 'a breach and nothing else', { ...withEvidence, groundsKind: 'breach' }, 'blocked'],
  ['RC-3', 'evidence of yesterday', withEvidence, 'passed'],
  ['RC-3', 'evidence of two weeks ago', { ...withEvidence, evidenceOn: '2026-11-06' }, 'passed'],
  ['RC-3', 'evidence of two weeks and a day ago', { ...withEvidence, evidenceOn: '2026-11-05' }, 'blocked'],
  ['RC-3', 'no evidence', { ...withEvidence, evidence: '' }, 'blocked'],
  ['RC-3', 'no day of evidence', { ...withEvidence, evidenceOn: '' }, 'blocked'],
  ['RC-3', 'an emergency', emergency, 'passed by exception'],
  ['RC-3', 'an emergency without a reason', { ...emergency, emergencyWhy: '' }, 'blocked'],
  ['RC-3', 'an emergency after which nothing follows', { ...emergency, evidenceFollowsOn: '' }, 'blocked'],
  ['RC-3', 'evidence that follows in the past', { ...emergency, evidenceFollowsOn: '2026-11-19' }, 'blocked'],
  ['RC-4', 'the person has spoken', withEvidence, 'passed'],
  ['RC-4', 'nobody asked', withEvidence, 'blocked', false],
  [
    'RC-4',
    'not safe to ask, and why',
    { ...withEvidence, askedWhen: 'afterwards', notAskedWhy: 'Flight.' },
    'passed by exception',
    false,
  ],
  ['RC-4', 'not safe to ask, and no reason', { ...withEvidence, askedWhen: 'afterwards' }, 'blocked', false],
  ['RC-5', 'signed', withEvidence, 'passed'],
];
for (const [gate, what, answers, state, said = true] of cases)
  test(`${gate}: ${what}: ${state}`, () => assert.equal(stateOf(answers, gate, said), state));

test('both forms of a recall name the place in the same questions', () => {
  for (const form of [recall2026, urgentRecall2026]) {
    const ids = form.sections.flatMap(({ questions }) => questions.map(({ id }) => id));
    assert.ok(['receivingHospital', 'receivingWard', 'groundsWhat'].every(id => ids.includes(id)));
  }
});

const issued = Temporal.Instant.from('2026-12-24T22:30:00Z');
test('each duty has its own time, and working days step over Christmas', () => {
  const due = Object.fromEntries(recallDuties.map(duty => [duty, dutyDue(duty, issued)]));
  assert.deepEqual(
    Object.entries(due).map(([duty, { at, rule }]) => [duty, at.toString(), rule]),
    [
      ['told briefly', '2026-12-24T23:59:59Z', 'told briefly 2026-1'],
      ['full reasons', '2026-12-27T22:30:00Z', 'full reasons 2026-1'],
      ['medical evidence', '2026-12-31T23:59:59Z', 'medical evidence 2026-1'],
      ['review', '2026-12-29T23:59:59Z', 'review 2026-1'],
      ['ask for words', '2026-12-31T23:59:59Z', 'ask for words 2026-1'],
      ['answer words', '2026-12-31T23:59:59Z', 'answer words 2026-1'],
    ],
  );
});

test('whatever a recall was, the person is told and gets reasons; and a review is for whoever was alone', () => {
  const any = fc.record({ alone: fc.boolean(), hasEvidence: fc.boolean(), hasSpoken: fc.boolean() });
  fc.assert(
    fc.property(any, (followed: RecallFollowed) => {
      const left = dutiesAfter(followed);
      assert.deepEqual(left.slice(0, 2), ['told briefly', 'full reasons']);
      assert.equal(left.includes('review'), followed.alone);
      assert.equal(left.includes('medical evidence'), !followed.hasEvidence);
      assert.equal(left.includes('ask for words'), !followed.hasSpoken);
    }),
  );
});

test('nothing is due before the warrant', () => {
  const moment = fc.integer({ min: Date.UTC(2024, 1, 1), max: Date.UTC(2029, 1, 1) });
  fc.assert(
    fc.property(moment, fc.constantFrom(...recallDuties), (at, duty) => {
      const from = Temporal.Instant.fromEpochMilliseconds(at);
      assert.ok(Temporal.Instant.compare(dutyDue(duty, from).at, from.subtract({ seconds: 1 })) >= 0);
    }),
  );
});

test('whoever supervised a discharge stays in the case for three months of the return', () => {
  const until = (on: string) => supervisorsStayUntil(Temporal.PlainDate.from(on)).toString();
  assert.deepEqual(['2026-01-15', '2026-11-30'].map(until), ['2026-04-15', '2027-02-28']);
});
