import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isMet, legalTest, legalTests, type TestPart, textsOfTest } from './legal-tests.ts';
import {
  changeOf,
  type DischargeDraft,
  type HeldNow,
  lacksOfDischarge,
  testedIn,
  testToAnswer,
} from './what-fits.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-11-22');
const parts: readonly TestPart[] = ['public', 'another person', 'no less beneficial', 'no longer needed'];

test('2.2: the Secretary of State asks about the public, the tribunal about another person and about health', () => {
  const partsOf = (by: 'Secretary of State' | 'tribunal') =>
    legalTest('supervised discharge', by, today)?.parts;
  assert.deepEqual(partsOf('Secretary of State'), ['public']);
  assert.deepEqual(partsOf('tribunal'), ['another person', 'no less beneficial']);
});

test('7: neither test of a supervised discharge is law before 18 February 2026, and each is from then on', () => {
  for (const by of ['Secretary of State', 'tribunal'] as const) {
    assert.equal(legalTest('supervised discharge', by, day('2026-02-17')), undefined);
    assert.ok(legalTest('supervised discharge', by, day('2026-02-18')));
  }
});

test('2.2: restrictions are lifted by the Secretary of State alone, under section 42(1)', () => {
  assert.equal(legalTest('lifting of restrictions', 'Secretary of State', today)?.section, 's42(1)');
  assert.equal(legalTest('lifting of restrictions', 'tribunal', today), undefined);
});

test('a test is met when each of its parts was said to be true, and by nothing else', () => {
  const said = fc.dictionary(fc.constantFrom(...parts), fc.constantFrom(true, false));
  fc.assert(
    fc.property(fc.constantFrom(...legalTests), said, ({ value }, given) => {
      const lacking = value.parts.filter(part => given[part] !== true);
      assert.equal(isMet(value, given), lacking.length === 0);
      assert.equal(textsOfTest(value).length, value.parts.length);
    }),
  );
});

test('what is said about the public does not meet the test of the tribunal, nor the other way round', () => {
  const [ministry, tribunal] = (['Secretary of State', 'tribunal'] as const).map(by =>
    legalTest('supervised discharge', by, today),
  );
  assert.ok(ministry && tribunal);
  assert.equal(isMet(tribunal, { public: true }), false);
  assert.equal(isMet(tribunal, { 'another person': true }), false);
  assert.equal(isMet(ministry, { 'another person': true, 'no less beneficial': true }), false);
});

const conditional = ['conditional-discharge'];
const absolute = ['absolute-discharge'];
const supervised = ['supervised-discharge'];
const whole: DischargeDraft = {
  kind: 'grant',
  conditions: ['To live at Pretend House.'],
  answerConditions: ['Live at Pretend House.'],
  onLiberty: [false],
  testMet: null,
  testWhy: '',
};
const none = { conditions: [], answerConditions: [], onLiberty: [] };
const accompanied = { onLiberty: [true], testMet: true, testWhy: 'Because of what happened at night.' };

const cases: [string, Partial<DischargeDraft>, string[], string[]][] = [
  ['a conditional discharge with a condition', {}, conditional, []],
  ['one that goes back asks for nothing', { ...none, kind: 'return' }, conditional, []],
  ['a refusal has no conditions', { ...none, kind: 'refuse' }, conditional, []],
  ['one without any condition', none, conditional, ['conditions']],
  ['a condition without words for the person', { answerConditions: [] }, conditional, ['plain words']],
  ['a condition with empty words', { answerConditions: [' '] }, conditional, ['plain words']],
  ['a gap left in a condition', { conditions: ['To live at [address].'] }, conditional, ['gaps']],
  ['a condition on liberty in it', { onLiberty: [true] }, conditional, ['not supervised']],
  ['an absolute discharge', none, absolute, []],
  ['an absolute discharge with a condition', {}, absolute, ['no conditions']],
  ['a supervised discharge', accompanied, supervised, []],
  ['one whose test nobody answered', { onLiberty: [true] }, supervised, ['test']],
  ['one without reasons', { ...accompanied, testWhy: ' ' }, supervised, ['test']],
  ['one whose test is not met', { ...accompanied, testMet: false }, supervised, ['test not met']],
  ['one without a condition on liberty', { ...accompanied, onLiberty: [false] }, supervised, ['liberty']],
  [
    'a refusal says why the test is not met',
    { ...none, kind: 'refuse', testMet: false, testWhy: 'No.' },
    supervised,
    [],
  ],
  ['a refusal that does not', { ...none, kind: 'refuse' }, supervised, ['test']],
];
for (const [what, change, granted, lacks] of cases) {
  test(`a decision: ${what} ${lacks.length > 0 ? `lacks ${lacks.join(', ')}` : 'is whole'}`, () => {
    const draft = { ...whole, ...change };
    const given = draft.kind === 'refuse' || draft.kind === 'return' ? [] : granted;
    const found = lacksOfDischarge(draft, {
      ...{ kind: 'discharge application', askedFor: granted, granted: given, today, inForce: [] },
    });
    assert.deepEqual(found, lacks);
  });
}

test('of what is asked for one thing can be granted', () => {
  const both = [...conditional, ...absolute];
  const about = { kind: 'discharge application', askedFor: both, today, inForce: [] } as const;
  assert.ok(lacksOfDischarge(whole, { ...about, granted: both }).includes('one of them'));
  assert.deepEqual(
    lacksOfDischarge({ ...whole, kind: 'grant in part' }, { ...about, granted: conditional }),
    [],
  );
});

test('a supervised discharge cannot be granted on a day whose law does not know it', () => {
  const about = {
    ...({ kind: 'discharge application', askedFor: supervised, granted: supervised } as const),
    today: day('2026-02-17'),
    inForce: [],
  };
  assert.deepEqual(lacksOfDischarge({ ...whole, ...accompanied }, about), ['not in force']);
});

test('leave has no test of the law and no conditions of a discharge', () => {
  assert.equal(testedIn('annual report', []), undefined);
  assert.equal(testToAnswer({ kind: 'leave application', askedFor: ['escorted-day'], today }), undefined);
  const about = { kind: 'leave application', askedFor: ['escorted-day'], today, inForce: [] } as const;
  assert.deepEqual(lacksOfDischarge({ ...whole, ...none }, { ...about, granted: ['escorted-day'] }), []);
});

const house: HeldNow = {
  wording: 'To live at Pretend House.',
  plain: 'Live at Pretend House.',
  onLiberty: false,
};
const alone: HeldNow = { wording: 'Not to go out alone.', plain: 'Do not go out alone.', onLiberty: true };
const beer: HeldNow = { wording: 'Not to drink.', plain: 'Do not drink.', onLiberty: false };
const asDraft = (conditions: readonly HeldNow[]): DischargeDraft => ({
  ...{ kind: 'grant', testMet: null, testWhy: '' },
  conditions: conditions.map(({ wording }) => wording),
  answerConditions: conditions.map(({ plain }) => plain),
  onLiberty: conditions.map(({ onLiberty }) => onLiberty),
});

const changes: [string, readonly HeldNow[], string[], string[]][] = [
  ['that leaves all as it is', [house, alone], [], ['nothing changes']],
  ['that adds one', [house, alone, beer], [], []],
  ['that ends one', [alone], [], []],
  ['that ends all', [], ['relaxing-liberty'], []],
  ['that eases one on liberty without being asked to', [house], [], ['relaxes']],
  ['that eases one on liberty', [house], ['relaxing-liberty'], []],
  ['that changes one on liberty', [house, { ...alone, wording: 'Not out at night.' }], [], ['relaxes']],
  ['that says one on liberty is none', [house, { ...alone, onLiberty: false }], [], ['relaxes']],
  ['that adds one on liberty', [house, alone, { ...beer, onLiberty: true }], [], ['not supervised']],
  ['with a gap left in it', [house, alone, { ...beer, wording: 'To see [name].' }], [], ['gaps']],
];
for (const [what, wanted, also, lacks] of changes) {
  test(`a change ${what} ${lacks.length > 0 ? `lacks ${lacks.join(', ')}` : 'can be issued'}`, () => {
    const granted = ['change-of-conditions', ...also];
    const about = {
      kind: 'change of conditions',
      askedFor: granted,
      today,
      inForce: [house, alone],
    } as const;
    assert.deepEqual(lacksOfDischarge(asDraft(wanted), { ...about, granted }), lacks);
    assert.deepEqual(lacksOfDischarge({ ...asDraft(wanted), kind: 'refuse' }, { ...about, granted: [] }), []);
  });
}

test('a change whose words for the person are missing cannot be issued', () => {
  const granted = ['change-of-conditions'];
  const about = {
    kind: 'change of conditions',
    askedFor: granted,
    granted,
    today,
    inForce: [house],
  } as const;
  const draft = { ...asDraft([house, beer]), answerConditions: [house.plain] };
  assert.deepEqual(lacksOfDischarge(draft, about), ['plain words']);
});

test('what holds and is wanted stays, and after a change exactly what is wanted holds', () => {
  const some = fc.uniqueArray(fc.constantFrom(house, alone, beer));
  fc.assert(
    fc.property(some, some, (inForce, wanted) => {
      const { ends, sets } = changeOf(inForce, wanted);
      const after = [...inForce.filter(held => !ends.includes(held)), ...sets];
      assert.deepEqual(new Set(after), new Set(wanted));
      assert.equal(
        sets.some(one => inForce.includes(one)),
        false,
      );
    }),
  );
});

test('42(1): restrictions are lifted only where the test is met, and with reasons', () => {
  const asked = ['lifting-of-restrictions'];
  const about = {
    kind: 'lifting of restrictions',
    askedFor: asked,
    granted: asked,
    today,
    inForce: [],
  } as const;
  const draft = { ...whole, ...none };
  assert.deepEqual(lacksOfDischarge(draft, about), ['test']);
  assert.deepEqual(lacksOfDischarge({ ...draft, testMet: false, testWhy: 'No.' }, about), ['test not met']);
  assert.deepEqual(lacksOfDischarge({ ...draft, testMet: true, testWhy: 'Yes.' }, about), []);
});
