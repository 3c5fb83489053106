import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delegationTable, type Matter } from './delegation.ts';
import { instrumentOf, instrumentRules } from './instruments.ts';

const cases: readonly (readonly [Matter, form: string | undefined, power: RegExp])[] = [
  ['recall', 'warrant', /section 42\(3\)/],
  ['urgent recall', 'warrant', /section 42\(3\)/],
  ['remission', 'warrant', /section 50\(1\)/],
  ['conditional discharge', 'warrant', /section 42\(2\)/],
  ['supervised discharge', 'warrant', /\(2A\)/],
  ['absolute discharge', 'warrant', /section 42\(2\)/],
  ['prison transfer', 'warrant', /sections 47 to 49/],
  ['lifting of restrictions', 'direction', /section 42\(1\)/],
  ['hospital transfer', 'authorisation', /section 19 with section 41\(3\)\(c\)\(ii\)/],
  ['level transfer', 'authorisation', /section 19/],
  ['trial leave', 'authorisation', /section 17/],
  ['leave', undefined, /^$/],
  ['medical leave', undefined, /^$/],
  ['change of conditions', undefined, /^$/],
  ['annual report', undefined, /^$/],
];
for (const [matter, form, power] of cases)
  test(`a granted ${matter} goes out as ${form ?? 'the decision letter alone'}`, () => {
    const rule = instrumentOf(matter, { on: '2026-11-22' });
    assert.equal(rule?.value.form, form);
    assert.match(rule?.value.power ?? '', power);
  });

test('before the Act was in force there is no instrument under it', () => {
  assert.equal(instrumentOf('recall', { on: '1983-09-29' }), undefined);
});

test('what was asked for takes the rule of its own before the rule of its matter', () => {
  const [first] = instrumentRules;
  assert.ok(first);
  const own = { ...first, id: 'recall, one', value: { ...first.value, asked: 'one', power: 'its own' } };
  const table = [first, own];
  assert.equal(instrumentOf('recall', { asked: 'one', on: '2026-11-22' }, table), own);
  assert.equal(instrumentOf('recall', { asked: 'two', on: '2026-11-22' }, table), first);
  assert.equal(instrumentOf('recall', { on: '2026-11-22' }, table), first);
});

test('every instrument is of a matter that somebody may decide', () => {
  const known = new Set(delegationTable.map(({ value }) => value.matter));
  for (const { value } of instrumentRules) assert.ok(known.has(value.matter), value.matter);
});
