import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textIn } from '../../../platform/language/index.ts';
import { formOn } from '../../forms/forms.ts';
import { showTransferTime } from '../../prison/show-time.ts';
import { clockLaw } from '../clocks/law.ts';
import { legalTest, legalTests } from '../discharge/legal-tests.ts';
import { checkPrisonGates, type PrisonFacts, type PrisonGateId, prisonGateIds } from './gates.ts';
import { transferTime } from './transfer-time.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-11-22');

const whole: PrisonFacts = {
  form: formOn('prison transfer', today),
  answers: {
    ...{ patientName: 'Rowan Canary', patientBorn: '1996-01-02', heldAt: 'Fennmarsh Prison' },
    ...{ custodyKind: 'prison-sentenced', purpose: 'Why.', requestedOn: '2026-11-01', careNow: 'Some.' },
    ...{ discussed: 'no', notDiscussedWhy: 'Refused.', bringingRisks: 'None.' },
    ...{ doctor1Name: 'Dr A', doctor1Gmc: '7000001', doctor1Approved: 'yes', doctor1Seen: '2026-11-10' },
    ...{ doctor1Findings: 'F', doctor1Why: 'W', doctor1Treatment: 'T' },
    ...{ doctor2Name: 'Dr B', doctor2Gmc: '7000002', doctor2Approved: 'no', doctor2Seen: '2026-11-12' },
    ...{ doctor2Findings: 'F', doctor2Why: 'W', doctor2Treatment: 'T' },
    ...{ receivingHospital: 'Larkmoor', receivingWard: 'Heron', bedBy: '2026-11-30', bedSaidBy: 'Pat' },
  },
  ...{ authorities: ['none'], extremismLevel: 'none', toSign: [] },
  opportunity: { outcome: 'said', sightConfirmedOn: '2026-11-20' },
  signature: { name: 'Wyn Latch', on: '2026-11-22' },
};
const states = (facts: PrisonFacts) =>
  Object.fromEntries(checkPrisonGates(facts, today).map(({ gate, state }) => [gate, state]));
const having = (answers: Record<string, string>): PrisonFacts => ({
  ...whole,
  answers: { ...whole.answers, ...answers },
});

test('a whole request passes every gate from PT-1 to PT-9', () => {
  const passing = states(whole);
  for (const id of prisonGateIds) assert.equal(passing[id], 'passed', id);
});

const blocking: readonly (readonly [PrisonGateId, string, PrisonFacts])[] = [
  ['PT-1', 'something required is missing', having({ purpose: '' })],
  ['PT-2', 'a part is not signed', { ...whole, toSign: ['C'] }],
  ['PT-3', 'a number is no number of the register of doctors', having({ doctor1Gmc: '12345' })],
  ['PT-3', 'the second doctor has no number', having({ doctor2Gmc: '' })],
  ['PT-3', 'both reports name one doctor', having({ doctor2Gmc: '7000001' })],
  ['PT-4', 'neither doctor is approved under section 12', having({ doctor1Approved: 'no' })],
  ['PT-5', 'the second doctor saw the person too long ago', having({ doctor2Seen: '2026-10-24' })],
  ['PT-5', 'it is not said when a doctor saw the person', having({ doctor1Seen: '' })],
  ['PT-6', 'the release date has come', having({ releaseOn: '2026-11-22' })],
  ['PT-7', 'no hospital has a bed', having({ receivingHospital: ' ' })],
  ['PT-7', 'the bed was there until yesterday', having({ bedBy: '2026-11-21' })],
  ['PT-7', 'it is not said by when', having({ bedBy: '' })],
  ['PT-8', 'the person was not asked', { ...whole, opportunity: {} }],
  ['PT-9', 'nobody signed', { ...whole, signature: { name: '', on: '' } }],
];
for (const [id, why, facts] of blocking)
  test(`${id} blocks when ${why}`, () => {
    assert.equal(states(facts)[id], 'blocked');
  });

test('PT-4 passes whichever of the two is approved, and PT-5 on the last of its days', () => {
  assert.equal(states(having({ doctor1Approved: 'no', doctor2Approved: 'yes' }))['PT-4'], 'passed');
  assert.equal(states(having({ doctor1Seen: '2026-10-25' }))['PT-5'], 'passed');
});

test('PT-6 asks for no release date of whoever has none, and of nobody who serves no sentence', () => {
  assert.equal(states(having({ releaseOn: '2026-11-23' }))['PT-6'], 'passed');
  const remand = having({ custodyKind: 'prison-remand', releaseOn: '2020-01-01' });
  assert.equal(states(remand)['PT-6'], 'does not apply');
});

const partsOf = (sentenced: boolean, on: string) =>
  legalTest(
    sentenced ? 'transfer of a sentenced prisoner' : 'transfer of an unsentenced prisoner',
    'Secretary of State',
    day(on),
  )?.parts;

test('2.1: section 47 asks for disorder and treatment, section 48 for urgent need besides, before and after 18 February 2026', () => {
  for (const on of ['1983-09-30', '2026-02-17', '2026-02-18', '2026-11-22']) {
    assert.deepEqual(partsOf(true, on), ['disorder', 'treatment available'], on);
    assert.deepEqual(partsOf(false, on), ['disorder', 'treatment available', 'urgent'], on);
  }
  const versions = legalTests.filter(({ value }) => value.section === 's48').map(({ version }) => version);
  assert.deepEqual(versions, ['1', '2026-1', '2025-1']);
});

test('7: the therapeutic benefit of the Act of 2025 is asked about from the day that is set for it', () => {
  assert.ok(!partsOf(true, '9999-12-30')?.includes('benefit'));
  for (const sentenced of [true, false]) assert.ok(partsOf(sentenced, '9999-12-31')?.includes('benefit'));
});

const commenced = (inForceFrom: string) => ({
  ...clockLaw,
  periods: clockLaw.periods.map(rule => (rule.id === 'prison-transfer' ? { ...rule, inForceFrom } : rule)),
});

test('7: no time is told until the 28 days are law, and then it is told of requests from that day on', () => {
  assert.deepEqual(transferTime('2026-11-01', today), { daysSince: 21 });
  const law = commenced('2026-11-01');
  assert.deepEqual(transferTime('2026-11-01', today, law), {
    ...{ daysSince: 21, dueOn: '2026-11-29', daysLeft: 7 },
  });
  assert.deepEqual(transferTime('2026-10-31', today, law), { daysSince: 22 });
});

test('the days since a request are counted, and the time that the law gives is never another than 28 days', () => {
  const waited = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(waited, days => {
      const requested = today.subtract({ days });
      const told = transferTime(requested.toString(), today, commenced('2020-01-01'));
      assert.equal(told.daysSince, days);
      assert.equal(told.dueOn, requested.add({ days: 28 }).toString());
      assert.equal(told.daysLeft, 28 - days);
    }),
  );
});

test('both sides read one sentence: how long, and either that no time is set or until when', () => {
  const t = textIn('en', false);
  const draft = { kind: 'prison transfer', state: 'draft', open: { requestedOn: '2026-11-01' } } as const;
  const said = (law?: typeof clockLaw) => showTransferTime(draft, { today, t, ...(law ? { law } : {}) });
  assert.match(said(), /21 days ago\. No time is set by law yet/);
  assert.match(said(commenced('2026-11-01')), /21 days ago\. The law gives 28 days, until 29 November 2026/);
  const late = { ...draft, open: { requestedOn: '2026-10-01' } };
  assert.match(showTransferTime(late, { today, t, law: commenced('2026-01-01') }), /They have passed/);
  assert.equal(showTransferTime({ ...draft, open: {} }, { today, t }), '');
  assert.equal(showTransferTime({ ...draft, state: 'decided' }, { today, t }), '');
  assert.equal(showTransferTime({ ...draft, kind: 'transfer' }, { today, t }), '');
});
