import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exampleForm, noFacts } from './example-form.ts';
import { fieldsFrom } from './fields.ts';
import { sectionOf } from './form.ts';
import { longestText } from './read-answer.ts';
import { readSection, type SectionContext } from './read-section.ts';

const base: SectionContext = {
  form: exampleForm,
  answers: {},
  facts: noFacts,
  today: '2026-11-21',
  audience: 'closed',
};

function read(id: string, sent: unknown, more: Partial<SectionContext> = {}) {
  const section = sectionOf(exampleForm, id);
  assert.ok(section);
  return readSection(section, sent, { ...base, ...more });
}

const first = (sent: unknown, more?: Partial<SectionContext>) => read('1', sent, more);
const second = (sent: unknown) => read('2', sent, { answers: { kinds: ['night'] } });
const born = (day: string, month: string, year: string) => ({
  'born-day': day,
  'born-month': month,
  'born-year': year,
});

test('a section that is right gives its answers, each in its kind', () => {
  const { answers, errors } = first({
    purpose: 'To see the sea\r\n\r\nand come back',
    kinds: ['night', 'day'],
    nights: ' 3 ',
    known: 'yes',
    knownWhy: 'Family',
    ...born('2', '1', '1990'),
    mail: 'ash@example.org',
  });
  assert.deepEqual(errors, []);
  assert.deepEqual(answers, {
    purpose: 'To see the sea\r\n\r\nand come back',
    kinds: ['day', 'night'],
    nights: 3,
    known: 'yes',
    knownWhy: 'Family',
    born: '1990-01-02',
    mail: 'ash@example.org',
  });
});

test('a section can be saved empty: what is required is asked for later', () => {
  const { answers, errors } = first({});
  assert.deepEqual({ answers, errors }, { answers: {}, errors: [] });
});

const refused: [string, Record<string, unknown>, string][] = [
  ['a NUL in free text', { purpose: 'a\u0000b' }, 'forms.error.hiddenCharacter'],
  ['half of a surrogate pair', { purpose: 'a\ud83d b' }, 'forms.error.hiddenCharacter'],
  ['a NUL in a date', born('1\u0000', '1', '1990'), 'forms.error.hiddenCharacter'],
  ['a text that came twice', { purpose: ['one', 'two'] }, 'forms.error.repeated'],
  ['a day that came twice', { ...born('1', '1', '1990'), 'born-day': ['1', '2'] }, 'forms.error.repeated'],
  ['a text that is too long', { purpose: 'x'.repeat(longestText + 1) }, 'forms.error.tooLong'],
  ['29 February 2027', born('29', '2', '2027'), 'dates.problem.impossible'],
  ['31 April', born('31', '4', '2026'), 'dates.problem.impossible'],
  ['half a date', born('3', '', '2026'), 'dates.problem.incomplete'],
  ['a date of birth tomorrow', born('22', '11', '2026'), 'forms.error.futureDate'],
  ['a choice that is not on the list', { known: 'perhaps' }, 'forms.error.notOnList'],
  ['one wrong choice among several', { kinds: ['day', '__proto__'] }, 'forms.error.notOnList'],
  ['a number in words', { kinds: 'night', nights: 'three' }, 'forms.error.number'],
  ['a number below nothing', { kinds: 'night', nights: '-1' }, 'forms.error.number'],
  ['a number that is too large', { kinds: 'night', nights: '15' }, 'forms.error.range'],
  ['an email address without a place', { mail: 'ash' }, 'forms.error.email'],
  ['a phone number that cannot be dialled', { call: 'ask for Ash' }, 'forms.error.phone'],
];

for (const [name, sent, key] of refused) {
  test(`${name} is refused with a sentence, and what was typed comes back`, () => {
    const { errors, typed } = first(sent);
    assert.deepEqual(
      errors.map(error => error.key),
      [key],
    );
    for (const [field, value] of Object.entries(sent)) {
      const back = [typed[field] ?? []].flat().join('');
      for (const piece of [value].flat()) {
        const readable = String(piece)
          .replaceAll('\u0000', '')
          .replace(/\p{Surrogate}/gu, '');
        assert.ok(back.includes(readable), `${field} comes back`);
      }
    }
  });
}

test('what is refused as unkeepable comes back without it, so that saving again works', () => {
  const { typed } = first({ purpose: 'a\u0000b\ud83d c' });
  assert.equal(typed.purpose, 'ab c');
  assert.deepEqual(first(typed).errors, []);
});

test('an error does not wipe out what was saved before', () => {
  const { answers, errors } = first(born('31', '4', '2026'), { answers: { born: '1990-01-02' } });
  assert.equal(errors.length, 1);
  assert.equal(answers.born, '1990-01-02');
});

const hostile: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a text', 'purpose=1'],
  ['a list', ['purpose']],
  ['numbers and objects for texts', { purpose: 7, kinds: { 0: 'day' }, known: [{}], mail: null }],
  [
    'prototype keys',
    JSON.parse('{"__proto__": {"purpose": "polluted"}, "constructor": "x", "toString": "y"}'),
  ],
  ['an inherited field', Object.create({ purpose: 'inherited' })],
];

for (const [name, sent] of hostile) {
  test(`a body that is ${name} answers nothing and breaks nothing`, () => {
    const { answers, errors } = first(sent);
    assert.deepEqual({ answers, errors }, { answers: {}, errors: [] });
  });
}

test('a field of the closed part is not looked at when the sender writes in the open part', () => {
  const { answers, typed } = first({ purpose: 'p', secret: 'canary' }, { audience: 'open' });
  assert.deepEqual(answers, { purpose: 'p' });
  assert.ok(!JSON.stringify(typed).includes('canary'));
});

test('a question that was not on the page keeps its answer', () => {
  const { answers } = first(
    { purpose: 'p' },
    { audience: 'open', answers: { secret: 'kept', known: 'yes' } },
  );
  assert.deepEqual(answers, { purpose: 'p', secret: 'kept' });
});

test('an error under an answer that was not chosen does not stand in the way', () => {
  const { answers, errors } = first({ kinds: 'day', nights: 'three' });
  assert.deepEqual({ answers, errors }, { answers: { kinds: ['day'] }, errors: [] });
});

const twoOutings = {
  'history-0-on-day': '1',
  'history-0-on-month': '2',
  'history-0-on-year': '2026',
  'history-0-went': 'well',
  'history-1-on-day': '',
  'history-1-on-month': '',
  'history-1-on-year': '',
  'history-1-went': 'badly',
  'history-1-trouble': 'Late back\r\n',
};

test('each entry of a group is read, and an empty one is not kept', () => {
  const { answers } = second({ ...twoOutings, 'history-2-trouble': '', 'history-2-on-day': '' });
  assert.deepEqual(answers.history, [
    { on: '2026-02-01', went: 'well' },
    { went: 'badly', trouble: 'Late back\r\n' },
  ]);
});

test('an error in an entry names its field', () => {
  const { errors } = second({ ...twoOutings, 'history-1-went': 'so so' });
  assert.deepEqual(
    errors.map(({ question, field, key }) => ({ question, field, key })),
    [{ question: 'history', field: 'history-1-went', key: 'forms.error.notOnList' }],
  );
});

test('"add another" brings back everything typed and one empty entry more', () => {
  const { typed, edited, answers } = second({ ...twoOutings, '_add:history': 'yes' });
  assert.deepEqual(edited, { change: 'added', question: 'history', index: 2, field: 'history-2-on' });
  assert.equal(typed['history-1-trouble'], 'Late back\r\n');
  assert.equal(typed['history-2-went'], '');
  assert.equal([answers.history].flat().length, 2);
});

test('"remove" takes out the one entry and moves the rest up', () => {
  const { typed, edited, answers } = second({ ...twoOutings, '_remove:history:0': 'yes' });
  assert.equal(edited?.change, 'removed');
  assert.deepEqual(answers.history, [{ went: 'badly', trouble: 'Late back\r\n' }]);
  assert.equal(typed['history-0-trouble'], 'Late back\r\n');
  assert.ok(!('history-1-went' in typed));
});

test('a button for an entry that is not there changes nothing', () => {
  const { edited, answers } = second({ ...twoOutings, '_remove:history:9': 'yes', '_add:purpose': 'yes' });
  assert.equal(edited, undefined);
  assert.equal([answers.history].flat().length, 2);
});

test('an entry far beyond the last place a group can have is not read', () => {
  const { answers } = second({ 'history-200-went': 'well', 'history-99999999-went': 'well' });
  assert.equal(answers.history, undefined);
});

const keepable = fc
  .string({ unit: 'binary', minLength: 1 })
  .filter(text => text.isWellFormed() && !text.includes('\u0000'));

test('any words that can be kept are kept exactly as they were sent', () => {
  fc.assert(
    fc.property(keepable, text => {
      const { answers, errors, typed } = first({ purpose: text });
      assert.deepEqual(errors, []);
      assert.equal(answers.purpose, text);
      assert.equal(typed.purpose, text);
    }),
  );
});

test('any body at all is read without a fault, and only by fields of the form', () => {
  const fields = ['purpose', 'kinds', 'nights', 'known', 'born-day', '__proto__', 'secret', '_add:history'];
  const anyBody = fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string()), fc.anything());
  const ids = new Set(sectionOf(exampleForm, '1')?.questions.map(question => question.id));
  fc.assert(
    fc.property(anyBody, body => {
      const { answers } = first(body);
      for (const id of Object.keys(answers)) assert.ok(ids.has(id));
    }),
  );
});

test('what was saved, shown and sent again unchanged is the same', () => {
  const section = sectionOf(exampleForm, '2');
  assert.ok(section);
  const { answers } = second(twoOutings);
  const again = second(fieldsFrom(section.questions, answers));
  assert.deepEqual(again.answers, answers);
});
