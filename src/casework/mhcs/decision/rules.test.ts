import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testDay } from '../../../../test/days.ts';
import { rulesInForce } from '../../../platform/time/index.ts';
import type { Statement } from '../../../voice/index.ts';
import { type Draft, draftFields, emptyDraft, grantedBy, mergedDrafts, printsOf } from './draft.ts';
import { longSentences, mostWords } from './plain-words.ts';
import type { DecisionFile, Level } from './queries/read-decision-file.ts';
import { lacksOf, levelFor, whyNot } from './readiness.ts';
import { standardConditions } from './standard-conditions.ts';

const asked = ['escorted-day', 'unescorted-day'];
const whole: Draft = { ...emptyDraft, kind: 'grant', reasons: 'Because.', answer: 'You did well.' };

const said = (replied: boolean): Statement[] => [
  {
    ...{ id: 7, caseId: 1, occasionId: 1, person: 'Ash Example', route: 'typed', scribeName: null },
    ...{ scribeRole: null, language: 'en', support: null, sealedAt: '2026-11-20T10:00:00Z', code: 'X' },
    ...{ shownNumber: 1, withdrawnAt: null, comments: [], translations: [] },
    parts: [{ prompt: 'risk', text: 'I know my signs.' }],
    replies: replied
      ? [{ prompt: 'risk', kind: 'not considered', text: 'Not ours.', version: 1, issuedAt: null }]
      : [],
  },
];

test('what a decision lacks is named, thing by thing', () => {
  const cases: [string, Draft, boolean, string[]][] = [
    ['nothing', whole, true, []],
    ['all of it', emptyDraft, false, ['kind', 'reasons', 'answer', 'reply']],
    ['a reply', whole, false, ['reply']],
    ['no reply when it goes back', { ...whole, kind: 'return' }, false, []],
    ['blank reasons', { ...whole, reasons: ' \r\n\t' }, true, ['reasons']],
    ['part of nothing', { ...whole, kind: 'grant in part' }, true, ['granted']],
    ['part of other leave', { ...whole, kind: 'grant in part', granted: ['abroad'] }, true, ['granted']],
    ['part that is all', { ...whole, kind: 'grant in part', granted: asked }, true, ['all granted']],
    ['a real part', { ...whole, kind: 'grant in part', granted: ['escorted-day'] }, true, []],
  ];
  for (const [name, draft, replied, lacks] of cases) {
    const leave = { kind: 'leave application', askedFor: asked, today: testDay, inForce: [] } as const;
    const found = lacksOf(draft, leave, said(replied)).map(({ what }) => what);
    assert.deepEqual(found, lacks, name);
  }
});

test('only what was asked for can be granted, all of it or a part', () => {
  assert.deepEqual(grantedBy(whole, asked), asked);
  assert.deepEqual(grantedBy({ ...whole, kind: 'refuse', granted: asked }, asked), []);
  assert.deepEqual(grantedBy({ ...whole, kind: 'return', granted: asked }, asked), []);
  const part: Draft = { ...whole, kind: 'grant in part', granted: ['unescorted-day', 'abroad'] };
  assert.deepEqual(grantedBy(part, asked), ['unescorted-day']);
});

const level = (flag: Level['flag'], height: number): Level => ({
  ...{ id: height, flag, level: height, source: 'test', inForceFrom: '2024-11-20' },
});

test('the highest row that fits the flags sets the level, and without a row nobody is high enough', () => {
  const levels = [level('none', 2), level('extremism', 4)];
  assert.equal(levelFor({ levels })?.level, 4);
  assert.equal(levelFor({ levels: [] }), undefined);
  const decision = { kind: 'grant', secondPerson: true, wrote: [1, 2] };
  const file = { levels, replied: [5], decision } as unknown as Parameters<typeof whyNot>[0] & DecisionFile;
  const cases: [number, number, string | undefined][] = [
    [1, 9, 'wrote it'],
    [5, 9, 'wrote it'],
    [3, 3, 'level'],
    [3, 4, undefined],
  ];
  for (const [id, held, why] of cases) assert.equal(whyNot(file, { id, level: held }), why);
  assert.equal(whyNot({ ...file, levels: [] }, { id: 3, level: 9 }), 'level');
});

test('where one person is enough, they may issue what they wrote, if they are high enough', () => {
  const decision = { kind: 'note', secondPerson: false, wrote: [1] };
  const file = { levels: [level('none', 1)], replied: [1], decision } as unknown as Parameters<
    typeof whyNot
  >[0];
  assert.equal(whyNot(file, { id: 1, level: 1 }), undefined);
  assert.equal(whyNot({ ...file, levels: [level('extremism', 4)] }, { id: 1, level: 1 }), 'level');
});

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const anyDraft: fc.Arbitrary<Draft> = fc.record({
  kind: fc.constantFrom(null, 'grant', 'grant in part', 'refuse', 'return'),
  granted: fc.subarray(asked),
  conditions: fc.array(text, { maxLength: 3 }),
  reasons: text,
  answer: text,
  answerConditions: fc.array(text, { maxLength: 3 }),
  onLiberty: fc.array(fc.boolean(), { maxLength: 3 }),
  testMet: fc.constantFrom(null, true, false),
  testWhy: text,
  reportBy: fc.constantFrom(null, '2026-12-20', '2027-01-08'),
});

test('of two drafts, what I did not touch is theirs and what I touched is mine', () => {
  fc.assert(
    fc.property(anyDraft, anyDraft, anyDraft, (drawn, mine, theirs) => {
      const merged = mergedDrafts(printsOf(drawn), { mine, theirs });
      for (const field of draftFields) {
        const isTouched = JSON.stringify(mine[field]) !== JSON.stringify(drawn[field]);
        assert.deepEqual(merged[field], (isTouched ? mine : theirs)[field], field);
      }
    }),
  );
});

test('a sentence is long above twenty words, and a line break ends one', () => {
  const words = (count: number) => Array<string>(count).fill('gair').join(' ');
  assert.equal(longSentences(`${words(mostWords)}. ${words(mostWords)}!`).length, 0);
  assert.equal(longSentences(`${words(mostWords + 1)}.`).length, 1);
  assert.equal(longSentences(`${words(15)}\r\n${words(15)}`).length, 0);
  assert.equal(longSentences(`${words(mostWords)} – … 👍`).length, 0);
  assert.deepEqual(longSentences(''), []);
});

test('the bank of conditions is dated data, and says that it is our own', () => {
  const day = Temporal.PlainDate.from('2026-11-23');
  const bank = standardConditions(day);
  assert.ok(bank.length >= 5 && bank.every(({ source }) => source.mark === 'design'));
  assert.deepEqual(rulesInForce(bank, Temporal.PlainDate.from('2020-01-01')), []);
});
